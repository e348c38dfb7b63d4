import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { type Answer, nothingHere, page, redirect } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import {
  openReasons,
  readShorterStay,
  removeReasons,
} from "../../stages/mobilities/keep-shorter-stay.ts";
import { can } from "../../stages/mobilities/mobility.policy.ts";
import type { StayRecord } from "../../stages/mobilities/stay-record.ts";
import { backLink, button, form, type Html, html, insetText, lines } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";

const framed = (visit: StaffVisit, words: Words, stay: StayRecord, body: Html): Html => {
  const { t } = words;
  const title = t("stays.shorter-title", { name: `${stay.givenNames} ${stay.familyName}` });
  return consoleShell(visit, {
    title,
    section: "mobilities",
    before: backLink({ words, href: paths.mobility(visit.tx.actor.scheme.slug, stay.id) }),
    body: html`<h1 class="govuk-heading-l">${title}</h1>${insetText({ text: t("stays.shorter-recorded") })}${body}`,
  });
};

/** Says that opening leaves a trace; nothing of whether there is anything. */
async function ask(visit: StaffVisit): Promise<Answer> {
  const stay = await readShorterStay(visit.tx, visit.params.mobilityId ?? "");
  if (!stay) return nothingHere;
  const words = wordsOf(visit);
  const action = paths.mobilityShorter(visit.tx.actor.scheme.slug, stay.id);
  return page(
    framed(
      visit,
      words,
      stay,
      form(
        { action, key: newId() },
        button({ text: words.t("stays.shorter-open"), preventDoubleClick: true }),
      ),
    ),
  );
}

/** The words stand in this one answer and nowhere else. */
async function open(visit: StaffVisit): Promise<Answer> {
  const read = await openReasons(visit.tx, visit.params.mobilityId ?? "");
  if (!read.ok) return nothingHere;
  const words = wordsOf(visit);
  const { t } = words;
  const { stay, reasons } = read.value;
  const action = paths.mobilityShorterRemoval(visit.tx.actor.scheme.slug, stay.id);
  return page(
    framed(
      visit,
      words,
      stay,
      reasons.length === 0
        ? html`<p class="govuk-body">${t("stays.shorter-none")}</p>`
        : html`${reasons.map(
            ({ reason, saidAt }) =>
              html`<h2 class="govuk-heading-s">${words.dayTime(saidAt)}</h2><p class="govuk-body">${lines(reason)}</p>`,
          )}${form(
            { action, key: newId() },
            html`<p class="govuk-body">${t("stays.shorter-remove-lead")}</p>`,
            button({ text: t("stays.shorter-remove"), kind: "secondary" }),
          )}`,
    ),
  );
}

async function remove(visit: StaffVisit): Promise<Answer> {
  const id = visit.params.mobilityId ?? "";
  const removed = await removeReasons(visit.tx, id);
  return removed.ok
    ? redirect(`${paths.mobility(visit.tx.actor.scheme.slug, id)}?moved`)
    : nothingHere;
}

const shared = { access: "staff", allow: can.changeSomeMobility } as const;
const path = paths.mobilityShorter(":scheme", ":mobilityId");
const removal = paths.mobilityShorterRemoval(":scheme", ":mobilityId");
export const routes: Route[] = [
  { ...shared, method: "GET", path, answer: ask },
  { ...shared, method: "POST", purpose: "care", path, answer: open },
  { ...shared, method: "POST", purpose: "care", path: removal, answer: remove },
];
