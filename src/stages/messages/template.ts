/** What may stand in braces in a template; the program fills it in for each person. */
export const PLACEHOLDERS = [
  "given-names",
  "family-name",
  "school",
  "call",
  "closes",
  "decide-by",
  "result-page",
  "contact",
] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

export type TemplateText = { readonly subject: string; readonly body: string };
/** A text a language; Serbian in Latin letters is derived from `sr-Cyrl`, never stored. */
export type TemplateTexts = Readonly<Record<string, TemplateText>>;

export type Template = {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly ownerName: string;
  readonly changedAt: Date;
  readonly texts: TemplateTexts;
};
export type NewTemplate = { readonly name: string; readonly texts: TemplateTexts };
