import { newId } from "../../platform/random.ts";
import {
  type Answer,
  file,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import { isUuid } from "../../shared/id.ts";
import type { Problem } from "../../shared/result.ts";
import type { CheckIn, Outcome } from "../../stages/attendance/attendance.ts";
import { keepCheckIns } from "../../stages/attendance/check-in.ts";
import { asDoor, type DoorVisit } from "../../stages/attendance/door-link.ts";
import { readQueue } from "../../stages/attendance/queue.rules.ts";
import { type Desk, readDesk } from "../../stages/attendance/read-desk.ts";
import { readTicket } from "../../stages/attendance/ticket.rules.ts";
import { asset, html } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords } from "../shell.ts";
import { deskBody, sessionOf } from "./desk-parts.ts";
import { outcomeProblem } from "./outcome.ts";

const PATH = paths.desk(":lang", ":scheme", ":secret");
/** Some three hundred check-ins at once; a telephone sends the rest after them. */
const MOST_BYTES = 128 * 1024;

type Opened = { readonly door: DoorVisit; readonly desk: Desk };

async function opened(visit: PublicVisit): Promise<Opened | undefined> {
  const door = await asDoor(visit.tx, visit.params.secret ?? "");
  const desk = door && (await readDesk(door.tx, door.link.eventId));
  return door && desk ? { door, desk } : undefined;
}

const here = (visit: PublicVisit): string =>
  paths.desk(visit.locale, visit.params.scheme ?? "", visit.params.secret ?? "");

async function show(visit: PublicVisit, { door, desk }: Opened, problems: readonly Problem[] = []) {
  const words = await portalWords(visit);
  const { t } = words;
  const { locale, params } = visit;
  const slug = params.scheme ?? "";
  const title = `${t("attendance.desk")}: ${words.local(desk.event.title)}`;
  return portalShell(visit, {
    title,
    hideFromSearch: true,
    error: problems.length > 0,
    scripts: ["desk.js"],
    head: html`<link rel="manifest" href="${paths.deskManifest(locale, slug, params.secret ?? "")}">`,
    body: deskBody({
      words,
      desk,
      helper: door.link.helper,
      isOpen: door.isOpen,
      path: here(visit),
      queue: paths.deskQueue(locale, slug, params.secret ?? ""),
      session: sessionOf(
        desk,
        visit.form.text("session") || visit.query.get("session"),
        visit.tx.now,
      ),
      find: visit.query.get("find")?.trim() ?? "",
      typed: visit.form.text("ticket"),
      done: desk.guests.find(({ registrationId }) => registrationId === visit.query.get("in")),
      problems,
    }),
  });
}

/** Without a script: six digits or a name of the list, one person a form. */
async function checkIn(visit: PublicVisit): Promise<Answer> {
  const found = await opened(visit);
  if (!found) return nothingHere;
  const { form: sent } = visit;
  const chosen = sent.text("guest");
  const typed = sent.text("ticket");
  const words = await portalWords(visit);
  const refused = async (problem: Problem) => refusedPage(await show(visit, found, [problem]));
  if (chosen === "" && !readTicket(typed)) {
    return refused({ code: typed === "" ? "required" : "ticket-shape", field: "ticket" });
  }
  const key = sent.text("_key");
  const done = await keepCheckIns(found.door.tx, found.desk.event.id, [
    {
      id: isUuid(key) ? key : newId(),
      sessionId: sent.text("session"),
      ticket: chosen || typed,
      at: visit.tx.now,
      how: chosen === "" ? "code" : "list",
    },
  ]);
  const [outcome] = done.ok ? done.value : [];
  if (!outcome) return nothingHere;
  const problem = outcomeProblem(words, outcome, chosen === "" ? "ticket" : undefined);
  if (problem) return refused(problem);
  return redirect(
    `${here(visit)}?session=${sent.text("session")}&in=${outcome.registrationId ?? ""}`,
  );
}

/** What lay on a telephone: kept once however often it is sent, with an answer for each. */
async function takeQueue(visit: PublicVisit): Promise<Answer> {
  const found = await opened(visit);
  const entries =
    found && readQueue(visit.form.text("entries"), visit.form.text("sent"), visit.tx.now);
  if (!found || !entries) return nothingHere;
  const { tx, link } = found.door;
  const done = await keepCheckIns(tx, link.eventId, entries);
  if (!done.ok) return nothingHere;
  const words = await portalWords(visit);
  const after = await readDesk(tx, link.eventId);
  // A telephone knows one session at a time; the list of all of them is long on a slow line.
  const asked = visit.form.text("session");
  return file({
    name: "queue.json",
    type: "application/json",
    inline: true,
    body: JSON.stringify({
      outcomes: done.value.map((one, at) => told(one, entries[at], words)),
      here: (after?.here ?? [])
        .filter(({ sessionId }) => asked === "" || sessionId === asked)
        .map((one) => [one.registrationId, one.sessionId, one.arrivedAt.getTime()]),
    }),
  });
}

function told(
  outcome: Outcome,
  entry: CheckIn | undefined,
  words: Awaited<ReturnType<typeof portalWords>>,
) {
  const problem = outcomeProblem(words, outcome);
  return {
    id: outcome.id,
    problem: outcome.problem,
    text: problem && words.problem(problem),
    ticket: entry?.ticket ?? "",
    name: outcome.name,
  };
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "public",
    path: PATH,
    answer: async (visit) => {
      const found = await opened(visit);
      return found ? page(await show(visit, found)) : nothingHere;
    },
  },
  { method: "POST", access: "public", path: PATH, answer: checkIn },
  // Ids drawn on the telephone make a repeat harmless.
  {
    method: "POST",
    access: "public",
    repeatable: true,
    limit: MOST_BYTES,
    path: paths.deskQueue(":lang", ":scheme", ":secret"),
    answer: takeQueue,
  },
  {
    method: "GET",
    access: "public",
    path: paths.deskManifest(":lang", ":scheme", ":secret"),
    answer: async (visit) => {
      const found = await opened(visit);
      if (!found) return nothingHere;
      const words = await portalWords(visit);
      const start = here(visit);
      const manifest = {
        id: start,
        name: `${words.t("attendance.desk")}: ${words.local(found.desk.event.title)}`,
        short_name: words.t("attendance.desk"),
        start_url: start,
        scope: start,
        display: "standalone",
        lang: words.lang,
        background_color: "#ffffff",
        theme_color: "#0b5563",
        icons: [{ src: asset("icon.svg"), sizes: "any", type: "image/svg+xml" }],
      };
      return file({
        name: "desk.webmanifest",
        type: "application/manifest+json",
        inline: true,
        body: JSON.stringify(manifest),
      });
    },
  },
];
