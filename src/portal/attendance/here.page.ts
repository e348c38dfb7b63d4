import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import {
  type Answer,
  countedRefusal,
  nothingHere,
  page,
  redirect,
  refusedPage,
  tooManyTries,
} from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import { isUuid } from "../../shared/id.ts";
import type { Problem } from "../../shared/result.ts";
import type { DeskEvent } from "../../stages/attendance/read-desk.ts";
import {
  checkInMyself,
  type OwnCheckIn,
  readOwnDoor,
  screenSession,
} from "../../stages/attendance/self-check-in.ts";
import {
  button,
  form,
  type Html,
  hidden,
  html,
  input,
  insetText,
  localText,
  panel,
  problemSummary,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords } from "../shell.ts";
import { outcomeProblem } from "./outcome.ts";

const PATH = paths.eventHere(":lang", ":scheme", ":eventId");

type Asked = { readonly sessionId: string; readonly slot: string; readonly proof: string };

/** What the square on the wall said: in the address at first, in the form afterwards. */
function asked(visit: PublicVisit): Asked | null {
  const of = (name: string) => visit.form.text(name) || (visit.query.get(name) ?? "");
  const found = { sessionId: of("session"), slot: of("slot"), proof: of("proof") };
  return found.proof !== "" && isUuid(found.sessionId) ? found : null;
}

async function show(
  visit: PublicVisit,
  event: DeskEvent,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = await portalWords(visit);
  const { t } = words;
  const screen = asked(visit);
  const session = screen ? screenSession(visit.tx, event, screen) : undefined;
  const stale = screen !== null && session === undefined && problems.length === 0;
  const all = stale ? [{ code: "screen-too-old" }] : problems;
  const title = t("attendance.here-title");
  return portalShell(visit, {
    title: `${title}: ${words.local(event.title)}`,
    hideFromSearch: true,
    error: all.length > 0,
    body: html`${problemSummary(words, all)}<span class="govuk-caption-l">${localText(words, event.title)}</span><h1 class="govuk-heading-l">${title}</h1>
${session && insetText({ text: session.title })}
${form(
  { action: visit.path, key: newId() },
  ...(session && screen
    ? [
        hidden("session", screen.sessionId),
        hidden("slot", screen.slot),
        hidden("proof", screen.proof),
      ]
    : [wordField(visit, words, all)]),
  input({
    words,
    name: "ticket",
    label: t("attendance.ticket-code"),
    hint: t("attendance.ticket-code-hint"),
    value: visit.form.text("ticket"),
    inputmode: "numeric",
    autocomplete: "on",
    spellcheck: false,
    classes: "govuk-input--width-10",
    problems: all,
  }),
  button({ text: t("attendance.check-in"), preventDoubleClick: true }),
)}`,
  });
}

const wordField = (visit: PublicVisit, words: Words, problems: readonly Problem[]): Html =>
  input({
    words,
    name: "word",
    label: words.t("attendance.code-word"),
    hint: words.t("attendance.code-word-hint"),
    value: visit.form.text("word"),
    autocomplete: "off",
    spellcheck: false,
    classes: "govuk-input--width-20",
    problems,
  });

/** After it: said once more, so that somebody who comes back to the page knows. */
async function done(visit: PublicVisit, event: DeskEvent): Promise<Html> {
  const words = await portalWords(visit);
  const { t } = words;
  const session = event.sessions.find(({ id }) => id === visit.query.get("in"));
  return portalShell(visit, {
    title: t("attendance.here-done"),
    hideFromSearch: true,
    body: html`${panel({ title: t("attendance.here-done"), text: session?.title ?? words.local(event.title) })}
<p class="govuk-body">${t("attendance.here-next")}</p>`,
  });
}

async function answer(visit: PublicVisit): Promise<Answer> {
  const event = await readOwnDoor(visit.tx, visit.params.eventId ?? "");
  if (!event) return nothingHere;
  const screen = asked(visit);
  const key = visit.form.text("_key");
  const by: OwnCheckIn["by"] = screen ? { screen } : { word: visit.form.text("word") };
  const result = await checkInMyself(visit.tx, event.id, {
    ticket: visit.form.text("ticket"),
    client: visit.client,
    id: isUuid(key) ? key : newId(),
    by,
  });
  if (!result.ok) {
    const html = await show(visit, event, result.problems);
    const isMany = result.problems.some(({ code }) => code === "too-many-tries");
    return isMany ? tooManyTries(html) : refusedPage(html);
  }
  const { outcome, session } = result.value;
  const words = await portalWords(visit);
  const problem = outcomeProblem(words, outcome, "ticket");
  // Somebody who presses twice is in; a wrong ticket stays counted.
  if (problem && outcome.problem !== "ticket-used") {
    return countedRefusal(422, await show(visit, event, [problem]));
  }
  return redirect(`${visit.path}?in=${session.id}`);
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "public",
    path: PATH,
    answer: async (visit) => {
      const event = await readOwnDoor(visit.tx, visit.params.eventId ?? "");
      if (!event) return nothingHere;
      return page(await (visit.query.has("in") ? done(visit, event) : show(visit, event)));
    },
  },
  { method: "POST", access: "public", path: PATH, answer },
];
