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
import type { Problem } from "../../shared/result.ts";
import { classTextOf } from "../../stages/messages/class-text.ts";
import { can } from "../../stages/messages/message.policy.ts";
import { readSending } from "../../stages/messages/read-sendings.ts";
import { cancelSending } from "../../stages/messages/schedule-sending.ts";
import type { Sending, Unreached } from "../../stages/messages/sending.ts";
import {
  backLink,
  button,
  details,
  form,
  type Html,
  html,
  problemSummary,
  summaryList,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { copyText } from "../school/texts.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { ownName, smsLine, stateTag } from "./sending-parts.ts";

async function sendingPage(
  visit: StaffVisit,
  problems: readonly Problem[] = [],
): Promise<Html | undefined> {
  const words = wordsOf(visit);
  const { actor } = visit.tx;
  const { slug } = actor.scheme;
  const found = await readSending(visit.tx, visit.params.sendingId ?? "", visit.locale);
  if (!found) return undefined;
  const { sending, unreached } = found;
  return consoleShell(visit, {
    title: sending.templateName,
    section: "messages",
    error: problems.length > 0,
    before: backLink({ words, text: words.t("messages.title"), href: paths.messages(slug) }),
    body: html`${problemSummary(words, problems)}<h1 class="govuk-heading-l">${sending.templateName}</h1>
${summaryList({
  rows: [
    { key: words.t("messages.view"), value: sending.viewName },
    { key: words.t("messages.channel"), value: words.t(`messages.channel-${sending.channel}`) },
    { key: words.t("messages.when"), value: words.deadline(sending.at) },
    { key: words.t("messages.written-by"), value: sending.madeName },
    { key: words.t("messages.people"), value: words.number(sending.people) },
  ],
})}
${progress(words, paths.sending(slug, sending.id), sending)}
${sending.state === "scheduled" && can.cancelSending(actor, sending) && callOff(words, slug, sending)}
${unreached.length > 0 && byHand(visit, words, unreached)}`,
  });
}

/** Says how far it is; asked again by the script while something is under way. */
function progress(words: Words, here: string, sending: Sending): Html {
  const reached = sending.people - sending.unreached;
  // Nothing went out by itself: what is left to do by hand stands below, and "sent" would be untrue.
  if (reached === 0 && sending.state === "sent") return html`<div data-done></div>`;
  const text = html`<p class="govuk-body">${stateTag(words, sending.state)} ${words.t("messages.progress", { gone: sending.gone, count: reached })}${sending.failed > 0 && ` ${words.t("messages.failed", { count: sending.failed })}`}</p>`;
  return sending.state === "scheduled" || sending.state === "sending"
    ? html`<div data-progress="${here}" role="status">${text}</div>`
    : html`<div data-done>${text}</div>`;
}

const callOff = (words: Words, slug: string, sending: Sending): Html =>
  form(
    { action: paths.sendingCancellation(slug, sending.id), key: newId() },
    html`<p class="govuk-body">${words.t("messages.cancel-body")}</p>`,
    button({ text: words.t("messages.cancel"), kind: "warning", preventDoubleClick: true }),
  );

/** Whom nothing reaches: a text to copy for each, and one for a class where it names nobody. */
function byHand(visit: StaffVisit, words: Words, unreached: readonly Unreached[]): Html {
  const { slug } = visit.tx.actor.scheme;
  const schools = new Map<string, Unreached[]>();
  for (const one of unreached) {
    schools.set(one.organisationId, [...(schools.get(one.organisationId) ?? []), one]);
  }
  // Said once where it holds for all of them, not once for each school.
  const none =
    unreached.length > 0 && [...schools.values()].every((of) => classTextOf(of).length === 0);
  return html`<h2 class="govuk-heading-m" id="by-hand">${words.t("messages.by-hand", { count: unreached.length })}</h2>
<p class="govuk-body">${words.t("messages.by-hand-lead")}${none && html` ${words.t("messages.text-class-none")}`}</p>
${[...schools].map(([id, people]) => {
  const shared = classTextOf(people);
  return html`<section><h3 class="govuk-heading-s">${people[0]?.school}</h3>${
    shared.length > 0
      ? shared.map((text, at) =>
          copyText(words, {
            id: `class-${id}-${at}`,
            label: words.t("messages.text-class", { language: ownName(text.locale) }),
            text: text.body,
          }),
        )
      : !none && html`<p class="govuk-body">${words.t("messages.text-class-none")}</p>`
  }${people.map((one) =>
    details({
      summary: `${one.familyName}, ${one.givenNames}`,
      text: html`${copyText(words, {
        id: `text-${one.personId}`,
        label: ownName(one.locale),
        text: one.body,
      })}${smsLine(words, one.body)}<p class="govuk-body"><a class="govuk-link" href="${paths.contacts(slug, one.personId)}">${words.t("contacts.write")}</a></p>`,
    }),
  )}</section>`;
})}`;
}

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.sending(":scheme", ":sendingId"),
    access: "staff",
    allow: can.seeMessages,
    answer: async (visit) => {
      const html = await sendingPage(visit);
      return html ? page(html) : nothingHere;
    },
  },
  {
    method: "POST",
    path: paths.sendingCancellation(":scheme", ":sendingId"),
    access: "staff",
    allow: can.write,
    answer: async (visit): Promise<Answer> => {
      const id = visit.params.sendingId ?? "";
      const done = await cancelSending(visit.tx, id);
      if (done.ok) return redirect(paths.sending(visit.tx.actor.scheme.slug, id));
      if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
      const html = await sendingPage(visit, done.problems);
      return html ? refusedPage(html) : nothingHere;
    },
  },
];
