import type { Clock } from "../../platform/clock.ts";
import type { Role, SystemActor } from "../../platform/db/actor.ts";
import type { Database, Tx } from "../../platform/db/index.ts";
import type { Words } from "../../platform/i18n/index.ts";
import { rolesOfSession } from "../../platform/sign-in/index.ts";
import type { Day } from "../../shared/day.ts";
import {
  listInventedPeople,
  listSendingCountries,
} from "../../stages/accounts/read-memberships.ts";
import { listSchemes } from "../../stages/schemes/read-scheme.ts";

/** Roles a visitor of the demo can play; a learner needs no account and so no seat. */
export const SEAT_ROLES = [
  "coordinator",
  "country-partner",
  "school-officer",
  "assessor",
] as const satisfies Role[];

export type Seat = {
  readonly role: (typeof SEAT_ROLES)[number];
  readonly userId: string;
  readonly name: string;
  readonly country: string | null;
  /** The school of an officer. */
  readonly organisationId: string | null;
  /** Whether the seat's first page has something to do; only then is it offered. */
  readonly ready: boolean;
};
export type DemoLearner = {
  readonly name: string;
  readonly code: string;
  readonly birthDate: Day;
  /** What there is to see, in the reader's words; made from the same reads as the page itself. */
  readonly outcome?: (words: Words) => string;
};
export type DemoScheme = {
  readonly slug: string;
  readonly seats: readonly Seat[];
  readonly learners: readonly DemoLearner[];
  /** Where a company reads a question that waits for its answer; null when none does. */
  readonly company: string | null;
};

/** What the demo has to ask of stages further down the life of a mobility. */
export type DemoReads = {
  waiting(tx: Tx<SystemActor>, seat: Omit<Seat, "ready">): Promise<boolean>;
  learners(tx: Tx<SystemActor>): Promise<readonly DemoLearner[]>;
  company?(tx: Tx<SystemActor>, slug: string): Promise<string | null>;
};

export type Demo = {
  /** The seats of a scheme whose people are all invented, or null for any other. */
  scheme(slug: string): Promise<DemoScheme | null>;
  /** The scheme shown where the address names none. */
  first(): Promise<DemoScheme | null>;
  /** Who sits in this browser, or null. */
  userOf(session: string): Promise<string | null>;
};

/** Long enough for one page with its parts, short enough that a signature is seen on the next. */
const FRESH_MS = 1_000;

export function openDemo(from: {
  readonly database: Database;
  readonly clock: Clock;
  readonly reads: DemoReads;
}): Demo {
  const { database, clock, reads } = from;
  const kept = new Map<string, { readonly at: number; readonly value: DemoScheme }>();

  const invented = async () => {
    const schemes = await database.withTx({ kind: "anonymous", schemeId: null }, listSchemes);
    return schemes.filter((scheme) => scheme.invented && scheme.kind === "running");
  };

  async function fresh(scheme: { id: string; slug: string }): Promise<DemoScheme> {
    const at = clock.now().getTime();
    const known = kept.get(scheme.slug);
    if (known && at - known.at < FRESH_MS) return known.value;
    const value = await database.withTx({ kind: "system", schemeId: scheme.id }, async (tx) => ({
      slug: scheme.slug,
      seats: await seatsOf(tx, reads),
      learners: await reads.learners(tx),
      company: (await reads.company?.(tx, scheme.slug)) ?? null,
    }));
    kept.set(scheme.slug, { at, value });
    return value;
  }

  return {
    async scheme(slug) {
      const found = (await invented()).find((scheme) => scheme.slug === slug);
      return found ? fresh(found) : null;
    },
    async first() {
      const [found] = await invented();
      return found ? fresh(found) : null;
    },
    async userOf(session) {
      const actor = { kind: "anonymous", schemeId: null } as const;
      const roles = await database.withTx(actor, (tx) => rolesOfSession(tx, session));
      return roles[0]?.userId ?? null;
    },
  };
}

/** One seat a role: the first of its people, in the scheme's order of countries, who has work. */
async function seatsOf(tx: Tx<SystemActor>, reads: DemoReads): Promise<Seat[]> {
  const people = await listInventedPeople(tx);
  const order = await listSendingCountries(tx);
  const seats: Seat[] = [];
  for (const role of SEAT_ROLES) {
    const held = people
      .filter((person) => person.role === role)
      .sort((a, b) => order.indexOf(a.country ?? "") - order.indexOf(b.country ?? ""));
    let chosen: Seat | null = null;
    for (const { userId, name, country, organisationId } of held) {
      const seat = { role, userId, name, country, organisationId };
      if (await reads.waiting(tx, seat)) {
        chosen = { ...seat, ready: true };
        break;
      }
      chosen ??= { ...seat, ready: false };
    }
    if (chosen) seats.push(chosen);
  }
  return seats;
}
