import type { Words } from "../../platform/i18n/index.ts";
import { page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { columnsOf } from "../../stages/schools/confirmation.ts";
import type { BegunPupil, Pupil } from "../../stages/schools/pupil.ts";
import { listClasses } from "../../stages/schools/read-classes.ts";
import { listBegun, listPupils } from "../../stages/schools/read-pupils.ts";
import { listSchoolCalls } from "../../stages/schools/read-school-today.ts";
import { can } from "../../stages/schools/school.policy.ts";
import type { SchoolCall } from "../../stages/schools/school-call.ts";
import { notSent } from "../../stages/schools/school-duties.rules.ts";
import {
  button,
  type Html,
  html,
  notificationBanner,
  type TagColour,
  table,
  tag,
} from "../../ui/index.ts";
import { STAFF_WROTE, writtenBy } from "../entries/boxes.ts";
import { collationOf } from "../list-query.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { schoolPaths } from "./school-paths.ts";
import { classLinks, copyText, textLanguages, textWords } from "./texts.ts";

const callName = (words: Words, call: SchoolCall) =>
  words.t("home.call", { number: call.number, title: words.local(call.title) });

const OFFER_COLOURS: Readonly<Record<NonNullable<Pupil["offer"]>["state"], TagColour>> = {
  offered: "orange",
  wished: "yellow",
  accepted: "green",
  declined: "grey",
  lapsed: "grey",
};

/** What became of a pupil's application, in a word. */
export const stateOf = (words: Words, pupil: Pupil): Html =>
  pupil.offer
    ? html`${tag({ text: words.t(`school.offer-${pupil.offer.state}`), colour: OFFER_COLOURS[pupil.offer.state] })} ${pupil.offer.city}`
    : html`${tag({ text: words.t("school.state-sent"), colour: "green" })}`;

const chosenCall = (visit: StaffVisit, calls: readonly SchoolCall[]): SchoolCall | undefined => {
  const learners = calls.filter((call) => call.audience === "learners");
  return (
    learners.find((call) => call.id === visit.query.get("call")) ??
    learners.find((call) => call.sent + call.begun + call.classes > 0) ??
    learners[0]
  );
};

async function show(visit: StaffVisit): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const calls = await listSchoolCalls(visit.tx);
  const call = chosenCall(visit, calls);
  const confirmed = Number(visit.query.get("confirmed") ?? "");
  return consoleShell(visit, {
    title: t("school.pupils-title"),
    section: "school-pupils",
    body: html`${
      confirmed > 0 &&
      notificationBanner({
        words,
        type: "success",
        text: t("school.facts-done", { count: confirmed }),
      })
    }<h1 class="govuk-heading-l">${t("school.pupils-title")}</h1>
${call ? await ofCall(visit, words, calls, call) : html`<p class="govuk-body">${t("school.no-call")}</p>`}`,
  });
}

async function ofCall(
  visit: StaffVisit,
  words: Words,
  calls: readonly SchoolCall[],
  call: SchoolCall,
): Promise<Html> {
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const pupils = await listPupils(visit.tx, call.id, collationOf(visit.locale));
  const begun = await listBegun(visit.tx, call.id);
  const others = calls.filter((each) => each.audience === "learners" && each.id !== call.id);
  const writable = call.state === "open" && visit.tx.now <= call.closesAt;
  const unknown = Math.max(0, notSent(call) - begun.length);
  return html`<p class="govuk-body"><strong>${callName(words, call)}</strong><br><span class="govuk-hint">${t("school.closes")}: ${words.deadline(call.closesAt)}</span></p>
${others.length > 0 && html`<ul class="app-choices">${others.map((each) => html`<li><a class="govuk-link" href="${schoolPaths.pupils(slug)}?call=${each.id}">${callName(words, each)}</a></li>`)}</ul>`}
<ul class="app-figures">${[
    [pupils.length, "sent"],
    [begun.length, "begun"],
    [unknown, "missing"],
  ].map(
    ([count, what]) =>
      html`<li><span class="app-figures__value">${words.number(Number(count))}</span><span class="app-figures__label">${t(`school.label-${what}`)}</span></li>`,
  )}</ul>
${writable && html`<p class="govuk-body"><a class="govuk-link" href="${paths.newEntry(slug)}?call=${call.id}">${t("entries.new-pupil")}</a></p>`}
${call.takesFacts && pupils.length > 0 && button({ text: t("school.facts-open", { count: call.unconfirmed }), href: schoolPaths.facts(slug, call.id) })}
${pupils.length + begun.length > 0 ? pupilTable(words, slug, call, pupils, begun, writable) : html`<p class="govuk-body">${t("school.nobody-yet")}</p>`}
${await messages(visit, words, call)}`;
}

function pupilTable(
  words: Words,
  slug: string,
  call: SchoolCall,
  pupils: readonly Pupil[],
  begun: readonly BegunPupil[],
  writable: boolean,
): Html {
  const { t } = words;
  const columns = call.takesFacts ? columnsOf(call.criteria) : [];
  const facts = (pupil: Pupil) =>
    pupil.enrolled === null
      ? t("school.facts-none-yet")
      : columns
          .flatMap((column) => {
            const fact = pupil.confirmed[column.code];
            return fact ? [`${words.local(column.name)}: ${words.number(fact.points)}`] : [];
          })
          .concat(pupil.enrolled ? [] : [t("school.not-enrolled")])
          .join(", ");
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t("school.pupils-title"),
    captionClasses: "govuk-visually-hidden",
    head: [
      t("school.pupil"),
      t("school.className"),
      t("school.state"),
      ...(call.takesFacts ? [t("school.confirmed")] : []),
    ],
    rows: [
      ...begun.map((one) => [
        one.name ? `${one.name.familyName}, ${one.name.givenNames}` : t("school.nameless"),
        one.className,
        html`${tag({ text: t("school.state-begun"), colour: "yellow" })} ${t("school.how-far", { answered: one.answered, asked: one.asked })}<br><span class="govuk-hint">${t("school.last-saved", { day: words.day(one.savedAt) })}</span>`,
        ...(call.takesFacts ? [""] : []),
      ]),
      ...pupils.map((pupil) => [
        html`${pupil.familyName}, ${pupil.givenNames}<br><span class="govuk-hint app-code">${pupil.code}</span>${writable && html` <a class="govuk-link" href="${paths.correction(slug, pupil.applicationId)}">${t("entries.correct-short")}<span class="govuk-visually-hidden"> ${pupil.givenNames} ${pupil.familyName}</span></a>`}`,
        pupil.className ?? "",
        html`${stateOf(words, pupil)}${pupil.enteredBy.kind !== "applicant" && pupil.enteredBy.kind !== "import" && html`<br><span class="govuk-hint">${t("entries.by")}: ${writtenBy(words, pupil.enteredBy, pupil.enteredAt)}</span>`}${pupil.correctedBy && STAFF_WROTE.has(pupil.correctedBy.kind) && html`<br><span class="govuk-hint">${t("entries.corrected")}: ${writtenBy(words, pupil.correctedBy, pupil.sentAt)}</span>`}`,
        ...(call.takesFacts ? [facts(pupil)] : []),
      ]),
    ],
  });
}

/** Two texts for Viber: to a class that has not sent, and to those who have not answered an offer. */
async function messages(visit: StaffVisit, words: Words, call: SchoolCall): Promise<Html> {
  const { t } = words;
  const text = textWords(visit);
  const isOpen = call.state === "open" && visit.tx.now <= call.closesAt;
  const classes = isOpen
    ? (await listClasses(visit.tx)).filter((one) => one.call.id === call.id && !one.withdrawnAt)
    : [];
  const texts = [
    ...classes
      .filter((one) => one.begun > 0 || (one.pupils ?? 0) > one.sent)
      .map((one) => ({
        id: `text-${one.code}`,
        label: t("school.text-unsent", { group: one.className }),
        text: text.t("school.text-reminder", {
          call: text.local(call.title),
          when: text.deadline(call.closesAt),
          url: classLinks(visit, text, one).apply,
        }),
      })),
    ...(call.unanswered > 0 && call.answerBy
      ? [
          {
            id: "text-offers",
            label: t("school.text-unanswered", { count: call.unanswered }),
            text: text.t("school.text-offer", {
              call: text.local(call.title),
              when: text.deadline(call.answerBy),
              url: new URL(
                schoolPaths.publicPlace(text.locale, visit.tx.actor.scheme.slug),
                visit.site.publicUrl,
              ).toString(),
            }),
          },
        ]
      : []),
  ];
  if (texts.length === 0) return html``;
  return html`<h2 class="govuk-heading-m" id="messages">${t("school.text-title")}</h2>
<p class="govuk-body">${t("school.text-lead")}</p>
${textLanguages(visit, words, schoolPaths.pupils(visit.tx.actor.scheme.slug))}
${texts.map((each) => copyText(words, each))}`;
}

export const routes: Route[] = [
  {
    method: "GET",
    path: schoolPaths.pupils(":scheme"),
    access: "staff",
    allow: can.workForSchool,
    answer: async (visit) => page(await show(visit)),
  },
];
