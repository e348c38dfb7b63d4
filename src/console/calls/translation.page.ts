import { WRITTEN, type WrittenLocale } from "../../platform/i18n/catalogues.ts";
import { localeFacts, type MessageKey, type Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { nothingHere, page, redirect, refusedPage } from "../../platform/web/answer.ts";
import type { StaffRoute, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/calls/call.policy.ts";
import {
  type CallText,
  SOURCE_LANGUAGE,
  type TextKind,
} from "../../stages/calls/call-words.rules.ts";
import { type CallWords, readCallWords, translateCall } from "../../stages/calls/translate-call.ts";
import {
  backLink,
  button,
  buttonGroup,
  form,
  type Html,
  hidden,
  html,
  input,
  problemSummary,
  textarea,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { shown } from "./typed.ts";

const localeOf = (visit: StaffVisit): WrittenLocale | undefined =>
  WRITTEN.find((locale) => locale === visit.params.locale);

const at = { path: paths.callWords(":scheme", ":callId", ":locale"), access: "staff" } as const;
export const routes: StaffRoute[] = [
  {
    ...at,
    method: "GET",
    allow: can.translateCalls,
    answer: async (visit) => {
      const locale = localeOf(visit);
      const found = locale && (await readCallWords(visit.tx, visit.params.callId ?? "", locale));
      if (!found) return nothingHere;
      // What an open call says is frozen: people have applied under it.
      if (found.call.state !== "draft") return redirect(callPath(visit, found));
      return page(translationPage(visit, locale, found, []));
    },
  },
  {
    ...at,
    method: "POST",
    allow: can.translateCalls,
    answer: async (visit) => {
      const locale = localeOf(visit);
      const found = locale && (await readCallWords(visit.tx, visit.params.callId ?? "", locale));
      if (!found) return nothingHere;
      const { form: sent, tx } = visit;
      const done = await translateCall(tx, {
        callId: found.call.id,
        locale,
        hash: sent.text("hash"),
        texts: new Map(
          found.texts.flatMap(({ field }) =>
            sent.has(field) ? [[field, sent.text(field)] as const] : [],
          ),
        ),
      });
      if (!done.ok) return refusedPage(translationPage(visit, locale, found, done.problems));
      return redirect(`${callPath(visit, found)}?saved=words`);
    },
  },
];

const callPath = (visit: StaffVisit, { call }: CallWords): string =>
  paths.call(visit.tx.actor.scheme.slug, call.id);

/** What each text is called: those of which there are several by their number. */
function labelsOf(words: Words, texts: readonly CallText[]): ReadonlyMap<string, string> {
  const counts = new Map<TextKind, number>();
  return new Map(
    texts.map(({ field, kind }) => {
      const number = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, number);
      return [field, words.t(`calls.text-${kind}` as MessageKey, { number })];
    }),
  );
}

/** Each text beside its English one, in the order in which a reader of the call meets them. */
function translationPage(
  visit: StaffVisit,
  locale: WrittenLocale,
  found: CallWords,
  problems: readonly Problem[],
): Html {
  const words = wordsOf(visit);
  const { call, texts, hash } = found;
  const { slug } = visit.tx.actor.scheme;
  const { ownName, htmlLang } = localeFacts(locale);
  const title = words.t("calls.translation-title", { language: ownName });
  const labels = labelsOf(words, texts);
  const back = paths.call(slug, call.id);
  const box = ({ field, kind, text }: CallText): Html => {
    const shared = {
      words,
      problems,
      name: field,
      label: { text: labels.get(field) ?? "", classes: "govuk-label--s" },
      hint: html`<span lang="${SOURCE_LANGUAGE}">${text[SOURCE_LANGUAGE]}</span>`,
      value: shown(visit.form, field, text[locale] ?? ""),
      attributes: { lang: htmlLang },
    };
    return kind === "about" || kind === "mark"
      ? textarea({ ...shared, rows: kind === "about" ? 6 : 3 })
      : input({ ...shared, autocomplete: "off" });
  };
  return consoleShell(visit, {
    title,
    section: "calls",
    error: problems.length > 0,
    before: backLink({ words, href: back, text: words.t("calls.back-to-call") }),
    body: html`${problemSummary(words, problems, {}, Object.fromEntries(labels))}<h1 class="govuk-heading-l"><span class="govuk-caption-l">${words.t("call-sheet.name", { number: call.number })}</span> ${title}</h1>
<p class="govuk-body">${words.t("calls.translation-intro")}</p>
${form(
  {
    action: paths.callWords(slug, call.id, locale),
    key: newId(),
    keep: `call-words-${locale}-${call.id}`,
    classes: "app-text",
  },
  hidden("hash", hash),
  ...texts.map(box),
  buttonGroup(
    button({ text: words.t("site.save"), preventDoubleClick: true }),
    html`<a class="govuk-link" href="${back}">${words.t("site.cancel")}</a>`,
  ),
)}`,
  });
}
