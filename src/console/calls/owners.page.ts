import type { CallOwner } from "../../stages/calls/call.ts";
import { countriesOf } from "../../stages/calls/call-sheet.ts";
import { readCallSheet } from "../../stages/calls/read-call-sheet.ts";
import { listOwners, setOwners } from "../../stages/calls/set-owners.ts";
import { readScheme } from "../../stages/schemes/read-scheme.ts";
import { fieldset, html, input } from "../../ui/index.ts";
import { wordsOf } from "../shell.ts";
import { partRoutes } from "./part-page.ts";
import { shown } from "./typed.ts";

/** Who answers in each country: a name, a telephone, an address. */
export const routes = partRoutes({
  name: "owners",
  alwaysOpen: true,
  save: async ({ tx, form }, call) => {
    const owners = form
      .names()
      .flatMap((name) => /^name-([A-Z]{2})$/.exec(name)?.[1] ?? [])
      .map(
        (country): CallOwner => ({
          country,
          name: form.text(`name-${country}`),
          phone: form.text(`phone-${country}`),
          email: form.text(`email-${country}`) || null,
        }),
      );
    return setOwners(tx, call.id, owners);
  },
  labels: ({ visit, problems }) => {
    const words = wordsOf(visit);
    return Object.fromEntries(
      problems.flatMap(({ field }) => (field ? [[field, words.country(field.slice(-2))]] : [])),
    );
  },
  body: async ({ visit, call, typed, problems }) => {
    const words = wordsOf(visit);
    const scheme = await readScheme(visit.tx);
    const sheet = await readCallSheet(visit.tx, call.id);
    const owners = new Map(
      (await listOwners(visit.tx, call.id)).map((owner) => [owner.country, owner]),
    );
    const needed = new Set(sheet ? countriesOf(sheet) : []);
    const partners = new Map((scheme?.countries ?? []).map((c) => [c.country, c.sendingPartner]));
    const countries = [...partners.keys()].sort(
      (a, b) =>
        Number(needed.has(b)) - Number(needed.has(a)) ||
        words.compare(words.country(a), words.country(b)),
    );
    return html`${countries.map((country) => {
      const owner = owners.get(country);
      const box = (name: "name" | "phone" | "email", value: string) =>
        input({
          words,
          problems,
          name: `${name}-${country}`,
          label: words.t(`calls.owner-${name}`),
          value: shown(typed, `${name}-${country}`, value),
          autocomplete: "off",
          spellcheck: false,
          classes: name === "email" ? "govuk-input--width-30" : "govuk-input--width-20",
          ...(name === "name" ? {} : { type: name === "phone" ? "tel" : "email" }),
        });
      return fieldset(
        {
          legend: { text: words.country(country), classes: "govuk-fieldset__legend--m" },
          classes: "app-set",
        },
        html`<p class="govuk-hint">${partners.get(country)} · ${words.t(needed.has(country) ? "calls.owner-needed" : "calls.owner-not-needed")}</p>
<div class="app-row-of-fields">${box("name", owner?.name ?? "")}${box("phone", owner?.phone ?? "")}${box("email", owner?.email ?? "")}</div>`,
      );
    })}`;
  },
});
