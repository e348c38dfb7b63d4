import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import type { CappedChild } from "../../platform/files/capped-child.ts";
import { scanProblems } from "../../platform/files/upload.ts";
import { newId } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { isKind } from "./agreement.ts";
import { can } from "./own-template.policy.ts";
import { endOwnTemplate, insertOwnTemplate, newestOf } from "./own-template.store.ts";
import { checkOwnTemplate, digestOf } from "./own-template-check.ts";
import { ownLanguages } from "./own-template-sample.ts";

/** Years of the programme: stays begin in them. */
export const FIRST_YEAR = 2021;
export const LAST_YEAR = 2100;

export type NewOwnTemplate = {
  readonly kind: string;
  readonly year: string;
  readonly language: string;
  readonly fileName: string;
  readonly bytes: Buffer | undefined;
};

/**
 * Checks a Word file and keeps it as the next version; whatever is wrong with it is said at once.
 * @param child a process that looks through several files in a row
 */
export async function addOwnTemplate(
  tx: Tx,
  from: NewOwnTemplate,
  child?: CappedChild,
): Promise<Result<string>> {
  if (!can.keep(tx.actor)) return notFound;
  const { kind, language, bytes } = from;
  const year = /^\d{4}$/.test(from.year) ? Number(from.year) : 0;
  const problems: Problem[] = [];
  const known = isKind(kind) && ownLanguages(kind).includes(language);
  if (!isKind(kind)) problems.push({ code: "choose-one", field: "kind" });
  else if (!known) problems.push({ code: "choose-one", field: "language" });
  if (year < FIRST_YEAR || year > LAST_YEAR) {
    problems.push({
      code: "own-template-year",
      params: { first: String(FIRST_YEAR), last: String(LAST_YEAR) },
      field: "year",
    });
  }
  if (!bytes || bytes.length === 0) problems.push({ code: "own-template-no-file", field: "file" });
  else if (isKind(kind)) {
    const tried = { kind, language: known ? language : "en", bytes };
    const checked = await checkOwnTemplate(tried, child);
    if (!checked.ok) problems.push(...checked.problems);
    else problems.push(...(await scanProblems(bytes, "file")));
  }
  if (problems.length > 0 || !isKind(kind) || !bytes) return refuse(...problems);
  const newest = await newestOf(tx, { kind, year, language });
  const digest = digestOf(bytes);
  if (newest?.digest === digest && newest.endedAt === null) {
    return refuse({
      code: "own-template-same",
      params: { version: newest.version },
      field: "file",
    });
  }
  const id = newId();
  const version = (newest?.version ?? 0) + 1;
  await insertOwnTemplate(tx, {
    id,
    kind,
    year,
    language,
    version,
    fileName: plainName(from.fileName),
    digest,
    size: bytes.length,
    bytes,
    by: actorId(tx.actor) ?? "",
  });
  await record(
    tx,
    "own-template.added",
    { type: "own-template", id },
    { kind, year, language, version, digest },
  );
  return ok(id);
}

/** What the browser called it, as a name and never as a path. */
const plainName = (name: string): string =>
  name
    .replace(/^.*[\\/]/, "")
    .replace(/\p{Cc}/gu, "")
    .slice(-200) || "Template.docx";

/** No new paper begins with it; those that were begun keep it. */
export async function endTemplate(tx: Tx, id: string): Promise<Result<null>> {
  if (!can.keep(tx.actor) || !isUuid(id)) return notFound;
  const ended = await endOwnTemplate(tx, id, actorId(tx.actor) ?? "");
  if (!ended) return notFound;
  await record(tx, "own-template.ended", { type: "own-template", id });
  return ok(null);
}
