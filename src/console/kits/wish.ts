import type { Form } from "../../platform/web/form.ts";
import type { Problem } from "../../shared/result.ts";
import type { KitRooms } from "../../stages/kits/kit.forms.ts";
import type { KitWish } from "../../stages/kits/kit.ts";
import { organisationProblems } from "../../stages/organisations/organisation.rules.ts";
import type { NewOrganisation, OrganisationKind } from "../../stages/organisations/organisation.ts";
import {
  phoneProblems,
  programmeNameProblems,
  schemeProblems,
} from "../../stages/schemes/scheme.rules.ts";
import { at, COUNTRIES, FIELDS, RESERVED } from "../set-up/wish.ts";
import { sentNames } from "../settings/names.ts";

/** What was asked for of a kit, and everything wrong with it at once. */
export function readKitWish(
  form: Form,
  { scheme }: KitRooms,
  me: { readonly name: string; readonly email: string },
): { readonly wish: KitWish; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const slug = form.text("slug");
  const name = sentNames(form);
  problems.push(
    ...programmeNameProblems(name),
    ...schemeProblems({ slug, name, kind: "running" }).filter(({ field }) => field === "slug"),
  );
  if (RESERVED.includes(slug)) problems.push({ code: "short-name-reserved", field: "slug" });
  const organisation = organisationOf(form, FIELDS.coordinating, form.text("country"));
  problems.push(...wrongWith(organisation, FIELDS.coordinating));
  if (!COUNTRIES.includes(organisation.country)) {
    problems.push({ code: "not-a-choice", field: "country" });
  }
  const phone = form.text("phone");
  problems.push(...phoneProblems(phone));
  const kept = form.all("countries");
  const countries = scheme.countries
    .filter((country) => kept.includes(country))
    .map((country) => {
      const fields = FIELDS.partner(country);
      const partner = { ...organisationOf(form, fields, country), roles: ["sending" as const] };
      if (partner.name === "" && partner.city === "") return { country, partner: null };
      problems.push(...wrongWith(partner, fields));
      return { country, partner };
    });
  if (countries.length === 0) problems.push({ code: "no-sending-country", field: "countries" });
  const wanted = form.all("lines");
  const lines = scheme.lines.map(({ code }) => code).filter((code) => wanted.includes(code));
  if (lines.length === 0) problems.push({ code: "no-line", field: "lines" });
  return {
    wish: { slug, name, organisation, countries, lines, person: { ...me, phone } },
    problems,
  };
}

type Fields = { readonly name: string; readonly city: string; readonly kind: string };

const organisationOf = (form: Form, fields: Fields, country: string): NewOrganisation => ({
  name: form.text(fields.name),
  city: form.text(fields.city),
  kind: form.text(fields.kind) as OrganisationKind,
  roles: ["coordinating"],
  country,
});

const wrongWith = (
  organisation: NewOrganisation,
  fields: Fields & { country: string },
): Problem[] =>
  at(fields, organisationProblems(organisation)).filter(
    ({ field }) => field !== fields.country || field === fields.name,
  );
