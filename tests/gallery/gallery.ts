import { type Locale, wordsFor } from "../../src/platform/i18n/index.ts";
import { day } from "../../src/shared/day.ts";
import {
  bulletChart,
  citySpots,
  countrySpots,
  cutOffStrip,
  flowMap,
  rateDots,
} from "../../src/ui/charts/index.ts";
import * as ui from "../../src/ui/index.ts";
import { demoBar } from "../../src/ui/index.ts";

const { html } = ui;

/**
 * Every piece of both surfaces on two pages, with sample figures. The texts that a piece brings
 * along are in the language asked for; the sample texts are not translated.
 */
export function portalGallery(locale: Locale): string {
  const words = wordsFor(locale);
  const problems = [
    { code: "required", field: "school" },
    { code: "year-four-digits", field: "birth" },
    { code: "not-a-choice", field: "trade" },
  ];
  const body = html`
${ui.problemSummary(words, problems, { birth: "birth-year" })}
${ui.pageHeading({ text: "You have a place in Maribor", caption: "KLF-7M4-2QX" })}
<p class="govuk-body-l">${words.days(day("2027-07-01"), day("2027-07-28"))} · car mechanics workshop</p>
${ui.button({ text: "See and accept your place", isStartButton: true, href: "#accept" })}
<p>Answer by <strong>${words.deadline(new Date("2027-03-12T19:00:00Z"))}</strong>. <a href="#call">Call your teacher</a>.</p>
<h2 class="govuk-heading-m">Why Maribor and not Bologna?</h2>
<div class="app-card"><p>With your ${words.t("site.points", { count: 71 })}, these cities were open to you:</p>
${ui.table({
  firstCellIsHeader: true,
  head: ["Your choice", { text: words.t("chart.last-place"), format: "numeric" }, "Open to you"],
  rows: [
    ["1 Bologna", "76", "No, 5 short"],
    ["2 Maribor", "68", html`<strong>Yes, your place</strong>`],
    ["3 Wrocław", "60", "Yes"],
  ],
})}<p>You got the highest city on your list that was open to you.</p></div>
${ui.form(
  { action: "#", key: "k-1", keep: "gallery" },
  ui.input({
    words,
    name: "school",
    label: "School",
    hint: "Town first",
    problems,
    value: "Čačak",
  }),
  ui.dateInput({
    words,
    name: "birth",
    legend: { text: "Birth date", classes: "govuk-fieldset__legend--m" },
    hint: "12 3 2009",
    problems,
    values: { day: "12", month: "3", year: "09" },
    autocomplete: "bday",
  }),
  ui.radios({
    words,
    name: "answer",
    legend: "Do you take the place?",
    value: "yes",
    items: [
      { value: "yes", text: words.t("site.yes"), hint: "You can still ask questions" },
      { value: "no", text: words.t("site.no") },
      { divider: words.t("site.or") },
      { value: "later", text: "I have a problem", conditional: html`<p>Call us.</p>` },
    ],
  }),
  ui.checkboxes({
    words,
    name: "needs",
    legend: "Anything we should know?",
    values: ["diet"],
    items: [
      { value: "diet", text: "Diet" },
      { value: "care", text: "I look after somebody" },
    ],
  }),
  ui.select({
    words,
    name: "trade",
    label: "Trade",
    problems,
    items: [{ value: "", text: words.t("site.choose") }, { text: "Baker" }, { text: "Welder" }],
  }),
  ui.textarea({ words, name: "why", label: "What do you want to learn, and why?", rows: 4 }),
  ui.buttonGroup(
    ui.button({ text: words.t("site.continue") }),
    ui.button({ text: words.t("site.save"), kind: "secondary" }),
    ui.button({ text: "Decline", kind: "warning" }),
  ),
)}
${ui.details({ summary: "How we count points", text: "Grades 40, motivation 30, languages 30." })}
${ui.insetText({ text: `${words.country("XK")}, ${words.country("BA")}` })}
${ui.warningText({ words, text: "Without a guardian's consent your yes is a wish." })}
${ui.notificationBanner({ words, text: "Your answer is saved.", type: "success" })}
${ui.panel({ title: "You said yes", text: "KLF-7M4-2QX", headingLevel: 2 })}
${ui.summaryList({
  card: { title: "Your place", actions: [{ text: words.t("site.change"), href: "#change" }] },
  rows: [
    {
      key: "City",
      value: "Maribor",
      actions: [{ text: words.t("site.change"), href: "#city", visuallyHiddenText: "city" }],
    },
    { key: "Length", value: words.t("site.places", { count: 2 }) },
  ],
})}
${ui.taskList({
  items: [
    { title: "ID photo", href: "#photo", status: "Done" },
    { title: "Insurance", href: "#ins", status: { tag: { text: "To do", colour: "turquoise" } } },
    { title: "Travel", status: "Cannot start yet" },
  ],
})}
${cutOffStrip({ words, id: "strip", title: "71 points: open in two of three cities", you: 71, rows: strips })}
${bulletChart({ words, id: "bullets", title: "Three of four targets were met", source: html`<a href="#s">intervetwb.net</a>`, rows: bullets })}
`;
  return String(
    ui.portalPage({
      words,
      title: "Gallery",
      path: "/gallery",
      funding: { line: "co-funded", emblem: true, disclaimer: true },
      before: ui.backLink({ words, href: "#back" }),
      demoBar: demo(locale),
      hasProblems: true,
      body,
    }),
  );
}

export function consoleGallery(locale: Locale): string {
  const words = wordsFor(locale);
  const body = html`
${ui.breadcrumbs({ words, items: [{ text: "Call 3", href: "#c" }, { text: "Run 3" }] })}
${ui.pageHeading({ text: "Allocation run 3" })}
<div class="app-panes"><div><ul class="app-figures"><li><span class="app-figures__value">84</span><span class="app-figures__label">placed</span></li><li><span class="app-figures__value">${words.percent(0.61)}</span><span class="app-figures__label">first choice</span></li></ul>
${ui.button({ text: "Sign run 3" })}</div>
<div><h2 class="govuk-heading-m">12 to look at</h2>
<form class="app-filters" action="#" method="get">${ui.input({ words, name: "q", label: words.t("site.search"), type: "search" })}${ui.select({ words, name: "country", label: "Country", items: [{ text: words.t("site.all") }, { text: words.country("XK") }] })}${ui.button({ text: words.t("site.filter"), kind: "secondary" })}</form>
<div class="app-toolbar"><span>${words.t("site.shown-of", { from: 1, to: 25, total: 5000 })}</span><a href="#csv">${words.t("site.download-csv")}</a></div>
${ui.table({
  words,
  scrollLabel: "People to look at",
  firstCellIsHeader: true,
  attributes: { "data-keys": true },
  head: [
    { text: "Code", sort: { href: "#s1", direction: "none" } },
    "School",
    { text: "Points", format: "numeric", sort: { href: "#s2", direction: "descending" } },
    "Place",
    "Why",
  ],
  rows: [
    {
      cells: [html`<a href="#1">KLF-7M4</a>`, "Vogošća", "71", "Maribor", "Bologna full at 76"],
      classes: "app-row--chosen",
    },
    [
      html`<a href="#2">KLF-2C9</a>`,
      "Bihać",
      "83",
      "Seville",
      ui.tag({ text: "Reserved", colour: "purple" }),
    ],
    [html`<a href="#3">KLF-9PT</a>`, "Niš", "64", "Waiting 2", "3 points under Lyon"],
  ],
})}
${ui.pagesOf(words, { page: 3, pages: 200, href: (page) => `#p${page}` })}
<div class="app-card"><h3 class="govuk-heading-s">KLF-7M4 · Why Maribor</h3><p>Bologna: ${words.t("site.places", { count: 22 })}, last place at 76.</p>${ui.button({ text: "Pin to a place", kind: "secondary" })}</div>
${ui.tabs({
  words,
  items: [
    { id: "overview", label: "Overview", panel: html`<h2 class="govuk-heading-m">Overview</h2>` },
    { id: "history", label: "History", panel: html`<h2 class="govuk-heading-m">History</h2>` },
  ],
})}
${ui.fileUpload({ words, name: "file", label: "CSV", accept: "text/csv" })}
<progress class="app-progress" max="100" value="40" aria-label="${words.t("site.working")}"></progress></div>
<div>${flowMap({ words, id: "map", title: "Places by city", origins, cities, flows })}
${rateDots({ words, id: "rates", title: "Same rate for everyone?", overall: 0.48, rows: rates })}</div></div>
${bulletChart({ words, id: "bullets", title: "Three of four targets were met", tableOpen: true, rows: bullets })}
`;
  return String(
    ui.consolePage({
      words,
      title: "Gallery",
      schemeName: "Call 3",
      nav: [
        { text: "Board", href: "#b" },
        { text: "Applicants", href: "#a" },
        { text: "Allocation", href: "#r", current: true },
        { text: "Organisations", href: "#o" },
        { text: "Flows", href: "#f" },
      ],
      user: { name: "Anna", role: "coordinator", signOutAction: "#out" },
      demoBar: demo(locale),
      body,
    }),
  );
}

function demo(locale: Locale) {
  return demoBar({
    words: wordsFor(locale),
    choices: [
      { text: "Coordinator", href: "#1", current: true },
      { text: "Country partner", href: "#2" },
      { text: "Learner", href: "#3" },
    ],
  });
}

const bullets = [
  { label: "1-month learner mobilities", target: 360, realised: 372, href: "#l" },
  { label: "3-month learner mobilities", target: 56, realised: 44, pipeline: 10 },
  { label: "Job shadowing", target: 54, realised: 57 },
  { label: "Summer schools", target: 36, realised: 42, pipeline: 6 },
];
const spread = (from: number, count: number): number[] =>
  Array.from({ length: count }, (_, at) => from + ((at * 7) % 41));
const strips = [
  { label: "Bologna", scores: spread(52, 64), cutOff: 76, reservedCutOff: 66 },
  { label: "Maribor", scores: spread(44, 30), cutOff: 68 },
  { label: "Wrocław", scores: spread(48, 12), cutOff: null },
];
const rates = [
  { label: "Women", placed: 30, applied: 64, low: 0.35, high: 0.59 },
  { label: "Men", placed: 54, applied: 108, low: 0.41, high: 0.59 },
  { label: "Rural schools", placed: 3, applied: 6, low: 0.1, high: 0.9, tooFew: true },
];
const origins = countrySpots.map((spot) => ({ ...spot, label: wordsFor("en").country(spot.id) }));
const cities = citySpots.filter((city) =>
  ["bologna", "seville", "wroclaw", "maribor", "lyon"].includes(city.id),
);
const flows = origins.flatMap((origin, row) =>
  cities.map((city, column) => ({
    from: origin.id,
    to: city.id,
    count: ((row + 2) * (column + 3)) % 9,
  })),
);
