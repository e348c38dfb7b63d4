import { newId } from "../../platform/random.ts";
import { type Answer, nothingHere, page, refusedPage } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Day } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/hosting/hosting.policy.ts";
import { NOTE_REASONS } from "../../stages/hosting/hosting.ts";
import { type ClosedNote, openNote, readClosedNote } from "../../stages/hosting/open-note.ts";
import { readOrganisation } from "../../stages/organisations/read-organisations.ts";
import {
  backLink,
  button,
  form,
  type Html,
  html,
  insetText,
  lines,
  problemSummary,
  radios,
  summaryList,
} from "../../ui/index.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { hostingPaths } from "./hosting-paths.ts";

const ids = ({ params }: StaffVisit) => [params.organisationId ?? "", params.noteId ?? ""] as const;

/** Says that reading leaves a trace, and asks what for; no word of the note. */
async function ask(visit: StaffVisit, problems: readonly Problem[] = []): Promise<Answer> {
  const [hostId, noteId] = ids(visit);
  const note = await readClosedNote(visit.tx, hostId, noteId);
  if (!note) return nothingHere;
  const words = wordsOf(visit);
  const { t } = words;
  const body = html`${insetText({ text: t("hosting.note-recorded") })}${form(
    {
      action: hostingPaths.note(visit.tx.actor.scheme.slug, hostId, noteId),
      key: newId(),
      classes: "app-text",
    },
    radios({
      words,
      problems,
      name: "reason",
      legend: t("hosting.note-reason"),
      items: NOTE_REASONS.map((value) => ({ value, text: t(`hosting.note-reason-${value}`) })),
    }),
    button({ text: t("hosting.note-show"), preventDoubleClick: true }),
  )}`;
  const shown = await shell(visit, note, body, problems);
  return problems.length > 0 ? refusedPage(shown) : page(shown);
}

/** The words stand in this one answer and nowhere else: asked again, the page asks why again. */
async function show(visit: StaffVisit): Promise<Answer> {
  const [hostId, noteId] = ids(visit);
  const read = await openNote(visit.tx, hostId, noteId, visit.form.text("reason"));
  if (!read.ok) return ask(visit, read.problems);
  const note = await readClosedNote(visit.tx, hostId, noteId);
  if (!note) return nothingHere;
  const { t } = wordsOf(visit);
  return page(
    await shell(
      visit,
      note,
      summaryList({
        rows: [
          { key: t("hosting.field-who"), value: read.value.who },
          { key: t("hosting.field-note"), value: lines(read.value.note) },
          {
            key: t("hosting.note-reason-was"),
            value: t(`hosting.note-reason-${read.value.reason}`),
          },
        ],
      }),
    ),
  );
}

async function shell(
  visit: StaffVisit,
  note: ClosedNote,
  body: Html,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = wordsOf(visit);
  const [hostId] = ids(visit);
  const host = await readOrganisation(visit.tx, hostId);
  const title = words.t("hosting.note-title", {
    kind: words.t(`hosting.kind-${note.kind}`),
    day: words.day(note.happenedOn as Day),
  });
  return consoleShell(visit, {
    title,
    section: "hosting",
    error: problems.length > 0,
    before: backLink({
      words,
      href: hostingPaths.host(visit.tx.actor.scheme.slug, hostId),
    }),
    body: html`${problemSummary(words, problems)}<span class="govuk-caption-l">${host?.name ?? ""}</span><h1 class="govuk-heading-l">${title}</h1>
${body}`,
  });
}

const shared = {
  access: "staff",
  path: hostingPaths.note(":scheme", ":organisationId", ":noteId"),
  allow: can.readIncidents,
} as const;

export const routes: Route[] = [
  { ...shared, method: "GET", answer: (visit: StaffVisit) => ask(visit) },
  { ...shared, method: "POST", purpose: "care", answer: show },
];
