import { newId } from "../../platform/random.ts";
import { withinAllowance } from "../../platform/sign-in/index.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
  tooManyTries,
} from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { freePlaces, waysOf } from "../../stages/events/event.rules.ts";
import type { SchemeEvent } from "../../stages/events/event.ts";
import { registerForEvent } from "../../stages/events/register-for-event.ts";
import {
  backLink,
  button,
  form,
  type Html,
  html,
  input,
  panel,
  problemSummary,
  radios,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords } from "../shell.ts";
import { askedEvent, takesPeople } from "./event-parts.ts";

const MINUTES = 60;
/** A staff room shares one address of the network, and may all want to come. */
const A_CLIENT = { minutes: MINUTES, most: 40 };

const TEXTS = ["name", "contact", "organisation"] as const;
const AUTOCOMPLETE = { name: "name", contact: "email", organisation: "organization" } as const;

async function show(
  visit: PublicVisit,
  event: SchemeEvent,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = await portalWords(visit);
  const { t } = words;
  const slug = visit.params.scheme ?? "";
  const title = t("events.register-title", { title: words.local(event.title) });
  const ways = waysOf(event.mode);
  const full = ways.every((way) => freePlaces(event, way) === 0);
  const labels = {
    ...Object.fromEntries(TEXTS.map((field) => [field, t(`events.${field}`)])),
    mode: t("events.way"),
  };
  return portalShell(visit, {
    title,
    error: problems.length > 0,
    before: backLink({ words, href: paths.event(words.locale, slug, event.id) }),
    body: html`${problemSummary(words, problems, {}, labels)}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${t("events.register-lead")}</p>${
      full && html`<p class="govuk-body"><strong>${t("events.full-note")}</strong></p>`
    }${event.approval && html`<p class="govuk-body">${t("events.approval-note")}</p>`}
${form(
  {
    action: paths.eventRegistration(words.locale, slug, event.id),
    key: newId(),
    keep: "event-registration",
  },
  ...TEXTS.map((name) =>
    input({
      words,
      name,
      label: t(`events.${name}`),
      ...(name === "contact" ? { hint: t("events.contact-hint") } : {}),
      autocomplete: AUTOCOMPLETE[name],
      spellcheck: name === "organisation" ? undefined : false,
      value: visit.form.text(name),
      problems,
    }),
  ),
  ways.length > 1
    ? radios({
        words,
        name: "mode",
        legend: t("events.way"),
        value: visit.form.text("mode"),
        problems,
        items: ways.map((way) => ({
          value: way,
          text: t(`events.way-${way}`),
          hint: t(`events.free-${way}`, { free: freePlaces(event, way) }),
        })),
      })
    : null,
  button({ text: t("events.register"), preventDoubleClick: true }),
)}`,
  });
}

async function register(visit: PublicVisit, event: SchemeEvent): Promise<Answer> {
  const { form: sent, tx, locale } = visit;
  const done = await registerForEvent(
    tx,
    event.id,
    {
      name: sent.text("name"),
      contact: sent.text("contact"),
      organisation: sent.text("organisation"),
      mode: sent.text("mode"),
      locale,
    },
    visit.site.publicUrl,
  );
  if (!done.ok) return refusedPage(await show(visit, event, done.problems));
  // Counted only for what would be kept, so that slips of the finger cost nobody a try.
  if (!(await withinAllowance(tx, `event:${visit.client}`, A_CLIENT))) {
    const problem = { code: "too-many-tries", params: { minutes: MINUTES }, field: "contact" };
    return tooManyTries(await show(visit, event, [problem]));
  }
  return redirect(paths.eventRegistered(locale, visit.params.scheme ?? "", event.id));
}

async function sentPage(visit: PublicVisit, event: SchemeEvent): Promise<Html> {
  const words = await portalWords(visit);
  const title = words.t("events.sent-title");
  return portalShell(visit, {
    title,
    hideFromSearch: true,
    body: html`${panel({ title, text: words.local(event.title) })}<p class="govuk-body">${words.t("events.sent-body")}</p>
<p class="govuk-body app-way"><a class="govuk-link" href="${paths.eventDates(words.locale, visit.params.scheme ?? "", event.id)}">${words.t("events.calendar")}</a></p>`,
  });
}

const path = paths.eventRegistration(":lang", ":scheme", ":eventId");

/** Three fields, no account; the answer is a letter. */
export const routes: Route[] = [
  {
    method: "GET",
    path,
    access: "public",
    answer: async (visit) => {
      const event = await askedEvent(visit);
      if (!event) return nothingHere;
      // A form that was open when registration closed leads back to why.
      return takesPeople(event, visit.tx.now)
        ? page(await show(visit, event))
        : redirect(paths.event(visit.locale, visit.params.scheme ?? "", event.id));
    },
  },
  {
    method: "POST",
    path,
    access: "public",
    answer: async (visit) => {
      const event = await askedEvent(visit);
      return event ? register(visit, event) : nothingHere;
    },
  },
  {
    method: "GET",
    path: paths.eventRegistered(":lang", ":scheme", ":eventId"),
    access: "public",
    answer: async (visit) => {
      const event = await askedEvent(visit);
      return event ? page(await sentPage(visit, event)) : nothingHere;
    },
  },
];
