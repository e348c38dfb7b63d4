import { expect, test } from "vitest";
import { applicants } from "./applicants.kind.ts";
import { mappingProblems, matchColumns } from "./columns.rules.ts";
import type { Facts } from "./facts.store.ts";
import { RowReader } from "./row-reader.ts";
import { organisationsByName } from "./vocabulary.ts";

const facts = {
  countries: ["AL"],
  organisations: [{ id: "school-1", name: "School", city: "Durrës", country: "AL" }],
  flows: [],
  criteria: [],
} as unknown as Facts;
const row = (spoken: string) =>
  new RowReader(
    new Map(
      Object.entries({
        "given-names": "Arta",
        "family-name": "Kodra",
        "birth-date": "2009-03-12",
        country: "AL",
        school: "School",
        trade: "Hospitality",
        spoken,
      }).map(([name, text]) => [name, [text]]),
    ),
    organisationsByName(facts),
  );

test("a column of languages is found by its name in any language, and read with level and proof", () => {
  const columns = applicants.columns(facts);
  const header = [
    "given names",
    "family name",
    "birth date",
    "country",
    "school",
    "trade",
    "Gjuhët e folura",
  ];
  const matched = matchColumns(header, columns);
  expect(matched.at(-1)).toBe("spoken");
  expect(mappingProblems(columns, matched)).toEqual([]);
  expect(applicants.read(row("it B1 certificate; en A2"), facts)?.languages).toEqual([
    { language: "it", level: "B1", basis: "certificate" },
    { language: "en", level: "A2", basis: "self" },
  ]);
  const wrong = row("Italian B1; it B1; it A1");
  expect(applicants.read(wrong, facts)).toBeUndefined();
  expect(wrong.problems.map(({ column, code }) => [column, code])).toEqual([
    ["spoken", "language-unread"],
    ["spoken", "language-twice"],
  ]);
});
