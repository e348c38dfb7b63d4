import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { readTable } from "../../platform/files/table.ts";
import { newId } from "../../platform/random.ts";
import { type ImportId, isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { matchColumns } from "./columns.rules.ts";
import { selectFacts, selectTargets } from "./facts.store.ts";
import { can, writableCountries } from "./import.policy.ts";
import { insertImport, selectEarlierMapping } from "./import.store.ts";
import { IMPORT_KINDS, type ImportKind, isListBack } from "./import.ts";
import { kindOf } from "./kinds.ts";

export type Upload = {
  readonly kind: string;
  /** The call of applicants and flows, the line of participants. */
  readonly callId: string;
  readonly lineId: string;
  readonly fileName: string;
  readonly bytes: Buffer;
};

/** Files that belong to one call; a list that comes back says of each row where it belongs. */
const OF_A_CALL: ReadonlySet<ImportKind> = new Set(["applicants", "flows"]);

const MOST_MEGABYTES = 16;

/**
 * Takes a file in and matches its columns: as they were chosen for a file with the same headings,
 * else by the words people head them with. Nothing of it is written anywhere yet.
 */
export async function uploadImport(tx: Tx, from: Upload): Promise<Result<ImportId>> {
  const kind = IMPORT_KINDS.find((known) => known === from.kind);
  if (!kind) return refuse({ code: "required", field: "kind" });
  if (!can.bring(tx.actor, kind)) return notFound;
  const problems: Problem[] = await targetProblems(tx, kind, from);
  if (from.bytes.length === 0) problems.push({ code: "file-missing", field: "file" });
  if (from.bytes.length > MOST_MEGABYTES * 1024 * 1024) {
    problems.push({
      code: "file-too-big",
      params: { megabytes: MOST_MEGABYTES },
      field: "file",
    });
  }
  if (problems.length > 0) return refuse(...problems);
  const table = await readTable(from.bytes);
  if (!table.ok) {
    return refuse(...table.problems.map((problem) => ({ ...problem, field: "file" })));
  }
  const { header, encoding } = table.value;
  const earlier = await selectEarlierMapping(tx, kind, header);
  const callId = OF_A_CALL.has(kind) ? from.callId : null;
  const facts = await selectFacts(tx, callId);
  const known = kindOf(kind).columns(facts);
  const columns =
    earlier?.columns.every((name) => name === null || known.some((c) => c.name === name)) === true
      ? earlier.columns
      : matchColumns(header, known);
  const id = newId<ImportId>();
  await insertImport(tx, {
    id,
    kind,
    callId,
    lineId: kind === "participants" ? from.lineId : null,
    fileName: from.fileName.replace(/^.*[\\/]/, "") || "table.csv",
    content: from.bytes,
    mapping: { header, columns, encoding },
    countries: writableCountries(tx.actor),
  });
  await record(
    tx,
    "import.uploaded",
    { type: "import", id },
    { kind, rows: table.value.rows.length },
  );
  return ok(id);
}

async function targetProblems(tx: Tx, kind: ImportKind, from: Upload): Promise<Problem[]> {
  if (isListBack(kind)) return [];
  const targets = await selectTargets(tx);
  if (kind === "participants") {
    const known = targets.lines.some(({ id }) => isUuid(from.lineId) && id === from.lineId);
    return known ? [] : [{ code: "required", field: "lineId" }];
  }
  const known = targets.calls.some(({ id }) => isUuid(from.callId) && id === from.callId);
  return known ? [] : [{ code: "required", field: "callId" }];
}
