import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { isDay } from "../../shared/day.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { readOrganisation } from "../organisations/read-organisations.ts";
import { can } from "./hosting.policy.ts";
import {
  CRITERIA,
  type Criterion,
  type HostNote,
  MARKS,
  type Mark,
  NOTE_KINDS,
  type NoteKind,
} from "./hosting.ts";
import { insertNote, notesOf } from "./note.store.ts";

export type TypedNote = {
  readonly kind: string;
  readonly happenedOn: string;
  readonly who: string;
  readonly note: string;
  /** Words about health or safety of anybody; an incident's always are. */
  readonly restricted?: boolean;
  /** Of a rating: criterion to mark. */
  readonly marks: Readonly<Record<string, string>>;
};

/** What somebody of the office saw at a host: a visit, marks, an incident. */
export async function writeNote(
  tx: Tx,
  organisationId: string,
  from: TypedNote,
): Promise<Result<string>> {
  if (!isUuid(organisationId) || !can.keepHosts(tx.actor)) return notFound;
  if (!(await readOrganisation(tx, organisationId))) return notFound;
  const problems: Problem[] = [];
  const kind = (NOTE_KINDS as readonly string[]).includes(from.kind)
    ? (from.kind as NoteKind)
    : null;
  const who = from.who.trim();
  const note = from.note.trim();
  if (!kind) problems.push({ code: "not-a-choice", field: "kind" });
  if (from.happenedOn === "") problems.push({ code: "required", field: "happenedOn" });
  else if (!isDay(from.happenedOn)) problems.push({ code: "not-a-day", field: "happenedOn" });
  else if (from.happenedOn > wallTimeOf(tx.now).day) {
    problems.push({ code: "day-in-future", field: "happenedOn" });
  }
  if (who === "") problems.push({ code: "required", field: "who" });
  else if (who.length > 200)
    problems.push({ code: "too-long", params: { max: 200 }, field: "who" });
  if (note.length > 1000) problems.push({ code: "too-long", params: { max: 1000 }, field: "note" });
  if (kind && kind !== "rating" && note === "") problems.push({ code: "required", field: "note" });
  const marks = marksFrom(from.marks);
  if (kind === "rating" && Object.keys(marks).length === 0) {
    problems.push({ code: "required", field: CRITERIA[0] });
  }
  if (problems.length > 0 || !kind) return refuse(...problems);
  const id = newId();
  await insertNote(tx, organisationId, {
    id,
    kind,
    happenedOn: from.happenedOn,
    restricted: kind === "incident" || from.restricted === true,
    who,
    marks: kind === "rating" ? marks : null,
    note,
  });
  await record(tx, `host-note.${kind}`, { type: "organisation", id: organisationId });
  return ok(id);
}

const marksFrom = (typed: Readonly<Record<string, string>>): Partial<Record<Criterion, Mark>> =>
  Object.fromEntries(
    CRITERIA.flatMap((criterion) => {
      const mark = typed[criterion];
      return (MARKS as readonly string[]).includes(mark ?? "") ? [[criterion, mark as Mark]] : [];
    }),
  );

/** Everything that was seen there; of restricted notes what they are and when, and no word. */
export const readNotes = async (tx: Tx, organisationId: string): Promise<HostNote[]> =>
  can.seeHosting(tx.actor) ? notesOf(tx, organisationId) : [];
