import { CSV_TYPE, toCsv } from "../../platform/files/csv.ts";
import type { Words } from "../../platform/i18n/index.ts";
import { type Answer, file, nothingHere, page } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import { readPublishedPlaces } from "../../stages/allocation-runs/read-published-places.ts";
import type { Scheme } from "../../stages/schemes/scheme.ts";
import { type Html, html } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords, schemeOf } from "../shell.ts";

const route = (
  path: string,
  answer: (visit: PublicVisit, scheme: Scheme) => Promise<Answer>,
): Route => ({
  method: "GET",
  path,
  access: "public",
  shared: true,
  answer: async (visit: PublicVisit) => {
    const scheme = await schemeOf(visit);
    return scheme?.kind === "running" ? answer(visit, scheme) : nothingHere;
  },
});

export const routes: Route[] = [
  route(paths.openData(":lang", ":scheme"), async (visit, scheme) =>
    page(await openData(visit, scheme)),
  ),
  route(paths.lastPlacesCsv(":lang", ":scheme"), lastPlacesFile),
];

async function openData(visit: PublicVisit, { slug }: Scheme): Promise<Html> {
  const words = await portalWords(visit);
  const { t, locale } = words;
  const runs = [
    ...new Map((await readPublishedPlaces(visit.tx)).map((place) => [place.runId, place])).values(),
  ];
  const files = [
    ["calls-json", paths.callsJson(locale, slug)],
    ["calls-atom", paths.callsAtom(locale, slug)],
    ["results", paths.resultsCsv(locale, slug)],
    ["last-places", paths.lastPlacesCsv(locale, slug)],
  ] as const;
  return portalShell(visit, {
    title: t("front.open-data"),
    about: t("open-data.lead"),
    body: html`<h1 class="govuk-heading-l">${t("front.open-data")}</h1>
<p class="govuk-body-l">${t("open-data.lead")}</p>
<ul class="govuk-list govuk-list--spaced app-ways">${files.map(
      ([name, href]) =>
        html`<li><a class="govuk-link" href="${href}">${t(`open-data.${name}`)}</a><br>${t(`open-data.${name}-about`)}</li>`,
    )}</ul>
<h2 class="govuk-heading-m">${t("open-data.runs")}</h2><p class="govuk-body">${t("open-data.runs-about")}</p>
${
  runs.length === 0
    ? html`<p class="govuk-body">${t("open-data.runs-none")}</p>`
    : html`<ul class="govuk-list govuk-list--bullet">${runs.map(
        (run) =>
          html`<li><a class="govuk-link" href="${paths.run(locale, slug, run.runId)}">${words.local(run.callTitle)}</a></li>`,
      )}</ul>`
}
<h2 class="govuk-heading-m">${t("open-data.use")}</h2><p class="govuk-body">${t("open-data.use-about")}</p>`,
  });
}

async function lastPlacesFile(visit: PublicVisit, scheme: Scheme): Promise<Answer> {
  const words: Words = await portalWords(visit);
  const { t } = words;
  const places = await readPublishedPlaces(visit.tx);
  const body = toCsv([
    [
      t("open-data.call"),
      t("open-data.call-title"),
      t("runs.from"),
      t("runs.city"),
      t("open-data.country"),
      t("open-data.trade"),
      t("runs.seats"),
      t("runs.taken"),
      t("runs.last-open"),
    ],
    ...places.map((place) => [
      place.callNumber,
      words.local(place.callTitle),
      place.sendingCountry,
      place.city,
      place.country,
      place.trade,
      place.seats,
      place.taken,
      place.cutOff?.open,
    ]),
  ]);
  return file({ name: `${scheme.slug}-last-places.csv`, type: CSV_TYPE, body });
}
