import { page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { listStaffApplications, type StaffApplication } from "../../stages/schools/read-pupils.ts";
import { can } from "../../stages/schools/school.policy.ts";
import { type Html, html, type TagColour, table, tag } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { schoolPaths } from "./school-paths.ts";

type Standing = "not-asked" | "waiting" | "yes" | "no";
const standingOf = (row: StaffApplication): Standing =>
  row.answer ?? (row.askedAt ? "waiting" : "not-asked");
const COLOURS: Readonly<Record<Standing, TagColour>> = {
  "not-asked": "grey",
  waiting: "orange",
  yes: "green",
  no: "red",
};

/** Staff of the school who applied, and whether the head has said yes by the link in the letter. */
async function show(visit: StaffVisit): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const rows = await listStaffApplications(visit.tx);
  const title = t("school.staff-title");
  return consoleShell(visit, {
    title,
    section: "school",
    body: html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${t("school.staff-lead")}</p>
${
  rows.length === 0
    ? html`<p class="govuk-body">${t("school.staff-none")}</p>`
    : table({
        words,
        cards: true,
        firstCellIsHeader: true,
        caption: title,
        captionClasses: "govuk-visually-hidden",
        head: [t("school.person"), t("school.callId"), t("school.sent-on"), t("school.head-word")],
        rows: rows.map((row) => [
          `${row.familyName}, ${row.givenNames}`,
          t("home.call", { number: row.callNumber, title: words.local(row.callTitle) }),
          words.shortDay(row.sentAt),
          html`${tag({ text: t(`school.head-${standingOf(row)}`), colour: COLOURS[standingOf(row)] })}${(row.answeredAt ?? row.askedAt) && html`<br><span class="govuk-hint">${words.shortDay((row.answeredAt ?? row.askedAt)!)}</span>`}${standingOf(row) === "waiting" && html`<br><a class="govuk-link" href="${paths.headLetter(visit.tx.actor.scheme.slug, row.applicationId)}">${t("school.head-again")}<span class="govuk-visually-hidden"> ${row.givenNames} ${row.familyName}</span></a>`}`,
        ]),
      })
}`,
  });
}

export const routes: Route[] = [
  {
    method: "GET",
    path: schoolPaths.staff(":scheme"),
    access: "staff",
    allow: can.workForSchool,
    answer: async (visit) => page(await show(visit)),
  },
];
