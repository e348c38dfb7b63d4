import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { nothingHere, page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { readTraveller, type TravelPage } from "../../stages/travel/check-travel.ts";
import { schengenPart } from "../../stages/travel/schengen.rules.ts";
import { can } from "../../stages/travel/travel.policy.ts";
import {
  backLink,
  button,
  details,
  form,
  type Html,
  html,
  insetText,
  notificationBanner,
  problemSummary,
  table,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { answerPart, askedOf, askForm } from "./dates-part.ts";
import { papersForm, papersTable } from "./papers-part.ts";
import { staysForm } from "./stays-part.ts";

const DAYS = ["starts", "ends", "arrives", "leaves", "issued", "expires", "entry", "exit"];
const BOXES = [...DAYS, "nationality", "passport", "issuer", "number"];
/** Where a box stands, for the summary of what is wrong. */
const TARGETS = Object.fromEntries(DAYS.map((field) => [field, `${field}-day`]));

/** A person's days and papers, also with a form that was refused. */
export async function travelPage(
  visit: StaffVisit,
  problems: readonly Problem[] = [],
): Promise<Html | undefined> {
  const of = await readTraveller(visit.tx, visit.params.personId ?? "");
  if (!of) return undefined;
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const { traveller } = of;
  const name = `${traveller.givenNames} ${traveller.familyName}`;
  const asked = askedOf(visit, of);
  const all = [...problems, ...asked.problems];
  const done = visit.query.get("done");
  const called: Record<string, string> = {
    ...Object.fromEntries(BOXES.map((field) => [field, t(`travel.${field}` as MessageKey)])),
    country: t("travel.host"),
  };
  return consoleShell(visit, {
    title: t("travel.title-of", { name }),
    section: "applicants",
    error: all.length > 0,
    before: backLink({ words, text: name, href: paths.person(slug, traveller.personId) }),
    body: html`${problemSummary(words, all, TARGETS, called)}${
      (done === "papers" || done === "stays") &&
      notificationBanner({ words, type: "success", text: t(`travel.saved-${done}`) })
    }<span class="govuk-caption-l">${name}</span><h1 class="govuk-heading-l">${t("travel.title")}</h1>
${insetText({ text: t("travel.lead") })}
<div class="app-columns"><section><h2 class="govuk-heading-m">${t("travel.what-if")}</h2>${askForm(visit, words, of, asked)}</section>
<section>${answerPart(words, of, asked)}</section></div>
<section><h2 class="govuk-heading-m" id="papers">${t("travel.papers")}</h2>${papersTable(words, slug, of)}${of.keeps && papersForm(visit, words, of, problems)}</section>
<section><h2 class="govuk-heading-m" id="stays">${t("travel.stays")}</h2><p class="govuk-body">${t("travel.stays-lead")}</p>${staysTable(words, slug, of)}${of.keeps && staysForm(visit, words, of, problems)}</section>`,
  });
}

function staysTable(words: Words, slug: string, of: TravelPage): Html {
  const { t } = words;
  const { traveller } = of;
  const { journeys, declared } = traveller;
  if (journeys.length + declared.length === 0) {
    return html`<p class="govuk-body">${t("travel.stays-none")}</p>`;
  }
  return table({
    words,
    cards: true,
    caption: t("travel.stays"),
    captionClasses: "govuk-visually-hidden",
    head: [
      t("travel.what"),
      t("travel.days"),
      t("travel.counts"),
      html`<span class="govuk-visually-hidden">${t("travel.do")}</span>`,
    ],
    rows: [
      ...journeys.map((journey) => [
        html`${journey.city}, ${words.country(journey.country)}<br><span class="govuk-hint">${journey.reference}</span>`,
        words.days(journey.starts, journey.ends),
        t(
          schengenPart(journey.country, { from: journey.starts, to: journey.ends })
            ? "travel.counts-yes"
            : "travel.counts-no",
        ),
        html`<a class="govuk-link" href="${paths.travel(slug, traveller.personId)}?mobility=${journey.id}">${t("travel.check-these")}<span class="govuk-visually-hidden"> (${journey.reference})</span></a>`,
      ]),
      ...declared.map((stay) => [
        t(stay.permit ? "travel.permit-days" : "travel.declared"),
        words.days(stay.entry, stay.exit),
        t(stay.permit ? "travel.counts-no" : "travel.counts-yes"),
        of.keeps
          ? details({
              summary: html`${t("travel.take-out")}<span class="govuk-visually-hidden"> (${words.days(stay.entry, stay.exit)})</span>`,
              text: form(
                {
                  action: paths.travelStayRemoval(slug, traveller.personId, stay.id),
                  key: newId(),
                },
                button({ text: t("travel.take-out"), kind: "warning", preventDoubleClick: true }),
              ),
            })
          : "",
      ]),
    ],
  });
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.seeTravel,
    path: paths.travel(":scheme", ":personId"),
    answer: async (visit) => {
      const shown = await travelPage(visit);
      return shown ? page(shown) : nothingHere;
    },
  },
];
