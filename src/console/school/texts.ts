import {
  isLocale,
  LOCALES,
  type Locale,
  localeFacts,
  type Words,
} from "../../platform/i18n/index.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import { readerWords } from "../../stages/schemes/reader-words.ts";
import type { SchoolClass } from "../../stages/schools/class-code.ts";
import { button, type Html, html, textarea } from "../../ui/index.ts";
import { schoolPaths } from "./school-paths.ts";

/** The words of a text that goes to a class: in the class's language, which may not be the reader's. */
export function textWords(visit: StaffVisit): Words {
  const asked = visit.query.get("lang") ?? "";
  const locale: Locale = isLocale(asked) ? asked : visit.locale;
  return readerWords(visit.tx.actor.scheme.settings, "public", locale);
}

/** One link a language, by its own name; the one shown is not a link. */
export function textLanguages(visit: StaffVisit, words: Words, path: string): Html {
  const shown = textWords(visit).locale;
  const href = (locale: Locale) => {
    const query = new URLSearchParams(visit.query);
    query.set("lang", locale);
    return `${path}?${query}`;
  };
  return html`<nav class="app-screen-only" aria-label="${words.t("school.text-language")}"><ul class="app-choices">${LOCALES.map(
    (locale) => {
      const { ownName, htmlLang } = localeFacts(locale);
      return locale === shown
        ? html`<li><strong lang="${htmlLang}">${ownName}</strong></li>`
        : html`<li><a class="govuk-link" lang="${htmlLang}" href="${href(locale)}">${ownName}</a></li>`;
    },
  )}</ul></nav>`;
}

/** A text to be copied into Viber: by a button where the browser can, by hand where it cannot. */
export const copyText = (
  words: Words,
  from: { readonly id: string; readonly label: string; readonly text: string },
): Html =>
  html`${textarea({
    words,
    name: from.id,
    id: from.id,
    label: from.label,
    value: from.text,
    rows: Math.min(12, from.text.split("\n").length + 3),
    attributes: { readonly: true },
  })}${button({
    text: words.t("site.copy"),
    type: "button",
    kind: "secondary",
    attributes: { "data-copy": from.id, "data-copied": words.t("site.copied"), hidden: true },
  })}`;

/** Where a class code leads, and where anybody checks it, in the language of the text. */
export function classLinks(
  visit: StaffVisit,
  text: Words,
  of: Pick<SchoolClass, "code" | "call">,
): { readonly apply: string; readonly check: string; readonly host: string } {
  const { slug } = visit.tx.actor.scheme;
  const whole = (path: string) => new URL(path, visit.site.publicUrl).toString();
  const code = encodeURIComponent(of.code);
  return {
    apply: `${whole(schoolPaths.publicApply(text.locale, slug, of.call.publicCode))}?class=${code}`,
    check: `${whole(schoolPaths.publicCheck(text.locale, slug))}?code=${code}`,
    host: new URL(visit.site.publicUrl).host,
  };
}

/** What a teacher sends to the class: what it is, by when, where, that it costs nothing, whom to call. */
export const classText = (
  visit: StaffVisit,
  text: Words,
  of: SchoolClass,
  landline: string | null,
): string => {
  const { apply, check } = classLinks(visit, text, of);
  return text.t("school.text-class", {
    call: text.local(of.call.title),
    school: of.school.name,
    group: of.className,
    when: text.deadline(of.call.closesAt),
    url: apply,
    check,
    phone: landline ?? "",
    known: landline === null ? "no" : "yes",
  });
};
