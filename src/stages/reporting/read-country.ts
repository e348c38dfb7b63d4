import type { Tx } from "../../platform/db/index.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import type { ConsentRule } from "../consents/consent.ts";
import { readRule } from "../consents/set-rule.ts";
import { missingTopics } from "../country-sheets/country-sheet.rules.ts";
import type { SheetCountry, Topic } from "../country-sheets/country-sheet.ts";
import { readSheet, readSheetCountries, type Sheet } from "../country-sheets/read-sheets.ts";
import type { Office } from "../organisations/office.ts";
import { readOffices } from "../organisations/read-offices.ts";
import { readVisaRules } from "../travel/change-visa-rules.ts";
import type { VisaRule } from "../travel/travel.ts";
import { visaRulesFor } from "../travel/visa.rules.ts";

/** What the table of visas says today of those who go from one country to others. */
type CountryVisa = {
  readonly from: string;
  /** Hosting countries of which the same rows speak. */
  readonly to: readonly string[];
  readonly entry: VisaRule | null;
  readonly long: VisaRule | null;
};
export type CountryPage = Sheet & {
  /** Partners there, and the one that sends its learners. */
  readonly offices: readonly Office[];
  /** What was made sure of about papers of a border; null where nobody did. */
  readonly exit: ConsentRule | null;
  readonly visas: readonly CountryVisa[];
  /** Topics of which nothing is known here or elsewhere. */
  readonly missing: readonly Topic[];
};

/**
 * The sheet of a country with what consents, travel and organisations know of it: told from there, so
 * that nobody types it twice. Null for a country that the scheme does not meet. For anybody.
 */
export async function readCountry(tx: Tx, country: string): Promise<CountryPage | null> {
  const sheet = await readSheet(tx, country);
  if (!sheet) return null;
  const offices = (await readOffices(tx)).filter(
    (office) => office.country === country || office.sendsFrom.includes(country),
  );
  const rule = sheet.sends ? await readRule(tx, country) : null;
  const exit = rule?.setAt ? rule : null;
  const visas = visasOf(tx, sheet, await readSheetCountries(tx), await readVisaRules(tx));
  const elsewhere: Topic[] = [];
  if (offices.length > 0) elsewhere.push("contact");
  // A country that only hosts is asked for no paper of its own children here.
  if (exit || !sheet.sends) elsewhere.push("exit-papers");
  if (visas.length > 0) elsewhere.push("stay");
  return { ...sheet, offices, exit, visas, missing: missingTopics(sheet.lines, elsewhere) };
}

/** A biometric passport of the country itself: what nearly everybody travels with. */
function visasOf(
  tx: Tx,
  of: SheetCountry,
  met: readonly SheetCountry[],
  rules: readonly VisaRule[],
): CountryVisa[] {
  const entry = wallTimeOf(tx.now).day;
  const codes = (test: (one: SheetCountry) => boolean) =>
    met.filter((one) => test(one)).map((one) => one.country);
  const hosting = codes((one) => one.hosts);
  const pairs = [
    ...(of.sends ? hosting.map((to) => ({ from: of.country, to })) : []),
    ...(of.hosts ? codes((one) => one.sends).map((from) => ({ from, to: of.country })) : []),
  ].filter(({ from, to }) => from !== to);
  const found: { from: string; to: string[]; entry: VisaRule | null; long: VisaRule | null }[] = [];
  for (const { from, to } of pairs) {
    const said = visaRulesFor(rules, {
      nationality: from,
      passport: "biometric",
      issuer: from,
      host: to,
      entry,
    });
    if (!said.entry && !said.long) continue;
    const same = found.find(
      (one) =>
        one.from === from && one.entry?.id === said.entry?.id && one.long?.id === said.long?.id,
    );
    if (same) same.to.push(to);
    else found.push({ from, to: [to], entry: said.entry ?? null, long: said.long ?? null });
  }
  return found;
}
