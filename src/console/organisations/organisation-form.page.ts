import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Form } from "../../platform/web/form.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { addOrganisation } from "../../stages/organisations/add-organisation.ts";
import { changeOrganisation } from "../../stages/organisations/change-organisation.ts";
import { can } from "../../stages/organisations/organisation.policy.ts";
import type {
  NewOrganisation,
  Organisation,
  OrganisationKind,
  OrganisationRole,
  OrganisationSetting,
} from "../../stages/organisations/organisation.ts";
import {
  listOrganisations,
  readOwnOrganisation,
  readOwnSenders,
} from "../../stages/organisations/read-organisations.ts";
import { backLink, type Html, html, problemSummary } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { organisationForm } from "./organisation-form.ts";

const asked = (visit: StaffVisit) =>
  readOwnOrganisation(visit.tx, visit.params.organisationId ?? "");

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.newOrganisation(":scheme"),
    access: "staff",
    allow: can.keepOrganisations,
    answer: async (visit) => page(await formPage(visit, null, blank, [])),
  },
  {
    method: "POST",
    path: paths.organisations(":scheme"),
    access: "staff",
    allow: can.keepOrganisations,
    answer: async (visit) => {
      const { invented, slug } = visit.tx.actor.scheme;
      const sent = await sentFacts(visit);
      const added = await addOrganisation(visit.tx, { ...sent, invented });
      if (!added.ok) return refusedPage(await formPage(visit, null, sent, added.problems));
      return redirect(`${paths.organisation(slug, added.value)}?added`);
    },
  },
  {
    method: "GET",
    path: paths.organisationChange(":scheme", ":organisationId"),
    access: "staff",
    allow: can.keepOrganisations,
    answer: async (visit) => {
      const found = await asked(visit);
      return found ? page(await formPage(visit, found, found, [])) : nothingHere;
    },
  },
  {
    method: "POST",
    path: paths.organisationChange(":scheme", ":organisationId"),
    access: "staff",
    allow: can.keepOrganisations,
    answer: async (visit): Promise<Answer> => {
      const found = await asked(visit);
      if (!found) return nothingHere;
      const sent = await sentFacts(visit);
      const changed = await changeOrganisation(visit.tx, found.id, sent);
      if (!changed.ok) return refusedPage(await formPage(visit, found, sent, changed.problems));
      return redirect(`${paths.organisation(visit.tx.actor.scheme.slug, found.id)}?changed`);
    },
  },
];

const blank: NewOrganisation = {
  name: "",
  kind: "" as OrganisationKind,
  roles: [],
  city: "",
  country: "",
};

/**
 * The organisation as its form describes it. A country partner is not asked what it has no choice
 * in: it keeps schools, and their learners are its own to send.
 */
async function sentFacts(visit: StaffVisit): Promise<NewOrganisation> {
  const own = await readOwnSenders(visit.tx);
  const { form } = visit;
  const country = form.text("country");
  return {
    name: form.text("name"),
    kind: form.text("kind") as OrganisationKind,
    city: form.text("city"),
    country,
    website: form.text("website") || null,
    ...(own
      ? { ...schoolFacts(form), roles: ["school"], sendingPartnerId: own.get(country) ?? null }
      : anyFacts(form)),
  };
}

function anyFacts(
  form: Form,
): Pick<NewOrganisation, "roles" | "sendingPartnerId" | "hostingPartnerId" | "setting"> {
  const roles = form.all("roles") as readonly OrganisationRole[];
  // What stands under a role says there that it is for those alone.
  return {
    roles,
    ...(roles.includes("school") ? schoolFacts(form) : {}),
    ...(roles.includes("company")
      ? { hostingPartnerId: form.text("hostingPartnerId") || null }
      : {}),
  };
}

const schoolFacts = (form: Form) => ({
  sendingPartnerId: form.text("sendingPartnerId") || null,
  setting: (form.text("setting") as OrganisationSetting) || null,
});

/** Problems are listed at the top as their fields stand below. */
const FIELDS =
  "name kind city country website roles sendingPartnerId setting hostingPartnerId".split(" ");
const LABELS: Readonly<Record<string, string>> = {
  sendingPartnerId: "partner",
  hostingPartnerId: "hosting-partner",
};
const placeOf = ({ field }: Problem) => FIELDS.indexOf(field ?? "");
const labelsOf = (words: Words): Readonly<Record<string, string>> =>
  Object.fromEntries(
    FIELDS.map((field) => [
      field,
      words.t(`organisations.${LABELS[field] ?? field}` as MessageKey),
    ]),
  );

async function formPage(
  visit: StaffVisit,
  organisation: Organisation | null,
  shown: NewOrganisation,
  found: readonly Problem[],
): Promise<Html> {
  const problems = [...found].sort((a, b) => placeOf(a) - placeOf(b));
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const own = await readOwnSenders(visit.tx);
  const back = organisation ? paths.organisation(slug, organisation.id) : paths.organisations(slug);
  const title = organisation
    ? words.t("organisations.change-title", { name: organisation.name })
    : words.t(own ? "organisations.add-school" : "organisations.add");
  return consoleShell(visit, {
    title,
    section: "organisations",
    error: problems.length > 0,
    before: backLink({ words, href: back }),
    body: html`${problemSummary(words, problems, {}, labelsOf(words))}<h1 class="govuk-heading-l">${title}</h1>
${
  !organisation &&
  html`<p class="govuk-body">${words.t(own ? "organisations.add-school-intro" : "organisations.add-intro")}</p>`
}
${organisationForm({
  words,
  problems,
  shown,
  own,
  partners: (await listOrganisations(visit.tx)).filter((each) => each.id !== organisation?.id),
  action: organisation
    ? paths.organisationChange(slug, organisation.id)
    : paths.organisations(slug),
  back,
})}`,
  });
}
