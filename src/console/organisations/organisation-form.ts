import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { Problem } from "../../shared/result.ts";
import type { OwnSenders } from "../../stages/organisations/organisation.rules.ts";
import {
  type NewOrganisation,
  ORGANISATION_KINDS,
  ORGANISATION_ROLES,
  ORGANISATION_SETTINGS,
  type Organisation,
} from "../../stages/organisations/organisation.ts";
import {
  button,
  buttonGroup,
  checkboxes,
  form,
  type Html,
  html,
  input,
  insetText,
  radios,
  select,
} from "../../ui/index.ts";
import { COUNTRIES } from "../set-up/wish.ts";
import { kindWords, roleWords } from "./organisations.page.ts";

type Shown = {
  readonly words: Words;
  readonly problems: readonly Problem[];
  readonly shown: NewOrganisation;
  /** A country partner's countries with who sends from them; null for whoever keeps everything. */
  readonly own: OwnSenders | null;
  readonly partners: readonly Organisation[];
  readonly action: string;
  readonly back: string;
};

/** What is asked of an organisation; of a country partner only what it has a choice in. */
export function organisationForm(of: Shown): Html {
  const { words, problems, shown, own } = of;
  const common = { words, problems };
  return form(
    { action: of.action, key: newId(), classes: "app-text" },
    input({
      ...common,
      name: "name",
      label: words.t("organisations.name"),
      value: shown.name,
      autocomplete: "off",
      spellcheck: false,
    }),
    select({
      ...common,
      name: "kind",
      label: words.t("organisations.kind"),
      value: shown.kind || (own ? "vet-school" : ""),
      items: [
        { value: "", text: words.t("site.choose") },
        ...ORGANISATION_KINDS.map((kind) => ({ value: kind, text: kindWords(words, kind) })),
      ],
    }),
    input({
      ...common,
      name: "city",
      label: words.t("organisations.city"),
      value: shown.city,
      autocomplete: "off",
      spellcheck: false,
    }),
    countryChoice(of),
    input({
      ...common,
      name: "website",
      label: words.t("organisations.website"),
      hint: words.t("organisations.website-hint"),
      type: "url",
      value: shown.website ?? "",
      autocomplete: "off",
      spellcheck: false,
    }),
    own
      ? html`${ownSender(of, own)}${settingChoice(of)}`
      : checkboxes({
          ...common,
          name: "roles",
          legend: words.t("organisations.roles"),
          hint: words.t("organisations.roles-hint"),
          values: shown.roles,
          items: ORGANISATION_ROLES.map((role) => ({
            value: role,
            text: roleWords(words, role),
            conditional:
              role === "school"
                ? html`${partnerChoice(of)}${settingChoice(of)}`
                : role === "company"
                  ? hostingPartnerChoice(of)
                  : undefined,
          })),
        }),
    buttonGroup(
      button({ text: words.t("site.save"), preventDoubleClick: true }),
      html`<a class="govuk-link" href="${of.back}">${words.t("site.cancel")}</a>`,
    ),
  );
}

function countryChoice({ words, problems, shown, own }: Shown): Html {
  const codes = own ? [...own.keys()] : COUNTRIES;
  // A country that came with a file is not lost by correcting something else.
  const kept = own || codes.includes(shown.country) ? codes : [...codes, shown.country];
  const items = kept
    .filter((code) => code !== "")
    .map((code) => ({ value: code, text: words.country(code) }))
    .sort((a, b) => words.compare(a.text, b.text));
  const [only] = items;
  return select({
    words,
    problems,
    name: "country",
    label: words.t("organisations.country"),
    value: shown.country || (items.length === 1 && only ? only.value : ""),
    items: [{ value: "", text: words.t("site.choose") }, ...items],
  });
}

/** Said, not asked: who sends the learners of a country partner's schools. */
function ownSender({ words, partners }: Shown, own: OwnSenders): Html {
  const names = partners.filter(({ id }) => [...own.values()].includes(id)).map(({ name }) => name);
  return html`${
    names.length > 0 &&
    insetText({ text: words.t("organisations.sent-by", { partner: words.list(names) }) })
  }`;
}

const partnerChoice = ({ words, problems, shown, partners }: Shown): Html =>
  select({
    words,
    problems,
    name: "sendingPartnerId",
    label: words.t("organisations.partner"),
    hint: words.t("organisations.partner-hint"),
    value: shown.sendingPartnerId,
    items: [
      { value: "", text: words.t("site.choose") },
      ...words
        .inOrder(
          partners.filter(({ roles }) => roles.includes("sending")),
          ({ name }) => name,
        )
        .map(({ id, name }) => ({ value: id, text: name })),
    ],
  });

const hostingPartnerChoice = ({ words, problems, shown, partners }: Shown): Html =>
  select({
    words,
    problems,
    name: "hostingPartnerId",
    label: words.t("organisations.hosting-partner"),
    hint: words.t("organisations.hosting-partner-hint"),
    value: shown.hostingPartnerId,
    items: [
      { value: "", text: words.t("site.choose") },
      ...words
        .inOrder(
          partners.filter(({ roles }) => roles.includes("hosting")),
          ({ name }) => name,
        )
        .map(({ id, name }) => ({ value: id, text: name })),
    ],
  });

const settingChoice = ({ words, problems, shown }: Shown): Html =>
  radios({
    words,
    problems,
    name: "setting",
    legend: words.t("organisations.setting"),
    items: [...ORGANISATION_SETTINGS, ""].map((setting) => ({
      value: setting,
      checked: setting === (shown.setting ?? ""),
      text: words.t(
        `organisations.setting-${(setting || "unknown") as "rural" | "urban" | "unknown"}`,
      ),
    })),
  });
