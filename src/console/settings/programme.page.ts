import { newId } from "../../platform/random.ts";
import { page, redirect, refusedPage } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { type Problem, refuse } from "../../shared/result.ts";
import { changeProgramme } from "../../stages/schemes/change-settings.ts";
import { can } from "../../stages/schemes/scheme.policy.ts";
import {
  button,
  checkboxes,
  fieldset,
  form,
  type Html,
  html,
  input,
  notificationBanner,
  problemSummary,
  radios,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { FUNDING, fundingOf } from "./funding.ts";
import { grantFields, grantLabels, sentGrant } from "./funding-fields.ts";
import { nameInputs, nameLabels, sentNames } from "./names.ts";
import { settingsTabs } from "./tabs.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.programme(":scheme"),
    access: "staff",
    allow: can.changeSettings,
    answer: async (visit) => page(programmePage(visit, [])),
  },
  {
    method: "POST",
    path: paths.programme(":scheme"),
    access: "staff",
    allow: can.changeSettings,
    answer: async (visit) => {
      const done = await changed(visit);
      if (!done.ok) return refusedPage(programmePage(visit, done.problems));
      return redirect(`${paths.programme(visit.tx.actor.scheme.slug)}?saved`);
    },
  },
];

async function changed(visit: StaffVisit): ReturnType<typeof changeProgramme> {
  const { form: sent, tx } = visit;
  const shows = sent.all("shows");
  const funding = fundingOf(sent.text("funding"), {
    emblem: shows.includes("emblem"),
    disclaimer: shows.includes("disclaimer"),
    ...sentGrant(sent),
  });
  const done = await changeProgramme(tx, {
    name: sentNames(sent),
    funding: funding ?? null,
    contact: {
      name: sent.text("contact"),
      phone: sent.text("phone"),
      email: sent.text("email").toLowerCase(),
    },
  });
  if (funding !== undefined) return done;
  // What is no choice cannot be said to the use-case, and stands beside everything else it finds.
  const others = done.ok ? [] : done.problems;
  return refuse({ code: "not-a-choice", field: "funding" }, ...others);
}

function programmePage(visit: StaffVisit, problems: readonly Problem[]): Html {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug, name, settings } = visit.tx.actor.scheme;
  const { form: sent } = visit;
  const again = problems.length > 0;
  const typed = (field: string, kept: string | undefined) =>
    again ? sent.text(field) : (kept ?? "");
  const { funding, contact } = settings;
  const shown = [funding?.emblem && "emblem", funding?.disclaimer && "disclaimer"];
  const part = (legend: string, body: Html) =>
    fieldset({ legend: html`<h2 class="govuk-heading-m">${legend}</h2>` }, body);
  const line = (field: string, label: string, kept: string | undefined, type?: string) =>
    input({
      words,
      name: field,
      label,
      type,
      autocomplete: "off",
      spellcheck: false,
      value: typed(field, kept),
      problems,
    });
  const labels = {
    ...nameLabels(words),
    funding: t("set-up.funding"),
    ...grantLabels(words),
    contact: t("settings.contact-name"),
    phone: t("settings.contact-phone"),
    email: t("settings.contact-email"),
  };
  return consoleShell(visit, {
    title: t("accounts.programme-title"),
    section: "settings",
    error: again,
    body: html`${problemSummary(words, problems, {}, labels)}${
      visit.query.has("saved") &&
      notificationBanner({ words, text: t("settings.saved"), type: "success" })
    }<h1 class="govuk-heading-l">${t("accounts.programme-title")}</h1>
${settingsTabs(visit, "programme")}
<p class="govuk-body">${t("settings.programme-intro")}</p>
${form(
  { action: paths.programme(slug), key: newId(), classes: "app-text" },
  part(
    t("settings.names"),
    nameInputs({ words, problems, value: (field, locale) => typed(field, name[locale]) }),
  ),
  part(
    t("settings.funding"),
    html`${radios({
      words,
      name: "funding",
      legend: t("set-up.funding"),
      value: typed("funding", funding?.line ?? "none"),
      problems,
      items: FUNDING.map((value) => ({
        value,
        text: t(value === "none" ? "set-up.funding-none" : `site.${value}-by-eu`),
      })),
    })}${checkboxes({
      words,
      name: "shows",
      legend: t("settings.funding-shows"),
      hint: t("settings.funding-shows-hint"),
      values: again ? sent.all("shows") : shown.filter((each) => typeof each === "string"),
      problems,
      items: [
        { value: "emblem", text: t("settings.emblem") },
        { value: "disclaimer", text: t("settings.disclaimer") },
      ],
    })}${grantFields({ words, funding, problems, typed })}`,
  ),
  part(
    t("settings.contact"),
    html`${line("contact", labels.contact, contact?.name)}${line("phone", labels.phone, contact?.phone, "tel")}${line("email", labels.email, contact?.email, "email")}`,
  ),
  button({ text: t("site.save"), preventDoubleClick: true }),
)}`,
  });
}
