import { isDeepStrictEqual } from "node:util";
import type { SchemeSettings } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { LOCALES } from "../../platform/i18n/index.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { readersProblems } from "./readers.rules.ts";
import { can } from "./scheme.policy.ts";
import { contactProblems, fundingProblems, programmeNameProblems } from "./scheme.rules.ts";
import { lockOwnScheme, updateOwnScheme } from "./scheme.store.ts";
import type { Localised } from "./scheme.ts";

export type Programme = {
  readonly name: Localised;
  readonly funding: SchemeSettings["funding"];
  readonly contact: NonNullable<SchemeSettings["contact"]>;
};

/** What the programme says of itself on every page: its name, who pays, whom to call. */
export async function changeProgramme(tx: Tx, to: Programme): Promise<Result<readonly string[]>> {
  if (!can.changeSettings(tx.actor)) return refuse({ code: "forbidden" });
  const problems = [
    ...programmeNameProblems(to.name),
    ...fundingProblems(to.funding),
    ...contactProblems(to.contact),
  ];
  if (problems.length > 0) return refuse(...problems);
  return change(tx, { name: to.name }, { funding: to.funding ?? null, contact: to.contact });
}

/** How a disputed territory is written and drawn, for each kind of reader and language. */
export async function changeReaders(
  tx: Tx,
  readers: NonNullable<SchemeSettings["readers"]>,
): Promise<Result<readonly string[]>> {
  if (!can.changeSettings(tx.actor)) return refuse({ code: "forbidden" });
  const written = LOCALES.filter((locale) => locale !== "sr-Latn");
  const problems = readersProblems(readers, written);
  return problems.length > 0 ? refuse(...problems) : change(tx, {}, { readers });
}

const FEWEST_DAYS = 0;
const MOST_DAYS = 3650;

/** How long after a stay a consent counts that is given from now on. */
export async function changeConsentDays(
  tx: Tx,
  to: NonNullable<SchemeSettings["consentDays"]>,
): Promise<Result<readonly string[]>> {
  if (!can.changeSettings(tx.actor)) return refuse({ code: "forbidden" });
  const problems = (["data", "pictures"] as const).flatMap((field): Problem[] => {
    const days = to[field];
    if (!Number.isInteger(days)) return [{ code: "not-whole", field }];
    if (days < FEWEST_DAYS) return [{ code: "too-small", params: { min: FEWEST_DAYS }, field }];
    return days > MOST_DAYS ? [{ code: "too-big", params: { max: MOST_DAYS }, field }] : [];
  });
  return problems.length > 0 ? refuse(...problems) : change(tx, {}, { consentDays: to });
}

/** Kinds of agreement that go out in the consortium's own wording; whoever calls knows the kinds. */
export async function changeOwnPapers(
  tx: Tx,
  ownPapers: readonly string[],
): Promise<Result<readonly string[]>> {
  if (!can.changeSettings(tx.actor)) return refuse({ code: "forbidden" });
  return change(tx, {}, { ownPapers: [...ownPapers].sort() });
}

/** Names of what changed; nothing is written down where nothing did. */
async function change(
  tx: Tx,
  own: { readonly name?: Localised },
  settings: Partial<SchemeSettings>,
): Promise<Result<readonly string[]>> {
  const was = await lockOwnScheme(tx);
  if (!was) return notFound;
  const to = { name: own.name ?? was.name, settings: { ...was.settings, ...settings } };
  const fields = [
    ...(isDeepStrictEqual(to.name, was.name) ? [] : ["name"]),
    ...Object.keys(settings).filter((key) => {
      const field = key as keyof SchemeSettings;
      return !isDeepStrictEqual(to.settings[field], was.settings[field]);
    }),
  ];
  if (fields.length === 0) return ok(fields);
  await updateOwnScheme(tx, to);
  await record(tx, "scheme.changed", { type: "scheme", id: was.id }, { fields });
  return ok(fields);
}
