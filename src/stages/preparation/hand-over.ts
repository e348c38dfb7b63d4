import type { Tx } from "../../platform/db/index.ts";
import { recordAll } from "../../platform/events/record.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { giveBackPlace, takeOverPlace } from "../hosting/take-over.ts";
import { BEFORE_DEPARTURE } from "../mobilities/mobility.rules.ts";
import { checkTravel } from "../travel/check-travel.ts";
import { endBeds, holdRooms, insertBeds } from "./bed.store.ts";
import { bedFor } from "./give-beds.ts";
import { lockPeople } from "./group.store.ts";
import type { GroupPerson } from "./group.ts";
import { borderDay, DIRECTIONS, journeyProblems } from "./journey.rules.ts";
import { journeysOfPeople } from "./journey.store.ts";
import { type Group, holdPeople, readGroup } from "./keep-group.ts";
import { can } from "./preparation.policy.ts";
import { heldParts } from "./replace.rules.ts";
import { dropoutsOf, keepHandover, letGo, passSeat } from "./replace.store.ts";
import type { Dropout, Part } from "./replace.ts";
import { watchSoon } from "./watch.ts";

export type TypedHandover = {
  readonly to: string;
  readonly parts: readonly string[];
  readonly publicUrl: string;
};

/** Whether there is something to look into about days or passport of whoever takes the seats. */
export type HandedOver = { readonly warned: boolean };

const nameOf = (one: GroupPerson): string => `${one.givenNames} ${one.familyName}`;

/** A stay of the flow that was cancelled, and nobody else at it until the transaction ends. */
async function held(
  tx: Tx,
  group: Group,
  mobilityId: string,
  to: readonly string[],
): Promise<Result<Dropout>> {
  const find = async () =>
    (await dropoutsOf(tx, group.flow.id)).find((one) => one.mobilityId === mobilityId);
  const seen = await find();
  if (!seen) return notFound;
  // Hosts before stays, and each in one order, as everywhere: nobody waits in a circle.
  const hosts = [seen.company?.id, seen.bed?.hostId].filter((id) => id !== undefined);
  for (const id of [...new Set(hosts)].sort()) await holdRooms(tx, id);
  await lockPeople(tx, [mobilityId, ...to]);
  const now = await find();
  if (!now) return notFound;
  return now.settled ? refuse({ code: "handover-done" }) : ok(now);
}

/**
 * What somebody who does not go held goes over to somebody of the same flow, in one step: the
 * company's place, the bed, the seats of the journeys. The company's trade and least age, the room's
 * nights and whom it is for, and the days of the journeys are asked as if it were given anew; all that
 * speaks against it is said at once and nothing changes. What is not handed over is given back.
 */
export async function handOver(
  tx: Tx,
  flowId: string,
  mobilityId: string,
  typed: TypedHandover,
): Promise<Result<HandedOver>> {
  const group = await readGroup(tx, flowId);
  if (!group || !can.workFor(tx.actor, group.flow.sendingCountry)) return notFound;
  const next = group.people.find((one) => one.mobilityId === typed.to);
  const found = await held(tx, group, mobilityId, next ? [next.mobilityId] : []);
  if (!found.ok) return found;
  const gone = found.value;
  const parts = heldParts(gone).filter((part) => typed.parts.includes(part));
  const problems: Problem[] = [];
  if (!next) problems.push({ code: "choose-one", field: "to" });
  if (parts.length === 0) problems.push({ code: "choose-one", field: "parts" });
  if (!next || parts.length === 0) return refuse(...problems);
  if (!(BEFORE_DEPARTURE as readonly string[]).includes(next.state)) {
    return refuse({ code: "host-stay-begun", params: { names: nameOf(next) }, field: "to" });
  }
  problems.push(
    ...(
      await holdPeople(tx, group.flow.id, [next], (one) =>
        [one.roomHostId, one.room, one.there, one.home].join(" "),
      )
    ).map((problem) => ({ ...problem, field: "to" })),
  );
  const travel = await journeyWords(tx, group, gone, next, parts);
  problems.push(...travel.problems);
  if (parts.includes("bed") && gone.bed) {
    problems.push(...(await bedFor(tx, group, gone.bed, { ...next, name: nameOf(next) })));
  }
  if (parts.includes("company")) {
    const taken = await takeOverPlace(tx, gone.mobilityId, next.mobilityId, typed.publicUrl);
    if (!taken.ok) problems.push(...taken.problems);
  }
  // Whatever was changed on the way goes back with the refusal.
  if (problems.length > 0) {
    return refuse(
      ...problems.map((one) => ({ ...one, field: one.field === "to" ? "to" : "parts" })),
    );
  }

  if (parts.includes("bed") && gone.bed) {
    const { hostId, room } = gone.bed;
    await endBeds(tx, [gone.mobilityId, next.mobilityId]);
    const { starts, ends } = next;
    await insertBeds(tx, hostId, [{ mobilityId: next.mobilityId, room, starts, ends }]);
  }
  for (const direction of DIRECTIONS) {
    const journey = parts.includes(direction) ? gone[direction] : null;
    if (journey) await passSeat(tx, journey, gone.mobilityId, next.mobilityId);
  }
  if (gone.company && !parts.includes("company")) {
    await giveBackPlace(tx, gone.mobilityId, typed.publicUrl);
  }
  await letGo(tx, gone.mobilityId);
  await keepHandover(tx, gone.mobilityId, next.mobilityId, parts);
  await recordAll(tx, "stay.handed-over", "mobility", [
    { id: gone.mobilityId, data: { to: next.mobilityId, parts } },
    { id: next.mobilityId, data: { from: gone.mobilityId, parts } },
  ]);
  await watchSoon(tx, next.mobilityId);
  return ok({ warned: travel.warned });
}

/** Nobody takes it over: bed, seats and the company's place are free, and the company hears of it. */
export async function giveBack(
  tx: Tx,
  flowId: string,
  mobilityId: string,
  publicUrl: string,
): Promise<Result<null>> {
  const group = await readGroup(tx, flowId);
  if (!group || !can.workFor(tx.actor, group.flow.sendingCountry)) return notFound;
  const found = await held(tx, group, mobilityId, []);
  if (!found.ok) return found;
  if (found.value.company) await giveBackPlace(tx, mobilityId, publicUrl);
  await letGo(tx, mobilityId);
  await keepHandover(tx, mobilityId, null, []);
  await recordAll(tx, "stay.given-back", "mobility", [{ id: mobilityId }]);
  return ok(null);
}

/** The journeys by the days of whoever takes the seats, and what the rules of travel say of both. */
async function journeyWords(
  tx: Tx,
  group: Group,
  gone: Dropout,
  next: GroupPerson,
  parts: readonly Part[],
): Promise<{ readonly problems: readonly Problem[]; readonly warned: boolean }> {
  const own = await journeysOfPeople(tx, [next.mobilityId]);
  const way = (direction: "there" | "home") =>
    (parts.includes(direction) ? gone[direction] : null) ??
    own.find((one) => one.direction === direction) ??
    null;
  const { country } = group.flow;
  const { starts, ends } = next;
  const problems: Problem[] = [];
  for (const direction of DIRECTIONS) {
    const journey = parts.includes(direction) ? gone[direction] : null;
    if (!journey) continue;
    problems.push(...journeyProblems(direction, journey.legs, { country, starts, ends }));
  }
  const [there, home] = [way("there"), way("home")];
  if (problems.length === 0 && (parts.includes("there") || parts.includes("home"))) {
    const checked = await checkTravel(
      tx,
      next.personId,
      {
        country,
        starts,
        ends,
        arrives: (there && borderDay("there", there.legs)) ?? undefined,
        leaves: (home && borderDay("home", home.legs)) ?? undefined,
      },
      next.mobilityId,
    );
    for (const { kind, code, params } of checked?.findings ?? []) {
      if (kind === "refusal") problems.push({ code, ...(params ? { params } : {}) });
    }
    const warned = checked?.findings.some(({ kind }) => kind === "warning") ?? false;
    return { problems, warned };
  }
  return { problems, warned: false };
}
