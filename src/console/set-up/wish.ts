import type { SchemeSettings } from "../../platform/db/actor.ts";
import type { Form } from "../../platform/web/form.ts";
import type { Problem } from "../../shared/result.ts";
import { membershipProblems } from "../../stages/accounts/membership.rules.ts";
import { organisationProblems } from "../../stages/organisations/organisation.rules.ts";
import type {
  NewOrganisation,
  OrganisationKind,
  OrganisationRole,
} from "../../stages/organisations/organisation.ts";
import { INTERVET_LINES } from "../../stages/schemes/intervet-lines.ts";
import {
  lineProblems,
  phoneProblems,
  programmeNameProblems,
  schemeProblems,
} from "../../stages/schemes/scheme.rules.ts";
import type { NewLine, NewScheme } from "../../stages/schemes/scheme.ts";
import { fundingOf } from "../settings/funding.ts";
import { sentNames } from "../settings/names.ts";

/** Countries a scheme of this kind can send from, in alphabetical order of their English names. */
export const SENDING = ["AL", "BA", "XK", "ME", "MK", "RS"] as const;
/** Where a coordinator can be: programme countries of Erasmus+, and those that send. */
export const COUNTRIES: readonly string[] =
  "AL AT BA BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV ME MK MT NL NO PL PT RO RS SE SI SK TR XK".split(
    " ",
  );

/** A scheme as it was asked for, once nothing is wrong with it. */
export type Wish = {
  readonly scheme: NewScheme;
  readonly coordinating: NewOrganisation;
  /** `partner` null where the coordinator itself sends. */
  readonly countries: readonly {
    readonly country: string;
    readonly partner: NewOrganisation | null;
  }[];
  readonly lines: readonly NewLine[];
  readonly person: { readonly name: string; readonly email: string };
};

/** Names of our form for the fields that the rules know. */
export const FIELDS = {
  scheme: { name: "name-en", slug: "slug" },
  coordinating: { name: "organisation", city: "city", kind: "kind", country: "country" },
  partner: (country: string) => ({
    name: `partner-${country}`,
    city: `partner-city-${country}`,
    kind: `partner-kind-${country}`,
    country: `partner-${country}`,
    sendingPartnerId: `partner-${country}`,
  }),
  line: (code: string) => ({ target: `target-${code}`, code: `target-${code}` }),
  person: { name: "person", email: "email" },
};

/** The same problems, at the fields of our form. */
export const at = (
  fields: Readonly<Record<string, string>>,
  problems: readonly Problem[],
): Problem[] =>
  problems.map((problem) => {
    const field = fields[problem.field ?? ""];
    return field ? { ...problem, field } : problem;
  });

/** Addresses of the portal and the console that a scheme's short name would hide behind. */
export const RESERVED: readonly string[] = [
  "accessibility",
  "help",
  "how-places-are-given",
  "language",
  "privacy",
];
const MOST = 100_000;

/** The form as a wish, and everything wrong with it at once. */
export function readWish(form: Form): { readonly wish: Wish; readonly problems: Problem[] } {
  const problems: Problem[] = [];
  const scheme = schemeOf(form, problems);
  const coordinating = organisation(
    form,
    "coordinating",
    FIELDS.coordinating,
    form.text("country"),
  );
  problems.push(
    ...at(FIELDS.coordinating, organisationProblems(coordinating)).filter(
      ({ field }) => field !== FIELDS.coordinating.country,
    ),
  );
  if (!COUNTRIES.includes(coordinating.country)) {
    problems.push({ code: "not-a-choice", field: "country" });
  }
  const person = { name: form.text("person"), email: form.text("email").toLowerCase() };
  problems.push(
    ...at(
      FIELDS.person,
      membershipProblems({ ...person, role: "coordinator" }, { countries: [], schools: [] }),
    ),
  );
  const phone = form.text("phone");
  problems.push(...phoneProblems(phone));
  const funding = fundingOf(form.text("funding"));
  if (funding === undefined) problems.push({ code: "not-a-choice", field: "funding" });
  const countries = countriesOf(form, coordinating, problems);
  const lines = linesOf(form, problems);
  const settings: SchemeSettings = { funding: funding ?? null, contact: { ...person, phone } };
  return {
    wish: { scheme: { ...scheme, settings }, coordinating, countries, lines, person },
    problems,
  };
}

function schemeOf(form: Form, problems: Problem[]): NewScheme {
  const scheme = {
    slug: form.text("slug"),
    name: sentNames(form),
    kind: "running",
    listed: true,
  } as const;
  problems.push(
    ...programmeNameProblems(scheme.name),
    ...at(
      FIELDS.scheme,
      schemeProblems(scheme).filter(({ field }) => field === "slug"),
    ),
  );
  if (RESERVED.includes(scheme.slug)) problems.push({ code: "short-name-reserved", field: "slug" });
  return scheme;
}

const organisation = (
  form: Form,
  role: OrganisationRole,
  fields: { readonly name: string; readonly city: string; readonly kind: string },
  country: string,
): NewOrganisation => ({
  name: form.text(fields.name),
  city: form.text(fields.city),
  // Whatever was sent: the rules of organisations say whether it is a kind.
  kind: form.text(fields.kind) as OrganisationKind,
  roles: [role],
  country,
});

const isSame = (a: NewOrganisation, b: NewOrganisation) => a.name === b.name && a.city === b.city;

function countriesOf(
  form: Form,
  coordinating: NewOrganisation,
  problems: Problem[],
): Wish["countries"] {
  const taking: { country: string; partner: NewOrganisation | null }[] = [];
  for (const country of SENDING) {
    const fields = FIELDS.partner(country);
    const partner = organisation(form, "sending", fields, country);
    if (partner.name === "" && partner.city === "") continue;
    if (isSame(partner, coordinating) && country === coordinating.country) {
      taking.push({ country, partner: null });
      continue;
    }
    problems.push(...at(fields, organisationProblems(partner)));
    const others = [coordinating, ...taking.flatMap((other) => other.partner ?? [])];
    if (others.some((other) => isSame(other, partner))) {
      problems.push({ code: "already-there", field: fields.name });
    }
    taking.push({ country, partner });
  }
  if (taking.length === 0) problems.push({ code: "no-sending-country", field: "partner-AL" });
  return taking;
}

function linesOf(form: Form, problems: Problem[]): NewLine[] {
  const lines: NewLine[] = [];
  for (const template of INTERVET_LINES) {
    const fields = FIELDS.line(template.code);
    const typed = form.text(fields.target);
    if (typed === "") continue;
    const line = { ...template, target: /^\d+$/.test(typed) ? Number(typed) : Number.NaN };
    problems.push(...at(fields, lineProblems(line)));
    if (line.target > MOST) {
      problems.push({ code: "too-big", params: { max: MOST }, field: fields.target });
    }
    lines.push(line);
  }
  if (lines.length === 0) {
    problems.push({ code: "no-line", field: FIELDS.line(INTERVET_LINES[0]!.code).target });
  }
  return lines;
}
