import type { Words } from "../../platform/i18n/index.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Form } from "../../platform/web/form.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { dayFrom } from "../../shared/typed-day.ts";
import { readSpeaker } from "../../stages/applications/keep-languages.ts";
import type { Person } from "../../stages/applications/person.ts";
import { can } from "../../stages/mobilities/mobility.policy.ts";
import { NOBODY_HERE, writeStaffStay } from "../../stages/mobilities/write-staff-stay.ts";
import { breadcrumbs, type Html, html, problemSummary } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { boxesOf } from "./acts.ts";
import { FIELDS, fieldLabels, newStayForm } from "./new-stay-form.ts";
import { whoIsHere } from "./who-is-here.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.newStay(":scheme"),
    access: "staff",
    allow: can.changeSomeMobility,
    answer: async (visit) => {
      const person = await readSpeaker(visit.tx, visit.query.get("person") ?? "");
      return page(await show(visit, person));
    },
  },
  {
    method: "POST",
    path: paths.newStay(":scheme"),
    access: "staff",
    allow: can.changeSomeMobility,
    answer: write,
  },
];

/** Of three boxes: nothing where all are empty and nobody has to fill them. */
function typedDay(sent: Form, name: string, needed: boolean) {
  const boxes = boxesOf(sent, name);
  const isEmpty = Object.values(boxes).every((text) => text === "");
  return isEmpty && !needed ? { day: null, problems: [] } : dayFrom(boxes, name);
}

const POST_BOXES = "employment post paper since-day since-month since-year until-day until-month";

async function write(visit: StaffVisit): Promise<Answer> {
  const { tx, form: sent } = visit;
  const personId = sent.text("personId");
  const isKnown = personId !== "" && personId !== NOBODY_HERE;
  const hasPost = `${POST_BOXES} until-year`.split(" ").some((box) => sent.text(box) !== "");
  const [birthDate, starts, ends, since, until] = [
    typedDay(sent, "birthDate", !isKnown),
    typedDay(sent, "starts", true),
    typedDay(sent, "ends", true),
    typedDay(sent, "since", hasPost),
    typedDay(sent, "until", false),
  ];
  const done = await writeStaffStay(tx, {
    lineId: sent.text("lineId"),
    personId,
    givenNames: sent.text("givenNames"),
    familyName: sent.text("familyName"),
    birthDate: birthDate.day,
    gender: sent.text("gender"),
    email: sent.text("email").toLowerCase(),
    sendingOrganisationId: sent.text("sendingOrganisationId"),
    hostingOrganisationId: sent.text("hostingOrganisationId"),
    starts: starts.day,
    ends: ends.day,
    mode: sent.text("mode"),
    reference: sent.text("reference"),
    post: hasPost
      ? {
          employment: sent.text("employment"),
          post: sent.text("post"),
          since: since.day,
          until: until.day,
          paper: sent.text("paper"),
        }
      : null,
  });
  const typed = [birthDate, starts, ends, since, until].flatMap(({ problems }) => problems);
  if (done.ok && typed.length === 0) {
    return redirect(`${paths.mobility(tx.actor.scheme.slug, done.value)}?moved`);
  }
  const found = done.ok ? [] : done.problems;
  if (found.some(({ code, field }) => code === "not-found" && field === undefined)) {
    return nothingHere;
  }
  // What is wrong in a box is told by the box, not as a day that is missing.
  const others = found.filter(({ field }) => !typed.some((one) => one.field === field));
  const person = isKnown ? await readSpeaker(tx, personId) : null;
  return refusedPage(await show(visit, person, inOrder([...typed, ...others])));
}

/** As the fields stand on the page, so that the list at its top is read along with them. */
const inOrder = (problems: readonly Problem[]): Problem[] => {
  const place = ({ field }: Problem) => FIELDS.indexOf((field ?? "") as (typeof FIELDS)[number]);
  return [...problems].sort((a, b) => place(a) - place(b));
};

async function show(
  visit: StaffVisit,
  person: Person | null,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words: Words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const title = t("staff-stay.title");
  return consoleShell(visit, {
    title,
    section: "mobilities",
    error: problems.length > 0,
    before: breadcrumbs({
      words,
      items: [{ text: t("stays.title"), href: paths.mobilities(slug) }, { text: title }],
    }),
    body: html`${problemSummary(
      words,
      problems,
      Object.fromEntries(
        ["birthDate", "starts", "ends", "since", "until"].map((name) => [name, `${name}-day`]),
      ),
      fieldLabels(words),
    )}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${t("staff-stay.lead")}</p>
${person === null && problems.length === 0 && (await whoIsHere(visit, words))}
${await newStayForm(visit, words, person, problems)}`,
  });
}
