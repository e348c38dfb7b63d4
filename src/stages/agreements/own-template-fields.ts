/** Which fields a template of one's own may have: those of the agreement, and what is known beside it. */
import type { AgreementKind } from "./agreement.ts";
import { isList } from "./fields.rules.ts";
import type { OwnField } from "./own-template.ts";
import { type FieldKind, newestTemplate } from "./template.ts";

/** `weekly-hours` is a name of ours; in a text nobody should take its dash for one of the text. */
const camel = (code: string): string =>
  code.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Lists have names of their own, because nobody calls them by the section they stand in. */
const listName = (code: string): string => (code === "outcomes" ? "learningOutcomes" : camel(code));

const PARTS: Readonly<Partial<Record<FieldKind, readonly string[]>>> = {
  outcomes: ["title", "description"],
  supports: ["kind", "amount", "provision"],
};

/** Beside what is agreed: the day of the paper, its code, whose programme it is, where one goes. */
export const BESIDE = [
  "paper.day",
  "paper.code",
  "programme.name",
  "stay.reference",
  "stay.hostingCity",
  "stay.hostingCountry",
  "stay.sendingCountry",
  "participant.givenNames",
  "participant.familyName",
] as const;
export type Beside = (typeof BESIDE)[number];

export function ownFields(kind: AgreementKind): readonly OwnField[] {
  const agreed = newestTemplate(kind).sections.flatMap((section) =>
    section.fields.map((field): OwnField => {
      const path = `${section.code}.${field.code}`;
      return isList(field.kind)
        ? { name: listName(field.code), parts: PARTS[field.kind] ?? ["text"], path }
        : { name: `${camel(section.code)}.${camel(field.code)}`, parts: null, path };
    }),
  );
  return [...agreed, ...BESIDE.map((name): OwnField => ({ name, parts: null, path: null }))];
}
