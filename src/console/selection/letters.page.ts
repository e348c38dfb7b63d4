import type { Locale, Words } from "../../platform/i18n/index.ts";
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
import { readLetters, releaseLetters, writeLetters } from "../../stages/selection/letters.ts";
import { readSelection } from "../../stages/selection/read-selection.ts";
import { can } from "../../stages/selection/selection.policy.ts";
import { button, details, form, type Html, html, lines, problemSummary } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { wordsOf } from "../shell.ts";
import { selectionPage } from "./call-frame.ts";

type Letters = NonNullable<Awaited<ReturnType<typeof readLetters>>>;

/** One letter of each kind and language: the others differ in their figures alone. */
function samples(letters: Letters): Map<string, Letters["held"]> {
  const kinds = new Map<string, Letters["held"][number][]>();
  for (const letter of letters.held) {
    const kind = `${letter.locale} ${letter.template}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), letter]);
  }
  return kinds;
}

async function lettersPage(
  visit: StaffVisit,
  problems: readonly Problem[] = [],
): Promise<Html | undefined> {
  const of = await readSelection(visit.tx, visit.params.callId ?? "");
  if (!of) return undefined;
  const letters = await readLetters(visit.tx, of.call.id);
  const words = wordsOf(visit);
  return selectionPage(visit, of.call, {
    part: "letters",
    begun: of.selection !== null,
    title: words.t("selection.letters-title"),
    problems: problemSummary(words, problems),
    error: problems.length > 0,
    body: letters
      ? lettersBody(visit, words, letters)
      : html`<p class="govuk-body">${words.t("selection.letters-no-list")}</p>`,
  });
}

function lettersBody(visit: StaffVisit, words: Words, letters: Letters): Html {
  const { slug } = visit.tx.actor.scheme;
  const press = (name: string, text: string) =>
    form(
      { action: paths.selectionPart(slug, letters.call.id, name), key: newId() },
      button({ text, preventDoubleClick: true }),
    );
  const none = letters.held.length + letters.released === 0;
  return html`<p class="govuk-body">${words.t("selection.letters-lead", { list: words.t(`selection.list-${letters.list.kind}`) })}</p>
${letters.without > 0 && html`<p class="govuk-body">${words.t("selection.letters-without", { count: letters.without })}</p>`}
${none && press("letters", words.t("selection.letters-write"))}
${letters.released > 0 && html`<p class="govuk-body"><strong>${words.t("selection.letters-released", { count: letters.released })}</strong></p>`}
${
  letters.held.length > 0 &&
  html`<h2 class="govuk-heading-m">${words.t("selection.letters-preview", { count: letters.held.length })}</h2>${[...samples(letters).values()].map((group) => sample(words, group))}${press("letters-release", words.t("selection.letters-release", { count: letters.held.length }))}`
}`;
}

function sample(words: Words, group: Letters["held"]): Html {
  const [first] = group;
  if (!first) return html``;
  const names = new Intl.DisplayNames(words.lang, { type: "language" });
  return html`<h3 class="govuk-heading-s">${names.of(first.locale)}: ${words.t("selection.letters-count", { count: group.length })}</h3>${letter(first)}${
    group.length > 1 &&
    details({
      summary: words.t("selection.letters-all"),
      text: html`${group.slice(1).map((one) => letter(one))}`,
    })
  }`;
}

const letter = (one: Letters["held"][number]): Html =>
  html`<div class="app-letter" lang="${one.locale satisfies Locale}"><p class="govuk-body"><strong>${one.subject}</strong><br><span class="govuk-hint">${one.to}</span></p><p class="govuk-body">${lines(one.body)}</p></div>`;

async function show(visit: StaffVisit): Promise<Answer> {
  const html = await lettersPage(visit);
  return html ? page(html) : nothingHere;
}

const act =
  (work: (visit: StaffVisit, callId: string) => Promise<Result<number>>) =>
  async (visit: StaffVisit): Promise<Answer> => {
    const callId = visit.params.callId ?? "";
    const done = await work(visit, callId);
    if (done.ok) {
      return redirect(paths.selectionPart(visit.tx.actor.scheme.slug, callId, "letters"));
    }
    const html = await lettersPage(visit, done.problems);
    return html ? refusedPage(html) : nothingHere;
  };

const part = (name: string) => paths.selectionPart(":scheme", ":callId", name);
const lead = { access: "staff", allow: can.lead } as const;
export const routes: Route[] = [
  { ...lead, method: "GET", path: part("letters"), answer: show },
  {
    ...lead,
    method: "POST",
    path: part("letters"),
    answer: act((visit, callId) => writeLetters(visit.tx, callId)),
  },
  {
    ...lead,
    method: "POST",
    path: part("letters-release"),
    answer: act((visit, callId) => releaseLetters(visit.tx, callId)),
  },
];
