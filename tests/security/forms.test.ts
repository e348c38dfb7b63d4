/**
 * Every form that changes something, sent in the order of a call's life: each is sent by clients who
 * race with one key while three of ten answers are lost, then again with the same key (nothing
 * happens twice), with the same key and another body (refused), and with every name of a column
 * that it has no business with (none sticks). The files beside this one named `*-forms.ts` send
 * them; `send-form.ts` says what is looked at each time.
 *
 * KALFA_RACE_OPERATIONS sends that many forms in all, KALFA_RACE_SEED lives a run again.
 */
import { randomUUID } from "node:crypto";
import pg from "pg";
import { expect, test } from "vitest";
import { newSeed } from "../../src/platform/random.ts";
import { sendAgreementForms } from "./agreement-things.ts";
import { sendArchiveForms } from "./archive-things.ts";
import { sendAttendanceForms } from "./attendance-things.ts";
import { sendCallForms } from "./call-forms.ts";
import { copyInto, somethingSaid } from "./copied-rows.ts";
import { sendCountryForms } from "./country-things.ts";
import { watchDone } from "./done-pages.ts";
import { sendEntryForms } from "./entry-forms.ts";
import { sendEventForms } from "./event-things.ts";
import { sendFormForms } from "./form-things.ts";
import { sendGrowthForms } from "./growth-things.ts";
import { sendGuardianForms } from "./guardian-forms.ts";
import { sendHostingForms } from "./hosting-things.ts";
import { sendImportForms } from "./import-forms.ts";
import { sendKitForms } from "./kit-things.ts";
import { sendLibraryForms } from "./library-things.ts";
import { sendMessageForms } from "./message-things.ts";
import { sendOrganisationForms, sendRoleForms, sendSettingsForms } from "./organisation-forms.ts";
import { sendOwnTemplateForms } from "./own-template-things.ts";
import { sendPlaceForms } from "./place-forms.ts";
import { TABLE } from "./policy-table.ts";
import { sendPreparationForms } from "./preparation-things.ts";
import { sendRecognitionForms } from "./recognition-things.ts";
import { sendRunForms } from "./run-forms.ts";
import { sendSchoolForms } from "./school-forms.ts";
import { sendSelectionForms } from "./selection-forms.ts";
import { formSender, oneValue } from "./send-form.ts";
import { securitySite } from "./site.ts";
import { sendStoryForms } from "./story-things.ts";
import { sendTravelForms } from "./travel-things.ts";

const site = await securitySite();
const { things, scheme } = site;

/** In the order of a call's life: later ones need what earlier ones left. */
const WALK = [
  sendPlaceForms,
  sendOrganisationForms,
  sendImportForms,
  sendRunForms,
  sendGuardianForms,
  sendCallForms,
  sendSelectionForms,
  sendSchoolForms,
  sendFormForms,
  sendMessageForms,
  sendEntryForms,
  sendTravelForms,
  sendCountryForms,
  sendGrowthForms,
  sendLibraryForms,
  sendEventForms,
  sendAttendanceForms,
  sendHostingForms,
  sendOwnTemplateForms,
  sendArchiveForms,
  sendKitForms,
  sendAgreementForms,
  sendPreparationForms,
  sendRecognitionForms,
  sendStoryForms,
  sendRoleForms,
  sendSettingsForms,
];

/** Every form whose key is claimed. */
const FORMS = [
  ...new Set(
    TABLE.filter(
      ({ route }) =>
        route.startsWith("POST") &&
        !site.pages.some((page) => `${page.method} ${page.path}` === route && page.repeatable),
    ).map(({ route }) => route as string),
  ),
].sort();

const operations = Number(process.env.KALFA_RACE_OPERATIONS ?? 0);
const seed = process.env.KALFA_RACE_SEED ?? newSeed();
/** Enough that two of them are nearly always at work at once; more when a number is asked for. */
const clients = Math.max(3, Math.ceil(operations / FORMS.length));

/** What the walk leaves to look at. */
let done: ReturnType<typeof watchDone>["findings"];

test("each form does its work once, whoever else sends it and whatever is sent with it", {
  timeout: operations > 0 ? 3_600_000 : 400_000,
}, async () => {
  const foreign = () =>
    oneValue(
      site,
      `select md5(string_agg(t, '')) as value from (
         select o::text as t from organisations o where scheme_id = $1
         union all select f::text from flows f where scheme_id = $1
         union all select m::text from memberships m where scheme_id = $1 order by 1) x`,
      site.small.schemeId,
    );
  const points = () =>
    oneValue(
      site,
      // Those of a closed call whose points were brought: no form here is meant to change them.
      `select md5(string_agg(points || organisation_id::text, '' order by id)) as value
       from applications where call_id = '${things.callId}'`,
    );
  const before = [await foreign(), await points()];
  const { send: inner, sent, counted } = await formSender(site, { clients, seed });
  const { send, findings } = watchDone(site, inner);
  done = findings;
  for (const part of WALK) await part(site, send);
  process.stdout.write(
    `race ${seed}: ${sent.size} routes, ${counted.operations} operations by ${clients} clients each, ${counted.requests} requests, ${counted.lost} answers lost\n`,
  );
  expect(counted.lost / counted.requests).toBeGreaterThan(0.2);
  expect([await foreign(), await points()]).toEqual(before);
  expect([...sent].sort()).toEqual(FORMS);
});

test("the page that a form leads to is clean, in one of three languages", {
  timeout: 120_000,
}, async () => {
  const { pages, found } = await done();
  console.log(`done: ${pages} pages`);
  expect(found).toEqual([]);
  expect(pages).toBeGreaterThanOrEqual(40);
});

// After the walk nearly every table has rows of which copies can be made.
test("of twenty schemes a connection sees the one it says, whatever it says", {
  timeout: 60_000,
}, async () => {
  const schemeIds: string[] = Array.from({ length: 20 }, () => randomUUID());
  for (const id of schemeIds) {
    await site.db.sql(
      `insert into schemes (id, slug, name, kind, listed, invented, settings, created_at)
       values ($1, $2, '{"en": "One of twenty"}', 'running', false, true, '{}', now())`,
      [id, `one-of-twenty-${id.slice(0, 8)}`],
    );
  }
  await site.post(`/en/${scheme.slug}/place`, {
    code: "KLF-ZZZ-ZZ9",
    "birth-day": "1",
    "birth-month": "1",
    "birth-year": "2009",
  });
  const admin = new pg.Client({ connectionString: site.db.adminUrl });
  await admin.connect();
  // The copies need neither their neighbours nor the guards of a state's changes.
  await admin.query("set session_replication_role = replica");
  await admin.query(
    `insert into head_confirmations (id, scheme_id, application_id, sent_to, secret_hash, asked_at)
     values (gen_random_uuid(), $1, gen_random_uuid(), 'head@example.org', md5('a'), now())`,
    [scheme.id],
  );
  // A job writes the one; only whoever guesses codes on the day of an event leaves the other.
  await admin.query(
    `insert into stay_certificate_bytes (certificate_id, scheme_id, sealed)
     values (gen_random_uuid(), $1, 'a'::bytea)`,
    [scheme.id],
  );
  await admin.query(
    `insert into event_check_in_tries (scheme_id, event_id, client_hash, failed, first_failed_at)
     values ($1, gen_random_uuid(), 'a', 1, now())`,
    [scheme.id],
  );
  const tables = await copyInto(site.db, admin, schemeIds).finally(() => admin.end());
  const filled = await site.db.sql<{ name: string; schemes: number }>(
    tables
      .map(
        (name) =>
          `select '${name}' as name, count(distinct scheme_id)::int as schemes from ${name}`,
      )
      .join(" union all "),
  );
  // Otherwise nothing foreign could be seen even with every fence down.
  expect(filled.filter(({ schemes }) => schemes < 20).map(({ name }) => name)).toEqual([]);

  const client = new pg.Client({ connectionString: site.db.appUrl });
  await client.connect();
  const foreign = tables
    .map(
      (name) =>
        `select '${name}' as name, count(*)::int as seen, count(*) filter (where scheme_id is distinct from $1::uuid)::int as foreign from ${name}`,
    )
    .join(" union all ");
  try {
    for (let run = 0; run < 200; run += 1) {
      const { context, why } = somethingSaid(schemeIds);
      const known = schemeIds.includes(context) ? context : null;
      await client.query("begin");
      await client.query(
        "select set_config('kalfa.scheme', $1, true), set_config('kalfa.purpose', $2, true)",
        [context, why],
      );
      const { rows } = await client.query<{ name: string; seen: number; foreign: number }>(
        foreign,
        [known],
      );
      await client.query("commit");
      expect(rows.filter((row) => row.foreign > 0)).toEqual([]);
      const none = rows.filter((row) => row.seen === 0).map((row) => row.name);
      if (known === null) expect(none).toHaveLength(tables.length);
      else {
        // Each kind of special-category data opens for purposes of its own.
        const sealed = [
          ...(["freeze", "import", "person-request"].includes(why) ? [] : ["application_grounds"]),
          ...(["own-answers", "care", "person-request"].includes(why) ? [] : ["application_needs"]),
          ...(["own-answers", "care", "person-request"].includes(why)
            ? []
            : ["medical_card_fields", "event_needs"]),
          ...(["care", "person-request"].includes(why)
            ? []
            : ["paper_numbers", "host_note_words", "shorter_stays"]),
          ...(["care", "freeze", "person-request"].includes(why) ? [] : ["stay_needs"]),
        ];
        expect(none.sort()).toEqual(sealed.sort());
      }
      // What a transaction said is gone with it: the next user of the connection says nothing.
      const after = await client.query<{ name: string; seen: number }>(foreign, [null]);
      expect(after.rows.every((row) => row.seen === 0)).toBe(true);
    }
  } finally {
    await client.end();
  }
});
