import { localeFacts, type MessageKey, type Words } from "../../platform/i18n/index.ts";
import { type Answer, file, nothingHere, page } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import {
  type PublishedResource,
  readPublished,
  readPublishedFile,
} from "../../stages/library/read-library.ts";
import { deedOf } from "../../stages/library/resource.ts";
import type { Scheme } from "../../stages/schemes/scheme.ts";
import { backLink, details, type Html, html, insetText } from "../../ui/index.ts";
import {
  langOf,
  languageName,
  lettersFor,
  licenceName,
  readersText,
  sizeText,
} from "../../ui/library/index.ts";
import { prose } from "../../ui/prose/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords, schemeOf } from "../shell.ts";
import { factsOfResource } from "./facts-of-resource.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.resource(":lang", ":scheme", ":resourceId"),
    access: "public",
    shared: true,
    answer: async (visit) => {
      const scheme = await schemeOf(visit);
      const found =
        scheme?.kind === "running"
          ? await readPublished(visit.tx, visit.params.resourceId ?? "")
          : undefined;
      return scheme && found ? page(await resourcePage(visit, scheme, found)) : nothingHere;
    },
  },
  {
    method: "GET",
    path: paths.resourceFile(":lang", ":scheme", ":resourceId"),
    access: "public",
    answer: async (visit): Promise<Answer> => {
      const kept = await readPublishedFile(visit.tx, visit.params.resourceId ?? "");
      return kept ? file({ name: kept.name, type: kept.type, body: kept.body }) : nothingHere;
    },
  },
];

async function resourcePage(
  visit: PublicVisit,
  scheme: Scheme,
  found: PublishedResource,
): Promise<Html> {
  const words = await portalWords(visit);
  const { t } = words;
  const { resource, version } = found;
  const letters = lettersFor(words, resource.language);
  const lang = langOf(words, resource.language);
  return portalShell(visit, {
    title: letters(version.title),
    about: letters(version.summary),
    before: backLink({
      words,
      href: paths.library(words.locale, scheme.slug),
      text: t("library.title"),
    }),
    data: factsOfResource({ words, scheme, found, publicUrl: visit.site.publicUrl }),
    body: html`<article lang="${lang}"><h1 class="govuk-heading-l">${letters(version.title)}</h1>
<p class="govuk-body-l">${letters(version.summary)}</p></article>
${version.translation === "machine" && insetText({ text: t("library.machine") })}
${ways(words, scheme, found)}
${version.body !== "" && html`<div lang="${lang}">${prose(version.body, letters)}</div>`}
${
  version.transcript !== "" &&
  html`<h2 class="govuk-heading-m">${t("library.transcript")}</h2><div lang="${lang}">${prose(version.transcript, letters)}</div>`
}
<h2 class="govuk-heading-m">${t("library.facts")}</h2>
${factList(words, found)}
${otherLanguages(words, scheme, found)}
${
  found.kits.length > 0 &&
  html`<h2 class="govuk-heading-m">${t("library.in-kits")}</h2><ul class="govuk-list govuk-list--spaced app-ways">${found.kits.map(
    (kit) =>
      html`<li><a class="govuk-link" href="${paths.resourceKit(words.locale, scheme.slug, kit.id)}">${words.local(kit.title)}</a></li>`,
  )}</ul>`
}`,
  });
}

/** What can be opened or saved, with what it weighs said before anybody taps. */
function ways(words: Words, scheme: Scheme, { resource, version, file }: PublishedResource): Html {
  const { t } = words;
  const items: Html[] = [];
  if (version.link !== null) {
    const linked =
      version.bytes === null
        ? t("library.size-unknown")
        : sizeText(words, Math.max(1, version.bytes - (file?.bytes ?? 0)));
    items.push(
      html`<li><a class="govuk-link" href="${version.link}" rel="noopener">${t(version.kind === "video" ? "library.watch" : "library.open-link", { place: new URL(version.link).hostname })}</a> (${linked})</li>`,
    );
  }
  if (file) {
    items.push(
      html`<li><a class="govuk-link" href="${paths.resourceFile(words.locale, scheme.slug, resource.id)}">${t("library.save-file", { kind: t(`library.file-${file.kind}` as MessageKey) })}</a> (${sizeText(words, file.bytes)})</li>`,
    );
  }
  return html`${items.length > 0 && html`<ul class="govuk-list govuk-list--spaced app-ways">${items}</ul>`}${
    version.link !== null && html`<p class="govuk-hint">${t("library.elsewhere")}</p>`
  }`;
}

function factList(words: Words, { resource, version }: PublishedResource): Html {
  const { t } = words;
  const deed = deedOf(version.licence);
  const fact = (name: string, value: string | Html | null) =>
    value !== null && html`<div><dt>${t(`library.fact-${name}`)}</dt><dd>${value}</dd></div>`;
  return html`<dl class="app-facts">${[
    fact("kind", t(`library.kind-${version.kind}`)),
    fact("language", languageName(words, resource.language)),
    fact("minutes", t("library.minutes", { count: version.minutes })),
    fact("readers", readersText(words, version.readers)),
    fact("credit", version.credit),
    fact(
      "licence",
      deed === null
        ? t("library.licence-own-body", { credit: version.credit })
        : html`<a class="govuk-link" href="${deed}" rel="license noopener">${licenceName(words, version.licence)}</a>`,
    ),
    fact(
      "size",
      version.bytes === null ? t("library.size-unknown") : sizeText(words, version.bytes),
    ),
    fact("published", version.publishedAt && words.day(version.publishedAt)),
    fact("version", version.number > 1 ? words.number(version.number) : null),
  ]}</dl>`;
}

/** The same work in other languages, each with who put it into them. */
function otherLanguages(words: Words, scheme: Scheme, { translations }: PublishedResource): Html {
  const { t } = words;
  if (translations.length === 0) return html``;
  const sorted = [...translations].sort((a, b) =>
    words.compare(languageName(words, a.language), languageName(words, b.language)),
  );
  const many = html`<ul class="govuk-list govuk-list--spaced app-ways">${sorted.map(
    (one) =>
      html`<li><a class="govuk-link" href="${paths.resource(words.locale, scheme.slug, one.id)}" hreflang="${localeFacts(one.language).htmlLang}">${languageName(words, one.language)}</a> (${t(`library.translation-${one.translation}`)})</li>`,
  )}</ul>`;
  return details({ summary: t("library.languages", { count: sorted.length }), text: many });
}
