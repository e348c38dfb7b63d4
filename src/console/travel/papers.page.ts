import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { readTraveller } from "../../stages/travel/check-travel.ts";
import {
  addPapers,
  choosePapers,
  readNumber,
  removePapers,
} from "../../stages/travel/keep-papers.ts";
import { can } from "../../stages/travel/travel.policy.ts";
import { backLink, html, summaryList } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { sentBoxes, typedDay, withBoxes } from "./boxes.ts";
import { travelPage } from "./travel.page.ts";

const travelOf = (visit: StaffVisit): string =>
  paths.travel(visit.tx.actor.scheme.slug, visit.params.personId ?? "");

async function add(visit: StaffVisit): Promise<Answer> {
  const { form: sent, params, tx } = visit;
  const issued = typedDay(sentBoxes(visit, "issued"), "issued");
  const expires = typedDay(sentBoxes(visit, "expires"), "expires");
  const done = await addPapers(tx, params.personId ?? "", {
    nationality: sent.text("nationality"),
    passport: sent.text("passport"),
    issuer: sent.text("issuer"),
    issued: issued.text,
    expires: expires.text,
    number: sent.text("number"),
  });
  if (done.ok) return redirect(`${travelOf(visit)}?done=papers#papers`);
  if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  const shown = await travelPage(visit, withBoxes(done.problems, [issued, expires]));
  return shown ? refusedPage(shown) : nothingHere;
}

const act =
  (work: typeof choosePapers | typeof removePapers) =>
  async (visit: StaffVisit): Promise<Answer> => {
    const { personId = "", passportId = "" } = visit.params;
    const done = await work(visit.tx, personId, passportId);
    return done.ok ? redirect(`${travelOf(visit)}?done=papers#papers`) : nothingHere;
  };

/** The number stands in this one answer and nowhere else; that it was opened is written down. */
async function number(visit: StaffVisit): Promise<Answer> {
  const { personId = "", passportId = "" } = visit.params;
  const of = await readTraveller(visit.tx, personId);
  const papers = of?.traveller.papers.find(({ id }) => id === passportId);
  if (!of || !papers) return nothingHere;
  const read = await readNumber(visit.tx, personId, passportId);
  if (!read.ok) return nothingHere;
  const words = wordsOf(visit);
  const { t } = words;
  const name = `${of.traveller.givenNames} ${of.traveller.familyName}`;
  return page(
    await consoleShell(visit, {
      title: t("travel.number-of", { name }),
      section: "applicants",
      before: backLink({ words, text: t("travel.title"), href: travelOf(visit) }),
      body: html`<span class="govuk-caption-l">${name}</span><h1 class="govuk-heading-l">${t("travel.number")}</h1>
${summaryList({
  rows: [
    { key: t("travel.nationality"), value: words.country(papers.nationality) },
    { key: t("travel.expires"), value: words.day(papers.expires) },
    { key: t("travel.number"), value: read.value || t("travel.number-none") },
  ],
})}<p class="govuk-body">${t("travel.number-was-recorded")}</p>`,
    }),
  );
}

const shared = { method: "POST", access: "staff" } as const;
const keeps = (actor: StaffVisit["tx"]["actor"]) => can.keepPapers(actor);
const at = (name: string) => paths.travelPaper(":scheme", ":personId", ":passportId", name);

export const routes: Route[] = [
  {
    ...shared,
    allow: keeps,
    purpose: "care",
    path: paths.travelPapers(":scheme", ":personId"),
    answer: add,
  },
  { ...shared, allow: keeps, path: at("use"), answer: act(choosePapers) },
  { ...shared, allow: keeps, path: at("removal"), answer: act(removePapers) },
  {
    ...shared,
    allow: (actor) => can.readNumber(actor),
    purpose: "care",
    path: at("number"),
    answer: number,
  },
];
