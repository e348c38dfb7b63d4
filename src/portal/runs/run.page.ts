import { isLocale, type MessageKey, type Words } from "../../platform/i18n/index.ts";
import { file, nothingHere, page } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import { equityVerdict, WIDE } from "../../stages/allocation-runs/allocation-run.rules.ts";
import type { GroupRate, Run, RunSummary } from "../../stages/allocation-runs/allocation-run.ts";
import {
  listPublicFiles,
  PUBLIC_FILES,
  type RunPlace,
  readCallFacts,
  readPublicFile,
  readRun,
  readRunPlaces,
} from "../../stages/allocation-runs/read-runs.ts";
import { rateDots } from "../../ui/charts/index.ts";
import { asset, type Html, html, table } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords } from "../shell.ts";

/** A group smaller than this is not shown to everybody: its share would point at somebody. */
const FEWEST_IN_A_GROUP = 10;

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.run(":lang", ":scheme", ":runId"),
    access: "public",
    shared: true,
    answer: async (visit) => {
      const run = isLocale(visit.params.lang ?? "")
        ? await readRun(visit.tx, visit.params.runId!)
        : null;
      return run?.summary ? page(await runPage(visit, run, run.summary)) : nothingHere;
    },
  },
  {
    method: "GET",
    path: paths.runFile(":lang", ":scheme", ":runId", ":folder/:file"),
    access: "public",
    shared: true,
    answer: async (visit) => {
      const { runId, folder, file: name } = visit.params;
      const body = await readPublicFile(visit.tx, runId!, `${folder}/${name}`);
      if (body === null) return nothingHere;
      const type = name!.endsWith(".csv") ? "text/csv; charset=utf-8" : "application/json";
      return file({ name: name!, type, body });
    },
  },
];

async function runPage(visit: PublicVisit, run: Run, summary: RunSummary): Promise<Html> {
  const words = await portalWords(visit);
  const { t } = words;
  const call = await readCallFacts(visit.tx, run.callId);
  const places = await readRunPlaces(visit.tx, run.id);
  const files = await listPublicFiles(visit.tx, run.id);
  const title = t("runs.title", { call: words.local(call!.title as Record<string, string>) });
  return portalShell(visit, {
    title,
    wide: true,
    scripts: files.length > 0 ? ["verify-run.js"] : [],
    body: html`<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body-l app-text">${t("runs.lead", { applicants: summary.applicants, placed: summary.placed, seats: summary.seats })}</p>
<p class="govuk-body app-text">${t("runs.published", { day: words.day(run.publishedAt!) })}</p>
${totals(words, summary)}
${
  // Of so few people a last place is somebody's points: hash and totals are all there is.
  files.length > 0 &&
  html`<h2 class="govuk-heading-m">${t("runs.last-places")}</h2>
<p class="govuk-body app-text">${t("runs.last-places-about")}</p>
${lastPlaces(words, places)}
${chances(words, summary)}`
}
${files.length > 0 ? verifying(visit, words, run, files) : fewPeople(words)}
${fingerprints(words, run)}`,
  });
}

function totals(words: Words, summary: RunSummary): Html {
  const figures: readonly (readonly [MessageKey, string])[] = [
    ["runs.figure-applicants", words.number(summary.applicants)],
    ["runs.figure-placed", words.number(summary.placed)],
    ["runs.figure-first", words.number(summary.firstChoice)],
    [
      "runs.figure-reserved",
      words.t("runs.of", { count: summary.reservedUsed, of: summary.reservedSeats }),
    ],
    ["runs.figure-pinned", words.number(summary.pinned)],
    ["runs.figure-broken", words.number(summary.hardRulesBroken)],
  ];
  return html`<ul class="app-figures">${figures.map(
    ([key, value]) =>
      html`<li><span class="app-figures__value">${value}</span><span class="app-figures__label">${words.t(key)}</span></li>`,
  )}</ul>`;
}

function lastPlaces(words: Words, places: readonly RunPlace[]): Html {
  const points = (value: number | null | undefined, otherwise: string) =>
    value === null || value === undefined ? otherwise : words.t("site.points", { count: value });
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: words.t("runs.last-places"),
    captionClasses: "govuk-visually-hidden",
    head: [
      words.t("runs.from"),
      words.t("runs.city"),
      { text: words.t("runs.seats"), format: "numeric" },
      { text: words.t("runs.taken"), format: "numeric" },
      words.t("runs.last-open"),
      words.t("runs.last-reserved"),
    ],
    rows: words
      .inOrder(
        places,
        (place) => words.country(place.sendingCountry),
        (place) => place.city,
        (place) => words.trade(place.trade ?? ""),
      )
      .map((place) => [
        words.country(place.sendingCountry),
        place.trade === null
          ? place.city
          : words.t("runs.city-trade", { city: place.city, trade: words.trade(place.trade) }),
        words.number(place.seats),
        words.number(place.taken ?? 0),
        points(place.cutOff?.open, words.t(place.cutOff?.full ? "runs.no-open" : "runs.not-full")),
        words.list(
          Object.values(place.cutOff?.reserves ?? {})
            // A group's best may sit on a reserved seat with more points than the last open one.
            .filter((value) => value !== null && value < (place.cutOff?.open ?? Infinity))
            .map((value) => points(value, "")),
        ) || "–",
      ]),
  });
}

const ATTRIBUTES = ["gender", "setting", "country"] as const;

function chances(words: Words, summary: RunSummary): Html | null {
  const told = summary.groups.filter((g) => g.applied >= FEWEST_IN_A_GROUP);
  if (told.length === 0 || summary.applicants === 0) return null;
  const label = (group: GroupRate): string =>
    group.attribute === "country"
      ? words.country(group.value)
      : words.t(`runs.group-${group.value}` as MessageKey);
  return html`<h2 class="govuk-heading-m">${words.t("runs.chances")}</h2><ul class="govuk-list govuk-list--bullet">${ATTRIBUTES.map(
    (attribute) => {
      const groups = summary.groups.filter((g) => g.attribute === attribute && g.applied > 0);
      return html`<li>${words.t(`runs.chances-${equityVerdict(groups)}`, { attribute: words.t(`runs.attribute-${attribute}`) })}</li>`;
    },
  )}</ul>${rateDots({
    words,
    id: "chances",
    headingLevel: 3,
    title: words.t("runs.chances-chart"),
    overall: summary.placed / summary.applicants,
    rows: told.map((g) => ({ ...g, label: label(g), tooFew: g.high - g.low > WIDE })),
  })}`;
}

type Files = Awaited<ReturnType<typeof listPublicFiles>>;

/** The files, the button that checks them here, and the command that checks them anywhere. */
function verifying(visit: PublicVisit, words: Words, run: Run, files: Files): Html {
  const { t } = words;
  const { lang, scheme } = visit.params;
  const to = (name: string) => paths.runFile(lang!, scheme!, run.id, name);
  const fact = (name: string) => html`<strong data-fact="${name}"></strong>`;
  const facts = ["applicants", "wishes", "placed", "blocking-pairs", "milliseconds"] as const;
  return html`<h2 class="govuk-heading-m">${t("runs.verify")}</h2>
<p class="govuk-body app-text">${t("runs.verify-about")}</p>
<div class="app-card" data-verify="${paths.run(lang!, scheme!, run.id)}/files" data-verifier="${asset("run-verifier.js")}" data-hash="${run.publicHash ?? ""}">
<button type="button" class="govuk-button" hidden>${t("runs.verify-button")}</button>
<progress class="app-progress" max="6" value="0" aria-label="${t("runs.verify-progress")}" hidden></progress>
<div data-outcome="right" role="status" tabindex="-1" hidden><p class="govuk-body"><strong>${t("runs.verify-right")}</strong></p><ul class="govuk-list govuk-list--bullet">${facts.map((name) => html`<li>${t(`runs.fact-${name}`)}: ${fact(name)}</li>`)}</ul></div>
<div data-outcome="wrong" role="alert" tabindex="-1" hidden><p class="govuk-body"><strong>${t("runs.verify-wrong")}</strong></p><p class="govuk-body">${t("runs.verify-found")}: ${fact("codes")}</p></div>
<div data-outcome="unreachable" role="alert" tabindex="-1" hidden><p class="govuk-body">${t("runs.verify-unreachable")}</p></div>
<p class="govuk-body">${t("runs.command-about")}</p><pre class="app-hash"><code>npx kalfa verify problem result</code></pre>
</div>
${table({
  words,
  cards: true,
  firstCellIsHeader: true,
  caption: t("runs.files"),
  captionClasses: "govuk-table__caption--m",
  head: [t("runs.file"), t("runs.holds"), t("runs.sha256")],
  rows: PUBLIC_FILES.flatMap((name) => {
    const stored = files.find((f) => f.name === name);
    if (!stored) return [];
    const holds = name.split("/")[1]!.split(".")[0]!;
    return [
      [
        html`<a class="govuk-link" href="${to(name)}" download>${name}</a>`,
        t(`runs.holds-${holds}` as MessageKey),
        html`<code class="app-hash">${stored.sha256}</code>`,
      ],
    ];
  }),
})}`;
}

const fewPeople = (words: Words): Html =>
  html`<h2 class="govuk-heading-m">${words.t("runs.verify")}</h2><p class="govuk-body app-text">${words.t("runs.few-people")}</p>`;

function fingerprints(words: Words, run: Run): Html {
  const rows: readonly (readonly [MessageKey, string])[] = [
    ["runs.public-hash", run.publicHash ?? "–"],
    ["runs.problem-hash", run.problemHash],
    ["runs.result-hash", run.resultHash ?? "–"],
    ["runs.seed", run.seed],
    ["runs.version", run.codeVersion],
  ];
  return html`<h2 class="govuk-heading-m">${words.t("runs.fingerprints")}</h2><p class="govuk-body app-text">${words.t("runs.fingerprints-about")}</p><dl class="govuk-summary-list">${rows.map(
    ([key, value]) =>
      html`<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">${words.t(key)}</dt><dd class="govuk-summary-list__value"><code class="app-hash">${value}</code></dd></div>`,
  )}</dl>`;
}
