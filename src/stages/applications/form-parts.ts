import {
  type FieldKind,
  type FormAudience,
  type FormDefinition,
  type FormField,
  type FormPage,
  fieldsOf,
  pagesOf,
  standardForm,
} from "./application.forms.ts";

/** Kinds of question that the office puts together itself; the others bring their own boxes. */
export const CUSTOM_KINDS = [
  "text",
  "long-text",
  "choice",
  "several",
  "yes-no",
  "number",
  "languages",
] as const satisfies readonly FieldKind[];
export type CustomKind = (typeof CUSTOM_KINDS)[number];

export const isCustomKind = (kind: string): kind is CustomKind =>
  (CUSTOM_KINDS as readonly string[]).includes(kind);
export const hasOptions = (kind: FieldKind): boolean => kind === "choice" || kind === "several";
/** Kinds for which a longest text or a highest number can be said. */
export const hasMaximum = (kind: FieldKind): boolean =>
  kind === "text" || kind === "long-text" || kind === "number";
/** The catalogues have its words in every language, so nobody writes them. */
export const isStandard = (field: FormField): boolean => field.label === undefined;

export type Move = "up" | "down" | "out";
export const isMove = (text: string): text is Move =>
  text === "up" || text === "down" || text === "out";

export const pageByCode = (definition: FormDefinition, code: string): FormPage | undefined =>
  pagesOf(definition).find((page) => page.code === code);

/** Standard questions of the audience that the form does not ask. */
export function leftOut(definition: FormDefinition, audience: FormAudience): readonly FormField[] {
  const asked = new Set(fieldsOf(pagesOf(definition)).map((field) => field.code));
  return fieldsOf(pagesOf(standardForm(audience))).filter((field) => !asked.has(field.code));
}

/** Questions before a page whose answer can decide whether the page is shown. */
export function deciding(definition: FormDefinition, pageCode: string): readonly FormField[] {
  const pages = pagesOf(definition);
  const at = pages.findIndex((page) => page.code === pageCode);
  const before = at === -1 ? pages : pages.slice(0, at);
  return fieldsOf(before).filter((field) => field.kind === "choice" || field.kind === "yes-no");
}

/** The answers that can be given to such a question. */
export const answersTo = (field: FormField): readonly string[] =>
  field.kind === "yes-no" ? ["yes", "no"] : (field.options ?? []).map((option) => option.value);

/** The first of `name-1`, `name-2` ... that nothing is called yet. */
export function freeCode(name: string, taken: readonly string[]): string {
  for (let count = 1; ; count += 1) {
    const code = `${name}-${count}`;
    if (!taken.includes(code)) return code;
  }
}

/** The pages in this order, as many in each section as it had. */
function inSections(definition: FormDefinition, pages: readonly FormPage[]): FormDefinition {
  let at = 0;
  return {
    sections: definition.sections.map((section) => {
      const own = pages.slice(at, at + section.pages.length);
      at += section.pages.length;
      return { ...section, pages: own };
    }),
  };
}

const mapPages = (
  definition: FormDefinition,
  change: (page: FormPage) => FormPage,
): FormDefinition => inSections(definition, pagesOf(definition).map(change));

/** Behind all others, with no question yet. */
export function addPage(definition: FormDefinition, page: FormPage): FormDefinition {
  const last = definition.sections.at(-1) ?? { code: "form", pages: [] };
  return {
    sections: [...definition.sections.slice(0, -1), { ...last, pages: [...last.pages, page] }],
  };
}

export const putPage = (definition: FormDefinition, page: FormPage): FormDefinition =>
  mapPages(definition, (each) => (each.code === page.code ? page : each));

export function movePage(definition: FormDefinition, code: string, move: Move): FormDefinition {
  if (move === "out") {
    return {
      sections: definition.sections
        .map((section) => ({
          ...section,
          pages: section.pages.filter((page) => page.code !== code),
        }))
        .filter((section) => section.pages.length > 0),
    };
  }
  const pages = [...pagesOf(definition)];
  const from = pages.findIndex((page) => page.code === code);
  const to = move === "up" ? from - 1 : from + 1;
  const [page, other] = [pages[from], pages[to]];
  if (!page || !other) return definition;
  pages[from] = other;
  pages[to] = page;
  return inSections(definition, pages);
}

/** A question on a page: in the place of the one with its code, else behind the others. */
export const putField = (
  definition: FormDefinition,
  pageCode: string,
  field: FormField,
): FormDefinition =>
  mapPages(definition, (page) => {
    if (page.code !== pageCode) return page;
    const isThere = page.fields.some((each) => each.code === field.code);
    return {
      ...page,
      fields: isThere
        ? page.fields.map((each) => (each.code === field.code ? field : each))
        : [...page.fields, field],
    };
  });

/** Up from the top of a page is the end of the page before it; down from its end the next one's top. */
export function moveField(
  definition: FormDefinition,
  pageCode: string,
  code: string,
  move: Move,
): FormDefinition {
  const pages = pagesOf(definition).map((page) => ({ ...page, fields: [...page.fields] }));
  const at = pages.findIndex((page) => page.code === pageCode);
  const page = pages[at];
  const from = page?.fields.findIndex((field) => field.code === code) ?? -1;
  const field = page?.fields[from];
  if (!page || !field) return definition;
  const to = from + (move === "up" ? -1 : 1);
  page.fields.splice(from, 1);
  if (move !== "out") {
    const isInside = to >= 0 && to <= page.fields.length;
    const beyond = pages[at + (move === "up" ? -1 : 1)];
    if (isInside) page.fields.splice(to, 0, field);
    else if (!beyond) return definition;
    else if (move === "up") beyond.fields.push(field);
    else beyond.fields.unshift(field);
  }
  return inSections(definition, pages);
}
