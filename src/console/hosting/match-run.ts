import type { Words } from "../../platform/i18n/index.ts";
import type { MatchRunLine } from "../../stages/hosting/match-companies.ts";
import type {
  MatchContent,
  MatchExplanation,
  MatchedRooms,
} from "../../stages/hosting/matching.ts";
import type { Company, FlowStay } from "../../stages/hosting/read-hosts.ts";
import { details, type Html, html, summaryList, table } from "../../ui/index.ts";

type Shown = {
  readonly run: MatchRunLine & { readonly found: MatchContent };
  readonly stays: readonly FlowStay[];
  readonly companies: readonly Company[];
};

/** A run: what it proves, where everybody was proposed and why, what one more place would add. */
export function matchRun(words: Words, shown: Shown, keep: Html): Html {
  const { t } = words;
  const { found, ...run } = shown.run;
  const { certificate } = found;
  const company = companyOf(shown);
  return html`${summaryList({
    rows: [
      {
        key: t("hosting.placed"),
        value: t("hosting.placed-of", { placed: run.placed, people: run.people }),
      },
      {
        key: t("hosting.proof"),
        value: t("hosting.proof-says", {
          objective: certificate.objective,
          bound: certificate.bound,
        }),
      },
      {
        key: t("hosting.verifier"),
        value: t(run.verified ? "hosting.verified" : "hosting.not-verified"),
      },
      {
        key: t("hosting.fingerprint"),
        value: html`<span class="app-break">${run.problemHash}</span>`,
      },
      found.rooms !== null && {
        key: t("hosting.rooms"),
        value: roomsSay(words, found.rooms),
      },
      run.keptAt !== null && { key: t("hosting.kept"), value: words.dayTime(run.keptAt) },
    ],
  })}
${run.keptAt === null && run.placed > 0 && html`<p class="govuk-body">${t("hosting.keep-lead")}</p>${keep}`}
${
  found.waitingPins.length > 0 &&
  html`<p class="govuk-body">${t("hosting.pins-wait", { names: words.list(found.waitingPins.map((pin) => spokenName(shown, pin.mobilityId))) })}</p>`
}
${table({
  words,
  cards: true,
  firstCellIsHeader: true,
  caption: t("hosting.who"),
  captionClasses: "govuk-table__caption--m",
  head: [t("hosting.person"), t("hosting.company"), t("hosting.why")],
  rows: words
    .inOrder(found.explanations, (each) => nameOf(shown, each.applicant))
    .map((each) => [
      nameOf(shown, each.applicant),
      each.place === null ? t("hosting.none-found") : company(each.place),
      html`${because(words, shown, each)}${details({ summary: t("hosting.elsewhere"), text: elsewhere(words, shown, each) })}`,
    ]),
})}
${table({
  words,
  cards: true,
  firstCellIsHeader: true,
  caption: t("hosting.prices"),
  captionClasses: "govuk-table__caption--m",
  head: [
    t("hosting.company"),
    { text: t("hosting.seats"), format: "numeric" },
    { text: t("hosting.taken"), format: "numeric" },
    { text: t("hosting.one-more"), format: "numeric" },
  ],
  rows: certificate.places.map((place) => [
    company(place.place),
    { text: words.number(place.capacity), format: "numeric" },
    { text: words.number(place.pinned + place.taken), format: "numeric" },
    { text: words.number(place.lowest), format: "numeric" },
  ]),
})}`;
}

/** Beds of each gender, and that no other way of dividing the rooms is worth more. */
function roomsSay(words: Words, { counted, ways }: MatchedRooms): Html {
  const { t } = words;
  return html`${counted.map(
    ({ gender, people, beds }) => html`${t(`hosting.rooms-${gender}`, { people, beds })}<br>`,
  )}${t("hosting.rooms-ways", {
    count: ways.length,
    bound: Math.max(...ways.map(({ bound }) => bound)),
  })}`;
}

const companyOf =
  ({ run, companies }: Shown) =>
  (place: string): string => {
    const id = run.found.places.find((each) => each.place === place)?.organisationId;
    return companies.find((company) => company.id === id)?.name ?? "–";
  };

function nameOf({ stays }: Shown, mobilityId: string): string {
  const stay = stays.find((each) => each.mobilityId === mobilityId);
  return stay ? `${stay.familyName}, ${stay.givenNames}` : "–";
}

/** In a sentence, where a comma already parts one person from the next. */
function spokenName({ stays }: Shown, mobilityId: string): string {
  const stay = stays.find((each) => each.mobilityId === mobilityId);
  return stay ? `${stay.givenNames} ${stay.familyName}` : "–";
}

/** Why here: the decision of a person, or what the placement is worth, part by part. */
function because(words: Words, { run }: Shown, told: MatchExplanation): string {
  const { t } = words;
  if (told.code === "pinned") return t("hosting.why-pinned", { reason: told.reason ?? "" });
  if (told.noBed) return t("hosting.why-no-bed");
  if (told.place === null) return t("hosting.why-none");
  const option = run.found.options.find(
    (each) => each.mobilityId === told.applicant && each.place === told.place,
  );
  const parts = (option?.parts ?? []).map((part) => t(`hosting.part-${part}`));
  return t("hosting.why-here", { weight: told.weight, parts: words.list(parts) });
}

/** Why not there: how far short each other place is, and what speaks against the rest. */
function elsewhere(words: Words, shown: Shown, told: MatchExplanation): Html {
  const { t } = words;
  const company = companyOf(shown);
  const others = told.options
    .filter((option) => option.place !== told.place)
    .map((option) => {
      const name = company(option.place);
      if (option.code === "equal-total") return t("hosting.not-equal", { name });
      if (option.code === "no-seats") return t("hosting.not-seats", { name });
      return t("hosting.not-smaller", { name, short: option.short ?? 0 });
    });
  const barred = shown.run.found.removed
    .filter((each) => each.mobilityId === told.applicant)
    .map((each) =>
      t(`hosting.bar-${each.code}`, {
        name: shown.companies.find(({ id }) => id === each.organisationId)?.name ?? "–",
        language: each.asks ? words.language(each.asks.language) : "",
        level: each.asks?.level ?? "",
      }),
    );
  const all = [...others, ...barred];
  const apart = html`<p class="govuk-hint">${t("hosting.kept-apart")}</p>`;
  return all.length === 0
    ? html`<p class="govuk-body">${t("hosting.nowhere-else")}</p>${apart}`
    : html`<ul class="govuk-list govuk-list--bullet">${all.map((line) => html`<li>${line}</li>`)}</ul>${apart}`;
}
