import { expect, test } from "vitest";
import { need, testCall, testEntry } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { signInAs } from "../../../tests/support/server.ts";
import { clockAt } from "../../platform/clock.ts";
import { day } from "../../shared/day.ts";
import { readPerson } from "../applications/read-person.ts";
import { registerApplicant } from "../applications/register-applicant.ts";
import { putTogether } from "./put-together.ts";
import { readContacts } from "./read-contacts.ts";
import { writeContact } from "./write-contact.ts";

const clock = clockAt("2027-02-01T09:00:00Z");
const db = await testDatabase({ clock });
const call = await testCall(db);
const { actor } = await signInAs(db, call.scheme, { role: "coordinator" });

/** A row of a person, with something in every table that says whose it is. */
async function everywhere(givenNames: string, callId: string) {
  const entry = testEntry(call, {
    wishes: [],
    person: { givenNames, familyName: "Petrović", birthDate: day("2009-04-12"), country: "RS" },
    declaredStays: [{ entry: day("2026-05-01"), exit: day("2026-05-20"), permit: false }],
  });
  const one = await db.database.withTx(call.actor, async (tx) =>
    need(await registerApplicant(tx, { callId, ...entry })),
  );
  await db.database.withTx(actor, async (tx) =>
    need(
      await writeContact(tx, one.personId, {
        kind: "call",
        reason: "question",
        words: `Asked ${givenNames} about the dates`,
        on: day("2027-02-01"),
      }),
    ),
  );
  return one;
}

test("two rows put together: nothing in any table points at the row left behind", async () => {
  const [second] = await db.sql<{ id: string }>(
    `insert into calls (id, scheme_id, line_id, number, title, state, opens_at, closes_at, decide_by,
       answer_by, minimum_age, maximum_age, draw_seed, criteria, created_at)
     select gen_random_uuid(), scheme_id, line_id, 2, title, 'open', opens_at, closes_at, decide_by,
       answer_by, minimum_age, maximum_age, draw_seed, criteria, created_at from calls where id = $1
     returning id`,
    [call.callId],
  );
  const kept = await everywhere("Milica", call.callId);
  const gone = await everywhere("Milca", second!.id);
  await db.sql(
    `insert into mobilities (id, scheme_id, line_id, person_id, reference, sending_organisation_id,
       hosting_organisation_id, sending_country, hosting_country, hosting_city, starts, ends, mode, state, created_at)
     values (gen_random_uuid(), $1, $2, $3, 'M-2', $4, $5, 'RS', 'IT', 'Bologna', '2027-06-20',
       '2027-07-20', 'physical', 'planned', now())`,
    [call.scheme.id, call.lineId, gone.personId, call.schools.RS, call.host],
  );
  // One sending wrote to both.
  await db.sql(
    `with t as (insert into message_templates (id, scheme_id, name, owner_id, owner_name, created_at, changed_at)
        values (gen_random_uuid(), $1, 'Hello', 'a', 'Anna', now(), now()) returning id),
      s as (insert into sendings (id, scheme_id, template_id, template_name, view_name, filter, channel,
          fallbacks, state, at, people, unreached, made_by, made_name, made_at, ended_at)
        select gen_random_uuid(), $1, id, 'Hello', 'All', '{}', 'mail', '{}', 'sent', now(), 2, 2, 'a', 'Anna', now(), now()
        from t returning id)
     insert into sending_people (scheme_id, sending_id, person_id, application_id, locale, subject, body)
     select $1, s.id, p.person, p.application, 'en', 'Hello', 'Hello' from s,
       (values ($2::uuid, $3::uuid), ($4::uuid, $5::uuid)) p (person, application)`,
    [call.scheme.id, kept.personId, kept.applicationId, gone.personId, gone.applicationId],
  );
  await db.sql(
    `insert into travel_papers (id, scheme_id, person_id, nationality, passport, issuer, issued, expires,
       used, has_number, saved_by, saved_at)
     values (gen_random_uuid(), $1, $2, 'RS', 'biometric', 'RS', '2024-01-01', '2034-01-01', true, false, 'a', now())`,
    [call.scheme.id, gone.personId],
  );
  await db.sql(
    `insert into person_languages (id, scheme_id, person_id, language, level, basis, said_at, said_by)
     values (gen_random_uuid(), $1, $2, 'it', 'B1', 'self', now(), 'a')`,
    [call.scheme.id, gone.personId],
  );
  await db.sql(
    `insert into staff_links (id, scheme_id, person_id, organisation_id, basis, post, said_by, said_at)
     values (gen_random_uuid(), $1, $2, $3, 'head', 'Teacher', 'head', now())`,
    [call.scheme.id, gone.personId, call.schools.RS],
  );
  await db.sql(
    `with e as (insert into events (id, scheme_id, kind, title, about, mode, state, state_since, starts, ends,
        languages, capacity_online, approval, closes_at, made_at, made_by)
        values (gen_random_uuid(), $1, 'open', '{"en":"Day"}', '{}', 'online', 'open', now(), '2027-05-01',
          '2027-05-01', '{en}', 5, false, now(), now(), 'a') returning id)
     insert into event_registrations (id, scheme_id, event_id, person_id, name, email, organisation, mode, state,
       state_since, locale, ticket_code, secret_hash, created_at)
     select gen_random_uuid(), $1, id, $2, 'Milca', 'milca@school.example', 'School', 'online', 'registered',
       now(), 'en', '000001', 'nobody-was-sent-this', now() from e`,
    [call.scheme.id, gone.personId],
  );
  const owned = await db.sql<{ name: string; column: string }>(
    `select c.conrelid::regclass::text as name, a.attname as column
     from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
     where c.contype = 'f' and c.confrelid = 'persons'::regclass
     union select table_name::text, column_name::text from information_schema.columns
     where table_schema = 'public' and column_name = 'person_id'`,
  );
  // What two rows were said to be names both for ever, and the row itself says where it went.
  const tables = owned.filter(({ name }) => name !== "person_verdicts" && name !== "persons");
  expect(tables.length).toBeGreaterThanOrEqual(5);
  const pointing = async (id: string) => {
    const found: string[] = [];
    for (const { name, column } of tables) {
      const rows = await db.sql(`select 1 from ${name} where ${column} = $1`, [id]);
      if (rows.length > 0) found.push(name);
    }
    return found.sort();
  };
  // A table that comes later has to have a row here, or the test proves nothing about it.
  expect(await pointing(gone.personId)).toEqual(tables.map(({ name }) => name).sort());
  const ids = [kept.personId, gone.personId] as const;
  const said = { verdict: "same", why: "spelling", keep: kept.personId };
  const done = await db.database.withTx(actor, (tx) => putTogether(tx, ids, said));
  expect(done).toEqual({ ok: true, value: "same" });
  expect(await pointing(gone.personId)).toEqual([]);
  const log = await db.database.withTx(actor, (tx) => readContacts(tx, kept.personId));
  expect(log?.entries.map((entry) => entry.words).sort()).toEqual([
    "Asked Milca about the dates",
    "Asked Milica about the dates",
    "Hello",
    "Hello",
  ]);
  // What happened under the other row is this person's history.
  const page = await db.database.withTx(actor, (tx) => readPerson(tx, kept.personId));
  expect(page?.events.filter(({ name }) => name === "person.contacted")).toHaveLength(2);
});

test("whose words are is all that may change of them, and only to the row the person went into", async () => {
  const [row] = await db.sql<{ id: string }>("select id from contacts limit 1");
  for (const set of [
    "words = 'other'",
    "person_id = (select id from persons order by id limit 1)",
  ]) {
    const done = await db
      .sql(`update contacts set ${set} where id = $1`, [row!.id])
      .then(() => "changed")
      .catch((error: Error) => error.message);
    expect(done).toMatch(/append-only/);
  }
});
