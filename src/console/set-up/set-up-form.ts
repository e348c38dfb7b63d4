import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { PublicVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { ORGANISATION_KINDS } from "../../stages/organisations/organisation.ts";
import { INTERVET_LINES } from "../../stages/schemes/intervet-lines.ts";
import {
  button,
  fieldset,
  form,
  type Html,
  hidden,
  html,
  input,
  problemSummary,
  radios,
  select,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { FUNDING } from "../settings/funding.ts";
import { nameInputs, nameLabels } from "../settings/names.ts";
import { signInFrame } from "../sign-in/frame.ts";
import { COUNTRIES, FIELDS, SENDING } from "./wish.ts";

type Shown = { readonly visit: PublicVisit; readonly problems: readonly Problem[] };

/** The one form of the set-up, empty or as it was sent, with everything wrong at its field. */
export function setUpPage(visit: PublicVisit, key: string, problems: readonly Problem[]): Html {
  const { t } = visit.words;
  const shown = { visit, problems };
  const labels = labelsOf(visit.words);
  return signInFrame(visit, {
    title: t("set-up.title"),
    error: problems.length > 0,
    back: `${paths.setUp()}?key=${encodeURIComponent(key)}`,
    body: html`${problemSummary(visit.words, inPageOrder(problems, labels), {}, labels)}<h1 class="govuk-heading-l">${t("set-up.title")}</h1>
<p class="govuk-body">${t("set-up.intro")}</p>
${form(
  { action: paths.setUp(), key: newId(), keep: "set-up" },
  hidden("key", key),
  programmePart(shown),
  coordinatorPart(shown),
  countriesPart(shown),
  linesPart(shown),
  button({ text: t("set-up.button"), preventDoubleClick: true }),
)}`,
  });
}

/** Rules are asked one after another; whoever puts the form right reads it from the top. */
const inPageOrder = (
  problems: readonly Problem[],
  labels: Readonly<Record<string, string>>,
): Problem[] => {
  const places = Object.keys(labels);
  return problems.toSorted((a, b) => places.indexOf(a.field ?? "") - places.indexOf(b.field ?? ""));
};

/**
 * What each field is called, in the order of the page: those of a country or a line by that
 * country's or line's name.
 */
function labelsOf(words: Words): Readonly<Record<string, string>> {
  const { t } = words;
  const labels: Record<string, string> = {
    ...nameLabels(words),
    slug: t("set-up.slug"),
    funding: t("set-up.funding"),
    organisation: t("set-up.organisation"),
    kind: t("set-up.kind"),
    city: t("set-up.city"),
    country: t("set-up.country"),
    person: t("set-up.person"),
    email: t("set-up.email"),
    phone: t("set-up.phone"),
  };
  for (const code of SENDING) {
    const { name, city, kind } = FIELDS.partner(code);
    for (const field of [name, city, kind]) labels[field] = words.country(code);
  }
  for (const line of INTERVET_LINES) labels[FIELDS.line(line.code).target] = words.local(line.name);
  return labels;
}

const part = (legend: string, body: Html): Html =>
  fieldset({ legend: html`<h2 class="govuk-heading-m">${legend}</h2>` }, body);

function text(
  { visit, problems }: Shown,
  name: string,
  label: string,
  more: Partial<Parameters<typeof input>[0]> = {},
): Html {
  const value = visit.form.text(name);
  return input({
    words: visit.words,
    name,
    label,
    autocomplete: "off",
    spellcheck: false,
    value,
    problems,
    ...more,
  });
}

function kind({ visit, problems }: Shown, name: string, label: string): Html {
  const { words } = visit;
  return select({
    words,
    name,
    label,
    value: visit.form.text(name),
    problems,
    items: [
      { value: "", text: words.t("site.choose") },
      ...ORGANISATION_KINDS.map((value) => ({
        value,
        text: words.t(`organisations.kind-${value}` as MessageKey),
      })),
    ],
  });
}

function programmePart(shown: Shown): Html {
  const { words, form: sent } = shown.visit;
  const { t } = words;
  return part(
    t("set-up.programme"),
    html`${nameInputs({ words, problems: shown.problems, value: (field) => sent.text(field) })}${text(shown, "slug", t("set-up.slug"), { hint: t("set-up.slug-hint"), autocapitalize: "none" })}${radios(
      {
        words,
        name: "funding",
        legend: t("set-up.funding"),
        value: sent.text("funding"),
        problems: shown.problems,
        items: FUNDING.map((value) => ({
          value,
          text: t(value === "none" ? "set-up.funding-none" : `site.${value}-by-eu`),
        })),
      },
    )}`,
  );
}

function coordinatorPart(shown: Shown): Html {
  const { words, form: sent } = shown.visit;
  const { t } = words;
  const byName = COUNTRIES.map((value) => ({ value, text: words.country(value) })).sort((a, b) =>
    words.compare(a.text, b.text),
  );
  return part(
    t("set-up.coordinator"),
    html`${text(shown, FIELDS.coordinating.name, t("set-up.organisation"))}${kind(
      shown,
      FIELDS.coordinating.kind,
      t("set-up.kind"),
    )}${text(shown, FIELDS.coordinating.city, t("set-up.city"))}${select({
      words,
      name: FIELDS.coordinating.country,
      label: t("set-up.country"),
      value: sent.text("country"),
      problems: shown.problems,
      items: [{ value: "", text: t("site.choose") }, ...byName],
    })}${text(shown, "person", t("set-up.person"), { hint: t("set-up.person-hint") })}${text(
      shown,
      "email",
      t("set-up.email"),
      { type: "email", hint: t("set-up.email-hint") },
    )}${text(shown, "phone", t("set-up.phone"), { type: "tel", hint: t("set-up.phone-hint") })}`,
  );
}

function countriesPart(shown: Shown): Html {
  const { words } = shown.visit;
  const { t } = words;
  return part(
    t("set-up.countries"),
    html`<p class="govuk-body">${t("set-up.countries-hint")}</p>${SENDING.map((code) => {
      const fields = FIELDS.partner(code);
      const country = words.country(code);
      return fieldset(
        { legend: html`<h3 class="govuk-heading-s">${country}</h3>` },
        html`${text(shown, fields.name, t("set-up.partner"))}${text(
          shown,
          fields.city,
          t("set-up.partner-city"),
        )}${kind(shown, fields.kind, t("set-up.kind"))}`,
      );
    })}`,
  );
}

function linesPart(shown: Shown): Html {
  const { words, form: sent } = shown.visit;
  const { t } = words;
  return part(
    t("set-up.lines"),
    html`<p class="govuk-body">${t("set-up.lines-hint")}</p>${INTERVET_LINES.map((line) => {
      const { target: name } = FIELDS.line(line.code);
      return text(shown, name, words.local(line.name), {
        hint: counted(words, line.counted),
        inputmode: "numeric",
        classes: "govuk-input--width-5",
        value: sent.has(name) ? sent.text(name) : line.target,
      });
    })}`,
  );
}

const counted = (words: Words, what: (typeof INTERVET_LINES)[number]["counted"]): string =>
  words.t(`set-up.counted-${what}` as MessageKey);
