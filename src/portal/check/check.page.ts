import type { Words } from "../../platform/i18n/index.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { readOffices } from "../../stages/organisations/read-offices.ts";
import { checkCode, findSchemeOfCode } from "../../stages/reporting/read-front-door.ts";
import { listSchemes } from "../../stages/schemes/read-scheme.ts";
import type { Scheme } from "../../stages/schemes/scheme.ts";
import {
  button,
  form,
  type Html,
  hidden,
  html,
  input,
  insetText,
  problemSummary,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { reviewed, reviewedAnywhere } from "../reviewed.ts";
import { portalShell, portalWords, schemeOf } from "../shell.ts";
import { notReal, partners, promises, real } from "./verdict.ts";

/**
 * "Check that this is real": free housing abroad for people without experience is also what
 * traffickers promise. The code stands in the address, so the square on a poster leads straight to
 * the answer; asking changes nothing.
 */
export const routes: Route[] = [
  {
    method: "GET",
    path: paths.checkAny(":lang"),
    access: "public",
    shared: true,
    // A code leads to its programme, whose own page asks who has read its words.
    answer: async (visit) => (await toProgramme(visit)) ?? anywhere.answer(visit),
  },
  reviewed("safety", {
    method: "GET",
    path: paths.check(":lang", ":scheme"),
    access: "public",
    shared: true,
    answer: async (visit) => {
      const scheme = await schemeOf(visit);
      return scheme?.kind === "running" ? checkHere(visit, scheme) : nothingHere;
    },
  }),
];

const anywhere = reviewedAnywhere("safety", {
  method: "GET",
  path: paths.checkAny(":lang"),
  access: "public",
  answer: async (visit) => checkAnywhere(visit),
});

const MOST = 40;
const typedCode = (visit: PublicVisit): string | null => {
  const typed = visit.query.get("code");
  return typed === null ? null : typed.trim().slice(0, MOST);
};

async function toProgramme(visit: PublicVisit): Promise<Answer | null> {
  const typed = typedCode(visit);
  const found = typed ? await findSchemeOfCode(visit.tx, typed) : null;
  return typed && found
    ? redirect(`${paths.check(visit.locale, found)}?code=${encodeURIComponent(typed)}`)
    : null;
}

async function checkAnywhere(visit: PublicVisit): Promise<Answer> {
  const typed = typedCode(visit);
  const running = (await listSchemes(visit.tx)).filter(({ kind }) => kind === "running");
  const { words } = visit;
  return checkPage(visit, words, {
    action: paths.checkAny(words.locale),
    typed,
    answer: typed ? notReal(words, { typed, offices: [], countries: [] }) : null,
    more: html`${promises(words)}${
      running.length > 0 &&
      html`<h2 class="govuk-heading-m">${words.t("check.partners")}</h2><ul class="govuk-list govuk-list--spaced app-ways">${running.map(
        (scheme) =>
          html`<li><a class="govuk-link" href="${paths.check(words.locale, scheme.slug)}">${words.local(scheme.name)}</a></li>`,
      )}</ul>`
    }`,
  });
}

async function checkHere(visit: PublicVisit, scheme: Scheme): Promise<Answer> {
  const words = await portalWords(visit);
  const typed = typedCode(visit);
  const offices = await readOffices(visit.tx);
  const found = typed ? await checkCode(visit.tx, typed) : null;
  const countries = scheme.countries.map(({ country }) => country);
  const asked = visit.query.get("country") ?? "";
  const country = found?.ofClass?.school.country ?? (countries.includes(asked) ? asked : null);
  const answer = found
    ? real(words, { found, scheme, offices, country, now: visit.tx.now })
    : typed
      ? notReal(words, { typed, offices, countries: country ? [country] : countries })
      : null;
  return checkPage(visit, words, {
    action: paths.check(words.locale, scheme.slug),
    typed,
    country,
    answer,
    more: html`${!found && promises(words)}${scheme.invented && insetText({ text: words.t("check.invented") })}${
      answer === null &&
      html`<h2 class="govuk-heading-m">${words.t("check.partners")}</h2>${partners(words, offices, country ? [country] : countries)}`
    }`,
  });
}

async function checkPage(
  visit: PublicVisit,
  words: Words,
  from: {
    readonly action: string;
    readonly typed: string | null;
    readonly country?: string | null;
    readonly answer: Html | null;
    readonly more: Html;
  },
): Promise<Answer> {
  const { t } = words;
  const problems: Problem[] = from.typed === "" ? [{ code: "required", field: "code" }] : [];
  const title = t("site.check-offer");
  const asking = form(
    { action: from.action, method: "get" },
    input({
      words,
      name: "code",
      label: { text: t("check.code"), classes: "govuk-label--m" },
      hint: t("check.code-hint"),
      value: from.typed ?? "",
      problems,
      autocomplete: "off",
      spellcheck: false,
      classes: "govuk-input--width-10",
    }),
    from.country ? hidden("country", from.country) : null,
    button({ text: t("check.send") }),
  );
  const shown = await portalShell(visit, {
    title,
    about: t("check.about"),
    error: problems.length > 0,
    body: html`${problemSummary(words, problems)}<h1 class="govuk-heading-l">${title}</h1>
${from.answer ?? html`<p class="govuk-body-l">${t("check.about")}</p>`}
${from.answer === null ? asking : null}
${from.more}
${from.answer !== null && html`<h2 class="govuk-heading-m">${t("check.another")}</h2>${asking}`}`,
  });
  return problems.length > 0 ? refusedPage(shown) : page(shown);
}
