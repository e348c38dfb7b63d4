import type { Problem } from "../../shared/result.ts";
import { type NewTemplate, PLACEHOLDERS } from "./template.ts";

export const LONGEST_NAME = 80;
export const LONGEST_SUBJECT = 150;
export const LONGEST_BODY = 5000;

const IN_BRACES = /\{([^{}]*)\}/g;

/** Placeholders that nothing is known for, and braces that are not closed. */
function braceProblems(text: string, field: string): Problem[] {
  const names = [...text.matchAll(IN_BRACES)].map(([, name = ""]) => name);
  const unknown = names.filter((name) => !PLACEHOLDERS.some((known) => known === name));
  const problems: Problem[] = [...new Set(unknown)].map((name) => ({
    code: "placeholder-unknown",
    params: { name: `{${name}}`, known: PLACEHOLDERS.map((known) => `{${known}}`).join(" ") },
    field,
  }));
  if (/[{}]/.test(text.replace(IN_BRACES, ""))) problems.push({ code: "placeholder-open", field });
  return problems;
}

function partProblems(text: string, longest: number, field: string): Problem[] {
  if (text.trim() === "") return [{ code: "required", field }];
  const problems = braceProblems(text, field);
  if (text.length > longest) problems.push({ code: "too-long", params: { max: longest }, field });
  return problems;
}

/** Everything that is wrong in every language, each at its box: `subject-sq`, `body-sq` ... */
export function templateProblems(from: NewTemplate): Problem[] {
  const problems: Problem[] = [];
  if (from.name.trim() === "") problems.push({ code: "required", field: "name" });
  if (from.name.length > LONGEST_NAME) {
    problems.push({ code: "too-long", params: { max: LONGEST_NAME }, field: "name" });
  }
  const written = Object.entries(from.texts).filter(
    ([, { subject, body }]) => subject.trim() !== "" || body.trim() !== "",
  );
  if (written.length === 0) problems.push({ code: "template-empty", field: "subject-en" });
  for (const [locale, { subject, body }] of written) {
    problems.push(...partProblems(subject, LONGEST_SUBJECT, `subject-${locale}`));
    problems.push(...partProblems(body, LONGEST_BODY, `body-${locale}`));
  }
  return problems;
}

export type Values = Readonly<Record<(typeof PLACEHOLDERS)[number], string>>;

/** The text for one person. What a value itself holds in braces stays as it is. */
export const filled = (text: string, values: Values): string =>
  text.replace(IN_BRACES, (whole, name: string) => values[name as keyof Values] ?? whole);
