import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { type Answer, nothingHere, redirect } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { readOwnFeed, renewFeed } from "../../stages/preparation/calendar-feed.ts";
import { can } from "../../stages/preparation/preparation.policy.ts";
import { button, form, type Html, html, input } from "../../ui/index.ts";
import { schoolPaths } from "../school/school-paths.ts";
import { preparationPaths } from "./preparation-paths.ts";

/** The own address for a calendar, to be copied, and another one where it got into wrong hands. */
export async function calendarPart(visit: StaffVisit, words: Words): Promise<Html> {
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const secret = await readOwnFeed(visit.tx);
  const address =
    secret && `${visit.site.publicUrl}${preparationPaths.feed(visit.locale, slug, secret)}`;
  return html`<h2 class="govuk-heading-m" id="calendar">${t("boards.calendar")}</h2><p class="govuk-body">${t("boards.calendar-lead")}</p>${
    address &&
    input({
      words,
      name: "address",
      label: t("boards.calendar-address"),
      value: address,
      spellcheck: false,
    })
  }${form(
    { action: preparationPaths.calendar(slug), key: newId() },
    button({
      text: t(secret ? "boards.calendar-renew" : "boards.calendar-make"),
      kind: "secondary",
      preventDoubleClick: true,
    }),
  )}`;
}

async function renew(visit: StaffVisit): Promise<Answer> {
  const done = await renewFeed(visit.tx);
  const { actor } = visit.tx;
  // A school has its own page, and no boards.
  const at = can.see(actor) ? preparationPaths.boards : schoolPaths.today;
  return done.ok ? redirect(`${at(actor.scheme.slug)}#calendar`) : nothingHere;
}

export const routes: Route[] = [
  {
    method: "POST",
    access: "staff",
    allow: can.ownFeed,
    path: preparationPaths.calendar(":scheme"),
    answer: renew,
  },
];
