/** What is wrong with the fields of a template, every one of them with its place. */
import type { DocxMark } from "../../platform/word/docx-text.ts";
import type { Problem } from "../../shared/result.ts";
import type { OwnField } from "./own-template.ts";

/** More than any agreement has; a file of a hundred thousand is not written by a person. */
export const MOST_MARKS = 2_000;
/** What is named at once; a file with more is begun again from the sample anyway. */
export const MOST_NAMED = 200;

type Open = { readonly mark: DocxMark; readonly list: OwnField | undefined };

export function fieldProblems(
  marks: readonly DocxMark[],
  fields: readonly OwnField[],
): readonly Problem[] {
  if (marks.length > MOST_MARKS) {
    return [{ code: "own-template-marks", params: { most: MOST_MARKS }, field: "file" }];
  }
  if (!marks.some(({ kind }) => kind === "field")) {
    return [{ code: "own-template-no-field", field: "file" }];
  }
  const problems: Problem[] = [];
  let open: Open[] = [];
  let file = "";
  const leave = () => {
    for (const { mark } of open) problems.push(said("own-template-not-ended", mark));
    open = [];
  };
  for (const mark of marks) {
    // A part begins and ends in one file of the document: the header ends before the text begins.
    if (mark.file !== file) leave();
    if (problems.length >= MOST_NAMED) break;
    file = mark.file;
    const found = problemOf(mark, open, fields);
    if (found) problems.push(found);
    if (mark.kind === "begin" || mark.kind === "unless") {
      const list = fields.find(({ name, parts }) => parts !== null && name === mark.name);
      open.push({ mark, list: mark.kind === "begin" ? list : undefined });
    }
    if (mark.kind === "end") open = closed(open, mark);
  }
  leave();
  return problems.slice(0, MOST_NAMED);
}

function closed(open: Open[], end: DocxMark): Open[] {
  const at =
    end.name === "" ? open.length - 1 : open.findLastIndex((o) => o.mark.name === end.name);
  return at < 0 ? open : open.slice(0, at);
}

const said = (code: string, mark: DocxMark, more: Record<string, string> = {}): Problem => ({
  code,
  params: {
    name: mark.raw,
    area: mark.area,
    paragraph: mark.paragraph,
    around: mark.around,
    ...more,
  },
  field: "file",
});

function problemOf(
  mark: DocxMark,
  open: readonly Open[],
  fields: readonly OwnField[],
): Problem | undefined {
  switch (mark.kind) {
    case "unclosed":
      return said("own-template-unclosed", mark, nearestOf(mark, open, fields));
    case "unopened":
      return said("own-template-unopened", mark);
    case "sign":
      return said("own-template-sign", mark);
    case "end":
      return endProblem(mark, open);
    case "field":
      return fieldProblem(mark, open, fields);
    default:
      // A list repeats; a field that is one text is shown, or left out, with what stands around it.
      return fields.some(({ name }) => name === mark.name)
        ? undefined
        : said("own-template-unknown", mark, nearestOf(mark, open, fields));
  }
}

function endProblem(mark: DocxMark, open: readonly Open[]): Problem | undefined {
  const innermost = open.at(-1);
  if (!innermost) return said("own-template-end-alone", mark);
  if (mark.name === "" || mark.name === innermost.mark.name) return undefined;
  return said("own-template-crossed", mark, { nearest: `{/${innermost.mark.name}}` });
}

const partsOf = (open: readonly Open[]): readonly string[] =>
  open.flatMap(({ list }) => list?.parts ?? []);

function fieldProblem(
  mark: DocxMark,
  open: readonly Open[],
  fields: readonly OwnField[],
): Problem | undefined {
  if (partsOf(open).includes(mark.name)) return undefined;
  const known = fields.find(({ name }) => name === mark.name);
  if (known?.parts) {
    return said("own-template-list", mark, { nearest: sampleOf(known) });
  }
  if (known) return undefined;
  const list = fields.find(({ parts }) => parts?.includes(mark.name));
  return list
    ? said("own-template-outside", mark, { nearest: sampleOf(list) })
    : said("own-template-unknown", mark, nearestOf(mark, open, fields));
}

/** How a list is written: `{#tasks}{text}{/tasks}`. */
export const sampleOf = ({ name, parts }: OwnField): string =>
  parts ? `{#${name}}${parts.map((part) => `{${part}}`).join(" ")}{/${name}}` : `{${name}}`;

/** The known name that takes the fewest letters to come to, written as it would stand there. */
function nearestOf(
  mark: DocxMark,
  open: readonly Open[],
  fields: readonly OwnField[],
): { nearest: string } {
  const sign = /^\{\s*([#^]?)/.exec(mark.raw)?.[1] ?? "";
  const inside = sign === "" ? partsOf(open) : [];
  const wanted = mark.name.toLowerCase().slice(0, 60);
  const names = [...inside, ...fields.map(({ name }) => name)];
  const [nearest] = names
    .map((name) => ({ name, far: distance(wanted, name.toLowerCase()) }))
    .sort((a, b) => a.far - b.far);
  const known = fields.find(({ name }) => name === nearest?.name);
  if (sign === "" && known?.parts && !inside.includes(known.name))
    return { nearest: sampleOf(known) };
  return { nearest: `{${sign}${nearest?.name ?? ""}}` };
}

/** Letters to put in, take out or change; two that changed places count as one. */
export function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(changed, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
