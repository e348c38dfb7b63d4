import type { Tx } from "../../platform/db/index.ts";
import { recordAll } from "../../platform/events/record.ts";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import {
  type Correctable,
  lockCorrectable,
  type WrittenCorrection,
  writeCorrections,
} from "./applicant-correction.store.ts";
import { can } from "./application.policy.ts";
import { entryProblems } from "./application.rules.ts";
import { readCallFacts } from "./application.store.ts";
import type { Entry } from "./application.ts";
import { followCorrections } from "./follow-corrections.ts";

export type { Correctable } from "./applicant-correction.store.ts";

/** What the office may put right of one application; a field left out stays as it is. */
export type Correction = {
  readonly applicationId: string;
  readonly person?: Partial<Correctable["person"]>;
  readonly organisationId?: string;
  readonly trade?: string;
  readonly locale?: string;
  readonly points?: Readonly<Record<string, number>>;
};

/** Applications as they are now, held until the transaction ends; those one may not write are left out. */
export async function holdApplicants(
  tx: Tx,
  applicationIds: readonly string[],
): Promise<ReadonlyMap<string, Correctable>> {
  const rows = await lockCorrectable(tx, applicationIds);
  return new Map(
    rows.filter((row) => can.register(tx.actor, row.country)).map((row) => [row.id, row]),
  );
}

/**
 * Puts many applications right: all of them or, with every problem of every one, none. Points are
 * put right only where they were brought from outside: those of a list made here follow from its
 * scores. A problem's field is `<place in the list>.<field>`.
 */
export async function correctApplicants(
  tx: Tx,
  corrections: readonly Correction[],
): Promise<Result<null>> {
  const held = await holdApplicants(
    tx,
    corrections.map(({ applicationId }) => applicationId),
  );
  const problems: Problem[] = [];
  const written: WrittenCorrection[] = [];
  const patches = new Map<string, string>();
  const entries = corrections.map((correction) => {
    const before = held.get(correction.applicationId);
    return before && { before, after: applied(before, correction) };
  });
  const calls = await callsOf(
    tx,
    entries.flatMap((entry) => entry ?? []),
  );
  const today = wallTimeOf(tx.now).day;
  for (const [at, entry] of entries.entries()) {
    if (!entry) {
      problems.push({ code: "row-not-found", field: `${at}.` });
      continue;
    }
    const correction = corrections[at]!;
    const add = (code: string, field: string) => problems.push({ code, field: `${at}.${field}` });
    for (const criterion of Object.keys(correction.points ?? {})) {
      if (entry.before.needsList) add("points-follow-from-scores", `points.${criterion}`);
      else if (entry.before.callState === "published") {
        add("call-already-published", `points.${criterion}`);
      }
    }
    const changed = changedFields(correction);
    const { personId } = entry.before;
    const patch = correction.person && JSON.stringify(correction.person);
    if (patch !== undefined) {
      // One person with two applications stands in a list twice; two corrections cannot both hold.
      if ((patches.get(personId) ?? patch) !== patch) add("person-corrected-twice", "familyName");
      patches.set(personId, patch);
    }
    const call = calls.get(entry.before.callId);
    if (!call) throw new Error("a held application lost its call");
    for (const problem of entryProblems(entry.after, call, today)) {
      // What was wrong before and is not touched is somebody else's to put right.
      if (changed.has(problem.field ?? "")) {
        problems.push({ ...problem, field: `${at}.${problem.field}` });
      }
    }
    written.push({
      id: entry.before.id,
      personId: patch === undefined ? null : personId,
      entry: entry.after,
    });
  }
  if (problems.length > 0) return refuse(...problems);
  await writeCorrections(tx, written);
  await followCorrections(
    tx,
    written.map(({ id, entry }, at) => ({ id, entry, fields: changedFields(corrections[at]!) })),
  );
  await recordAll(
    tx,
    "application.corrected",
    "application",
    corrections.map((correction) => ({
      id: correction.applicationId,
      data: { fields: [...changedFields(correction)].sort() },
    })),
  );
  return ok(null);
}

const changedFields = (correction: Correction): Set<string> =>
  new Set([
    ...Object.keys(correction.person ?? {}),
    ...(["organisationId", "trade", "locale"] as const).filter((name) => name in correction),
    ...Object.keys(correction.points ?? {}).map((criterion) => `points.${criterion}`),
  ]);

const applied = (before: Correctable, correction: Correction): Entry => ({
  person: { ...before.person, ...correction.person, country: before.country },
  organisationId: correction.organisationId ?? before.organisationId,
  trade: correction.trade ?? before.trade,
  locale: correction.locale ?? before.locale,
  points: { ...before.points, ...correction.points },
  wishes: [],
});

/** What each call of these entries says, one statement a call: a list is of few calls. */
async function callsOf(
  tx: Tx,
  entries: readonly { readonly before: Correctable; readonly after: Entry }[],
) {
  const ids = [...new Set(entries.map(({ before }) => before.callId))];
  const facts = new Map<string, NonNullable<Awaited<ReturnType<typeof readCallFacts>>>>();
  for (const id of ids) {
    const own = entries.filter(({ before }) => before.callId === id).map(({ after }) => after);
    const read = await readCallFacts(tx, id, own);
    if (read) facts.set(id, read);
  }
  return facts;
}
