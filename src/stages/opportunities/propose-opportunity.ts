import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { type EventName, record } from "../../platform/events/record.ts";
import type { Locale } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { readScheme } from "../schemes/read-scheme.ts";
import { can } from "./opportunity.policy.ts";
import {
  LONGEST_REASON,
  nextOpportunity,
  opportunityOf,
  type TypedOpportunity,
} from "./opportunity.rules.ts";
import {
  insertOpportunity,
  oneOpportunity,
  updateChecked,
  updateOpportunity,
  updateState,
} from "./opportunity.store.ts";
import type { Opportunity } from "./opportunity.ts";
import { tellProposer } from "./tell-proposer.ts";

export type { TypedOpportunity } from "./opportunity.rules.ts";

const note = (tx: Tx, name: EventName, id: string, data: Record<string, unknown> = {}) =>
  record(tx, name, { type: "opportunity", id }, data);

async function checked(tx: Tx, typed: TypedOpportunity) {
  const scheme = await readScheme(tx);
  const known = {
    countries: scheme?.countries.map(({ country }) => country) ?? [],
    lines: scheme?.lines.map(({ code }) => code) ?? [],
  };
  return opportunityOf(typed, known, wallTimeOf(tx.now).day);
}

/**
 * A partner's waits for the coordinator; what the coordinator writes is decided.
 * @param language in which whoever proposes reads what is decided
 */
export async function proposeOpportunity(
  tx: Tx,
  typed: TypedOpportunity,
  language: Locale | null = null,
): Promise<Result<string>> {
  if (!can.propose(tx.actor)) return refuse({ code: "forbidden" });
  const { opportunity, problems } = await checked(tx, typed);
  if (!opportunity) return { ok: false, problems };
  const id = newId();
  const state = can.decide(tx.actor) ? "shown" : "proposed";
  await insertOpportunity(tx, id, opportunity, state, {
    id: actorId(tx.actor) ?? "",
    name: tx.actor.kind === "staff" ? tx.actor.userName : "Kalfa",
    language,
  });
  await note(tx, "opportunity.proposed", id);
  if (state === "shown") await note(tx, "opportunity.published", id);
  return ok(id);
}

/** What somebody read before they pressed the button: the moment of its last change, as a page says it. */
export const seenOf = ({ changedAt }: Pick<Opportunity, "changedAt">): string =>
  changedAt.toISOString();

/** For nobody but who may do this; one that was changed since it was read is refused. */
async function held(
  tx: Tx,
  id: string,
  seen: string,
  may: (of: Opportunity) => boolean,
): Promise<Result<Opportunity>> {
  const found = isUuid(id) && (await oneOpportunity(tx, id, true));
  if (!found || !may(found)) return notFound;
  return seenOf(found) === seen ? ok(found) : refuse({ code: "changed-meanwhile" });
}

const changes = (tx: Tx) => (of: Opportunity) => can.change(tx.actor, of);

/** Puts one right. What a partner changes is proposed anew, so that nothing is shown that nobody read. */
export async function changeOpportunity(
  tx: Tx,
  id: string,
  seen: string,
  typed: TypedOpportunity,
): Promise<Result<null>> {
  const found = await held(tx, id, seen, changes(tx));
  if (!found.ok) return found;
  const { opportunity, problems } = await checked(tx, typed);
  if (!opportunity) return { ok: false, problems };
  await updateOpportunity(tx, id, opportunity);
  await note(tx, "opportunity.changed", id);
  if (can.decide(tx.actor)) return ok(null);
  const state = nextOpportunity(found.value.state, "propose");
  if (!state.ok) return state;
  if (state.value !== found.value.state) {
    await updateState(tx, id, state.value, null);
    await note(tx, "opportunity.proposed", id);
  }
  return ok(null);
}

const EVENTS = {
  publish: "opportunity.published",
  refuse: "opportunity.refused",
  "take-down": "opportunity.taken-down",
} as const satisfies Record<string, EventName>;
type Decision = keyof typeof EVENTS;
export const DECISIONS = Object.keys(EVENTS) as Decision[];

/**
 * Shows one, refuses it, or takes it down; the last two say why. Whoever proposed it may write on until
 * the answer: a yes is to the words that were read, never to those that came after. They are told by
 * letter.
 */
export async function decideOpportunity(
  tx: Tx,
  id: string,
  seen: string,
  decision: string,
  why: string,
  publicUrl: string,
): Promise<Result<null>> {
  if (!can.decide(tx.actor)) return refuse({ code: "forbidden" });
  const action = DECISIONS.find((known) => known === decision);
  if (!action) return refuse({ code: "choose-one", field: "decision" });
  const found = await held(tx, id, seen, () => true);
  if (!found.ok) return found;
  const state = nextOpportunity(found.value.state, action);
  if (!state.ok) return state;
  const reason = why.trim();
  if (action !== "publish" && reason === "") return refuse({ code: "required", field: "reason" });
  if (reason.length > LONGEST_REASON) {
    return refuse({ code: "too-long", params: { max: LONGEST_REASON }, field: "reason" });
  }
  const said = action === "publish" ? null : reason;
  await updateState(tx, id, state.value, said);
  await note(tx, EVENTS[action], id);
  await tellProposer(tx, found.value, state.value, said, publicUrl);
  return ok(null);
}

/** Says that the organiser's page was looked at today and still says the same. */
export async function checkOpportunity(tx: Tx, id: string, seen: string): Promise<Result<null>> {
  const found = await held(tx, id, seen, changes(tx));
  if (!found.ok) return found;
  await updateChecked(tx, id, wallTimeOf(tx.now).day);
  await note(tx, "opportunity.checked", id);
  return ok(null);
}
