import type { Words } from "../../platform/i18n/index.ts";
import { isLocale, localeFacts } from "../../platform/i18n/index.ts";
import { page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { can as ofAccounts } from "../../stages/accounts/membership.policy.ts";
import { can } from "../../stages/messages/message.policy.ts";
import { listSendings } from "../../stages/messages/read-sendings.ts";
import { listTemplates } from "../../stages/messages/save-template.ts";
import type { Sending } from "../../stages/messages/sending.ts";
import type { Template } from "../../stages/messages/template.ts";
import { button, type Html, html, table } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { stateTag } from "./sending-parts.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.messages(":scheme"),
    access: "staff",
    allow: can.seeMessages,
    answer: async (visit) => {
      const sendings = await listSendings(visit.tx);
      const templates = await listTemplates(visit.tx);
      return page(messagesPage(visit, sendings, templates));
    },
  },
];

function messagesPage(
  visit: StaffVisit,
  sendings: readonly Sending[],
  templates: readonly Template[],
): Html {
  const words = wordsOf(visit);
  const { actor } = visit.tx;
  const { slug } = actor.scheme;
  const writes = can.write(actor);
  return consoleShell(visit, {
    title: words.t("messages.title"),
    section: "messages",
    body: html`<h1 class="govuk-heading-l">${words.t("messages.title")}</h1>
<p class="govuk-body">${words.t("messages.intro")}${ofAccounts.seeOutbox(actor) && html` ${words.t("messages.intro-kept")}`}</p>
${writes && templates.length > 0 && button({ text: words.t("messages.new"), href: paths.newSending(slug) })}
<h2 class="govuk-heading-m">${words.t("messages.sendings")}</h2>
${sendings.length === 0 ? html`<p class="govuk-body">${words.t("messages.sendings-none")}</p>` : sendingTable(words, slug, sendings)}
<h2 class="govuk-heading-m">${words.t("messages.templates")}</h2>
${templates.length === 0 ? html`<p class="govuk-body">${words.t("messages.templates-none")}</p>` : templateTable(words, slug, templates)}
${writes && button({ text: words.t("messages.template-new"), href: paths.newTemplate(slug), kind: "secondary" })}
<p class="govuk-body"><a class="govuk-link" href="${paths.savedViews(slug)}">${words.t("messages.views-title")}</a></p>`,
  });
}

const sendingTable = (words: Words, slug: string, sendings: readonly Sending[]): Html =>
  table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: words.t("messages.sendings"),
    captionClasses: "govuk-visually-hidden",
    head: [
      words.t("messages.template"),
      words.t("messages.view"),
      words.t("messages.when"),
      words.t("messages.people"),
      words.t("outbox.state"),
    ],
    rows: sendings.map((sending) => [
      html`<a class="govuk-link" href="${paths.sending(slug, sending.id)}">${sending.templateName}</a>`,
      sending.viewName,
      words.dayTime(sending.at),
      words.number(sending.people),
      stateTag(words, sending.state),
    ]),
  });

const templateTable = (words: Words, slug: string, templates: readonly Template[]): Html =>
  table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: words.t("messages.templates"),
    captionClasses: "govuk-visually-hidden",
    head: [
      words.t("messages.template"),
      words.t("messages.languages"),
      words.t("messages.written-by"),
      words.t("messages.changed"),
    ],
    rows: [...templates]
      .sort((a, b) => words.compare(a.name, b.name))
      .map((template) => [
        html`<a class="govuk-link" href="${paths.template(slug, template.id)}">${template.name}</a>`,
        Object.keys(template.texts)
          .filter(isLocale)
          .map((locale) => localeFacts(locale).ownName)
          .sort(words.compare)
          .join(", "),
        template.ownerName,
        words.shortDay(template.changedAt),
      ]),
  });
