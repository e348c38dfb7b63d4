import type { Tx } from "../../platform/db/index.ts";
import { notFound, type Result, refuse } from "../../shared/result.ts";
import { changeOwnPapers } from "../schemes/change-settings.ts";
import { readScheme } from "../schemes/read-scheme.ts";
import { isKind, KINDS } from "./agreement.ts";
import { can } from "./own-template.policy.ts";
import { allOwnTemplates } from "./own-template.store.ts";

/** Whose wording a kind of agreement goes out in from now on. */
export async function choosePapers(
  tx: Tx,
  own: readonly string[],
): Promise<Result<readonly string[]>> {
  if (!can.keep(tx.actor)) return notFound;
  const templates = (await allOwnTemplates(tx)).filter(({ endedAt }) => endedAt === null);
  const lacking = own.filter((kind) => !templates.some((one) => one.kind === kind));
  if (!own.every(isKind)) return refuse({ code: "choose-one", field: "own" });
  if (lacking.length > 0) return refuse({ code: "own-template-none", field: "own" });
  return changeOwnPapers(
    tx,
    KINDS.filter((kind) => own.includes(kind)),
  );
}

/** The kinds that go out in the consortium's own wording. */
export async function readChosenPapers(tx: Tx): Promise<readonly string[]> {
  return (await readScheme(tx))?.settings.ownPapers ?? [];
}
