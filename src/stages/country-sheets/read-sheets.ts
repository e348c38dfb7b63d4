import { type StaffActor, visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { can } from "./country-sheet.policy.ts";
import { type Standing, standingOf, USUAL_AGE } from "./country-sheet.rules.ts";
import {
  ageOf,
  countOld,
  countriesOf,
  linesOf,
  oneLine,
  shownLines,
  versionsOf,
} from "./country-sheet.store.ts";
import type { SheetCountry, SheetLine, SheetVersion } from "./country-sheet.ts";

type StandingLine = SheetLine & { readonly standing: Standing };
export type Sheet = SheetCountry & {
  readonly lines: readonly StandingLine[];
  /** Lines that were taken out; for the office alone. */
  readonly removed: readonly SheetLine[];
};

/** Days after which a line has to be looked at again. */
export const readAge = async (tx: Tx): Promise<number> => (await ageOf(tx)) ?? USUAL_AGE;

const withStanding = (tx: Tx, lines: readonly SheetLine[], age: number): StandingLine[] => {
  const today = wallTimeOf(tx.now).day;
  return lines.map((line) => ({ ...line, standing: standingOf(line, today, age) }));
};

/** Countries that the scheme sends from or is hosted in. */
export const readSheetCountries = (tx: Tx): Promise<SheetCountry[]> => countriesOf(tx);

/** What is known of a country that the scheme meets; null for any other. For anybody. */
export async function readSheet(tx: Tx, country: string): Promise<Sheet | null> {
  const met = (await countriesOf(tx)).find((one) => one.country === country);
  if (!met) return null;
  const lines = await linesOf(tx, country);
  const shown = lines.filter((line) => line.shown);
  return {
    ...met,
    lines: withStanding(tx, shown, await readAge(tx)),
    removed: tx.actor.kind === "staff" ? lines.filter((line) => !line.shown) : [],
  };
}

/** Every sheet of the scheme, for the list of all. */
export async function readSheets(tx: Tx): Promise<Sheet[]> {
  const countries = await countriesOf(tx);
  const lines = withStanding(
    tx,
    await shownLines(
      tx,
      countries.map(({ country }) => country),
    ),
    await readAge(tx),
  );
  return countries.map((met) => ({
    ...met,
    lines: lines.filter((line) => line.country === met.country),
    removed: [],
  }));
}

/** How many lines that somebody keeps, and the scheme stood by, are older than the age that is set. */
export async function countToCheck(tx: Tx<StaffActor>): Promise<number> {
  if (!can.keepSheets(tx.actor)) return 0;
  return countOld(tx, wallTimeOf(tx.now).day, USUAL_AGE, visibleCountries(tx.actor));
}

type LineFile = { readonly line: SheetLine; readonly versions: readonly SheetVersion[] };

/** One line with everything that it ever said; null for "not there" and "not of this scheme". */
export async function readLine(tx: Tx, id: string): Promise<LineFile | null> {
  if (!can.seeSheets(tx.actor) || !isUuid(id)) return null;
  const line = await oneLine(tx, id);
  if (!line || !(await countriesOf(tx)).some((met) => met.country === line.country)) return null;
  return { line, versions: await versionsOf(tx, id) };
}
