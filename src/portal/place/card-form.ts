import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { Form } from "../../platform/web/form.ts";
import type { Visit } from "../../platform/web/route.ts";
import { day } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import { CARD_FIELDS, type MedicalCard } from "../../stages/preparation/medical-card.ts";
import type { OwnCard } from "../../stages/preparation/write-card.ts";
import { button, form, type Html, html, insetText, textarea } from "../../ui/index.ts";

/** What is said otherwise to a parent, who writes about somebody else. */
const OF_A_CHILD = ["lead", "who-reads", "diet-hint", "medicines-hint", "save"];

/**
 * Four boxes, all of which may stay empty; who reads them, until when, and who has. The guardian's page
 * says that something is written, and not what.
 */
export function cardForm(
  visit: Visit,
  words: Words,
  own: OwnCard,
  from: { readonly problems: readonly Problem[]; readonly writer: "learner" | "guardian" },
): Html {
  const { t } = words;
  const { problems, writer } = from;
  const key = (name: string): MessageKey => {
    const prefix = writer === "guardian" && OF_A_CHILD.includes(name) ? "child-card" : "card";
    return `tasks.${prefix}-${name}` as MessageKey;
  };
  return html`<p class="govuk-body">${t(key("lead"))}</p>${insetText({ text: t(key("who-reads"), { day: words.day(day(own.deleteAfter)) }) })}
${own.closed && own.writtenAt && html`<p class="govuk-body">${t("guardian.card-closed", { day: words.day(own.writtenAt) })}</p>`}
${form(
  { action: visit.path, key: newId() },
  ...CARD_FIELDS.map((field) =>
    textarea({
      words,
      name: field,
      rows: 2,
      label: { text: t(`tasks.card-${field}`), classes: "govuk-label--s" },
      hint: t(key(`${field}-hint`)),
      value: visit.form.has(field) ? visit.form.text(field) : own.card[field],
      problems,
    }),
  ),
  button({ text: t(key("save")), preventDoubleClick: true, classes: "app-button-wide" }),
)}
<h2 class="govuk-heading-m">${t("tasks.card-read-by")}</h2>${
    own.readings.length === 0
      ? html`<p class="govuk-body">${t("tasks.card-unread")}</p>`
      : html`<ul class="govuk-list govuk-list--bullet">${own.readings.map(
          (reading) =>
            html`<li>${words.dayTime(reading.at)}: ${reading.readerName} (${t(`tasks.card-reason-${reading.reason}`)})</li>`,
        )}</ul>`
  }`;
}

export const typedCard = (sent: Form): MedicalCard =>
  Object.fromEntries(CARD_FIELDS.map((field) => [field, sent.text(field)])) as MedicalCard;
