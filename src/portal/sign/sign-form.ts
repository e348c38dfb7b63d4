import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { PublicVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/agreements/agreement.policy.ts";
import type { SigningPage } from "../../stages/agreements/read-signing.ts";
import { fieldLabel } from "../../stages/agreements/shown-text.ts";
import { saidText } from "../../ui/agreement/index.ts";
import {
  button,
  checkboxes,
  form,
  type Html,
  hidden,
  html,
  input,
  textarea,
} from "../../ui/index.ts";

type Part = {
  readonly visit: PublicVisit;
  readonly words: Words;
  readonly found: SigningPage;
  readonly problems: readonly Problem[];
};

/** The sentence that is confirmed; its words are kept as evidence by their fingerprint. */
export const confirmed = (words: Words, found: SigningPage): string =>
  words.t(found.toName.length > 0 ? "sign.say-host" : "sign.say", {
    code: found.agreement.code,
    version: found.stand.version.number,
  });

/**
 * A name and a tick. Who also names the mentor says the sentence by pressing the button: two fields
 * in all. A drawing is an extra of browsers that run scripts.
 */
export function signForm({ visit, words, found, problems }: Part): Html {
  const { t } = words;
  const names = found.toName;
  const say = confirmed(words, found);
  return html`<h2 class="govuk-heading-m" id="sign" tabindex="-1">${t("sign.form-title")}</h2>
${form(
  { action: addressOf(visit), key: newId() },
  hidden("do", "sign"),
  hidden("version", found.stand.version.number),
  hidden("drawing", ""),
  ...names
    .filter((path) => path.endsWith(".name"))
    .map((path) =>
      input({
        words,
        name: path,
        label: { text: t("sign.mentor"), classes: "govuk-label--m" },
        hint: t("sign.mentor-hint"),
        value: visit.form.text(path),
        spellcheck: false,
        problems,
      }),
    ),
  input({
    words,
    name: "name",
    label: { text: t("sign.name"), classes: "govuk-label--m" },
    hint: t("sign.name-hint"),
    value: visit.form.text("name"),
    autocomplete: "name",
    spellcheck: false,
    problems,
  }),
  html`<div data-drawing hidden><p class="govuk-label">${t("sign.drawing")}</p><svg class="app-drawing" viewBox="0 0 600 160" role="img" aria-label="${t("sign.drawing")}"></svg><p><button type="button" class="govuk-button govuk-button--secondary">${t("sign.drawing-clear")}</button></p></div>`,
  names.length > 0
    ? html`<p class="govuk-body">${say}</p>`
    : checkboxes({
        words,
        name: "agreed",
        problems,
        values: visit.form.all("agreed"),
        fieldset: {
          legend: { text: t("sign.form-title"), classes: "govuk-visually-hidden" },
        },
        items: [{ value: "yes", text: say }],
      }),
  html`<p class="govuk-hint">${t("sign.level")}</p>`,
  button({ text: t("sign.send"), preventDoubleClick: true, classes: "app-button-wide" }),
)}
<p class="govuk-body"><a class="govuk-link" href="${visit.path}/sheet">${t("sign.paper")}</a></p>`;
}

/** The address as it was opened: a language that was chosen for this page stays chosen. */
export const addressOf = (visit: PublicVisit): string =>
  visit.query.has("plain") ? `${visit.path}?plain=1` : visit.path;

/** A question before signing, with those that were asked and what the office answered. */
export function questionPart({ visit, words, found, problems }: Part): Html {
  const { t } = words;
  return html`<h2 class="govuk-heading-m" id="ask" tabindex="-1">${t("sign.ask-title")}</h2>
${found.questions.map(
  (one) =>
    html`<div class="govuk-inset-text"><p class="govuk-body">${one.question}</p><p class="govuk-body"><strong>${one.answer ?? t("sign.ask-waits")}</strong></p></div>`,
)}
${form(
  { action: addressOf(visit), key: newId() },
  hidden("do", "ask"),
  textarea({
    words,
    name: "question",
    rows: 3,
    label: t("sign.ask-label"),
    value: visit.form.text("question"),
    problems,
  }),
  button({ text: t("sign.ask-send"), kind: "secondary", preventDoubleClick: true }),
)}`;
}

/** An organisation names a colleague; a person only says so, and the office looks further. */
export function wrongPersonPart({ visit, words, found, problems }: Part): Html {
  const { t } = words;
  const forwards = can.forward(found.party.role);
  return html`<h2 class="govuk-heading-m">${t("sign.wrong-title")}</h2>
<p class="govuk-body">${t(forwards ? "sign.wrong-forward" : "sign.wrong-office")}</p>
${form(
  { action: addressOf(visit), key: newId() },
  hidden("do", "hand-on"),
  forwards
    ? html`${input({
        words,
        name: "colleague",
        label: t("sign.wrong-name"),
        value: visit.form.text("colleague"),
        problems,
      })}${input({
        words,
        name: "email",
        type: "email",
        label: t("sign.wrong-email"),
        value: visit.form.text("email"),
        problems,
      })}`
    : null,
  button({ text: t("sign.wrong-send"), kind: "secondary", preventDoubleClick: true }),
)}`;
}

/** What this party is asked to fill in, by the names of the fields, for the list of problems. */
export const namesOfFields = (words: Words, found: SigningPage): Record<string, string> => ({
  name: words.t("sign.name"),
  agreed: words.t("sign.form-title"),
  question: words.t("sign.ask-label"),
  colleague: words.t("sign.wrong-name"),
  email: words.t("sign.wrong-email"),
  ...Object.fromEntries(
    found.toName.map((path) => [
      path,
      path.endsWith(".name") ? words.t("sign.mentor") : saidText(fieldLabel(found.agreement, path)),
    ]),
  ),
});
