import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem, Result } from "../../shared/result.ts";
import { verifySchool } from "../../stages/organisations/verify-school.ts";
import {
  listSchoolRequests,
  listUnverifiedSchools,
  refuseRequest,
  verifyRequest,
} from "../../stages/schools/answer-school-request.ts";
import { can } from "../../stages/schools/school.policy.ts";
import {
  REFUSAL_REASONS,
  type SchoolRequest,
  type UnverifiedSchool,
} from "../../stages/schools/school-request.ts";
import {
  button,
  details,
  form,
  type Html,
  html,
  problemSummary,
  radios,
  summaryCard,
  summaryList,
  tag,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { schoolPaths } from "./school-paths.ts";

type Refused = { readonly id: string; readonly problems: readonly Problem[] } | null;

async function show(visit: StaffVisit, refused: Refused = null): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const all = await listSchoolRequests(visit.tx);
  const schools = await listUnverifiedSchools(visit.tx);
  const open = all.filter((request) => request.state === "open");
  const answered = all.filter((request) => request.state !== "open").reverse();
  const title = t("school.requests-title");
  return consoleShell(visit, {
    title,
    section: "organisations",
    error: refused !== null,
    body: html`${problemSummary(words, refused?.problems ?? [], { reason: `reason-${refused?.id}` })}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${t("school.requests-lead")}</p>
${open.length === 0 && html`<p class="govuk-body">${t("school.requests-none")}</p>`}
${open.map((request) => card(visit, words, request, refused))}
<h2 class="govuk-heading-m">${t("school.unverified-title")}</h2>
<p class="govuk-body">${t(schools.length === 0 ? "school.unverified-none" : "school.unverified-lead")}</p>
${schools.map((school) => unverified(visit, words, school))}
${
  answered.length > 0 &&
  details({
    summary: t("school.requests-answered", { count: answered.length }),
    text: html`<ul class="govuk-list govuk-list--spaced">${answered.map(
      (request) =>
        html`<li>${request.schoolName}, ${request.city}: ${request.personName} ${tag({ text: t(`school.request-${request.state}`), colour: request.state === "verified" ? "green" : "grey" })}${request.reason && html`<br><span class="govuk-hint">${t(`school.reason-${request.reason}`)}</span>`}</li>`,
    )}</ul>`,
  })
}`,
  });
}

function card(visit: StaffVisit, words: Words, request: SchoolRequest, refused: Refused): Html {
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const facts = [
    [t("school.request-where"), `${request.city}, ${words.country(request.country)}`],
    [t("school.request-phone"), request.landline],
    [t("school.request-person"), `${request.personName}, ${request.email}`],
    [t("school.request-day"), words.day(request.askedAt)],
    [
      t("school.request-known"),
      request.known
        ? html`<a class="govuk-link" href="${paths.organisation(slug, request.known.id)}">${request.known.name}</a>`
        : t("school.request-not-known"),
    ],
  ] as const;
  return summaryCard(
    { title: request.schoolName },
    html`${summaryList({ rows: facts.map(([key, value]) => ({ key, value })) })}
${form(
  { action: schoolPaths.requestVerification(slug, request.id), key: newId() },
  button({ text: t("school.request-verify"), preventDoubleClick: true }),
)}
${details({
  summary: t("school.request-refuse-title"),
  open: refused?.id === request.id,
  text: form(
    { action: schoolPaths.requestRefusal(slug, request.id), key: newId() },
    radios({
      words,
      name: "reason",
      idPrefix: `reason-${request.id}`,
      legend: t("school.request-reason"),
      value: visit.form.text("reason"),
      problems: refused?.id === request.id ? refused.problems : [],
      items: REFUSAL_REASONS.map((reason) => ({
        value: reason,
        text: t(`school.reason-${reason}`),
      })),
    }),
    button({ text: t("school.request-refuse"), kind: "warning", preventDoubleClick: true }),
  ),
})}`,
  );
}

function unverified(visit: StaffVisit, words: Words, school: UnverifiedSchool): Html {
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  return summaryCard(
    { title: school.name },
    html`<p class="govuk-body">${school.city}, ${words.country(school.country)} · ${t("school.unverified-since", { day: words.day(school.addedAt) })}<br><span class="govuk-hint">${t("school.unverified-has", { classes: school.classes, officers: school.officers.length === 0 ? t("site.none") : words.list(words.inOrder(school.officers, (name) => name)) })}</span></p>
${form(
  { action: schoolPaths.verification(slug, school.id), key: newId() },
  button({
    text: html`${t("school.verify")}<span class="govuk-visually-hidden"> (${school.name})</span>`,
    kind: "secondary",
    preventDoubleClick: true,
  }),
)}`,
  );
}

async function done(visit: StaffVisit, id: string, result: Result<unknown>): Promise<Answer> {
  if (result.ok) return redirect(schoolPaths.requests(visit.tx.actor.scheme.slug));
  if (result.problems.some((problem) => problem.code === "not-found")) return nothingHere;
  return refusedPage(await show(visit, { id, problems: result.problems }));
}

export const routes: Route[] = [
  {
    method: "GET",
    path: schoolPaths.requests(":scheme"),
    access: "staff",
    allow: can.verifySchools,
    answer: async (visit) => page(await show(visit)),
  },
  {
    method: "POST",
    path: schoolPaths.requestVerification(":scheme", ":requestId"),
    access: "staff",
    allow: can.verifySchools,
    answer: async (visit) => {
      const id = visit.params.requestId ?? "";
      const signInUrl = new URL(paths.signIn(), visit.site.publicUrl).toString();
      return done(visit, id, await verifyRequest(visit.tx, id, { signInUrl }));
    },
  },
  {
    method: "POST",
    path: schoolPaths.requestRefusal(":scheme", ":requestId"),
    access: "staff",
    allow: can.verifySchools,
    answer: async (visit) => {
      const id = visit.params.requestId ?? "";
      return done(visit, id, await refuseRequest(visit.tx, id, visit.form.text("reason")));
    },
  },
  {
    method: "POST",
    path: schoolPaths.verification(":scheme", ":organisationId"),
    access: "staff",
    allow: can.verifySchools,
    answer: async (visit) => {
      const id = visit.params.organisationId ?? "";
      return done(visit, id, await verifySchool(visit.tx, id));
    },
  },
];
