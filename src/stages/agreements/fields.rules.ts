import { isDay } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import type { Content } from "./agreement.ts";
import type { FieldKind, Template } from "./template.ts";

export const ACTIVITIES = [
  "vet-short",
  "vet-long",
  "vet-group",
  "skills-competition",
  "job-shadowing",
  "staff-training",
  "teaching",
] as const;
export const MODES = ["physical", "blended"] as const;
export const DOCUMENTS = ["europass-mobility", "certificate", "complement"] as const;
export const YES_NO = ["yes", "no"] as const;
export const SUPPORTS = [
  "individual",
  "travel",
  "green-travel",
  "inclusion",
  "language",
  "exceptional",
] as const;

const LISTS: readonly FieldKind[] = ["lines", "documents", "outcomes", "supports"];
export const isList = (kind: FieldKind): boolean => LISTS.includes(kind);

const LONGEST: Readonly<Record<FieldKind, number>> = {
  line: 200,
  text: 2_000,
  lines: 300,
  day: 10,
  number: 5,
  activity: 30,
  mode: 30,
  documents: 30,
  outcomes: 600,
  supports: 60,
  "yes-no": 3,
};
const MOST_LINES = 20;

export type Outcome = {
  readonly title: string;
  readonly description: string;
  /** A concept of ESCO: its label, and its address. */
  readonly esco?: string;
  readonly escoUri?: string;
  readonly eqf?: number;
};

const ESCO_URI = /http:\/\/data\.europa\.eu\/esco\/(?:skill|occupation|isco)\/[A-Za-z0-9.-]{1,60}/;

/**
 * One learning outcome as it is typed: what it is called, a colon, what the person can do then. After
 * upright strokes come what it is in the ESCO classification and its EQF level, in any order:
 * `Brakes: changes the pads | replace brakes http://data.europa.eu/esco/skill/… | EQF 4`.
 */
export function outcomeOf(line: string): Outcome {
  const [head = "", ...rest] = line.split("|").map((part) => part.trim());
  const at = head.indexOf(":");
  const level = rest.flatMap((part) => EQF.exec(part)?.[1] ?? [])[0];
  const concept = rest.find((part) => ESCO_URI.test(part));
  const escoUri = concept && ESCO_URI.exec(concept)?.[0];
  const label = concept && escoUri && concept.replace(escoUri, "").trim();
  return {
    title: at < 0 ? head : head.slice(0, at).trim(),
    description: at < 0 ? "" : head.slice(at + 1).trim(),
    ...(label && escoUri ? { esco: label, escoUri } : {}),
    ...(level === undefined ? {} : { eqf: Number(level) }),
  };
}
const EQF = /^EQF ?([1-8])$/i;

function outcomeProblems(line: string): Problem[] {
  const { description, escoUri } = outcomeOf(line);
  if (!description) return [{ code: "agreement-outcome" }];
  const strange = line
    .split("|")
    .slice(1)
    .map((part) => part.trim())
    .find((part) => !EQF.test(part) && !(escoUri && part.includes(escoUri)));
  return strange === undefined
    ? []
    : [{ code: "agreement-outcome-part", params: { part: strange || "|" } }];
}

/** The same as it is read on a page: without strokes and addresses. */
export function outcomeSaid(line: string): string {
  const { title, description, esco, eqf } = outcomeOf(line);
  const also = [esco && `ESCO: ${esco}`, eqf && `EQF ${eqf}`].filter(Boolean).join(", ");
  return `${title}${description && `: ${description}`}${also && ` (${also})`}`;
}

/** Kind, amount and how it is given, such as `travel: 275.00: in-kind`; undefined for anything else. */
export function supportOf(
  line: string,
): { kind: (typeof SUPPORTS)[number]; cents: number; provision: "paid" | "in-kind" } | undefined {
  const [kind, amount = "", provision] = line.split(":").map((part) => part.trim());
  const known = SUPPORTS.find((one) => one === kind);
  if (!known || !/^\d{1,7}([.,]\d{2})?$/.test(amount)) return undefined;
  if (provision !== "paid" && provision !== "in-kind") return undefined;
  const [whole = "0", cents = "0"] = amount.split(/[.,]/);
  return { kind: known, cents: Number(whole) * 100 + Number(cents), provision };
}

const oneOf = (values: readonly string[], typed: string): Problem[] =>
  values.includes(typed) ? [] : [{ code: "choose-one" }];

function problemsOf(kind: FieldKind, line: string): Problem[] {
  if (line.length > LONGEST[kind]) return [{ code: "too-long", params: { max: LONGEST[kind] } }];
  switch (kind) {
    case "day":
      return isDay(line) ? [] : [{ code: "not-a-day" }];
    case "number":
      return /^\d{1,3}([.,]\d)?$/.test(line) ? [] : [{ code: "agreement-number" }];
    case "activity":
      return oneOf(ACTIVITIES, line);
    case "mode":
      return oneOf(MODES, line);
    case "documents":
      return oneOf(DOCUMENTS, line);
    case "yes-no":
      return oneOf(YES_NO, line);
    case "supports":
      return supportOf(line) ? [] : [{ code: "agreement-support" }];
    case "outcomes":
      return outcomeProblems(line);
    default:
      return [];
  }
}

/**
 * What was typed into the fields of a template, with everything that is wrong with it. Fields that
 * the form did not send stay as they were; nothing outside the template is taken.
 */
export function contentFrom(
  template: Template,
  typed: (path: string) => readonly string[] | undefined,
  before: Content,
): { readonly content: Content; readonly problems: readonly Problem[] } {
  const content: Record<string, string | readonly string[]> = {};
  const problems: Problem[] = [];
  for (const section of template.sections) {
    for (const { code, kind } of section.fields) {
      const path = `${section.code}.${code}`;
      const sent = typed(path);
      if (sent === undefined) {
        if (before[path] !== undefined) content[path] = before[path];
        continue;
      }
      const lines = (isList(kind) ? sent.flatMap((one) => one.split("\n")) : [sent.join("\n")])
        .map((line) => line.replaceAll("\r", "").trim())
        .filter((line) => line !== "");
      if (lines.length > MOST_LINES) {
        problems.push({ code: "agreement-too-many", params: { most: MOST_LINES }, field: path });
      }
      for (const line of lines) {
        problems.push(...problemsOf(kind, line).map((one) => ({ ...one, field: path })));
      }
      if (lines.length > 0) content[path] = isList(kind) ? lines : (lines[0] ?? "");
    }
  }
  return { content, problems: firstOfField(problems) };
}

/** One sentence a field is enough; ten lines that are too long are one problem. */
const firstOfField = (problems: readonly Problem[]): Problem[] =>
  problems.filter((one, at) => problems.findIndex((other) => other.field === one.field) === at);
