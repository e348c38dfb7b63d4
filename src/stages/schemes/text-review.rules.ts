/**
 * Texts on which somebody's safety or decision stands. They are shown in a language only when a
 * named person has read them there: see docs/decisions/0017.
 */
export const TEXT_GROUPS = {
  /** What a guardian says yes to, on the page and on the sheet. */
  consent: ["guardian"],
  /** Whether a call is real, and whom to call. */
  safety: ["check"],
  /** Why somebody got a place or did not. */
  result: ["place-result"],
} as const satisfies Record<string, readonly string[]>;

export type TextGroup = keyof typeof TEXT_GROUPS;
export const isTextGroup = (value: string): value is TextGroup => Object.hasOwn(TEXT_GROUPS, value);

/** The language that the others are translated from. */
export const SOURCE = "en";

export type ShownTexts =
  /** `marked`: shown although nobody has approved them, and the page says so. */
  | { readonly kind: "show"; readonly marked: boolean }
  /** Not shown in this language; the reader chooses one of these. */
  | { readonly kind: "choose"; readonly from: readonly string[] };

/**
 * What a public page does in a language. The invented demo shows everything, marked. Elsewhere only
 * approved languages are shown; while not one is, the source is, marked, because an office that has
 * just installed the program must be able to try it before it has found its readers.
 */
export function shownTexts(from: {
  readonly locale: string;
  readonly approved: readonly string[];
  readonly invented: boolean;
}): ShownTexts {
  if (from.approved.includes(from.locale)) return { kind: "show", marked: false };
  if (from.invented) return { kind: "show", marked: true };
  if (from.approved.length > 0) return { kind: "choose", from: from.approved };
  return from.locale === SOURCE
    ? { kind: "show", marked: true }
    : { kind: "choose", from: [SOURCE] };
}
