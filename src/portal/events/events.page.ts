import type { Words } from "../../platform/i18n/index.ts";
import { type Answer, nothingHere, page } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { isComing } from "../../stages/events/event.rules.ts";
import type { SchemeEvent } from "../../stages/events/event.ts";
import { listPublicEvents } from "../../stages/events/read-events.ts";
import { eventWhere } from "../../ui/events/index.ts";
import { type Html, html, localText } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords, schemeOf } from "../shell.ts";
import { standingOf } from "./event-parts.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.events(":lang", ":scheme"),
    access: "public",
    shared: true,
    answer: async (visit) =>
      (await schemeOf(visit))?.kind === "running" ? eventsPage(visit) : nothingHere,
  },
];

async function eventsPage(visit: PublicVisit): Promise<Answer> {
  const words = await portalWords(visit);
  const { t } = words;
  const slug = visit.params.scheme ?? "";
  const today = wallTimeOf(visit.tx.now).day;
  const all = await listPublicEvents(visit.tx);
  // The next one first; of those before, the last one.
  const coming = all.filter((event) => isComing(event, today)).reverse();
  const past = all.filter((event) => !isComing(event, today));
  return page(
    await portalShell(visit, {
      title: t("events.title"),
      about: t("events.about"),
      body: html`<h1 class="govuk-heading-l">${t("events.title")}</h1><p class="govuk-body-l">${t("events.about")}</p>
<h2 class="govuk-heading-m">${t("events.coming")}</h2>${
        coming.length === 0
          ? html`<p class="govuk-body">${t("events.none-coming")}</p>`
          : coming.map((event) => card(visit, words, slug, event))
      }${
        past.length > 0 &&
        html`<h2 class="govuk-heading-m">${t("events.past")}</h2><ul class="govuk-list govuk-list--spaced app-ways">${past.map(
          (event) =>
            html`<li><a class="govuk-link" href="${paths.event(words.locale, slug, event.id)}">${localText(words, event.title)}</a><br>${words.days(event.starts, event.ends)} · ${eventWhere(words, event)}${
              event.state === "cancelled" && html` · ${t("events.state-cancelled")}`
            }</li>`,
        )}</ul>`
      }`,
    }),
  );
}

function card(visit: PublicVisit, words: Words, slug: string, event: SchemeEvent): Html {
  const { t } = words;
  const fact = (name: "when" | "where" | "languages", value: string) =>
    html`<div><dt>${t(`events.fact-${name}`)}</dt><dd>${value}</dd></div>`;
  return html`<div class="app-card"><p class="govuk-body-s">${t(`events.kind-${event.kind}`)}</p><h3 class="govuk-heading-m"><a class="govuk-link" href="${paths.event(words.locale, slug, event.id)}">${localText(words, event.title)}</a></h3>
<p class="govuk-body"><strong>${standingOf(words, event, visit.tx.now)}</strong></p>
<dl class="app-facts">${fact("when", words.days(event.starts, event.ends))}${fact("where", eventWhere(words, event))}${fact(
    "languages",
    words.list(event.languages.map((code) => words.language(code))),
  )}</dl></div>`;
}
