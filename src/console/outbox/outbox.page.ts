import { readUploadsApart } from "../../platform/files/upload.ts";
import { localeFacts, type MessageKey, type Words } from "../../platform/i18n/index.ts";
import {
  listMail,
  MAIL_A_PAGE,
  MAIL_STATES,
  type MailState,
  readMail,
} from "../../platform/mail/index.ts";
import { nothingHere, page } from "../../platform/web/answer.ts";
import type { Route } from "../../platform/web/route.ts";
import { can } from "../../stages/accounts/membership.policy.ts";
import {
  backLink,
  button,
  form,
  type Html,
  html,
  mailAddress,
  pagesOf,
  select,
  summaryList,
  type TagColour,
  table,
  tag,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";

const COLOURS: Readonly<Record<MailState, TagColour | undefined>> = {
  held: undefined,
  queued: "yellow",
  sent: "green",
  kept: "grey",
  failed: "red",
  cancelled: "grey",
};

const stateTag = (words: Words, state: MailState): Html =>
  tag({ text: words.t(`outbox.state-${state}` as MessageKey), colour: COLOURS[state] });

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.outbox(":scheme"),
    access: "staff",
    allow: can.seeOutbox,
    answer: async (visit) => {
      const words = wordsOf(visit);
      const { slug } = visit.tx.actor.scheme;
      const asked = visit.query.get("state");
      const state = MAIL_STATES.find((known) => known === asked) ?? null;
      const number = Math.min(Math.max(1, Number(visit.query.get("page")) || 1), 10_000);
      const { messages, total } = await listMail(visit.tx, { state, page: Math.trunc(number) });
      const href = (to: number) =>
        `${paths.outbox(slug)}?${new URLSearchParams({ ...(state ? { state } : {}), page: String(to) })}`;
      return page(
        consoleShell(visit, {
          title: words.t("outbox.title"),
          section: "outbox",
          body: html`<h1 class="govuk-heading-l">${words.t("outbox.title")}</h1>
<p class="govuk-body">${words.t(visit.site.demo ? "outbox.intro-demo" : "outbox.intro")}</p>
<p class="govuk-body"><a class="govuk-link" href="${paths.filesApart(slug)}">${words.t("uploads.apart-link", { count: (await readUploadsApart(visit.tx)).length })}</a></p>
${form(
  { action: paths.outbox(slug), method: "get", classes: "app-filters" },
  select({
    words,
    name: "state",
    label: words.t("outbox.state"),
    value: state ?? "",
    items: [
      { value: "", text: words.t("outbox.all") },
      ...MAIL_STATES.map((known) => ({
        value: known,
        text: words.t(`outbox.state-${known}` as MessageKey),
      })),
    ],
  }),
  button({ text: words.t("site.filter"), kind: "secondary" }),
)}
${
  messages.length === 0
    ? html`<p class="govuk-body">${words.t("outbox.none")}</p>`
    : html`<div class="app-toolbar"><p class="govuk-body">${words.t("outbox.count", { count: total })}</p></div>${table(
        {
          words,
          cards: true,
          firstCellIsHeader: true,
          caption: words.t("outbox.title"),
          captionClasses: "govuk-visually-hidden",
          head: [
            words.t("outbox.subject"),
            words.t("outbox.to"),
            words.t("outbox.written"),
            words.t("outbox.state"),
          ],
          rows: messages.map((message) => [
            html`<a class="govuk-link" href="${paths.message(slug, message.id)}">${message.subject}</a>`,
            mailAddress(message.to),
            words.dayTime(message.createdAt),
            stateTag(words, message.state),
          ]),
        },
      )}`
}${pagesOf(words, { page: Math.trunc(number), pages: Math.ceil(total / MAIL_A_PAGE), href })}`,
        }),
      );
    },
  },
  {
    method: "GET",
    path: paths.message(":scheme", ":id"),
    access: "staff",
    allow: can.seeOutbox,
    answer: async (visit) => {
      const words = wordsOf(visit);
      const { slug } = visit.tx.actor.scheme;
      const message = await readMail(visit.tx, visit.params.id ?? "");
      if (!message) return nothingHere;
      const { ownName, htmlLang } = localeFacts(message.locale);
      return page(
        consoleShell(visit, {
          title: message.subject,
          section: "outbox",
          before: backLink({ words, text: words.t("outbox.back"), href: paths.outbox(slug) }),
          body: html`<h1 class="govuk-heading-l" lang="${htmlLang}">${message.subject}</h1>
${summaryList({
  rows: [
    { key: words.t("outbox.to"), value: message.to },
    { key: words.t("outbox.state"), value: stateTag(words, message.state) },
    { key: words.t("outbox.written"), value: words.dayTime(message.createdAt) },
    message.sentAt && { key: words.t("outbox.sent-at"), value: words.dayTime(message.sentAt) },
    {
      key: words.t("outbox.language"),
      value: html`<span lang="${htmlLang}">${ownName}</span>`,
    },
    message.attempts > 1 && {
      key: words.t("outbox.attempts"),
      value: words.number(message.attempts),
    },
    message.error !== null && { key: words.t("outbox.why"), value: message.error },
  ],
})}
<div class="app-letter" lang="${htmlLang}">${letterBody(message.body, visit.site.demo ? visit.site.publicUrl : null)}</div>`,
        }),
      );
    },
  },
];

/** The letter in paragraphs. In the demo its own links can be followed, as in a mail program. */
function letterBody(body: string, ownUrl: string | null): Html[] {
  const linked = (line: string) =>
    ownUrl && line.startsWith(`${ownUrl}/`) && !/\s/.test(line)
      ? html`<a class="govuk-link" href="${line}">${line}</a>`
      : html`${line}`;
  return body
    .split(/\n{2,}/)
    .map(
      (paragraph) =>
        html`<p class="govuk-body">${paragraph.split("\n").map((line, at) => (at === 0 ? linked(line) : html`<br>${linked(line)}`))}</p>`,
    );
}
