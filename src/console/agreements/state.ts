import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { isUnnamed, nextReminder, type Standing } from "../../stages/agreements/agreement.rules.ts";
import { type Html, html, type TagColour, tag } from "../../ui/index.ts";

const DAY_MS = 86_400_000;
const COLOURS: Readonly<Record<string, TagColour>> = {
  draft: "grey",
  sent: "yellow",
  amended: "orange",
  signed: "green",
  withdrawn: "red",
};

export const stateTag = (words: Words, state: string): Html =>
  tag({ text: words.t(`sign.state-${state}` as MessageKey), colour: COLOURS[state] ?? "grey" });

/** One word for where a party stands; the colour only helps the eye. */
export function standingOf(
  one: Standing,
  isTurn: boolean,
): { readonly word: string; readonly colour: TagColour } {
  if (one.valid) return { word: "signed", colour: "green" };
  if (isUnnamed(one.party)) return { word: "nobody", colour: "red" };
  if (one.fallen) return { word: "again", colour: "orange" };
  if (!isTurn) return { word: "later", colour: "grey" };
  return { word: "asked", colour: "yellow" };
}

/** State, age and the next reminder of one party, in as many lines as are needed. */
export function standingPart(
  words: Words,
  one: Standing,
  from: { readonly isTurn: boolean; readonly now: Date },
): Html {
  const { t } = words;
  const { word, colour } = standingOf(one, from.isTurn);
  if (word === "nobody") {
    return html`${tag({ text: t("agreements.party-nobody"), colour })}<br><span class="govuk-hint">${t("agreements.nobody-waits")}</span>`;
  }
  const since = one.valid?.at ?? (from.isTurn ? one.party.askedAt : null);
  const days = since ? Math.floor((from.now.getTime() - since.getTime()) / DAY_MS) : null;
  const due = one.valid || !from.isTurn ? null : nextReminder(one.party);
  // One whose day has come goes with the next round of the job.
  const reminder = due && new Date(Math.max(due.getTime(), from.now.getTime()));
  return html`${tag({ text: t(`agreements.party-${word}` as MessageKey), colour })}${
    days !== null && html`<br>${t("agreements.days-ago", { days })}`
  }${
    reminder && one.party.email
      ? html`<br><span class="govuk-hint">${t("agreements.next-reminder", { day: words.shortDay(reminder) })}</span>`
      : from.isTurn && !one.valid && !one.party.email
        ? html`<br><span class="govuk-hint">${t("agreements.no-address")}</span>`
        : null
  }`;
}
