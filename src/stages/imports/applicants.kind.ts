import { LOCALES } from "../../platform/i18n/index.ts";
import { ok } from "../../shared/result.ts";
import { type Entry, GENDERS } from "../applications/application.ts";
import { languagesFrom } from "../applications/language.rules.ts";
import { registerApplicants } from "../applications/register-applicants.ts";
import { readChoice, readCodes, readDay, readStays, readWhole, readYes } from "./cells.rules.ts";
import type { Column } from "./columns.rules.ts";
import type { Facts } from "./facts.store.ts";
import { type Kind, placeOf } from "./kind.ts";
import type { RowReader } from "./row-reader.ts";
import { choiceWords, headings, tradeOf } from "./vocabulary.ts";

const NEEDED = ["given-names", "family-name", "birth-date", "country", "school", "trade"];
const OTHERS = [
  "gender",
  "email",
  "phone",
  "language",
  "wishes",
  "fewer-opportunities",
  "stays",
  "spoken",
];

const column = (name: string, required: boolean): Column => ({
  name,
  required,
  words: headings(name),
});

const genders = choiceWords(GENDERS, (gender) => `imports.gender-${gender}`);
const languages = choiceWords(LOCALES, (locale) => `imports.language-${locale}`);

/** How the use-case names what a file keeps in columns. */
const COLUMNS: Readonly<Record<string, string>> = {
  givenNames: "given-names",
  familyName: "family-name",
  birthDate: "birth-date",
  email: "email",
  phone: "phone",
  country: "country",
  organisationId: "school",
  trade: "trade",
  wishes: "wishes",
  declaredStays: "stays",
};

export const applicants: Kind<Entry> = {
  columns: (facts) => [
    ...NEEDED.map((name) => column(name, true)),
    ...OTHERS.map((name) => column(name, false)),
    ...facts.criteria.map((criterion) => ({
      name: `points.${criterion.code}`,
      required: true,
      words: [criterion.code, ...Object.values(criterion.name)],
      label: `points.${criterion.code}`,
    })),
  ],
  who: ["given-names", "family-name"],
  chunk: 500,
  keyOf: ({ person }) => [person.givenNames, person.familyName, person.birthDate].join("\n"),
  countryOf: ({ person }) => person.country,

  read(cells, facts) {
    const birthDate = cells.read("birth-date", readDay, true);
    const points = facts.criteria.map(
      ({ code }) => [code, cells.read(`points.${code}`, readWhole, true)] as const,
    );
    const row = {
      givenNames: cells.need("given-names"),
      familyName: cells.need("family-name"),
      country: cells.country("country"),
      gender: cells.read("gender", (text) => readChoice(text, genders)),
      trade: tradeOf(cells.need("trade")),
      organisationId: cells.organisation("school", true),
      locale: cells.read("language", (text) => readChoice(text, languages)),
      wishes: wishesOf(cells, facts),
      fewer: cells.read("fewer-opportunities", readYes),
      stays: cells.readAll("stays", readStays).flat(),
      spoken: cells.read("spoken", languagesFrom),
    };
    if (!birthDate || cells.problems.length > 0) return undefined;
    return {
      person: {
        givenNames: row.givenNames,
        familyName: row.familyName,
        birthDate,
        gender: row.gender ?? null,
        email: cells.text("email").toLowerCase() || null,
        phone: cells.text("phone") || null,
        country: row.country,
      },
      organisationId: row.organisationId ?? "",
      trade: row.trade,
      locale: row.locale ?? usualLocale(row.country),
      points: Object.fromEntries(points.map(([code, value]) => [code, value ?? 0])),
      wishes: row.wishes,
      grounds: row.fewer ? ["fewer-opportunities"] : [],
      declaredStays: row.stays,
      languages: row.spoken,
    };
  },

  async write(tx, { callId }, rows) {
    const done = await registerApplicants(tx, callId, rows);
    if (done.ok) return { outcomes: rows.map(() => "added" as const), problems: [] };
    const refused = done.problems.filter((problem) => problem.field === undefined);
    if (refused.length > 0) return { outcomes: [], problems: [], refused };
    const here = new Set<number>();
    const problems = done.problems.flatMap(({ field, code, params }) => {
      const place = placeOf(field, COLUMNS);
      // Already there to the letter: the same file again, which changes nothing and is no problem.
      if (code === "already-applied") here.add(place.at);
      return code === "already-applied" ? [] : [{ ...place, code, params: params ?? {} }];
    });
    return {
      outcomes: rows.map((_, at) => (here.has(at) ? ("unchanged" as const) : null)),
      problems: problems.filter(({ at }) => !here.has(at)),
    };
  },
};

/** The language letters are written in when the file does not say; the person can change it. */
const USUAL: Readonly<Record<string, string>> = {
  AL: "sq",
  XK: "sq",
  BA: "bs",
  ME: "cnr",
  MK: "mk",
  RS: "sr-Cyrl",
};
const usualLocale = (country: string): string => USUAL[country] ?? "en";

function wishesOf(cells: RowReader, facts: Facts): string[] {
  const ids = new Map(facts.flows.map(({ code, id }) => [code.toLowerCase(), id]));
  return cells
    .readAll("wishes", (text) => ok(readCodes(text)))
    .flatMap((codes) =>
      codes.flatMap((code) => {
        const id = ids.get(code.toLowerCase());
        if (!id) cells.problem("wishes", "flow-unknown", { value: code });
        return id ? [id] : [];
      }),
    );
}
