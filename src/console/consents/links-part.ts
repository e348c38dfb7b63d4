import { isLocale, LOCALES, localeFacts, type Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { type ConsentRule, GUARDIANS } from "../../stages/consents/consent.ts";
import type { Link } from "../../stages/consents/guardian-link.ts";
import type { Journey } from "../../stages/consents/read-journey.ts";
import { readerWords } from "../../stages/schemes/reader-words.ts";
import { guardianMessage, shareMessage } from "../../ui/guardian/index.ts";
import { button, form, type Html, html, radios, select } from "../../ui/index.ts";
import { paths } from "../paths.ts";

/** Links of this learner's guardians with a message to copy, and how another is made. */
export function linksPart(
  visit: StaffVisit,
  words: Words,
  journey: Journey,
  rule: ConsentRule,
  links: readonly (Link & { readonly secret: string })[],
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  return html`<h2 class="govuk-heading-m" id="links">${t("consents.links-title")}</h2><p class="govuk-body">${t("consents.links-lead")}</p>
${links.map((link) => oneLink(visit, words, journey, link))}
${form(
  { action: paths.guardianLinks(slug, journey.applicationId), key: newId(), classes: "app-text" },
  radios({
    words,
    name: "guardian",
    idPrefix: "link-guardian",
    legend: t("consents.link-guardian"),
    hint: t("consents.link-replaces"),
    value: "1",
    problems: problems.filter((problem) => problem.field === "link"),
    items: GUARDIANS.slice(0, rule.guardians === 2 || links.length > 0 ? 2 : 1).map((number) => ({
      value: String(number),
      text: t("consents.link-of", { number }),
    })),
  }),
  select({
    words,
    name: "language",
    label: t("consents.link-language"),
    value: links[0]?.locale ?? visit.locale,
    items: LOCALES.map((locale) => ({ value: locale, text: localeFacts(locale).ownName })),
  }),
  button({ text: t("consents.link-make"), kind: "secondary", preventDoubleClick: true }),
)}`;
}

function oneLink(
  visit: StaffVisit,
  words: Words,
  journey: Journey,
  link: Link & { readonly secret: string },
): Html {
  const { t } = words;
  const locale = isLocale(link.locale) ? link.locale : visit.locale;
  const theirs = readerWords(visit.tx.actor.scheme.settings, "public", locale);
  const { slug } = visit.tx.actor.scheme;
  const address = `${visit.site.publicUrl}${paths.guardian(locale, slug, link.secret)}`;
  const days = { day: words.shortDay(link.madeAt), until: words.shortDay(link.expiresAt) };
  const made =
    link.madeByKind === "learner" ? "consents.link-made-learner" : "consents.link-made-staff";
  const head = html`<h3 class="govuk-heading-s">${t("consents.link-of", { number: link.guardian })}</h3><p class="govuk-body">${t(made, days)}${
    link.answeredAt &&
    html` <strong>${t("consents.link-answered", { day: words.shortDay(link.answeredAt) })}</strong>`
  }</p>`;
  // What an answered link opens is the guardian's alone; whoever lost it is given a new one.
  if (link.answeredAt) return head;
  return html`${head}${shareMessage({
    words,
    id: `message-${link.id}`,
    text: guardianMessage(theirs, { ...journey, address }),
    lang: theirs.lang,
    subject: theirs.t("guardian.message-subject"),
  })}`;
}
