import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import { listOrganisations } from "../organisations/read-organisations.ts";
import { type Guest, overfull } from "./capacity.rules.ts";
import { askedGuests, bedsOf, capacitiesOf, guestsOf } from "./capacity.store.ts";
import { contactsOf } from "./contact.store.ts";
import { can } from "./hosting.policy.ts";
import type {
  Beds,
  Capacity,
  HostContact,
  HostNote,
  HostRequest,
  RequestPerson,
  RequestState,
} from "./hosting.ts";
import { type HostYear, type Opportunity, opportunities, yearsOf } from "./note.store.ts";
import {
  oneRequest,
  peopleOf,
  requestsOfFlow,
  requestsOfHost,
  searchRequests,
} from "./request.store.ts";
import { bedsNear } from "./rooms.store.ts";
import { type FlowStay, type FlowToMatch, flowsToMatch, staysOfFlow } from "./stay.store.ts";
import { readNotes } from "./write-note.ts";

export type { FlowStay, FlowToMatch } from "./stay.store.ts";

export type HostFile = {
  readonly contacts: readonly HostContact[];
  readonly capacities: readonly Capacity[];
  readonly beds: readonly Beds[];
  readonly requests: readonly HostRequest[];
  readonly notes: readonly HostNote[];
  readonly years: readonly HostYear[];
};

/** Everything that is known of a host, for its page. */
export async function readHost(tx: Tx, organisationId: string): Promise<HostFile> {
  if (!can.seeHosting(tx.actor) || !isUuid(organisationId)) {
    return { contacts: [], capacities: [], beds: [], requests: [], notes: [], years: [] };
  }
  return {
    contacts: await contactsOf(tx, [organisationId]),
    capacities: await capacitiesOf(tx, [organisationId]),
    beds: await bedsOf(tx, [organisationId]),
    requests: await requestsOfHost(tx, organisationId),
    notes: await readNotes(tx, organisationId),
    years: await yearsOf(tx, organisationId),
  };
}

export type Company = {
  readonly id: string;
  readonly name: string;
  readonly city: string;
  readonly invented: boolean;
  readonly contact: HostContact | null;
  readonly capacities: readonly Capacity[];
  readonly held: number;
  /** Free places on the days asked for; null while the host has said nothing. */
  readonly free: number | null;
};

/** A centre of excellence takes colleagues of other schools itself: it is asked like a company. */
const HOSTS_ITSELF = ["company", "excellence"] as const;

/** The companies of a city with what they can take between two days. */
export async function readCompanies(
  tx: Tx,
  of: { readonly city: string; readonly starts: string; readonly ends: string },
): Promise<Company[]> {
  if (!can.seeHosting(tx.actor)) return [];
  const found = (await listOrganisations(tx)).filter(
    (one) => HOSTS_ITSELF.some((role) => one.roles.includes(role)) && one.city === of.city,
  );
  const ids = found.map((one) => one.id as string);
  const contacts = await contactsOf(tx, ids);
  const capacities = await capacitiesOf(tx, ids);
  const guests = await guestsOf(tx, ids);
  const asked = await askedGuests(tx, ids);
  return found.map((one) => {
    const rows = capacities.filter((row) => row.organisationId === one.id);
    const isHere = (g: Guest & { readonly organisationId: string }) =>
      g.organisationId === one.id && g.starts <= of.ends && of.starts <= g.ends;
    const there = guests.filter(isHere);
    // A question that waits holds its places.
    const taken = [...there, ...asked.filter(isHere)];
    return {
      id: one.id,
      name: one.name,
      city: one.city,
      invented: one.invented,
      contact: contacts.find((c) => c.organisationId === one.id && c.endedAt === null) ?? null,
      capacities: rows,
      held: there.length,
      free: rows.length === 0 ? null : freePlaces(rows, taken, of),
    };
  });
}

/** How many more of any listed trade fit on every day of a window. */
function freePlaces(
  rows: readonly Capacity[],
  guests: readonly Guest[],
  of: { readonly starts: string; readonly ends: string },
): number {
  const trades = [...new Set(rows.map((row) => row.trade))];
  let free = 0;
  const added = [...guests];
  for (const trade of trades) {
    for (;;) {
      const more = { trade, starts: of.starts, ends: of.ends };
      if (overfull(rows, [...added, more])) break;
      added.push(more);
      free += 1;
    }
  }
  return free;
}

/** Hosts for the next round: who said yes before, and who may be asked again and from when. */
export const listNextRound = async (tx: Tx): Promise<Opportunity[]> =>
  can.seeHosting(tx.actor) ? opportunities(tx) : [];

export type BedCount = Readonly<Record<Beds["gender"], number>>;

/** Beds of a hosting partner and its companies in a city that are there on every day between two. */
export async function countBeds(
  tx: Tx,
  of: {
    readonly hostId: string;
    readonly city: string;
    readonly starts: string;
    readonly ends: string;
  },
): Promise<BedCount> {
  const count = { any: 0, women: 0, men: 0 };
  if (!can.seeHosting(tx.actor)) return count;
  for (const row of await bedsNear(tx, of)) {
    if (row.starts <= of.starts && of.ends <= row.ends) count[row.gender] += row.beds;
  }
  return count;
}

export const listFlowsToMatch = async (tx: Tx): Promise<FlowToMatch[]> =>
  can.seeHosting(tx.actor) ? flowsToMatch(tx) : [];

export const readFlowStays = async (tx: Tx, flowId: string): Promise<FlowStay[]> =>
  can.seeHosting(tx.actor) && isUuid(flowId) ? staysOfFlow(tx, flowId) : [];

export const readFlowRequests = async (tx: Tx, flowId: string): Promise<HostRequest[]> =>
  can.seeHosting(tx.actor) && isUuid(flowId) ? requestsOfFlow(tx, flowId) : [];

export const REQUEST_GROUPS = {
  settle: ["accepted-with-change"],
  kept: ["kept"],
  waiting: ["asked"],
  forwarded: ["forwarded"],
  yes: ["accepted"],
  no: ["declined", "lapsed"],
} as const satisfies Record<string, readonly RequestState[]>;

/** @param from.group one of REQUEST_GROUPS; any other word means all of them */
export async function listRequests(
  tx: Tx,
  from: {
    readonly group?: string;
    readonly city?: string;
    readonly limit: number;
    readonly offset: number;
  },
): Promise<{ rows: HostRequest[]; total: number }> {
  if (!can.seeHosting(tx.actor)) return { rows: [], total: 0 };
  const groups: Readonly<Record<string, readonly RequestState[]>> = REQUEST_GROUPS;
  return searchRequests(tx, { ...from, states: groups[from.group ?? ""] ?? [] });
}

export async function readRequest(
  tx: Tx,
  id: string,
): Promise<{ readonly request: HostRequest; readonly people: readonly RequestPerson[] } | null> {
  if (!can.seeHosting(tx.actor) || !isUuid(id)) return null;
  const request = await oneRequest(tx, id);
  return request ? { request, people: await peopleOf(tx, id) } : null;
}
