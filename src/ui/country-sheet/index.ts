import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import type { Day } from "../../shared/day.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { tag } from "../components/messages.ts";
import { type Html, html, lines as inLines } from "../html.ts";
import { sourceLine } from "../travel/findings.ts";

type Line = {
  readonly id: string;
  readonly topic: string;
  readonly words: Readonly<Record<string, string>>;
  readonly source: string;
  readonly link: string;
  readonly checkedOn: Day;
  readonly checkedBy: string | null;
  readonly standing: "checked" | "check-again" | "not-ours";
};
type Rule = {
  readonly regime: string;
  readonly aboveDays: number | null;
  readonly leadWeeks: number;
  readonly unsure: boolean;
  readonly source: string;
  readonly link: string | null;
  readonly setAt: Date;
};
type Visa = {
  readonly from: string;
  readonly to: readonly string[];
  readonly entry: Rule | null;
  readonly long: Rule | null;
};
type Office = {
  readonly name: string;
  readonly city: string;
  readonly landline: string | null;
  readonly website: string | null;
};
type Exit = {
  readonly exitNeeded: string;
  readonly exitSigners: string;
  readonly exitCertified: string;
  readonly setAt: Date | null;
};
/** A country as it was read, whoever reads it. */
type ShownCountry = {
  readonly country: string;
  readonly sends: boolean;
  readonly lines: readonly Line[];
  readonly offices: readonly Office[];
  readonly exit: Exit | null;
  readonly visas: readonly Visa[];
  readonly missing: readonly string[];
};

export const topicWords = (words: Words, topic: string): string =>
  words.t(`country-sheet.topic-${topic}` as MessageKey);

const since = (words: Words, at: Date) => words.shortDay(wallTimeOf(at).day);

/** A text of one line, with its language where it is not the reader's. */
export function lineWords(words: Words, of: Pick<Line, "words">): Html {
  const own = words.locale === "sr-Latn" ? "sr-Cyrl" : words.locale;
  const text = words.local(of.words);
  return of.words[own] === undefined && words.locale !== "en"
    ? html`<span lang="en">${inLines(text)}</span>`
    : html`${inLines(text)}`;
}

/**
 * Where a line stands and who looked when; an old one says that it has to be looked at again.
 * @param named whether the reader is of the office: in public nobody's name is needed
 */
export function lineSource(
  words: Words,
  line: Omit<Line, "id" | "topic" | "words">,
  named: boolean,
): Html {
  const { t } = words;
  const by = line.checkedBy;
  const known = named && by !== null ? t("country-sheet.checked-by", { name: by }) : null;
  const who =
    known ?? t(by === null ? "country-sheet.not-ours" : "country-sheet.checked-by-office");
  return html`<span class="govuk-hint">${sourceLine(words, { text: line.source, link: line.link, on: line.checkedOn })} · ${who}</span>${
    line.standing === "check-again" &&
    html` ${tag({ text: t("country-sheet.check-again"), colour: "orange" })}`
  }`;
}

/**
 * Topic after topic: lines of the sheet, what other rooms know, and what nobody knows yet.
 * @param act what stands beside a line for whoever keeps it
 */
export function sheetTopics(
  words: Words,
  of: ShownCountry,
  topics: readonly string[],
  act?: (line: Line) => Html,
): Html {
  const elsewhere: Readonly<Record<string, Html | null>> = {
    contact: officesPart(of.offices),
    "exit-papers": of.exit && exitPart(words, of.exit),
    stay: of.visas.length > 0 ? visaPart(words, of) : null,
  };
  const shown = topics.filter(
    (topic) =>
      of.missing.includes(topic) ||
      elsewhere[topic] ||
      of.lines.some((line) => line.topic === topic),
  );
  return html`${shown.map((topic) => {
    const own = of.lines.filter((line) => line.topic === topic);
    return html`<h2 class="govuk-heading-m" id="${topic}">${topicWords(words, topic)}</h2>${elsewhere[topic]}${
      own.length > 0 &&
      html`<ul class="govuk-list govuk-list--spaced">${own.map(
        (line) =>
          html`<li>${lineWords(words, line)}<br>${lineSource(words, line, act !== undefined)}${act?.(line)}</li>`,
      )}</ul>`
    }${of.missing.includes(topic) && html`<p class="govuk-body">${words.t("country-sheet.missing")}</p>`}`;
  })}`;
}

const officesPart = (offices: readonly Office[]): Html | null =>
  offices.length === 0
    ? null
    : html`<ul class="govuk-list govuk-list--spaced">${offices.map(
        (office) =>
          html`<li class="app-choices"><span>${
            office.website
              ? html`<a class="govuk-link" href="${office.website}" rel="noopener noreferrer">${office.name}</a>`
              : office.name
          }, ${office.city}</span>${
            office.landline &&
            html`<a class="govuk-link" href="tel:${office.landline.replace(/[^+\d]/g, "")}">${office.landline}</a>`
          }</li>`,
      )}</ul>`;

function exitPart(words: Words, exit: Exit): Html {
  const { t } = words;
  const said =
    exit.exitNeeded === "no"
      ? [t("country-sheet.exit-no")]
      : [
          t(exit.exitNeeded === "yes" ? "country-sheet.exit-yes" : "country-sheet.exit-ask"),
          t(`country-sheet.signers-${exit.exitSigners}` as MessageKey),
          t(`country-sheet.certified-${exit.exitCertified}` as MessageKey),
        ];
  return html`<p class="govuk-body">${said.join(" ")}<br><span class="govuk-hint">${
    exit.setAt && t("country-sheet.exit-said", { day: since(words, exit.setAt) })
  }</span></p>`;
}

/** Those of whom the same is said stand together: six countries of one regime are one sentence. */
function visaPart(words: Words, of: ShownCountry): Html {
  const { t } = words;
  const rules = (visa: Visa) => [visa.entry, visa.long].filter((rule) => rule !== null);
  const said = Map.groupBy(of.visas, (visa) =>
    [visa.from === of.country, ...rules(visa).map((rule) => regimeWords(words, rule))].join("; "),
  );
  const rows = [...said.values()].map((visas) => {
    const leaving = visas[0]?.from === of.country;
    const countries = words.countries(visas.flatMap((visa) => (leaving ? visa.to : visa.from)));
    return {
      where: leaving ? countries : t("country-sheet.from", { country: countries }),
      regimes: rules(visas[0]!).map((rule) => regimeWords(words, rule)),
      sources: [
        ...new Map(
          visas.flatMap(rules).map((rule) => [`${rule.source} ${rule.link}`, rule]),
        ).values(),
      ],
    };
  });
  return html`<p class="govuk-body">${t("country-sheet.visa-lead")}</p><ul class="govuk-list govuk-list--spaced">${words
    .inOrder(rows, ({ where }) => where)
    .map(
      ({ where, regimes, sources }) =>
        html`<li><strong>${where}</strong>: ${regimes.join("; ")}.<br><span class="govuk-hint">${sources.map(
          (rule, at) =>
            html`${at > 0 && " · "}${sourceLine(words, { text: rule.source, link: rule.link, on: wallTimeOf(rule.setAt).day })}`,
        )}</span></li>`,
    )}</ul><p class="govuk-body-s">${t("travel.no-advice")}</p>`;
}

function regimeWords(words: Words, rule: Rule): string {
  const { t } = words;
  const said =
    rule.regime === "long-stay"
      ? t("country-sheet.regime-long", { days: rule.aboveDays ?? 0, weeks: rule.leadWeeks })
      : t(`country-sheet.regime-${rule.regime}` as MessageKey, { weeks: rule.leadWeeks });
  return rule.unsure ? `${said} (${t("travel.unsure")})` : said;
}
