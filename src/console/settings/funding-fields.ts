import type { SchemeSettings } from "../../platform/db/actor.ts";
import { localeFacts, type Words } from "../../platform/i18n/index.ts";
import type { Form } from "../../platform/web/form.ts";
import type { Problem } from "../../shared/result.ts";
import { details, type Html, html, input, radios, textarea } from "../../ui/index.ts";
import { inOrder, sentTexts, WRITTEN } from "./names.ts";

type Funding = NonNullable<SchemeSettings["funding"]>;

const FUNDERS = ["2021-2027", "2014-2020"] as const;
/** Field by field, what is written in each language; their names stand in addresses of problems. */
const TEXTS = { granter: "authority", line: "ownLine", views: "ownDisclaimer" } as const;
type Part = keyof typeof TEXTS;
const PARTS = Object.keys(TEXTS) as Part[];

const labelOf = (words: Words, part: Part, locale: string): string =>
  words.t(`settings.funding-${part}`, { language: localeFacts(locale as never).ownName });

/** What was sent of the grant, beside its line; what is empty is left out. */
export function sentGrant(form: Form): Omit<Funding, "line" | "emblem"> {
  const texts = PARTS.map((part) => [TEXTS[part], sentTexts(form, part)] as const);
  const grantNumber = form.text("grant-number");
  return {
    programme: (form.text("funder") || FUNDERS[0]) as (typeof FUNDERS)[number],
    ...(grantNumber === "" ? {} : { grantNumber }),
    ...Object.fromEntries(texts.filter(([, text]) => Object.keys(text).length > 0)),
  };
}

/** What each field is called, for the summary of problems. */
export const grantLabels = (words: Words): Record<string, string> => ({
  funder: words.t("settings.funder"),
  "grant-number": words.t("settings.grant-number"),
  ...Object.fromEntries(
    PARTS.flatMap((part) =>
      WRITTEN.map((locale) => [`${part}-${locale}`, labelOf(words, part, locale)]),
    ),
  ),
});

export function grantFields(of: {
  readonly words: Words;
  readonly funding: SchemeSettings["funding"];
  readonly problems: readonly Problem[];
  readonly typed: (field: string, kept: string | undefined) => string;
}): Html {
  const { words, funding, problems, typed } = of;
  const { t } = words;
  const texts = (part: Part): Html =>
    html`${inOrder.map((locale) => {
      const name = `${part}-${locale}`;
      const field = {
        words,
        name,
        label: labelOf(words, part, locale),
        attributes: { lang: localeFacts(locale).htmlLang },
        autocomplete: "off",
        spellcheck: false,
        value: typed(name, funding?.[TEXTS[part]]?.[locale]),
        problems,
      };
      return part === "views" ? textarea({ ...field, rows: 3 }) : input(field);
    })}`;
  const has = (...parts: readonly Part[]) =>
    parts.some(
      (part) =>
        Object.keys(funding?.[TEXTS[part]] ?? {}).length > 0 ||
        problems.some(({ field }) => field?.startsWith(`${part}-`)),
    );
  return html`${radios({
    words,
    name: "funder",
    legend: t("settings.funder"),
    value: typed("funder", funding?.programme ?? FUNDERS[0]),
    problems,
    items: FUNDERS.map((value) => ({ value, text: `Erasmus+ ${value.replace("-", "–")}` })),
  })}${input({
    words,
    name: "grant-number",
    label: t("settings.grant-number"),
    hint: t("settings.grant-number-hint"),
    autocomplete: "off",
    spellcheck: false,
    value: typed("grant-number", funding?.grantNumber),
    problems,
  })}${details({
    summary: t("settings.funding-granters"),
    open: has("granter"),
    text: html`<p class="govuk-body">${t("settings.funding-granters-hint")}</p>${texts("granter")}`,
  })}${details({
    summary: t("settings.funding-own"),
    open: has("line", "views"),
    text: html`<p class="govuk-body">${t("settings.funding-own-hint")}</p>${texts("line")}${texts("views")}`,
  })}`;
}
