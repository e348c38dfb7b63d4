import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import type { Locale } from "../../platform/i18n/index.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { askHost } from "./ask-hosts.ts";
import { flowToMatch } from "./flow-to-match.ts";
import { markKept, oneRun } from "./match.store.ts";
import type { MatchContent } from "./matching.ts";
import { staysOfFlow } from "./stay.store.ts";

/**
 * Asks every company of a run for the learners it was proposed for, one question a company and trade;
 * or keeps the questions to be asked later, by letter or by an office that hears the yes itself.
 * What no longer fits (somebody was asked for elsewhere, a place went) is told with every reason, and
 * then nobody is asked: the run is made again.
 */
export async function keepMatching(
  tx: Tx,
  flowId: string,
  matchId: string,
  from: { readonly publicUrl: string; readonly language?: Locale; readonly later?: boolean },
): Promise<Result<number>> {
  const flow = await flowToMatch(tx, flowId);
  const run = flow && isUuid(matchId) ? await oneRun(tx, matchId, true) : undefined;
  if (!flow || run?.flowId !== flowId) return notFound;
  if (run.keptAt) return refuse({ code: "changed-meanwhile" });
  const { placed, places } = JSON.parse(run.content) as MatchContent;
  const trades = new Map(
    (await staysOfFlow(tx, flowId)).map((stay) => [stay.mobilityId, stay.trade]),
  );
  const groups = new Map<string, { organisationId: string; people: string[] }>();
  for (const [mobilityId, place] of Object.entries(placed).sort()) {
    const at = places.find((each) => each.place === place);
    if (!at) continue;
    const key = `${at.organisationId} ${trades.get(mobilityId) ?? ""}`;
    const group = groups.get(key) ?? { organisationId: at.organisationId, people: [] };
    group.people.push(mobilityId);
    groups.set(key, group);
  }
  if (groups.size === 0) return refuse({ code: "match-nobody-placed" });
  const problems: Problem[] = [];
  // Companies in one order, so that two who keep at once do not wait for each other.
  for (const [, { organisationId, people }] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const asked = await askHost(tx, {
      organisationId,
      flowId,
      mobilityIds: people,
      ...from,
    });
    if (!asked.ok) problems.push(...asked.problems.map(({ field: _, ...problem }) => problem));
  }
  if (problems.length > 0) return refuse(...problems);
  await markKept(tx, matchId);
  await record(
    tx,
    "match-run.kept",
    { type: "flow", id: flowId },
    { matchId, requests: groups.size, later: from.later ?? false },
  );
  return ok(groups.size);
}
