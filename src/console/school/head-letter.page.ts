import { isOffice } from "../../platform/db/actor.ts";
import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { StaffRoute, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/applications/application.policy.ts";
import {
  type AskedHead,
  askHeadAgain,
  mayReaddress,
  readAskedHead,
} from "../../stages/applications/ask-head-again.ts";
import {
  backLink,
  button,
  form,
  type Html,
  html,
  input,
  insetText,
  notificationBanner,
  problemSummary,
  summaryList,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { schoolPaths } from "./school-paths.ts";

const idOf = (visit: StaffVisit) => visit.params.applicationId ?? "";

/** The letter to the head of a school that nobody answered: to whom it went, and once more. */
function show(visit: StaffVisit, asked: AskedHead, problems: readonly Problem[] = []): Html {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const office = isOffice(visit.tx.actor);
  const title = t("school.head-letter-title");
  const name = `${asked.givenNames} ${asked.familyName}`;
  const again = form(
    { action: paths.headLetter(slug, idOf(visit)), key: newId(), classes: "app-text" },
    mayReaddress(visit.tx, asked)
      ? input({
          words,
          problems,
          name: "to",
          type: "email",
          label: t("school.head-letter-to"),
          value: visit.form.has("to") ? visit.form.text("to") : asked.sentTo,
          autocomplete: "off",
          spellcheck: false,
        })
      : null,
    html`<p class="govuk-body">${t("school.head-letter-lead")}</p>`,
    button({ text: t("school.head-again"), preventDoubleClick: true }),
  );
  return consoleShell(visit, {
    title,
    section: office ? "applicants" : "school",
    error: problems.length > 0,
    before: backLink({
      words,
      href: office ? paths.person(slug, asked.personId) : schoolPaths.staff(slug),
    }),
    body: html`${problemSummary(words, problems)}${
      visit.query.has("sent") &&
      notificationBanner({ words, type: "success", text: t("school.head-letter-sent") })
    }<h1 class="govuk-heading-l"><span class="govuk-caption-l" lang="">${name}</span> ${title}</h1>
${summaryList({
  rows: [
    { key: t("school.head-letter-to"), value: html`<span lang="">${asked.sentTo}</span>` },
    { key: t("school.sent-on"), value: words.dayTime(asked.askedAt) },
  ],
})}
${asked.answer === null ? again : insetText({ text: t(`school.head-${asked.answer}`) })}`,
  });
}

async function send(visit: StaffVisit): Promise<Answer> {
  const { tx, site } = visit;
  const { slug } = tx.actor.scheme;
  const done = await askHeadAgain(tx, idOf(visit), {
    to: visit.form.text("to"),
    link: (locale, secret) => `${site.publicUrl}${schoolPaths.publicHead(locale, slug, secret)}`,
  });
  if (done.ok) return redirect(`${paths.headLetter(slug, idOf(visit))}?sent`);
  const asked = await readAskedHead(tx, idOf(visit));
  return asked ? refusedPage(show(visit, asked, done.problems)) : nothingHere;
}

const staff = {
  access: "staff",
  path: paths.headLetter(":scheme", ":applicationId"),
  allow: ((actor) =>
    can.enterFor(actor, { country: null, organisationId: null })) satisfies StaffRoute["allow"],
} as const;

export const routes: StaffRoute[] = [
  {
    ...staff,
    method: "GET",
    answer: async (visit) => {
      const asked = await readAskedHead(visit.tx, idOf(visit));
      return asked ? page(show(visit, asked)) : nothingHere;
    },
  },
  { ...staff, method: "POST", answer: send },
];
