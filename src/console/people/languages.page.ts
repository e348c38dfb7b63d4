import { newId } from "../../platform/random.ts";
import { nothingHere, page, redirect, refusedPage } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/applications/application.policy.ts";
import {
  keepLanguages,
  readLanguages,
  readSpeaker,
} from "../../stages/applications/keep-languages.ts";
import {
  LANGUAGE_BASES,
  LANGUAGE_LEVELS,
  LANGUAGES,
  MOST_LANGUAGES,
} from "../../stages/applications/language.rules.ts";
import type { Person } from "../../stages/applications/person.ts";
import {
  breadcrumbs,
  button,
  form,
  type Html,
  html,
  problemSummary,
  select,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";

/** Lines without a language, for more of them. */
const SPARE = 3;
const path = paths.spoken(":scheme", ":personId");
const allow = (actor: StaffVisit["tx"]["actor"]) => can.register(actor);

export const routes: Route[] = [
  {
    method: "GET",
    path,
    access: "staff",
    allow,
    answer: async (visit) => {
      const person = await readSpeaker(visit.tx, visit.params.personId ?? "");
      return person ? page(await languagesPage(visit, person, [])) : nothingHere;
    },
  },
  {
    method: "POST",
    path,
    access: "staff",
    allow,
    answer: async (visit) => {
      const person = await readSpeaker(visit.tx, visit.params.personId ?? "");
      if (!person) return nothingHere;
      const kept = await keepLanguages(visit.tx, person.id, typed(visit));
      return kept.ok
        ? redirect(`${paths.person(visit.tx.actor.scheme.slug, person.id)}#languages`)
        : refusedPage(await languagesPage(visit, person, kept.problems));
    },
  },
];

const typed = ({ form: sent }: StaffVisit) =>
  Array.from({ length: MOST_LANGUAGES }, (_, at) => ({
    language: sent.text(`language-${at}`),
    level: sent.text(`level-${at}`),
    basis: sent.text(`basis-${at}`) || "self",
  }));

async function languagesPage(
  visit: StaffVisit,
  person: Person,
  problems: readonly Problem[],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const name = `${person.givenNames} ${person.familyName}`;
  const kept = await readLanguages(visit.tx, [person.id]);
  const rows = problems.length > 0 ? typed(visit).filter(({ language }) => language) : kept;
  const lines = Math.min(MOST_LANGUAGES, rows.length + SPARE);
  const known = [...new Set([...LANGUAGES, ...rows.map(({ language }) => language)])];
  const names = words.inOrder(
    known.map((value) => ({ value, text: words.language(value) })),
    ({ text }) => text,
  );
  const labels = Object.fromEntries(
    Array.from({ length: lines }, (_, at) => [
      [`language-${at}`, t("languages.language")],
      [`level-${at}`, t("languages.level")],
      [`basis-${at}`, t("languages.basis")],
    ]).flat() as [string, string][],
  );
  const box = (
    field: string,
    at: number,
    value: string,
    items: { value: string; text: string }[],
  ) =>
    select({
      words,
      problems,
      name: `${field}-${at}`,
      label: t(`languages.${field}`),
      value,
      items,
    });
  const nothing = { value: "", text: "–" };
  return consoleShell(visit, {
    title: `${t("languages.title")}: ${name}`,
    section: "applicants",
    error: problems.length > 0,
    before: breadcrumbs({
      words,
      items: [
        { text: t("applicants.title"), href: paths.applicants(slug) },
        { text: name, href: paths.person(slug, person.id) },
        { text: t("languages.title") },
      ],
    }),
    body: html`${problemSummary(words, problems, {}, labels)}<span class="govuk-caption-l">${name}</span><h1 class="govuk-heading-l">${t("languages.title")}</h1>
<p class="govuk-body">${t("languages.lead")}</p>
${form(
  { action: paths.spoken(slug, person.id), key: newId(), classes: "app-text" },
  html`${Array.from({ length: lines }, (_, at) => {
    const row = rows[at];
    return html`<fieldset class="govuk-fieldset govuk-!-margin-bottom-6"><legend class="govuk-fieldset__legend govuk-fieldset__legend--s">${row ? words.language(row.language) : t("languages.another")}</legend>${box("language", at, row?.language ?? "", [nothing, ...names])}${box(
      "level",
      at,
      row?.level ?? "",
      [
        { value: "", text: row ? t("languages.none") : "–" },
        ...LANGUAGE_LEVELS.map((value) => ({ value, text: t(`languages.level-${value}`) })),
      ],
    )}${box(
      "basis",
      at,
      row?.basis ?? "self",
      LANGUAGE_BASES.map((value) => ({ value, text: t(`languages.basis-${value}`) })),
    )}</fieldset>`;
  })}`,
  button({ text: t("site.save") }),
)}`,
  });
}

/** What somebody speaks, on their page. */
export async function languagesPart(visit: StaffVisit, person: Person): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const kept = await readLanguages(visit.tx, [person.id]);
  const may = can.register(visit.tx.actor, person.country);
  return html`<h2 class="govuk-heading-m" id="languages">${t("languages.title")}</h2>${
    kept.length === 0
      ? html`<p class="govuk-body">${t("languages.nothing")}</p>`
      : html`<ul class="govuk-list">${kept.map((one) => html`<li>${words.language(one.language)}: ${one.level} (${t(`languages.basis-${one.basis}`)})</li>`)}</ul>`
  }${may && html`<p class="govuk-body"><a class="govuk-link" href="${paths.spoken(visit.tx.actor.scheme.slug, person.id)}">${t("languages.write")}</a></p>`}`;
}
