/** What everybody reads of an agreement, on the page of whoever signs and in the office. */
import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { details } from "../components/messages.ts";
import { table } from "../components/table.ts";
import { type Html, html } from "../html.ts";

/** One thing said in one language or two; an empty language is whoever's typed it. */
export type Said = readonly { readonly lang: string; readonly text: string }[];
export interface ShownText {
  readonly sections: readonly {
    readonly code: string;
    readonly heading: Said;
    readonly fields: readonly { readonly label: Said; readonly lines: readonly Said[] }[];
    readonly clauses: readonly Said[];
  }[];
}

/** Each part says its language, or that nobody knows it, so that a voice reads it as it is written. */
export const said = (all: Said, between = " / "): Html =>
  html`${all.map(
    ({ lang, text }, at) => html`${at > 0 && between}<span lang="${lang}">${text}</span>`,
  )}`;

export const saidText = (all: Said): string => all.map(({ text }) => text).join(" / ");

const lines = (all: readonly Said[]): Html =>
  all.length === 1 && all[0]
    ? said(all[0])
    : html`<ul class="govuk-list govuk-list--bullet">${all.map((one) => html`<li>${said(one)}</li>`)}</ul>`;

type Section = ShownText["sections"][number];

/** What stands in a section; a mentor who is not named yet is said to be so. */
const sectionBody = (words: Words, section: Section): Html =>
  html`${
    section.fields.length > 0 &&
    html`<dl class="govuk-summary-list govuk-summary-list--no-border">${section.fields.map(
      (field) =>
        html`<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">${said(field.label)}</dt><dd class="govuk-summary-list__value">${lines(field.lines)}</dd></div>`,
    )}</dl>`
  }${section.code === "mentor" && section.fields.length === 0 && html`<p class="govuk-body">${words.t("sign.mentor-later")}</p>`}${section.clauses.map((clause) => clause.map(({ lang, text }) => html`<p class="govuk-body" lang="${lang}">${text}</p>`))}`;

/** The whole text, section by section. */
export const agreementText = (words: Words, text: ShownText): Html =>
  html`${text.sections.map(
    (section) =>
      html`<section><h3 class="govuk-heading-s">${said(section.heading)}</h3>${sectionBody(words, section)}</section>`,
  )}`;

/** Who the parties are and how to reach them: the name says enough to whoever knows them. */
const PARTIES = ["participant", "sending", "hosting", "intermediary"];

/**
 * The same text for a telephone: a section is a line that opens, also without a script, and paper has
 * all of it. While it is still to be signed, whatever is promised stands open; facts are folded, of
 * which the ones that decide stand in short above the text.
 */
export const foldedText = (words: Words, text: ShownText, toSign: boolean): Html =>
  html`${text.sections.map((section) => {
    const name = PARTIES.includes(section.code) ? section.fields[0]?.lines[0] : undefined;
    return details({
      summary: html`${said(section.heading)}${name && html`: ${said(name)}`}`,
      open: toSign && section.clauses.length > 0,
      text: sectionBody(words, section),
    });
  })}`;

/** Old and new beside each other; on a phone one under the other. */
export const changesTable = (
  words: Words,
  changes: readonly {
    readonly label: Said;
    readonly before: string | readonly string[];
    readonly after: string | readonly string[];
  }[],
): Html =>
  table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: words.t("sign.changes-title"),
    head: [
      words.t("sign.change-what"),
      words.t("sign.change-before"),
      words.t("sign.change-after"),
    ],
    rows: changes.map((one) => [said(one.label), entries(one.before), entries(one.after)]),
  });

const entries = (value: string | readonly string[]): Html => {
  const all = [value].flat().filter((line) => line !== "");
  return all.length === 0
    ? html`–`
    : html`${all.map((line) => html`<span lang="">${line}</span><br>`)}`;
};

export const roleName = (words: Words, role: string): string =>
  words.t(`sign.role-${role}` as MessageKey);
export const kindName = (words: Words, kind: string): string =>
  words.t(`sign.kind-${kind}` as MessageKey);
export const channelName = (words: Words, channel: string): string =>
  words.t(`sign.channel-${channel}` as MessageKey);
