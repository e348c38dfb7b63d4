import { isLocale, type MessageKey, type Words } from "../../platform/i18n/index.ts";
import { type Answer, nothingHere, page } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import { readOpenCalls } from "../../stages/calls/read-call-sheet.ts";
import { callRule } from "../../ui/call-sheet/index.ts";
import { type Html, html, insetText, table } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords, schemeOf } from "../shell.ts";
import { EXAMPLES, type Example, type ExampleName, workOut } from "./example.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.how(":lang"),
    access: "public",
    shared: true,
    answer: async (visit) => howAnswer(visit),
  },
  {
    method: "GET",
    path: paths.howOf(":lang", ":scheme"),
    access: "public",
    shared: true,
    answer: async (visit) => howAnswer(visit),
  },
];

const howAnswer = async (visit: PublicVisit): Promise<Answer> =>
  isLocale(visit.params.lang ?? "") ? page(await howPage(visit)) : nothingHere;

const STEPS = ["wish", "points", "push", "end"] as const;
const PROMISES = ["last-place", "order", "kept", "draw", "person", "check"] as const;

async function howPage(visit: PublicVisit): Promise<Html> {
  const words = await portalWords(visit);
  const { t } = words;
  const scheme = await schemeOf(visit);
  const here = scheme ? paths.howOf(words.locale, scheme.slug) : paths.how(words.locale);
  const asked = visit.query.get("example") as ExampleName | null;
  const which = asked && EXAMPLES.includes(asked) ? asked : "plain";
  const example = await workOut(which);
  const choices = EXAMPLES.map((each) => {
    const text = t(`how.example-${each}` as MessageKey);
    return each === which
      ? html`<li><strong aria-current="true">${text}</strong></li>`
      : html`<li><a class="govuk-link" href="${here}?example=${each}#example">${text}</a></li>`;
  });
  return portalShell(visit, {
    title: t("how.title"),
    wide: true,
    body: html`<div class="app-text"><h1 class="govuk-heading-l">${t("how.title")}</h1>
<p class="govuk-body-l">${t("how.short")}</p>
<h2 class="govuk-heading-m">${t("how.rule")}</h2>
<ol class="govuk-list govuk-list--number">${STEPS.map((step) => html`<li>${t(`how.step-${step}` as MessageKey)}</li>`)}</ol>
${scheme?.kind === "running" && (await pointsOfCalls(visit, words, scheme.slug))}</div>
<h2 class="govuk-heading-m" id="example">${t("how.example")}</h2>
<p class="govuk-body app-text">${t("how.example-intro")}</p>
<ul class="app-choices">${choices}</ul>
${peopleTable(words, example, which)}
${cityTable(words, example)}
${insetText({ text: t(`how.lesson-${which}` as MessageKey) })}
<div class="app-text"><h2 class="govuk-heading-m">${t("how.promises")}</h2>
${PROMISES.map(
  (promise) =>
    html`<h3 class="govuk-heading-s">${t(`how.promise-${promise}` as MessageKey)}</h3><p class="govuk-body">${t(`how.promise-${promise}-body` as MessageKey)}</p>`,
)}
${appeal(words, scheme?.kind === "running" ? scheme.slug : null)}</div>`,
  });
}

/** Where the points come from in the calls that are open, as each of them has promised. */
async function pointsOfCalls(visit: PublicVisit, words: Words, slug: string): Promise<Html> {
  const { t } = words;
  const calls = await readOpenCalls(visit.tx);
  return html`<h2 class="govuk-heading-m">${t("how.points-from")}</h2><p class="govuk-body">${t("how.points-from-about")}</p>${
    calls.length === 0
      ? html`<p class="govuk-body">${t("how.points-from-none")}</p>`
      : calls.map(
          (call) =>
            html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${words.local(call.title)}</span></summary><div class="govuk-details__text">${callRule(words, call)}<p class="govuk-body app-way"><a class="govuk-link" href="${paths.call(words.locale, slug, String(call.number))}">${t("check.read-call")}</a></p></div></details>`,
        )
  }`;
}

const APPEAL = ["see", "objection", "check", "authority"] as const;

/** What somebody can do who thinks that it went wrong, in the order in which it is possible. */
const appeal = (words: Words, slug: string | null): Html =>
  html`<h2 class="govuk-heading-m">${words.t("how.appeal")}</h2><ol class="govuk-list govuk-list--number">${APPEAL.map(
    (step) => html`<li>${words.t(`how.appeal-${step}`)}</li>`,
  )}</ol>${
    slug !== null &&
    html`<p class="govuk-body app-way"><a class="govuk-link" href="${paths.place(words.locale, slug)}">${words.t("home.find-button")}</a></p>`
  }`;

/** Why a wish came true or not: the last place of that city beside the person's own points. */
function wishWords(
  words: Words,
  example: Example,
  person: Example["people"][number],
  wish: string,
): string {
  if (person.got === wish) return words.t("how.got", { city: wish });
  const at = person.wishes.indexOf(wish);
  const got = person.got === null ? -1 : person.wishes.indexOf(person.got);
  if (got >= 0 && at > got) return words.t("how.not-needed", { city: wish });
  const city = example.cities.find(({ name }) => name === wish);
  return words.t("how.full", { city: wish, points: city?.last ?? 0 });
}

const peopleTable = (words: Words, example: Example, which: ExampleName): Html =>
  table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: words.t("how.people"),
    captionClasses: "govuk-visually-hidden",
    head: [
      words.t("how.person"),
      { text: words.t("how.points"), format: "numeric" },
      words.t("how.wishes"),
      words.t("how.place"),
    ],
    rows: example.people.map((person) => [
      which === "kept" && person.rural
        ? words.t("how.from-rural", { name: person.name })
        : person.name,
      { text: words.number(person.points), format: "numeric" },
      html`${person.wishes.map((wish, at) => html`${at > 0 && html`<br>`}${at + 1}. ${wishWords(words, example, person, wish)}`)}`,
      html`<strong>${person.got ?? words.t("how.no-place")}</strong>`,
    ]),
  });

const cityTable = (words: Words, example: Example): Html => {
  const kept = example.cities.some(({ lastKept }) => lastKept !== undefined);
  const points = (value: number | null | undefined): string =>
    value === undefined
      ? "–"
      : value === null
        ? words.t("how.free")
        : words.t("site.points", { count: value });
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: words.t("how.cities"),
    captionClasses: "govuk-visually-hidden",
    head: [
      words.t("how.city"),
      { text: words.t("how.places"), format: "numeric" },
      { text: words.t("how.last-place"), format: "numeric" },
      ...(kept ? [{ text: words.t("how.last-kept"), format: "numeric" as const }] : []),
    ],
    rows: example.cities.map((city) => [
      city.name,
      { text: words.number(city.places), format: "numeric" },
      { text: points(city.last), format: "numeric" },
      ...(kept ? [{ text: points(city.lastKept), format: "numeric" as const }] : []),
    ]),
  });
};
