import type { MessageKey } from "../../platform/i18n/index.ts";
import { type Html, html } from "../html.ts";
import { select } from "../index.ts";
import type { Drawing, ShownField } from "./shown.ts";

type Item = { readonly value: string; readonly text: string };

/** Rows of a language, how well it is spoken, and how one knows. */
export function languageBoxes(field: ShownField, of: Drawing): Html {
  const { words } = of;
  const names = words.inOrder(
    of.fixed.languages.map((value) => ({ value, text: words.language(value) })),
    ({ text }) => text,
  );
  const levels = of.fixed.levels.map((value) => ({
    value,
    text: words.t(`languages.level-${value}` as MessageKey),
  }));
  const box = (name: string, label: string, items: readonly Item[]) =>
    select({ words, name, label, items, value: of.text(name), problems: of.problems });
  const rows = Array.from({ length: of.fixed.mostSpoken }, (_, at) => {
    const name = `${field.code}-${at + 1}`;
    const number = at + 1;
    const first = { value: "", text: words.t(at === 0 ? "apply.choose" : "apply.no-more") };
    return html`${box(name, words.t("apply.language-at", { number }), [first, ...names])}${box(
      `${name}-level`,
      words.t("apply.language-level-at", { number }),
      [first, ...levels],
    )}${box(`${name}-proof`, words.t("apply.language-proof-at", { number }), [
      { value: "self", text: words.t("apply.language-self") },
      { value: "certificate", text: words.t("apply.language-certificate") },
    ])}`;
  });
  return html`${rows}`;
}
