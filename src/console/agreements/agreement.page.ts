import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem, Result } from "../../shared/result.ts";
import { can } from "../../stages/agreements/agreement.policy.ts";
import {
  agreementStates,
  changesBetween,
  isUnnamed,
  missingFields,
  whoseTurn,
} from "../../stages/agreements/agreement.rules.ts";
import { answerQuestion } from "../../stages/agreements/ask-question.ts";
import { proposeDifference } from "../../stages/agreements/propose-difference.ts";
import { type AgreementPage, readAgreement } from "../../stages/agreements/read-agreements.ts";
import { readContent, sendAgreement } from "../../stages/agreements/send-agreement.ts";
import { fieldLabel, shownText } from "../../stages/agreements/shown-text.ts";
import { templateOf } from "../../stages/agreements/template.ts";
import { withdrawAgreement } from "../../stages/agreements/withdraw-agreement.ts";
import {
  agreementText,
  changesTable,
  kindName,
  roleName,
  saidText,
} from "../../ui/agreement/index.ts";
import {
  backLink,
  button,
  details,
  form,
  type Html,
  html,
  insetText,
  problemSummary,
  table,
  textarea,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { differencePart } from "./difference-part.ts";
import { evidencePart, versionsPart } from "./evidence-part.ts";
import { ownPart } from "./own-part.ts";
import { standingPart, stateTag } from "./state.ts";
import { namedField } from "./stayed-part.ts";

/** One agreement: where it stands with each party, what may be done, and the evidence of it all. */
async function show(
  visit: StaffVisit,
  found: AgreementPage,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const { agreement } = found;
  const works = can.workOn(visit.tx.actor, agreement.sendingCountry);
  const title = `${kindName(words, agreement.kind)}: ${found.person}`;
  const shown = problems.map((one) => namedField(found.agreement, words, one));
  const body = html`${problemSummary(words, shown, { answer: `answer-${visit.params.questionId ?? ""}` }, { reason: t("agreements.reason"), answer: t("agreements.answer") })}<span class="govuk-caption-l">${agreement.code}</span><h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${stateTag(words, agreement.state)} ${words.dayTime(agreement.since)}${agreement.reason && html`<br>${agreement.reason}`}</p>
${differencePart(words, slug, found.beside, { works, at: "agreement" })}
${partiesPart(visit, words, found, works)}
${works && nextPart(words, slug, found)}
${ownPart(words, slug, found)}
${questionsPart(visit, words, found, works, shown)}
${evidencePart(words, slug, found)}
${versionsPart(words, found)}
${details({ summary: t("agreements.text"), text: agreementText(words, shownText(agreement, found.stand ? readContent(found.stand.version) : agreement.content)) })}
${works && withdrawPart(visit, words, found, shown)}`;
  return consoleShell(visit, {
    title,
    section: "mobilities",
    body,
    before: backLink({ words, href: paths.agreements(slug), text: t("agreements.title") }),
    error: problems.length > 0,
  });
}

function partiesPart(
  visit: StaffVisit,
  words: Words,
  { agreement, stand }: AgreementPage,
  works: boolean,
): Html {
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  if (!stand) return html`<p class="govuk-body">${t("agreements.draft-waits")}</p>`;
  const turn = whoseTurn(stand.standings);
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t("agreements.parties"),
    head: [t("agreements.party"), t("agreements.state"), ...(works ? [t("agreements.do")] : [])],
    rows: stand.standings.map((one) => [
      html`${roleName(words, one.party.role)}<br>${[one.party.name, one.party.capacity].filter(Boolean).join(", ")}`,
      standingPart(words, one, { isTurn: turn.includes(one), now: visit.tx.now }),
      ...(works
        ? [
            html`<a class="govuk-link" href="${paths.agreementParty(slug, agreement.id, one.party.id)}">${t("agreements.party-open")}<span class="govuk-visually-hidden"> ${one.party.name || roleName(words, one.party.role)}</span></a>`,
          ]
        : []),
    ]),
  });
}

/** Whom it waits for; somebody nobody has named cannot sign, and is said first. */
function waitsPart(words: Words, { agreement, stand }: AgreementPage): Html | null {
  const { t } = words;
  if (!stand) return null;
  const nameOf = ({ party }: (typeof stand.standings)[number]) =>
    party.name ? `${party.name} (${roleName(words, party.role)})` : roleName(words, party.role);
  const open = stand.standings.filter(({ valid }) => !valid);
  const unnamed = open.filter(({ party }) => isUnnamed(party));
  const turn = whoseTurn(stand.standings).filter((one) => !one.valid && !unnamed.includes(one));
  return html`${unnamed.length > 0 && html`<p class="govuk-body">${t("agreements.nobody-for", { who: words.list(unnamed.map(nameOf)) })}</p>`}${
    turn.length > 0 &&
    html`<p class="govuk-body">${t("agreements.waits-for", { who: words.list(turn.map(nameOf)) })}</p>`
  }${agreement.state === "signed" && open.length === 0 && html`<p class="govuk-body">${t("agreements.nothing-waits")}</p>`}`;
}

/** What may be done now: read or change the text, and send what is ready. */
function nextPart(words: Words, slug: string, found: AgreementPage): Html {
  const { t } = words;
  const { agreement, stand } = found;
  const steps = agreementStates[agreement.state];
  const text = paths.agreementPart(slug, agreement.id, "text");
  if (agreement.state === "withdrawn") return html``;
  const template = templateOf(agreement);
  const missing = missingFields(template, agreement.content);
  const changes = stand
    ? changesBetween(template, readContent(stand.version), agreement.content)
    : [];
  const isReady = missing.length === 0 && (!stand || changes.length > 0);
  const verb = "send" in steps ? "send" : "send-change";
  return html`<h2 class="govuk-heading-m">${t("agreements.next")}</h2>${waitsPart(words, found)}
${missing.length > 0 && insetText({ text: html`${t("agreements.missing")}<ul class="govuk-list govuk-list--bullet">${missing.map((one) => html`<li>${saidText(fieldLabel(agreement, one.field ?? ""))}</li>`)}</ul>` })}
${
  changes.length > 0 &&
  html`<p class="govuk-body">${t("agreements.changes-lead")}</p>${changesTable(
    words,
    changes.map((one) => ({
      ...one,
      label: fieldLabel(agreement, `${one.section}.${one.field}`),
    })),
  )}<p class="govuk-body">${t("agreements.asks-again", { who: asksAgain(words, found, changes) })}</p>`
}
<p class="govuk-body"><a class="govuk-link" href="${text}">${t(stand ? "agreements.propose" : "agreements.edit")}</a>${stand && html` · <a class="govuk-link" href="${paths.agreementPart(slug, agreement.id, "paper")}">${t("agreements.preview")}</a>`}</p>
${isReady && form({ action: paths.agreementPart(slug, agreement.id, "sending"), key: newId() }, button({ text: t(`agreements.${verb}`), preventDoubleClick: true }))}`;
}

/** Whose signature a change would make fall, before anybody is asked. */
function asksAgain(
  words: Words,
  { stand, agreement }: AgreementPage,
  changes: readonly { section: string }[],
): string {
  const template = templateOf(agreement);
  const sections = new Set(changes.map((one) => one.section));
  const roles = template.sections
    .filter(({ code }) => sections.has(code))
    .flatMap((one) => one.asksAgain);
  const there = (stand?.standings ?? []).filter(
    ({ party, valid }) => valid && roles.includes(party.role),
  );
  const named = [...new Set(there.map(({ party }) => roleName(words, party.role)))];
  return named.length === 0 ? words.t("agreements.nobody") : words.list(named);
}

function questionsPart(
  visit: StaffVisit,
  words: Words,
  { agreement, questions, stand }: AgreementPage,
  works: boolean,
  problems: readonly Problem[],
): Html | null {
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  if (questions.length === 0) return null;
  const nameOf = (partyId: string) => {
    const party = stand?.parties.find(({ id }) => id === partyId);
    return party ? party.name || roleName(words, party.role) : "";
  };
  return html`<h2 class="govuk-heading-m">${t("agreements.questions")}</h2>${questions.map(
    (one) =>
      html`<div class="govuk-inset-text"><p class="govuk-body">${nameOf(one.partyId)}, ${words.dayTime(one.askedAt)}<br><strong>${one.question}</strong></p>${
        one.answer
          ? html`<p class="govuk-body">${one.answer}</p>`
          : works &&
            form(
              { action: paths.agreementAnswer(slug, agreement.id, one.id), key: newId() },
              textarea({
                words,
                name: "answer",
                id: `answer-${one.id}`,
                rows: 3,
                label: t("agreements.answer"),
                value: one.id === visit.params.questionId ? visit.form.text("answer") : "",
                problems: one.id === visit.params.questionId ? problems : [],
              }),
              button({ text: t("agreements.answer-send"), kind: "secondary" }),
            )
      }</div>`,
  )}`;
}

function withdrawPart(
  visit: StaffVisit,
  words: Words,
  { agreement }: AgreementPage,
  problems: readonly Problem[],
): Html | null {
  if (!("withdraw" in agreementStates[agreement.state])) return null;
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  return html`<h2 class="govuk-heading-m">${t("agreements.withdraw-title")}</h2><p class="govuk-body">${t("agreements.withdraw-lead")}</p>${form(
    {
      action: paths.agreementPart(slug, agreement.id, "withdrawal"),
      key: newId(),
      classes: "app-text",
    },
    textarea({
      words,
      name: "reason",
      rows: 2,
      label: t("agreements.reason"),
      value: visit.form.text("reason"),
      problems,
    }),
    button({ text: t("agreements.withdraw"), kind: "warning", preventDoubleClick: true }),
  )}`;
}

const idOf = (visit: StaffVisit) => visit.params.agreementId ?? "";

async function acted(visit: StaffVisit, done: Result<unknown>): Promise<Answer> {
  if (done.ok) return redirect(paths.agreement(visit.tx.actor.scheme.slug, idOf(visit)));
  const found = await readAgreement(visit.tx, idOf(visit));
  if (!found || done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  return refusedPage(await show(visit, found, done.problems));
}

const post = (path: string, answer: (visit: StaffVisit) => Promise<Result<unknown>>): Route => ({
  method: "POST",
  access: "staff",
  allow: can.work,
  path,
  answer: async (visit) => acted(visit, await answer(visit)),
});

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.see,
    path: paths.agreement(":scheme", ":agreementId"),
    answer: async (visit) => {
      const found = await readAgreement(visit.tx, idOf(visit));
      return found ? page(await show(visit, found)) : nothingHere;
    },
  },
  post(paths.agreementPart(":scheme", ":agreementId", "sending"), (visit) =>
    sendAgreement(visit.tx, idOf(visit), visit.site.publicUrl),
  ),
  post(paths.agreementPart(":scheme", ":agreementId", "difference"), (visit) =>
    proposeDifference(visit.tx, idOf(visit)),
  ),
  post(paths.agreementPart(":scheme", ":agreementId", "withdrawal"), (visit) =>
    withdrawAgreement(visit.tx, idOf(visit), visit.form.text("reason")),
  ),
  post(paths.agreementAnswer(":scheme", ":agreementId", ":questionId"), (visit) =>
    answerQuestion(
      visit.tx,
      { agreementId: idOf(visit), questionId: visit.params.questionId ?? "" },
      visit.form.text("answer"),
      visit.site.publicUrl,
    ),
  ),
];
