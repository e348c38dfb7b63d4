/** Events as templates: what of them leaves a scheme with its kit, and what becomes of it in another. */
import type { Tx } from "../../platform/db/index.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { can } from "./event.policy.ts";
import { searchEvents } from "./event.store.ts";
import type { TypedSession } from "./event.ts";
import { makeEvent } from "./keep-event.ts";
import { addSession } from "./keep-session.ts";
import { sessionsOf } from "./session.store.ts";
import {
  type EventTemplate,
  firstDays,
  templateOf,
  typedOf,
  typedSessionOf,
  worthKeeping,
} from "./template.rules.ts";

export type { EventTemplate } from "./template.rules.ts";

/** @param codes of lines by their id: lines have no other name outside their scheme */
export async function readEventTemplates(
  tx: Tx,
  codes: ReadonlyMap<string, string>,
): Promise<readonly EventTemplate[]> {
  if (!can.seeEvents(tx.actor)) return [];
  const { rows } = await searchEvents(tx, { kind: "", state: "", text: "", page: 0 });
  const found: EventTemplate[] = [];
  for (const event of worthKeeping(rows)) {
    const line = event.lineId === null ? null : (codes.get(event.lineId) ?? null);
    found.push(templateOf(event, await sessionsOf(tx, event.id), line));
  }
  return found;
}

/**
 * Begins an event for each template, as a draft on days that are far enough ahead; the rules of events
 * and sessions are asked like of anybody who types one.
 * @param lines ids by code; an event of a line that is not there is left out
 */
export async function takeEventTemplates(
  tx: Tx,
  templates: readonly EventTemplate[],
  lines: ReadonlyMap<string, string>,
): Promise<Result<null>> {
  if (!can.keepEvent(tx.actor, null)) return notFound;
  const wanted = templates.filter(({ line }) => line === null || lines.has(line));
  const starts = firstDays(
    wallTimeOf(tx.now).day,
    wanted.map(({ days }) => days),
  );
  const problems: Problem[] = [];
  for (const [at, template] of wanted.entries()) {
    const first = starts[at]!;
    const lineId = template.line === null ? null : (lines.get(template.line) ?? null);
    const made = await makeEvent(tx, typedOf(template, first, lineId));
    if (!made.ok) {
      problems.push(...made.problems);
      continue;
    }
    const sessions = template.sessions.map((one) => typedSessionOf(one, first));
    problems.push(...(await added(tx, made.value, sessions)));
  }
  return problems.length > 0 ? refuse(...problems) : ok(null);
}

async function added(
  tx: Tx,
  eventId: string,
  sessions: readonly TypedSession[],
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const session of sessions) {
    const done = await addSession(tx, eventId, session);
    if (!done.ok) problems.push(...done.problems);
  }
  return problems;
}
