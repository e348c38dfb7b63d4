/** An event with sessions and people who have tickets, for what happens at its door. */
import { randomUUID } from "node:crypto";
import { registrationSecret } from "../../src/stages/events/letters.ts";
import { hashOf } from "../../src/stages/events/register-for-event.ts";
import type { TestDatabase } from "./database.ts";
import type { TestScheme } from "./server.ts";

export type EventScene = {
  readonly eventId: string;
  /** Two sessions of two hours each, on the first day. */
  readonly sessions: readonly [string, string];
  readonly people: readonly { readonly id: string; readonly code: string; readonly name: string }[];
};

/** What a test knows to be there. */
export function there<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error("it is not there");
  return value;
}

let made = 0;

/** @param first the day, as `2027-03-01`; sessions are at 9 and at 12 in UTC */
export async function eventScene(
  db: TestDatabase,
  scheme: TestScheme,
  given: {
    readonly people: number;
    readonly first?: string;
    readonly lineId?: string;
    readonly mode?: "on-site" | "online" | "blended";
    readonly organisationId?: string;
    readonly title?: string;
  },
): Promise<EventScene> {
  const eventId = randomUUID();
  const first = given.first ?? "2027-03-01";
  const mode = given.mode ?? "blended";
  await db.sql(
    `insert into events (id, scheme_id, kind, title, about, mode, state, state_since, starts, ends,
       venue, city, country, link, languages, line_id, capacity_on_site, capacity_online,
       approval, closes_at, made_at, made_by)
     values ($1, $2, 'thematic-team', $3, $4, $5, 'open', now(), $6, $6,
       $7, $8, $9, 'https://meet.example.org/room', '{en}', $10, $11, $12, false, now(), now(), 'test')`,
    [
      eventId,
      scheme.id,
      { en: given.title ?? "Thematic team" },
      { en: "About" },
      mode,
      first,
      mode === "online" ? null : "The hall",
      mode === "online" ? null : "Bologna",
      mode === "online" ? null : "IT",
      given.lineId ?? null,
      mode === "online" ? null : 400,
      mode === "on-site" ? null : 400,
    ],
  );
  const sessions = [randomUUID(), randomUUID()] as const;
  for (const [at, id] of sessions.entries()) {
    await db.sql(
      `insert into event_sessions (id, scheme_id, event_id, title, starts_at, ends_at, speakers, made_at, made_by)
       values ($1, $2, $3, $4, $5, $6, '{}', now(), 'test')`,
      [
        id,
        scheme.id,
        eventId,
        `Session ${at + 1}`,
        `${first}T${at === 0 ? "09" : "12"}:00:00Z`,
        `${first}T${at === 0 ? "11" : "14"}:00:00Z`,
      ],
    );
  }
  const people = Array.from({ length: given.people }, (_, at) => ({
    id: randomUUID(),
    code: String(100_000 + made + at),
    name: `Guest ${String(at + 1).padStart(3, "0")}`,
  }));
  made += given.people;
  const columns = <K extends "id" | "code" | "name">(key: K) => people.map((one) => one[key]);
  await db.sql(
    `insert into event_registrations (id, scheme_id, event_id, name, email, organisation, organisation_id,
       mode, state, state_since, locale, ticket_code, secret_hash, created_at)
     select id, $1, $2, name, code || '@example.org', 'Example school', $6,
       case when $7 = 'online' then 'online' else 'on-site' end, 'registered', now(), 'en', code, hash, now()
     from unnest($3::uuid[], $4::text[], $5::text[], $8::text[]) as p (id, code, name, hash)`,
    [
      scheme.id,
      eventId,
      columns("id"),
      columns("code"),
      columns("name"),
      given.organisationId ?? null,
      mode,
      people.map(({ id }) => hashOf(registrationSecret(id))),
    ],
  );
  return { eventId, sessions, people };
}
