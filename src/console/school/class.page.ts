import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { readCallSheet } from "../../stages/calls/read-call-sheet.ts";
import type { SchoolClass } from "../../stages/schools/class-code.ts";
import { withdrawClassCode } from "../../stages/schools/make-class-code.ts";
import { readClass } from "../../stages/schools/read-classes.ts";
import { can } from "../../stages/schools/school.policy.ts";
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
  summaryList,
} from "../../ui/index.ts";
import { qrCode } from "../../ui/qr/qr-code.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { classFigures } from "./classes.page.ts";
import { schoolPaths } from "./school-paths.ts";
import { classLinks, classText, copyText, textLanguages, textWords } from "./texts.ts";

type Owner = { readonly name: string; readonly phone: string };

/** Whom pupils of this school call: the call's owner in its country. */
async function ownerOf(visit: StaffVisit, of: SchoolClass): Promise<Owner | null> {
  const sheet = await readCallSheet(visit.tx, of.call.id);
  return sheet?.owners.find((owner) => owner.country === of.school.country) ?? null;
}

const withClass =
  (answer: (visit: StaffVisit, of: SchoolClass) => Promise<Answer>) =>
  async (visit: StaffVisit) => {
    const of = await readClass(visit.tx, visit.params.classId ?? "");
    return of ? answer(visit, of) : nothingHere;
  };

async function show(
  visit: StaffVisit,
  of: SchoolClass,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const owner = await ownerOf(visit, of);
  const text = textWords(visit);
  const path = schoolPaths.class(slug, of.id);
  const lang = text.locale === visit.locale ? "" : `?lang=${text.locale}`;
  const facts = [
    [t("school.code"), html`<span class="app-code">${of.code}</span>`],
    [t("school.callId"), words.local(of.call.title)],
    [t("school.closes"), words.deadline(of.call.closesAt)],
    [t("school.trade"), words.trade(of.trade)],
    [t("school.teacherName"), of.teacherName],
    [t("school.pupils-now"), classFigures(words, of)],
  ] as const;
  return consoleShell(visit, {
    title: of.className,
    section: "school-classes",
    error: problems.length > 0,
    before: backLink({ words, href: schoolPaths.classes(slug), text: t("school.classes-title") }),
    body: html`${problemSummary(words, problems)}${
      visit.query.has("made") &&
      notificationBanner({
        words,
        type: "success",
        text: t("school.class-made", { code: of.code }),
      })
    }<h1 class="govuk-heading-l">${of.className}</h1>
${!of.school.verified && insetText({ text: t("school.unverified", { school: of.school.name }) })}
${summaryList({ rows: facts.map(([key, value]) => ({ key, value })) })}
${
  of.withdrawnAt
    ? insetText({ text: t("school.class-withdrawn", { day: words.day(of.withdrawnAt) }) })
    : html`${button({ text: t("school.poster-open"), href: `${schoolPaths.poster(slug, of.id)}${lang}` })}
<h2 class="govuk-heading-m">${t("school.text-title")}</h2>
<p class="govuk-body">${t("school.text-lead")}</p>
${textLanguages(visit, words, path)}
${copyText(words, { id: "text", label: t("school.text-label"), text: classText(visit, text, of, owner?.phone ?? null) })}
${details({
  summary: t("school.withdraw-title"),
  text: html`<p class="govuk-body">${t("school.withdraw-effect")}</p>${form(
    { action: schoolPaths.classWithdrawal(slug, of.id), key: newId() },
    button({ text: t("school.withdraw"), kind: "warning", preventDoubleClick: true }),
  )}`,
})}`
}`,
  });
}

/** One sheet of A4 for the door of a classroom, in the language of the class. */
async function poster(visit: StaffVisit, of: SchoolClass): Promise<Answer> {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const owner = await ownerOf(visit, of);
  const text = textWords(visit);
  const links = classLinks(visit, text, of);
  const shown = (url: string) => url.replace(/^https?:\/\//, "");
  return page(
    consoleShell(visit, {
      title: words.t("school.poster-title", { group: of.className }),
      section: "school-classes",
      before: backLink({ words, href: schoolPaths.class(slug, of.id) }),
      body: html`<div class="app-screen-only"><p class="govuk-body">${words.t("school.poster-how")}</p>
${textLanguages(visit, words, schoolPaths.poster(slug, of.id))}</div>
<article class="app-class-poster" lang="${text.lang}">
<p class="app-class-poster__school">${of.school.name}, ${of.school.city} · ${of.className}</p>
<h1 class="app-class-poster__title">${text.local(of.call.title)}</h1>
<p class="app-class-poster__lead">${text.t("school.poster-lead", { trade: text.trade(of.trade) })}</p>
<p class="app-class-poster__until"><strong>${text.t("school.poster-until", { when: text.deadline(of.call.closesAt) })}</strong></p>
<div class="app-class-poster__way">${qrCode(links.apply, text.t("school.poster-qr"))}
<div><p>${text.t("school.poster-scan")}</p><p class="app-class-poster__address">${shown(links.apply.split("?")[0] ?? "")}</p>
<p>${text.t("school.poster-code")}<br><strong class="app-class-poster__code">${of.code}</strong></p>
<p>${text.t("school.poster-teacher", { name: of.teacherName })}</p></div></div>
<div class="app-class-poster__trust"><h2>${text.t("school.poster-real")}</h2>
<p>${text.t("school.poster-promises")}</p>
<p>${text.t("school.poster-check")}<br><strong>${shown(links.check.split("?")[0] ?? "")}</strong></p>
${owner && html`<p>${text.t("school.poster-call", { name: owner.name })} <strong class="app-nowrap">${owner.phone}</strong></p>`}
</div></article>`,
    }),
  );
}

const withdrawn = async (visit: StaffVisit, of: SchoolClass): Promise<Answer> => {
  const done = await withdrawClassCode(visit.tx, of.id);
  if (!done.ok) return refusedPage(await show(visit, of, done.problems));
  return redirect(schoolPaths.class(visit.tx.actor.scheme.slug, of.id));
};

export const routes: Route[] = [
  {
    method: "GET",
    path: schoolPaths.class(":scheme", ":classId"),
    access: "staff",
    allow: can.workForSchool,
    answer: withClass(async (visit, of) => page(await show(visit, of))),
  },
  {
    method: "GET",
    path: schoolPaths.poster(":scheme", ":classId"),
    access: "staff",
    allow: can.workForSchool,
    answer: withClass(async (visit, of) => (of.withdrawnAt ? nothingHere : poster(visit, of))),
  },
  {
    method: "POST",
    path: schoolPaths.classWithdrawal(":scheme", ":classId"),
    access: "staff",
    allow: can.workForSchool,
    answer: withClass(withdrawn),
  },
];
