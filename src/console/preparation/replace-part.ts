import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import type { Group } from "../../stages/preparation/keep-group.ts";
import { can } from "../../stages/preparation/preparation.policy.ts";
import {
  type Candidate,
  type Check,
  type Dropout,
  type Part,
  type Replacement,
  type Replacements,
  readReplacementOf,
  type Word,
} from "../../stages/preparation/read-replacements.ts";
import { heldParts } from "../../stages/preparation/replace.rules.ts";
import {
  button,
  checkboxes,
  details,
  form,
  type Html,
  hidden,
  html,
  select,
  summaryCard,
  summaryList,
} from "../../ui/index.ts";
import { findingWords } from "../../ui/travel/findings.ts";
import { paths } from "../paths.ts";
import { legWords } from "./journeys-part.ts";
import { preparationPaths } from "./preparation-paths.ts";

type Of = {
  readonly visit: StaffVisit;
  readonly words: Words;
  readonly group: Group;
  readonly found: Replacements;
  readonly works: boolean;
  readonly problems: readonly Problem[];
};

const nameOf = (one: { readonly givenNames: string; readonly familyName: string }): string =>
  `${one.givenNames} ${one.familyName}`;

/** Who does not go any more, what was kept for them, and who is next for the seat. */
export function replacePart(of: Of): Html | null {
  const { words, found } = of;
  if (found.dropouts.length === 0 && found.places.length === 0) return null;
  const settled = found.dropouts.filter((one) => one.settled !== null);
  const open = found.dropouts.filter((one) => one.settled === null);
  return html`<h2 class="govuk-heading-m" id="dropouts">${words.t("boards.dropouts")}</h2>${
    settled.length > 0 &&
    html`<ul class="govuk-list govuk-list--bullet">${settled.map((one) => settledLine(of, one))}</ul>`
  }${open.map((one) => dropoutCard(of, one))}${found.places.map((place) => placePart(of, place))}`;
}

/** On the record of a cancelled stay: what was kept for it, and who is next for its seat. */
export async function insteadPart(
  visit: StaffVisit,
  words: Words,
  stay: { readonly id: string; readonly flowId: string | null; readonly sendingCountry: string },
): Promise<Html | null> {
  const of = stay.flowId && (await readReplacementOf(visit.tx, stay.flowId, stay.id));
  if (!of) return null;
  const works = can.workFor(visit.tx.actor, stay.sendingCountry);
  return html`${replacePart({ visit, words, ...of, works, problems: [] })}<p class="govuk-body"><a class="govuk-link" href="${preparationPaths.group(visit.tx.actor.scheme.slug, of.group.flow.id)}">${words.t("boards.group-link")}</a></p>`;
}

function placePart(of: Of, place: Replacement): Html {
  const { words, visit } = of;
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const { candidate, instead, passedOver } = place;
  return html`<h3 class="govuk-heading-s">${t("boards.freed-seat")}${place.trade !== null && `, ${words.trade(place.trade)}`}</h3>
${(place.free > 0 || instead.length === 0) && html`<p class="govuk-body">${t("offers.proposal-free", { count: place.free })}</p>`}
${
  instead.length > 0 &&
  html`<ul class="govuk-list govuk-list--bullet">${instead.map(
    (one) =>
      html`<li><a class="govuk-link" href="${one.mobilityId ? preparationPaths.stay(slug, one.mobilityId) : paths.offer(slug, one.offerId)}">${one.name}</a>: ${
        one.state === "accepted"
          ? t("boards.instead-comes")
          : t("boards.instead-asked", { day: words.day(one.answerBy) })
      }</li>`,
  )}</ul>`
}
${
  candidate
    ? html`${candidateList(words, slug, candidate)}${
        of.works &&
        form(
          { action: paths.reserveOffers(slug, place.placeId), key: newId() },
          hidden("application", candidate.applicationId),
          button({ text: t("offers.offer-seat"), preventDoubleClick: true }),
        )
      }`
    : place.looked &&
      html`<p class="govuk-body"><strong>${t("offers.proposal-nobody")}</strong></p>`
}
${
  passedOver.length > 0 &&
  details({
    summary: t("offers.passed-over", { count: passedOver.length }),
    text: html`<p class="govuk-body">${t("offers.passed-over-lead")}</p><ul class="govuk-list govuk-list--spaced">${passedOver.map(
      (one) =>
        html`<li><a class="govuk-link" href="${paths.person(slug, one.personId)}">${nameOf(one)}</a>, ${t("site.points", { count: one.points })}${wordList(words, one.words)}</li>`,
    )}</ul>`,
  })
}`;
}

/** Everything that was looked at, also where nothing speaks against it. */
const candidateList = (words: Words, slug: string, one: Candidate): Html =>
  summaryList({
    rows: [
      {
        key: words.t("boards.next-in-line"),
        value: html`<a class="govuk-link" href="${paths.person(slug, one.personId)}">${nameOf(one)}</a>, ${words.t("site.points", { count: one.points })}${one.phone !== null && html`<br>${one.phone}`}`,
      },
      ...one.checks.map((check) => ({
        key: words.t(`boards.check-${check.what}` as MessageKey),
        value: check.found.length > 0 ? wordList(words, check.found) : fine(words, one, check),
      })),
    ],
  });

const fine = (words: Words, { minor }: Candidate, { what }: Check): string =>
  words.t(`boards.fine-${what === "minor" && !minor ? "adult" : what}` as MessageKey);

const wordList = (words: Words, found: readonly Word[]): Html =>
  html`<ul class="govuk-list govuk-list--bullet">${found.map(
    (one) =>
      html`<li>${one.kind === "refusal" && html`<strong>${words.t("boards.speaks-against")}</strong> `}${findingWords(words, one)}${one.worksFrom && ` ${words.t("boards.works-from", { day: words.shortDay(one.worksFrom) })}`}</li>`,
  )}</ul>`;

function heldWords(words: Words, gone: Dropout, part: Part): string {
  if (part === "company") return gone.company?.name ?? "";
  if (part === "bed") return gone.bed?.room ?? "";
  return gone[part]?.legs.map((leg) => legWords(words, leg)).join("; ") ?? "";
}
const partName = (words: Words, part: Part): string =>
  words.t(part === "company" ? "stays.company" : part === "bed" ? "boards.room" : `boards.${part}`);

function settledLine({ words, visit }: Of, { settled, ...gone }: Dropout): Html {
  const { slug } = visit.tx.actor.scheme;
  const said = settled && {
    day: words.shortDay(settled.at),
    name: settled.toName ?? "",
    parts: words.list(settled.parts.map((part) => partName(words, part))),
  };
  return html`<li><a class="govuk-link" href="${paths.mobility(slug, gone.mobilityId)}">${nameOf(gone)}</a><br><span class="govuk-hint">${words.t(settled?.toId ? "boards.went-to" : "boards.went-back", said ?? {})}</span></li>`;
}

function dropoutCard(of: Of, gone: Dropout): Html {
  const { words, visit, works } = of;
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const parts = heldParts(gone);
  return summaryCard(
    { title: { text: nameOf(gone), headingLevel: 3 } },
    html`<p class="govuk-body"><a class="govuk-link" href="${paths.mobility(slug, gone.mobilityId)}">${gone.reference}</a>, ${t("boards.gone-since", { day: words.day(gone.since) })}</p>${
      parts.length === 0
        ? html`<p class="govuk-body">${t("boards.held-nothing")}</p>`
        : works && of.group.people.length > 0
          ? handoverForm(of, gone, parts)
          : html`<ul class="govuk-list govuk-list--bullet">${parts.map((part) => html`<li>${partName(words, part)}: ${heldWords(words, gone, part)}</li>`)}</ul>`
    }`,
  );
}

/** Whoever came for the seat of this place is most likely meant. */
function likely({ group, found }: Of, gone: Dropout): string {
  const taken = new Set(found.dropouts.map((one) => one.settled?.toId));
  const instead = found.places
    .filter(({ placeId }) => placeId === gone.placeId)
    .flatMap((place) => place.instead.map((one) => one.mobilityId));
  const one = group.people.find(
    ({ mobilityId }) => instead.includes(mobilityId) && !taken.has(mobilityId),
  );
  return one?.mobilityId ?? "";
}

function handoverForm(of: Of, gone: Dropout, parts: readonly Part[]): Html {
  const { visit, words, group } = of;
  const { t } = words;
  const again = visit.params.mobilityId === gone.mobilityId && visit.form.has("act");
  const problems = again ? of.problems : [];
  const { slug } = visit.tx.actor.scheme;
  return form(
    {
      action: preparationPaths.handover(slug, group.flow.id, gone.mobilityId),
      key: newId(),
      classes: "app-text",
    },
    checkboxes({
      words,
      name: "parts",
      idPrefix: `parts-${gone.mobilityId}`,
      legend: t("boards.handover-what"),
      hint: t("boards.handover-rest"),
      values: again ? visit.form.all("parts") : parts,
      problems,
      items: parts.map((part) => ({
        value: part,
        text: partName(words, part),
        hint: heldWords(words, gone, part),
      })),
    }),
    select({
      words,
      name: "to",
      id: `to-${gone.mobilityId}`,
      label: t("boards.handover-to"),
      value: again ? visit.form.text("to") : likely(of, gone),
      problems,
      items: [
        { value: "", text: t("site.choose") },
        ...group.people.map((one) => ({
          value: one.mobilityId,
          text: [`${one.familyName}, ${one.givenNames}`, one.company].filter(Boolean).join(" · "),
        })),
      ],
    }),
    html`<div class="govuk-button-group">${button({ text: t("boards.handover-do"), name: "act", value: "hand-over", preventDoubleClick: true })}${button({ text: t("boards.handover-back"), name: "act", value: "give-back", kind: "secondary", preventDoubleClick: true })}</div>`,
  );
}
