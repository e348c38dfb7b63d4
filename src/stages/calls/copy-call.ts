import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { callCode, newId, newSeed } from "../../platform/random.ts";
import { addDays, type Day } from "../../shared/day.ts";
import { type CallId, type FlowId, isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { atWall, wallTimeOf } from "../../shared/wall-time.ts";
import { can } from "./call.policy.ts";
import { insertCall, insertReserve, oneCall, reservesOf } from "./call.store.ts";
import type { Call, NewCall } from "./call.ts";
import { firstStart } from "./call-sheet.ts";
import { createCall } from "./create-call.ts";
import { nextCallNumber, ownersOf, upsertOwners } from "./draft.store.ts";
import { flowsOf, insertFlow } from "./flow.store.ts";
import type { Flow, NewFlow } from "./flow.ts";
import { nextRoundNumber, seatsLeft } from "./round.store.ts";
import { DEADLINE_CLOCK, type PlannedDays, plannedDays, shiftOfCopy } from "./schedule.rules.ts";

const OPENING_CLOCK = "09:00";

/** Dates that follow the advice, from today on: what a copy and a template begin with. */
export function plannedTimes(planned: PlannedDays) {
  return {
    opensAt: atWall(planned.opens, OPENING_CLOCK),
    closesAt: atWall(planned.closes, DEADLINE_CLOCK),
    decideBy: planned.decideBy,
    answerBy: atWall(planned.answerBy, DEADLINE_CLOCK),
  };
}

export const today = (tx: Tx): Day => wallTimeOf(tx.now).day;

/** A draft of a line from a template, in good time: every part is there to be changed. */
export async function startCall(
  tx: Tx,
  from: Omit<NewCall, "number" | "opensAt" | "closesAt" | "decideBy" | "answerBy">,
): Promise<Result<CallId>> {
  if (!can.createCall(tx.actor)) return refuse({ code: "forbidden" });
  const number = await nextCallNumber(tx);
  const times = plannedTimes(plannedDays(today(tx)));
  return createCall(tx, { needsList: true, ...from, ...times, number });
}

/**
 * A draft like a past call: rule, texts, places and named people are taken over, all days move to
 * the same season of the next year that can still be prepared. Its seed is drawn anew.
 */
export async function copyCall(tx: Tx, callId: string): Promise<Result<CallId>> {
  const from = isUuid(callId) ? await oneCall(tx, callId) : undefined;
  if (!from || !can.seeCall(tx.actor, from.state)) return notFound;
  if (!can.createCall(tx.actor)) return refuse({ code: "forbidden" });
  const planned = plannedDays(today(tx));
  const flows = (await flowsOf(tx, from.id)).filter((flow) => flow.state === "open");
  const starts = firstStart(flows);
  const shift = starts === null ? 0 : shiftOfCopy(starts, planned.earliestStart);
  const id = await insertDraft(tx, from, { planned });
  await copyFlows(
    tx,
    id,
    from.id,
    flows.map((flow) => ({
      ...flow,
      starts: addDays(flow.starts, shift),
      ends: addDays(flow.ends, shift),
      // A copy gives out seats of its own, also where the call it is like went on with others'.
      places: flow.places.map((place) => ({ ...place, carriedFrom: null })),
    })),
  );
  await record(tx, "call.copied", { type: "call", id }, { from: from.number });
  return ok(id);
}

/**
 * The next round of a call whose places are given: the same rule and days for the seats that nobody
 * holds. They stay on the old waiting lists until the round opens.
 */
export async function nextRound(tx: Tx, callId: string): Promise<Result<CallId>> {
  const from = isUuid(callId) ? await oneCall(tx, callId) : undefined;
  if (!from || !can.seeCall(tx.actor, from.state)) return notFound;
  if (!can.createCall(tx.actor)) return refuse({ code: "forbidden" });
  if (from.state !== "published") return refuse({ code: "call-not-published" });
  const left = await seatsLeft(tx, from.id);
  const flows = (await flowsOf(tx, from.id))
    .filter((flow) => flow.state === "open" && flow.starts > today(tx))
    .map((flow) => ({ ...flow, places: flow.places.flatMap((place) => carried(place, left)) }))
    .filter((flow) => flow.places.length > 0)
    .map((flow) => ({ ...flow, minimum: Math.min(flow.minimum, seatsIn(flow)) }));
  if (flows.length === 0) return refuse({ code: "no-seats-left" });
  const first = from.roundOf ?? from.id;
  const round = await nextRoundNumber(tx, first);
  const id = await insertDraft(tx, from, {
    planned: plannedDays(today(tx)),
    round,
    roundOf: first,
  });
  await copyFlows(tx, id, from.id, flows);
  await record(tx, "call.round-drafted", { type: "call", id }, { from: from.number, round });
  return ok(id);
}

type CopiedFlow = Omit<Flow, "places"> & Pick<NewFlow, "places">;

const seatsIn = (flow: Pick<CopiedFlow, "places">): number =>
  flow.places.reduce((sum, place) => sum + place.seats, 0);

/** A place with the seats it has left; kept seats are kept again as far as they go. */
function carried(
  place: Flow["places"][number],
  left: ReadonlyMap<string, number>,
): NewFlow["places"][number][] {
  const seats = left.get(place.id) ?? 0;
  if (seats < 1) return [];
  let room = seats;
  const reserved = place.reserved.flatMap(({ code, seats: kept }) => {
    const now = Math.min(kept, room);
    room -= now;
    return now > 0 ? [{ code, seats: now }] : [];
  });
  return [{ trade: place.trade, seats, reserved, carriedFrom: place.id }];
}

async function insertDraft(
  tx: Tx,
  from: Call,
  made: { readonly planned: PlannedDays; readonly round?: number; readonly roundOf?: string },
): Promise<CallId> {
  const id = newId<CallId>();
  const number = await nextCallNumber(tx);
  const written = await insertCall(tx, id, {
    ...from,
    ...plannedTimes(made.planned),
    number,
    round: made.round ?? 1,
    roundOf: made.roundOf ?? null,
    copiedFrom: from.id,
    // The newest finished form, found when it opens: the old one may ask what nobody asks now.
    formVersionId: null,
    drawSeed: newSeed(),
    publicCode: callCode(),
    // A copy of an imported call is run here, with a list of its own.
    needsList: true,
  });
  if (!written) throw new Error(`call ${number} was made in the meantime`);
  for (const reserve of await reservesOf(tx, from.id)) {
    await insertReserve(tx, newId(), { ...reserve, callId: id });
  }
  await upsertOwners(tx, id, await ownersOf(tx, from.id));
  return id;
}

async function copyFlows(
  tx: Tx,
  id: CallId,
  fromId: CallId,
  flows: readonly CopiedFlow[],
): Promise<void> {
  if (flows.length === 0) return;
  const reserves = await reservesOf(tx, id);
  for (const flow of flows) {
    const places = flow.places.map(({ id: _, ...place }) => place);
    await insertFlow(tx, newId<FlowId>(), { ...flow, callId: id, places }, reserves);
  }
  const from = { from: fromId, flows: flows.length };
  await record(tx, "call.flows-copied", { type: "call", id }, from);
}
