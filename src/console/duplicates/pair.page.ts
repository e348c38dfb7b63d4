import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/applications/application.policy.ts";
import { likenesses } from "../../stages/applications/duplicate.rules.ts";
import { type Twin, VERDICT_REASONS } from "../../stages/applications/duplicate.ts";
import { readTwins } from "../../stages/applications/read-duplicates.ts";
import { putTogether } from "../../stages/messages/put-together.ts";
import {
  breadcrumbs,
  button,
  form,
  type Html,
  html,
  problemSummary,
  radios,
  table,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { likenessLines, nameOf } from "./duplicates.page.ts";

/** Two rows side by side, everything that helps to tell, and the question. */
function show(
  visit: StaffVisit,
  [first, second]: readonly [Twin, Twin],
  problems: readonly Problem[] = [],
): Html {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const title = t("duplicates.pair-title");
  return consoleShell(visit, {
    title,
    section: "applicants",
    error: problems.length > 0,
    before: breadcrumbs({
      words,
      items: [
        { text: t("applicants.title"), href: paths.applicants(slug) },
        { text: t("duplicates.title"), href: paths.duplicates(slug) },
        { text: title },
      ],
    }),
    body: html`${problemSummary(words, problems, {}, { verdict: words.t("duplicates.verdict"), keep: words.t("duplicates.keep"), why: words.t("duplicates.why") })}<h1 class="govuk-heading-l">${title}</h1>
${likenessLines(words, likenesses(first, second))}
${sideBySide(words, slug, first, second)}
${form(
  { action: paths.duplicate(slug, first.id, second.id), key: newId() },
  question(visit, words, first, second, problems),
  button({ text: t("duplicates.save"), preventDoubleClick: true }),
)}`,
  });
}

function sideBySide(words: Words, slug: string, first: Twin, second: Twin): Html {
  const row = (name: MessageKey, of: (twin: Twin) => Html | string | null) => [
    words.t(name),
    of(first) ?? "–",
    of(second) ?? "–",
  ];
  const bullets = (items: readonly string[]) =>
    items.length === 0
      ? null
      : html`<ul class="govuk-list">${items.map((item) => html`<li>${item}</li>`)}</ul>`;
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: words.t("duplicates.pair-title"),
    captionClasses: "govuk-visually-hidden",
    head: [
      words.t("duplicates.fact"),
      words.t("duplicates.row", { number: 1 }),
      words.t("duplicates.row", { number: 2 }),
    ],
    rows: [
      row(
        "applicants.name",
        (twin) =>
          html`<a class="govuk-link" lang="" href="${paths.person(slug, twin.id)}">${nameOf(twin)}</a>`,
      ),
      row("applicants.birth-date", (twin) => words.day(twin.birthDate)),
      row("applicants.country", (twin) => words.country(twin.country)),
      row("applicants.phone", (twin) => twin.phone),
      row("applicants.email", (twin) => twin.email),
      row("duplicates.applications", (twin) =>
        bullets(
          twin.applications.map((one) =>
            words.t(
              one.state === "withdrawn"
                ? "duplicates.application-withdrawn"
                : "duplicates.application",
              { number: one.callNumber, school: one.school, trade: words.trade(one.trade) },
            ),
          ),
        ),
      ),
      row("duplicates.stays", (twin) =>
        bullets(
          twin.stays.map(
            (stay) =>
              `${stay.city}, ${words.days(stay.starts, stay.ends)} (${words.t(`people.stay-${stay.state}` as MessageKey)})`,
          ),
        ),
      ),
    ],
  });
}

function question(
  visit: StaffVisit,
  words: Words,
  first: Twin,
  second: Twin,
  problems: readonly Problem[],
): Html {
  const { form: sent } = visit;
  const { t } = words;
  const legend = (key: MessageKey) => ({ text: t(key), classes: "govuk-fieldset__legend--s" });
  return html`${radios({
    words,
    problems,
    name: "verdict",
    legend: legend("duplicates.verdict"),
    value: sent.text("verdict"),
    items: (["same", "different"] as const).map((verdict) => ({
      value: verdict,
      text: t(`duplicates.verdict-${verdict}`),
      hint: t(`duplicates.verdict-${verdict}-hint`),
    })),
  })}${radios({
    words,
    problems,
    name: "keep",
    legend: legend("duplicates.keep"),
    hint: t("duplicates.keep-hint"),
    value: sent.text("keep"),
    items: [first, second].map((twin, at) => ({
      value: twin.id,
      text: html`<span lang="">${nameOf(twin)}</span>`,
      hint: `${t("duplicates.row", { number: at + 1 })}, ${words.day(twin.birthDate)}`,
    })),
  })}${radios({
    words,
    problems,
    name: "why",
    legend: legend("duplicates.why"),
    value: sent.text("why"),
    items: VERDICT_REASONS.map((why) => ({ value: why, text: t(`duplicates.why-${why}`) })),
  })}`;
}

const idsOf = ({ params }: StaffVisit): readonly [string, string] => [
  params.firstId ?? "",
  params.secondId ?? "",
];

async function ask(visit: StaffVisit): Promise<Answer> {
  const twins = await readTwins(visit.tx, ...idsOf(visit));
  if (!twins) return nothingHere;
  const gone = twins.find((twin) => twin.mergedInto !== null);
  const { slug } = visit.tx.actor.scheme;
  return gone?.mergedInto
    ? redirect(paths.person(slug, gone.mergedInto))
    : page(show(visit, twins));
}

async function decide(visit: StaffVisit): Promise<Answer> {
  const { form: sent, tx } = visit;
  const done = await putTogether(tx, idsOf(visit), {
    verdict: sent.text("verdict"),
    why: sent.text("why"),
    keep: sent.text("keep"),
  });
  const { slug } = tx.actor.scheme;
  if (done.ok) return redirect(paths.duplicates(slug));
  if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  const twins = await readTwins(tx, ...idsOf(visit));
  return twins ? refusedPage(show(visit, twins, done.problems)) : nothingHere;
}

const path = paths.duplicate(":scheme", ":firstId", ":secondId");

export const routes: Route[] = [
  { method: "GET", access: "staff", allow: can.decideDuplicates, path, answer: ask },
  { method: "POST", access: "staff", allow: can.decideDuplicates, path, answer: decide },
];
