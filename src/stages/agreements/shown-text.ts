/** The full text of an agreement as it is shown: the same words that stand on the paper. */
import { type PaperLanguage, tongueOf } from "../../documents/index.ts";
import { type AnyLocale, isHostLocale, isLocale, wordsFor } from "../../platform/i18n/index.ts";
import { isDay } from "../../shared/day.ts";
import type { StoredAgreement } from "./agreement.store.ts";
import type { Change, Content } from "./agreement.ts";
import { outcomeSaid } from "./fields.rules.ts";
import { linesOf, type Template, type TemplateField, templateOf } from "./template.ts";

/** One thing said in one language or two; each knows which, for whoever reads it aloud. */
export type Said = readonly { readonly lang: string; readonly text: string }[];
export type ShownField = {
  readonly path: string;
  readonly label: Said;
  readonly lines: readonly Said[];
};
export type ShownSection = {
  readonly code: string;
  readonly heading: Said;
  readonly fields: readonly ShownField[];
  readonly clauses: readonly Said[];
};
export type ShownText = {
  readonly title: Said;
  readonly sections: readonly ShownSection[];
};

type Of = Pick<StoredAgreement, "kind" | "templateYear" | "templateVersion" | "languages">;

/** What the keys of a paper's own words say in its languages. */
function speaker(of: Of) {
  const tongues = of.languages.map((language) => ({
    lang: language,
    words: tongueOf(of.kind, of.templateYear as 2026, language as PaperLanguage).words,
  }));
  return (key: string, params: Readonly<Record<string, string>> = {}): Said =>
    tongues
      .map(({ lang, words }) => ({
        lang,
        text: Object.entries(params).reduce(
          (text, [name, value]) => text.replaceAll(`{${name}}`, value),
          words[key] ?? "",
        ),
      }))
      .filter(({ text }, at, all) => text !== "" && all.findIndex((x) => x.text === text) === at);
}

const CODED: Readonly<Record<string, string>> = {
  activity: "activity-",
  mode: "mode-",
  documents: "document-",
  "yes-no": "",
};

/** @param sections only these; all of them when left out */
export function shownText(of: Of, content: Content, sections?: readonly string[]): ShownText {
  const template = templateOf(of);
  const say = speaker(of);
  const own = (text: string): Said => [{ lang: "", text }];
  // Whoever reads one of the two languages only has to know the day as well.
  const days = (text: string): Said =>
    of.languages
      .map((lang) => ({ lang, text: dayIn(lang, text) }))
      .filter(({ text: said }, at, all) => all.findIndex((one) => one.text === said) === at);
  const value = (field: TemplateField, line: string): Said => {
    const prefix = CODED[field.kind];
    if (prefix !== undefined) return say(`${prefix}${line}`);
    if (field.kind === "supports") return supportSaid(say, line);
    if (field.kind === "outcomes") return own(outcomeSaid(line));
    return field.kind === "day" && isDay(line) ? days(line) : own(line);
  };
  return {
    title: say("title"),
    sections: template.sections
      .filter((section) => sections === undefined || sections.includes(section.code))
      .map((section) => ({
        code: section.code,
        heading: say(section.label),
        fields: section.fields
          .map((field) => {
            const path = `${section.code}.${field.code}`;
            return {
              path,
              label: labelOf(template, say, path),
              lines: linesOf(content, path).map((line) => value(field, line)),
            };
          })
          .filter((field) => field.lines.length > 0),
        clauses: (section.clauses ?? []).map((clause) =>
          say(clause, {
            days: "30",
            law: linesOf(content, "conditions.law").join(""),
          }),
        ),
      })),
  };
}

const dayIn = (lang: string, text: string): string => {
  const locale: AnyLocale = isLocale(lang) || isHostLocale(lang) ? lang : "en";
  return isDay(text) ? wordsFor(locale).day(text) : text;
};

function supportSaid(say: (key: string) => Said, line: string): Said {
  const [kind = "", amount = "", provision = ""] = line.split(":").map((part) => part.trim());
  const provided = say(`provision-${provision}`);
  return say(`support-${kind}`).map(({ lang, text }, at) => ({
    lang,
    text: `${text}: ${amount} EUR (${provided[at]?.text ?? provided[0]?.text ?? ""})`,
  }));
}

/** What a field is called; the first day and the last share a name on paper and need two here. */
function labelOf(template: Template, say: (key: string) => Said, path: string): Said {
  const [section = "", code] = path.split(".");
  const field = template.sections
    .find((one) => one.code === section)
    ?.fields.find((one) => one.code === code);
  const said = field ? say(field.label) : [];
  if (code !== "from" && code !== "to") return said;
  // "From – to" in every language of the papers: the part that is meant.
  return said.map(({ lang, text }) => {
    const parts = text.split("–").map((part) => part.trim());
    return { lang, text: (code === "from" ? parts[0] : parts.at(-1)) ?? text };
  });
}

/** What one of the choices of a field is called in the words of the paper. */
export const choiceLabel = (of: Of, kind: "documents", choice: string): Said =>
  speaker(of)(`${CODED[kind]}${choice}`);

export const fieldLabel = (of: Of, path: string): Said =>
  labelOf(templateOf(of), speaker(of), path);

export const sectionLabel = (of: Of, section: string): Said => {
  const found = templateOf(of).sections.find((one) => one.code === section);
  return found ? speaker(of)(found.label) : [];
};

/** "Tasks / Aufgaben": how a change is named on paper. */
export const changeName = (of: Of, change: Pick<Change, "section" | "field">): string =>
  fieldLabel(of, `${change.section}.${change.field}`)
    .map(({ text }) => text)
    .join(" / ");
