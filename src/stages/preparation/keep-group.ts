import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { type Day, isDay } from "../../shared/day.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { isParticipant, isSameAdult, readAdult, type TypedAdult } from "./adult.rules.ts";
import { insertAdult, insertFlowAdult, type ListedAdult, listedAdults } from "./adult.store.ts";
import {
  adultsOf,
  endAdult,
  groupFlow,
  groupPeople,
  keepCertificate,
  keepMinorsPerAdult,
  lockPeople,
  minorsPerAdult,
} from "./group.store.ts";
import { ADULT_ROLES, type GroupAdult, type GroupFlow, type GroupPerson } from "./group.ts";
import { can } from "./preparation.policy.ts";
import { adultsNeeded, isMinorOn } from "./task.rules.ts";

export type Group = {
  readonly flow: GroupFlow;
  readonly people: readonly GroupPerson[];
  readonly adults: readonly GroupAdult[];
  readonly minors: number;
  readonly minorsPerAdult: number;
  readonly adultsNeeded: number;
};

/** A flow's people and the adults who go with them; undefined for "not there" and "not yours". */
export async function readGroup(tx: Tx, flowId: string): Promise<Group | undefined> {
  if (!can.see(tx.actor) || !isUuid(flowId)) return undefined;
  const flow = await groupFlow(tx, flowId);
  if (!flow) return undefined;
  const people = await groupPeople(tx, flow.id);
  const minors = people.filter((one) => isMinorOn(one.birthDate, one.starts)).length;
  const ratio = await minorsPerAdult(tx);
  return {
    flow,
    people,
    adults: await adultsOf(tx, flow.id),
    minors,
    minorsPerAdult: ratio,
    adultsNeeded: adultsNeeded(minors, ratio),
  };
}

/**
 * Keeps people of a group from others until the transaction ends, and names those of whom somebody
 * else changed this meanwhile: two offices that give one person a bed at once do not undo each other.
 * @param of what is about to be given to a person
 */
export async function holdPeople(
  tx: Tx,
  flowId: string,
  people: readonly GroupPerson[],
  of: (one: GroupPerson) => string | null,
): Promise<Problem[]> {
  await lockPeople(
    tx,
    people.map(({ mobilityId }) => mobilityId),
  );
  const now = new Map((await groupPeople(tx, flowId)).map((one) => [one.mobilityId, one]));
  const changed = people.filter((one) => {
    const today = now.get(one.mobilityId);
    return !today || of(today) !== of(one);
  });
  if (changed.length === 0) return [];
  const names = changed.map((one) => `${one.givenNames} ${one.familyName}`).join(", ");
  return [{ code: "group-changed-meanwhile", params: { names }, field: "people" }];
}

async function workedOn(tx: Tx, flowId: string): Promise<Group | undefined> {
  const group = await readGroup(tx, flowId);
  return group && can.keepAdults(tx.actor, group.flow.sendingCountry) ? group : undefined;
}

export type ChosenAdult = Partial<TypedAdult> & {
  readonly role: string;
  /** Somebody of the list; "" or nothing for somebody new, who is put on it. */
  readonly adultId?: string;
};

/**
 * Somebody goes with the group as its leader or beside the leader. Nobody who travels as a
 * participant looks after the others (rule M2), and one group has one leader.
 */
export async function addAdult(
  tx: Tx,
  flowId: string,
  typed: ChosenAdult,
): Promise<Result<string>> {
  const group = await workedOn(tx, flowId);
  if (!group) return notFound;
  const country = group.flow.sendingCountry;
  const listed = await listedAdults(tx, wallTimeOf(tx.now).day, country);
  const chosen = listed.find(({ id }) => id === typed.adultId);
  if (typed.adultId && !chosen) return refuse({ code: "choose-one", field: "adultId" });
  const role = ADULT_ROLES.find((known) => known === typed.role);
  const none = { name: "", organisation: "", email: "", phone: "", birthDate: "" };
  const read = chosen ? { adult: chosen, problems: [] } : readAdult({ ...none, ...typed });
  const { adult } = read;
  const problems: Problem[] = [...read.problems];
  const field = chosen ? "adultId" : "name";
  if (!role) problems.push({ code: "choose-one", field: "role" });
  if (role === "leader" && group.adults.some((one) => one.role === "leader")) {
    problems.push({ code: "group-has-leader", field: "role" });
  }
  if (chosen && group.adults.some(({ adultId }) => adultId === chosen.id)) {
    problems.push({ code: "adult-in-group", field });
  }
  if (!chosen && listed.some((one) => isSameAdult(one, adult))) {
    problems.push({ code: "adult-there", field });
  }
  if (isParticipant(adult, group.people)) problems.push({ code: "adult-is-participant", field });
  if (problems.length > 0 || !role) return refuse(...problems);
  const id = chosen?.id ?? (await insertAdult(tx, country, adult));
  await insertFlowAdult(tx, group.flow.id, id, role);
  await record(tx, "group-adult.added", { type: "flow", id: group.flow.id }, { adultId: id, role });
  return ok(id);
}

/** Adults of the list who can still be chosen for a group. */
export async function choosable(tx: Tx, { flow, adults }: Group): Promise<ListedAdult[]> {
  const listed = await listedAdults(tx, wallTimeOf(tx.now).day, flow.sendingCountry);
  return listed.filter(({ id }) => !adults.some(({ adultId }) => adultId === id));
}

/**
 * The certificate was seen; what stands in it is written nowhere. One that ends before the group is
 * home is refused: it would have to be asked for again abroad.
 */
export async function seeCertificate(
  tx: Tx,
  flowId: string,
  adultId: string,
  validUntil: string,
): Promise<Result<null>> {
  const group = await workedOn(tx, flowId);
  const adult = group?.adults.find((one) => one.adultId === adultId);
  if (!group || !adult) return notFound;
  if (!isDay(validUntil)) return refuse({ code: "not-a-day", field: "validUntil" });
  if (validUntil < group.flow.ends) {
    return refuse({
      code: "certificate-ends",
      params: { ends: group.flow.ends },
      field: "validUntil",
    });
  }
  const on = wallTimeOf(tx.now).day;
  await keepCertificate(tx, adultId, { on, validUntil: validUntil as Day });
  await record(tx, "group-adult.vetted", { type: "flow", id: group.flow.id }, { adultId });
  return ok(null);
}

export async function removeAdult(tx: Tx, flowId: string, adultId: string): Promise<Result<null>> {
  const group = await workedOn(tx, flowId);
  const adult = group?.adults.find((one) => one.adultId === adultId);
  if (!group || !adult) return notFound;
  await endAdult(tx, adult.id);
  await record(tx, "group-adult.removed", { type: "flow", id: group.flow.id }, { adultId });
  return ok(null);
}

/** How many minors one adult may look after, in every group of the programme. */
export async function setMinorsPerAdult(tx: Tx, typed: string): Promise<Result<number>> {
  if (!can.changeKinds(tx.actor) || !tx.actor.schemeId) return notFound;
  const value = /^\d{1,3}$/.test(typed) ? Number(typed) : Number.NaN;
  if (Number.isNaN(value)) return refuse({ code: "not-whole", field: "minorsPerAdult" });
  if (value < 1 || value > 50) {
    const code = value < 1 ? "too-small" : "too-big";
    return refuse({ code, params: { min: 1, max: 50 }, field: "minorsPerAdult" });
  }
  await keepMinorsPerAdult(tx, value);
  await record(
    tx,
    "preparation.ratio-set",
    { type: "scheme", id: tx.actor.schemeId },
    { minorsPerAdult: value },
  );
  return ok(value);
}
