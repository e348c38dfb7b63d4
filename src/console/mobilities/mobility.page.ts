import type { Words } from "../../platform/i18n/index.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { ageOn, type Day, day, lengthInDays } from "../../shared/day.ts";
import { type Problem, type Result, refuse } from "../../shared/result.ts";
import { dayFrom } from "../../shared/typed-day.ts";
import { beginStay } from "../../stages/agreements/begin-stay.ts";
import { can } from "../../stages/mobilities/mobility.policy.ts";
import { moveMobility } from "../../stages/mobilities/move-mobility.ts";
import { readStay } from "../../stages/mobilities/read-stays.ts";
import { STAY_GROUPS } from "../../stages/mobilities/stay-list.ts";
import type { StayRecord } from "../../stages/mobilities/stay-record.ts";
import { moveDays } from "../../stages/preparation/move-days.ts";
import { readHistory } from "../../stages/reporting/read-today.ts";
import {
  breadcrumbs,
  type Html,
  html,
  insetText,
  notificationBanner,
  problemSummary,
  summaryList,
} from "../../ui/index.ts";
import { ownPaths } from "../agreements/own-paths.ts";
import { agreementsPart } from "../agreements/stay-part.ts";
import { evidencePart } from "../attendance/evidence-part.ts";
import { historyList } from "../history.ts";
import { paths } from "../paths.ts";
import { insteadPart } from "../preparation/replace-part.ts";
import { outcomePart } from "../recognition/outcome-part.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { ACTS, type Act, actsPart, boxesOf, daysForm } from "./acts.ts";
import { stayTag } from "./mobilities.page.ts";
import { waitingPart } from "./waiting-part.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.mobility(":scheme", ":mobilityId"),
    access: "staff",
    allow: can.seeMobilities,
    answer: async (visit) => {
      const stay = await readStay(visit.tx, visit.params.mobilityId ?? "");
      return stay ? page(await show(visit, stay)) : nothingHere;
    },
  },
  {
    method: "POST",
    path: paths.mobilityMoves(":scheme", ":mobilityId"),
    access: "staff",
    allow: can.changeSomeMobility,
    answer: move,
  },
  {
    method: "POST",
    path: paths.mobilityDays(":scheme", ":mobilityId"),
    access: "staff",
    allow: can.changeSomeMobility,
    answer: days,
  },
];

async function move(visit: StaffVisit): Promise<Answer> {
  const { tx, form } = visit;
  const stay = await readStay(tx, visit.params.mobilityId ?? "");
  const action = ACTS.find((known) => known === form.text("act"));
  if (!stay || !action) return nothingHere;
  const boxes = boxesOf(form, "on");
  const typed = Object.values(boxes).every((text) => text === "")
    ? { day: null, problems: [] }
    : dayFrom(boxes, "on");
  const done = await lived(visit, stay, action, typed);
  if (done.ok && typed.problems.length === 0) {
    return redirect(`${paths.mobility(tx.actor.scheme.slug, stay.id)}?moved`);
  }
  const found = done.ok ? [] : done.problems;
  if (found.some(({ code }) => code === "not-found")) return nothingHere;
  return refusedPage(await show(visit, stay, [...typed.problems, ...found]));
}

/** Each act goes to whoever has a say in it: agreements in a beginning, hosts in longer days. */
async function lived(
  { tx, form }: StaffVisit,
  stay: StayRecord,
  action: Act,
  typed: { readonly day: Day | null; readonly problems: readonly Problem[] },
): Promise<Result<unknown>> {
  const said = { on: typed.day, reason: form.text("reason") };
  if (action === "start") return beginStay(tx, stay.id, said);
  if (action !== "extend") return moveMobility(tx, stay.id, action, said);
  if (!typed.day) {
    return refuse(...(typed.problems.length > 0 ? [] : [{ code: "required", field: "on" }]));
  }
  // Shorter days are an early way home, or planned anew below.
  if (typed.day <= stay.ends) {
    return refuse({ code: "stay-not-longer", params: { ends: stay.ends }, field: "on" });
  }
  const moved = await moveDays(tx, stay.id, { starts: day(stay.starts), ends: typed.day });
  if (moved.ok) return moved;
  return refuse(...moved.problems.map((one) => (one.field ? { ...one, field: "on" } : one)));
}

async function days(visit: StaffVisit): Promise<Answer> {
  const { tx, form } = visit;
  const stay = await readStay(tx, visit.params.mobilityId ?? "");
  if (!stay) return nothingHere;
  const starts = dayFrom(boxesOf(form, "starts"), "starts");
  const ends = dayFrom(boxesOf(form, "ends"), "ends");
  const done = await moveDays(tx, stay.id, {
    // A day that is wrong already stands in as the planned one, so that the rest is checked as well.
    starts: starts.day ?? day(stay.starts),
    ends: ends.day ?? day(stay.ends),
    shorter: form.text("shorter"),
  });
  const typed = [...starts.problems, ...ends.problems];
  if (done.ok && typed.length === 0) {
    return redirect(`${paths.mobility(tx.actor.scheme.slug, stay.id)}?moved`);
  }
  const found = done.ok ? [] : done.problems;
  if (found.some(({ code }) => code === "not-found")) return nothingHere;
  return refusedPage(await show(visit, stay, [...typed, ...found]));
}

/** The page of a stay with what speaks against an act that another file does. */
export const refusedStay = async (
  visit: StaffVisit,
  stay: StayRecord,
  problems: readonly Problem[],
): Promise<Answer> => refusedPage(await show(visit, stay, problems));

async function show(
  visit: StaffVisit,
  stay: StayRecord,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const history = await readHistory(visit.tx, stay.id);
  const name = `${stay.givenNames} ${stay.familyName}`;
  const act = visit.form.text("act");
  return consoleShell(visit, {
    title: t("stays.one-title", { name, city: stay.city }),
    section: "mobilities",
    error: problems.length > 0,
    before: breadcrumbs({
      words,
      items: [{ text: t("stays.title"), href: paths.mobilities(slug) }, { text: name }],
    }),
    body: html`${problemSummary(
      words,
      problems,
      {
        reason: `reason-${act || "withdrawal"}`,
        on: `on-${act}-day`,
        starts: "starts-day",
        ends: "ends-day",
      },
      { starts: t("stays.starts"), ends: t("stays.ends") },
    )}${
      visit.query.has("moved") &&
      notificationBanner({ words, type: "success", text: t("stays.moved") })
    }<h1 class="govuk-heading-l">${name} <span class="govuk-caption-m">${stay.city}, ${words.country(stay.country)} · ${stay.reference}</span></h1>
<p class="govuk-body">${stayTag(words, stay.state)} <span class="govuk-hint">${t("stays.since-day", { day: words.day(stay.since) })}</span></p>
${stay.reason !== null && insetText({ text: t("stays.reason-was", { reason: stay.reason }) })}
${stay.state === "cancelled" && (await insteadPart(visit, words, stay))}
${await waitingPart(visit, words, stay)}
<div class="app-columns"><section><h2 class="govuk-heading-m">${t(stay.audience === "staff" ? "stays.chain-staff" : "stays.chain")}</h2>${chain(words, slug, stay)}</section>
<section><h2 class="govuk-heading-m">${t("stays.days")}</h2>${dayList(words, stay)}</section></div>
${
  can.changeMobility(visit.tx.actor, stay.sendingCountry) &&
  html`${actsPart(visit, stay, problems)}${daysForm(visit, stay, problems)}`
}
${await evidencePart(visit, words, stay.id)}
${await outcomePart(visit, words, stay.id, visit.form.has("reason") && !visit.form.has("act") ? problems : [])}
${await agreementsPart(visit, words, stay)}
<p class="govuk-body"><a class="govuk-link" href="${ownPaths.stay(slug, stay.id)}">${t("own-templates.stay-link")}</a></p>
<h2 class="govuk-heading-m">${t("history.title")}</h2>
${historyList(words, history)}`,
  });
}

/** From the school to the company, in the order in which a stay goes through their hands. */
function chain(words: Words, slug: string, stay: StayRecord): Html {
  const { t } = words;
  const one = (link: StayRecord["company"]) =>
    link
      ? html`<a class="govuk-link" href="${paths.organisation(slug, link.id)}">${link.name}</a>`
      : // Of a stay that is over nobody will be known any more.
        (STAY_GROUPS.home as readonly string[]).includes(stay.state)
        ? "–"
        : t("stays.nobody-yet");
  return summaryList({
    rows: [
      {
        key: t("stays.person"),
        value: html`<a class="govuk-link" href="${paths.person(slug, stay.personId)}">${stay.givenNames} ${stay.familyName}</a><br>${t(
          "stays.age-then",
          { age: ageOn(day(stay.birthDate), day(stay.starts)) },
        )}`,
      },
      {
        key: t(stay.audience === "staff" ? "staff-stay.sender" : "stays.school"),
        value: one(stay.school),
      },
      stay.sendingPartner && { key: t("stays.sending-partner"), value: one(stay.sendingPartner) },
      stay.coordinator && { key: t("stays.coordinator"), value: one(stay.coordinator) },
      // Staff go to an organisation itself; a company only where one has said yes.
      {
        key: t(stay.audience === "staff" ? "staff-stay.host" : "stays.hosting-partner"),
        value: one(stay.hostingPartner),
      },
      (stay.audience !== "staff" || stay.company) && {
        key: t("stays.company"),
        value: one(stay.company),
      },
      stay.flowId !== null && {
        key: t("stays.flow"),
        value: html`<a class="govuk-link" href="${paths.flow(slug, stay.flowId)}">${stay.flow}</a>${
          stay.leader !== null && html`<br>${t("stays.led-by", { name: stay.leader })}`
        }`,
      },
      stay.offerId !== null && {
        key: t("stays.offer"),
        value: html`<a class="govuk-link" href="${paths.offer(slug, stay.offerId)}">${t("stays.to-offer")}</a>`,
      },
      stay.invented && { key: t("organisations.data"), value: t("organisations.invented") },
    ],
  });
}

/** What was planned and what was lived stand beside each other. */
function dayList(words: Words, stay: StayRecord): Html {
  const { t } = words;
  const starts = day(stay.starts);
  const ends = day(stay.ends);
  const lived = stay.actualStarts && day(stay.actualStarts);
  const home = stay.actualEnds && day(stay.actualEnds);
  return summaryList({
    rows: [
      {
        key: t("stays.planned-days"),
        value: html`${words.days(starts, ends)}<br>${t("stays.length", { count: lengthInDays(starts, ends) })}`,
      },
      {
        key: t("stays.lived-days"),
        value:
          lived && home
            ? html`${words.days(lived, home)}<br>${t("stays.length", { count: lengthInDays(lived, home) - stay.interruptionDays })}`
            : lived
              ? t("stays.lived-from", { day: words.day(lived) })
              : t("stays.not-begun"),
      },
      (stay.interruptionDays > 0 || stay.interruptedOn !== null) && {
        key: t("stays.breaks"),
        value: [
          stay.interruptionDays > 0 && t("stays.break-days", { count: stay.interruptionDays }),
          stay.interruptedOn && t("stays.break-since", { day: words.day(day(stay.interruptedOn)) }),
        ]
          .filter(Boolean)
          .join(", "),
      },
      { key: t("stays.mode"), value: t(`stays.mode-${stay.mode}`) },
      { key: t("stays.line"), value: words.local(stay.line) },
    ],
  });
}
