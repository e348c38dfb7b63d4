import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { can } from "./country-sheet.policy.ts";
import { ageProblems, lineOf, type TypedLine } from "./country-sheet.rules.ts";
import { countriesOf, insertVersion, keepAge, lockSheets, oneLine } from "./country-sheet.store.ts";
import type { SheetLine } from "./country-sheet.ts";

export type { TypedLine } from "./country-sheet.rules.ts";

const by = (tx: Tx) => ({
  id: actorId(tx.actor) ?? "",
  name: tx.actor.kind === "staff" ? tx.actor.userName : "Kalfa",
});

const note = (tx: Tx, what: "added" | "changed" | "checked" | "removed", line: SheetLine) =>
  record(
    tx,
    `sheet-line.${what}`,
    { type: "sheet-line", id: line.id },
    { country: line.country, topic: line.topic, version: line.version },
  );

/** Writes a line of a country that the scheme meets. */
export async function addLine(tx: Tx, country: string, typed: TypedLine): Promise<Result<string>> {
  const met = (await countriesOf(tx)).some((one) => one.country === country);
  if (!met || !can.keepSheet(tx.actor, country)) return notFound;
  const { line, problems } = lineOf(country, typed, wallTimeOf(tx.now).day);
  if (!line) return { ok: false, problems };
  const id = newId();
  const made = { ...line, id, version: 1, shown: true, checkedBy: by(tx).name };
  await insertVersion(tx, id, made, by(tx));
  await note(tx, "added", made);
  return ok(id);
}

/** The line if the actor keeps it, alone with it; a version that is not the newest is refused. */
async function heldLine(tx: Tx, id: string, seen: number): Promise<Result<SheetLine>> {
  if (!isUuid(id)) return notFound;
  await lockSheets(tx);
  const line = await oneLine(tx, id);
  const met = line && (await countriesOf(tx)).some((one) => one.country === line.country);
  if (!met || !can.keepSheet(tx.actor, line.country)) return notFound;
  return line.version === seen ? ok(line) : refuse({ code: "changed-meanwhile" });
}

/** Puts a line right, or back where it was taken out. What it said before is kept. */
export async function changeLine(
  tx: Tx,
  id: string,
  seen: number,
  typed: TypedLine,
): Promise<Result<SheetLine>> {
  const held = await heldLine(tx, id, seen);
  if (!held.ok) return held;
  const { line, problems } = lineOf(held.value.country, typed, wallTimeOf(tx.now).day);
  if (!line) return { ok: false, problems };
  const made = { ...line, id, version: seen + 1, shown: true, checkedBy: by(tx).name };
  await insertVersion(tx, id, made, by(tx));
  await note(tx, "changed", made);
  return ok(made);
}

/** Says that the source was looked at today and still says the same. */
export async function checkLine(tx: Tx, id: string, seen: number): Promise<Result<SheetLine>> {
  const held = await heldLine(tx, id, seen);
  if (!held.ok) return held;
  if (!held.value.shown) return notFound;
  const checkedOn = wallTimeOf(tx.now).day;
  const made = { ...held.value, version: seen + 1, checkedOn, checkedBy: by(tx).name };
  await insertVersion(tx, id, { ...made, again: true }, by(tx));
  await note(tx, "checked", made);
  return ok(made);
}

/** Takes a line out of the sheet; it stays to be read by the office, and can come back. */
export async function removeLine(tx: Tx, id: string, seen: number): Promise<Result<SheetLine>> {
  const held = await heldLine(tx, id, seen);
  if (!held.ok) return held;
  if (!held.value.shown) return notFound;
  const made = { ...held.value, version: seen + 1, shown: false };
  await insertVersion(tx, id, made, by(tx));
  await note(tx, "removed", made);
  return ok(made);
}

/** After how many days a line has to be looked at again. */
export async function setAge(tx: Tx, days: number): Promise<Result<null>> {
  if (!can.setAge(tx.actor)) return refuse({ code: "forbidden" });
  const problems = ageProblems(days);
  if (problems.length > 0) return refuse(...problems);
  await keepAge(tx, days, actorId(tx.actor) ?? "");
  await record(tx, "sheet-age.set", { type: "scheme", id: tx.actor.schemeId! }, { days });
  return ok(null);
}
