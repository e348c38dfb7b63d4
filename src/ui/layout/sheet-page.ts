import type { Words } from "../../platform/i18n/index.ts";
import { type Html, html } from "../html.ts";
import { documentOf, mainOf } from "./document.ts";

export interface SheetPageProps {
  readonly words: Words;
  readonly title: string;
  readonly surface: "portal" | "console";
  /** Above the sheets on the screen and not on the paper, with the title: the way back, what to do. */
  readonly back: Html;
  readonly say: string;
  /** Each begins a page of its own when it is printed. */
  readonly sheets: readonly Html[];
}

/** Sheets of A4 for the browser's own printing; nothing but the sheets reaches the paper. */
export function sheetPage(props: SheetPageProps): Html {
  const { words } = props;
  return documentOf({
    words,
    title: props.title,
    suffix: words.t("site.brand"),
    surface: props.surface,
    hideFromSearch: true,
    styles: ["sheet.css"],
    body: html`<div class="app-sheets"><header class="app-sheets__bar">${props.back}<h1 class="govuk-heading-m">${props.title}</h1><p class="govuk-body">${props.say}</p></header>${mainOf(words, "app-sheets__main", html`${props.sheets}`)}</div>`,
  });
}
