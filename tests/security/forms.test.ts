/**
 * Every form that changes something, sent in the order of a call's life: each is sent again with the
 * same key (nothing happens twice), with the same key and another body (refused), and with every
 * name of a column that it has no business with (none sticks).
 */
import { randomUUID } from "node:crypto";
import pg from "pg";
import { expect, test } from "vitest";
import { sendCallForms } from "./call-forms.ts";
import { sendFormForms } from "./form-things.ts";
import { sendGuardianForms } from "./guardian-forms.ts";
import { sendMessageForms } from "./message-things.ts";
import { TABLE } from "./policy-table.ts";
import { sendSchoolForms } from "./school-forms.ts";
import { sendSelectionForms } from "./selection-forms.ts";
import { type Cookies, type SentFile, securitySite } from "./site.ts";

const site = await securitySite();
const { things, cookies, scheme } = site;
const root = `/console/${scheme.slug}`;

/** Names that columns have, with a text that is found again wherever it sticks. */
const CANARY = "canary-4d1f";
const COLUMNS =
  "status state points scheme_id schemeId organisation_id organisationId application_id id person_id user_id userId code created_by signed_by published_by actor kalfa.scheme answer_by seed problem_hash result_hash sending_country birth_date sealed ground invented listed __proto__ constructor".split(
    " ",
  );
const EXTRA = Object.fromEntries(COLUMNS.map((name) => [name, CANARY]));

const value = async (text: string, ...values: unknown[]): Promise<string> => {
  const [row] = await site.db.sql<{ value: string }>(text, values);
  if (!row) throw new Error(`nothing found: ${text}`);
  return row.value;
};

/** Tables where the canary lies. A file brought for an import keeps all its bytes on purpose. */
async function canaries(): Promise<string[]> {
  const tables = await site.db.sql<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'ref', 'auth')",
  );
  const asked = tables.map(
    ({ name }) =>
      `select '${name}' as name where exists (select from ${name} t where t::text like '%${CANARY}%')`,
  );
  return (await site.db.sql<{ name: string }>(asked.join(" union all "))).map((row) => row.name);
}

const sent = new Set<string>();
const location = (reply: { headers: { location?: string | undefined } }) =>
  reply.headers.location ?? "";

/** Sends a form that succeeds, and everything that must not happen with it. */
async function send(
  route: string,
  url: string,
  as: Cookies,
  fields: Readonly<Record<string, string>>,
  files: readonly SentFile[] = [],
  answers: 200 | 303 = 303,
): Promise<string> {
  const form = { ...EXTRA, ...fields, _key: randomUUID() };
  const post = (body: Readonly<Record<string, string>>) =>
    site.post(url, body, as, undefined, files);
  const first = await post(form);
  expect([route, first.statusCode, first.statusCode === answers ? "" : first.body]).toEqual([
    route,
    answers,
    "",
  ]);
  await site.quiet();
  const after = await site.everything();
  const again = await post(form);
  // What is shown once is not shown again: the form that asks for it is.
  const back = answers === 303 ? location(first) : url;
  expect([route, again.statusCode, location(again)]).toEqual([route, 303, back]);
  const other = await post({ ...form, more: "another body" });
  expect([route, other.statusCode]).toEqual([route, 422]);
  expect(await site.everything(), `${route} sent again`).toBe(after);
  expect(await canaries(), route).toEqual([]);
  sent.add(route);
  return location(first);
}

/** Forms that this walk does not reach yet; the tests beside their pages send them. */
const SENT_BY_THEIR_OWN_TESTS = [
  "POST /console/:scheme/applications/:applicationId/correction",
  "POST /console/:scheme/duplicates/:firstId/:secondId",
  "POST /console/:scheme/entries",
  "POST /console/:scheme/entries/:draftId",
  "POST /console/:scheme/entries/:draftId/removal",
  "POST /console/:scheme/offices/:officeId",
] as const;

test("each form does its work once, whatever else is sent with it", {
  timeout: 480_000,
}, async () => {
  const { coordinator, partner, learner } = cookies;
  const foreign = () =>
    value(
      `select md5(string_agg(t, '')) as value from (
         select o::text as t from organisations o where scheme_id = $1
         union all select f::text from flows f where scheme_id = $1
         union all select m::text from memberships m where scheme_id = $1 order by 1) x`,
      site.small.schemeId,
    );
  const before = await foreign();
  const points = () =>
    value(
      // Those of a closed call whose points were brought: no form here is meant to change them.
      `select md5(string_agg(points || organisation_id::text, '' order by id)) as value
       from applications where call_id = '${things.callId}'`,
    );
  const pointsBefore = await points();

  // The learner's own forms, and the answer to the request made before.
  await send("POST /:lang/:scheme/place/answer", `/en/${scheme.slug}/place/answer`, learner, {
    offer: things.offerId,
    answer: "yes",
  });
  await send(
    "POST /console/:scheme/check-requests/:id/answer",
    `${root}/check-requests/${things.check}/answer`,
    partner,
    {
      answer: "We looked at each criterion again; the points are right.",
    },
  );
  await send(
    "POST /:lang/:scheme/place/check-request",
    `/en/${scheme.slug}/place/check-request`,
    learner,
    {
      message: "Thank you. One more question about my languages.",
    },
  );

  // Somebody who takes an application back, and a head teacher who agrees.
  await send(
    "POST /:lang/:scheme/head-confirmation",
    `/en/${scheme.slug}/head-confirmation`,
    {},
    { key: site.headSecret, answer: "yes" },
  );
  await send(
    "POST /:lang/:scheme/place/withdrawal",
    `/en/${scheme.slug}/place/withdrawal`,
    site.sender,
    {},
  );

  // The office's acts for a person.
  const [held] = await site.db.sql<{ offer: string; place: string; application: string }>(
    `select o.id as offer, o.place_id as place, o.application_id as application
     from offers o join applications a on a.id = o.application_id join mobilities m on m.offer_id = o.id
     where a.sending_country = 'AL' and o.state = 'accepted' and m.state = 'planned'
       and exists (select from run_applicants r join allocation_runs x on x.id = r.run_id
         where x.state = 'published' and r.place_id is null) limit 1`,
  );
  await send(
    "POST /console/:scheme/offers/:offerId/answer",
    `${root}/offers/${held!.offer}/answer`,
    partner,
    {
      act: "withdraw",
      reason: "The family moves away this summer.",
    },
  );
  const freed = await value(
    `select place_id as value from offers o join applications a on a.id = o.application_id
     where a.sending_country = 'AL' and o.id = $1`,
    held!.offer,
  );
  await send(
    "POST /console/:scheme/places/:placeId/reserve-offers",
    `${root}/places/${freed}/reserve-offers`,
    partner,
    {},
  );
  // A school that was missing, and its name put right.
  const school = await send(
    "POST /console/:scheme/organisations",
    `${root}/organisations`,
    partner,
    { name: "Shkolla Vjosa", kind: "vet-school", city: "Vlorë", country: "AL", setting: "urban" },
  );
  await send(
    "POST /console/:scheme/organisations/:organisationId/change",
    `${school.split("?")[0]}/change`,
    partner,
    { name: "Shkolla Buna", kind: "vet-school", city: "Vlorë", country: "AL", setting: "urban" },
  );

  // A file of people, brought by pasting it.
  const header =
    "given names,family name,birth date,country,school,trade,school-record,motivation,languages";
  const bring = async () =>
    send("POST /console/:scheme/imports", `${root}/imports`, partner, {
      kind: "applicants",
      callId: things.callId,
      paste: `${header}\nArta,Hoxha,soon,AL,nowhere,Cooking,1,1,1\n`,
    });
  await send(
    "POST /console/:scheme/imports/:importId/discard",
    `${await bring()}/discard`,
    partner,
    {},
  );
  const brought = things.importId;
  await send(
    "POST /console/:scheme/imports/:importId/confirmation",
    `${root}/imports/${brought}/confirmation`,
    partner,
    {
      "leave-out": "yes",
    },
  );
  const columns = await site.columnsOf(await site.bringWhole());
  await send(
    "POST /console/:scheme/imports/:importId/columns",
    `${root}/imports/${columns.id}/columns`,
    partner,
    columns.fields,
  );

  // The call of this season: a flow less, a run, a pin put and taken away, two hands, published.
  const flow = (country: string) =>
    value(
      "select id as value from flows where call_id = $1 and sending_country = $2 and state = 'open' order by code limit 1",
      things.callId,
      country,
    );
  const [from, into] = await site.db.sql<{ id: string }>(
    "select id from flows where call_id = $1 and sending_country = 'MK' order by code limit 2",
    [things.callId],
  );
  await send(
    "POST /console/:scheme/flows/:flowId/merger",
    `${root}/flows/${from!.id}/merger`,
    coordinator,
    {
      into: into!.id,
      reason: "Too few of this country chose this city.",
    },
  );
  await send(
    "POST /console/:scheme/flows/:flowId/cancellation",
    `${root}/flows/${await flow("RS")}/cancellation`,
    coordinator,
    {
      reason: "The host withdrew its offer in writing.",
    },
  );
  const leaves = await value(
    "select id as value from applications where call_id = $1 and sending_country = 'AL' and state = 'submitted' and id not in (select application_id from pins) order by points limit 1",
    things.callId,
  );
  await send(
    "POST /console/:scheme/applications/:applicationId/changes",
    `${root}/applications/${leaves}/changes`,
    partner,
    {
      reason: site.changeReason,
    },
  );
  await send(
    "POST /console/:scheme/applications/:applicationId/needs",
    `${root}/applications/${leaves}/needs`,
    partner,
    { reason: "travel" },
    [],
    200,
  );
  const run = (
    await send(
      "POST /console/:scheme/calls/:callId/runs",
      `${root}/calls/${things.callId}/runs`,
      coordinator,
      {},
    )
  )
    .split("/")
    .at(-1)!;
  const pinned = await value(
    `select r.application_id || ' ' || p.place_id as value from run_applicants r
       join applications a on a.id = r.application_id
       join wishes w on w.application_id = a.id and w.rank = 1
       join places l on l.flow_id = w.flow_id and (l.trade is null or l.trade = a.trade)
       join run_places p on p.run_id = r.run_id and p.place_id = l.id
     where r.run_id = $1 and r.removed = '[]' and r.application_id not in (select application_id from pins where removed_at is null) limit 1`,
    run,
  );
  const [application, place] = pinned.split(" ");
  await send(
    "POST /console/:scheme/calls/:callId/pins",
    `${root}/calls/${things.callId}/pins`,
    coordinator,
    {
      application: application!,
      place: place!,
      run,
      reason: "Travels with a brother; the school asked for it.",
    },
  );
  const pin = await value(
    "select id as value from pins where application_id = $1 and removed_at is null",
    application,
  );
  await send(
    "POST /console/:scheme/pins/:pinId/removal",
    `${root}/pins/${pin}/removal`,
    coordinator,
    {
      call: things.callId,
      back: `${root}/runs/${run}`,
    },
  );
  await send(
    "POST /console/:scheme/runs/:runId/cases/:caseId",
    `${root}/runs/${run}/cases/${await value("select id as value from run_flags where run_id = $1 limit 1", run)}`,
    coordinator,
    {},
  );
  const signatures = `${root}/runs/${run}/signatures`;
  await send("POST /console/:scheme/runs/:runId/signatures", signatures, coordinator, {});
  await send("POST /console/:scheme/runs/:runId/signatures", signatures, partner, {});
  await send(
    "POST /console/:scheme/runs/:runId/publication",
    `${root}/runs/${run}/publication`,
    coordinator,
    {},
  );

  await sendGuardianForms(site, send);
  await sendCallForms(site, send);
  await sendSelectionForms(site, send);
  await sendSchoolForms(site, send);
  await sendFormForms(site, send);
  await sendMessageForms(site, send);

  // Roles.
  const added = await send(
    "POST /console/:scheme/settings/people",
    `${root}/settings/people`,
    coordinator,
    {
      email: "new@example.org",
      name: "New Auditor",
      role: "auditor",
      country: "",
    },
  );
  const membership = new URL(added, "http://localhost").searchParams.get("added");
  await send(
    "POST /console/:scheme/settings/people/:membershipId/ending",
    `${root}/settings/people/${membership}/ending`,
    coordinator,
    {},
  );

  expect(await foreign()).toBe(before);
  expect(await points()).toBe(pointsBefore);
  const protectedRoutes = TABLE.filter(
    ({ route }) =>
      route.startsWith("POST") &&
      !site.pages.some((page) => `${page.method} ${page.path}` === route && page.repeatable),
  ).map(({ route }) => route as string);
  const elsewhere = new Set<string>(SENT_BY_THEIR_OWN_TESTS);
  const expected = [...new Set(protectedRoutes)].filter((route) => !elsewhere.has(route));
  expect([...sent].sort()).toEqual(expected.sort());
});

/** Tables whose rows belong to a scheme, and how to copy one of them into another scheme. */
async function copyInto(admin: pg.Client, schemeIds: readonly string[]): Promise<string[]> {
  const tables = await site.db.sql<{
    name: string;
    uuids: string[];
    numbers: string[];
    all: string[];
  }>(
    `select c.table_name as name,
       array_agg(c.column_name::text) filter (where c.data_type = 'uuid' and c.column_name <> 'scheme_id') as uuids,
       array_agg(c.column_name::text) filter (where c.is_identity = 'YES') as numbers,
       array_agg(c.column_name::text) filter (where c.is_generated = 'NEVER') as all
     from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
     group by c.table_name having bool_or(c.column_name = 'scheme_id') order by 1`,
  );
  for (const { name, uuids, numbers, all } of tables) {
    const value = (column: string): string => {
      if (column === "scheme_id") return "s";
      // A learner's code is unique in the whole installation.
      if ((name === "applications" || name === "application_drafts") && column === "code")
        return "regexp_replace(upper(substr(md5(random()::text || s::text), 1, 6)), '(...)(...)', 'KLF-\\1-\\2')";
      if (column === "secret_hash") return "md5(random()::text)";
      // Of a pair the smaller id stands first.
      if (name === "person_verdicts" && column === "first_id")
        return "'00000000-0000-4000-8000-000000000001'::uuid";
      if (name === "calls" && column === "public_code") return "ref.call_code()";
      // A poster's code is unique in the whole installation as well.
      if (name === "class_codes" && column === "code")
        return "chr(65 + (random() * 7)::int) || chr(65 + (random() * 7)::int) || '-' || lpad((random() * 9999)::int::text, 4, '0')";
      if (numbers?.includes(column)) return "1000000 + (random() * 1e12)::bigint";
      return uuids?.includes(column)
        ? `case when t."${column}" is not null then gen_random_uuid() end`
        : `t."${column}"`;
    };
    await admin.query(
      `insert into ${name} (${all.map((column) => `"${column}"`).join(", ")}) overriding system value
       select ${all.map(value).join(", ")}
       from (select * from ${name} limit 2) t cross join unnest($1::uuid[]) s on conflict do nothing`,
      [schemeIds],
    );
  }
  return tables.map(({ name }) => name);
}

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
    `insert into person_verdicts (id, scheme_id, first_id, second_id, verdict, why, decided_by,
       decided_name, decided_at)
     values (gen_random_uuid(), $1, '00000000-0000-4000-8000-000000000001', gen_random_uuid(),
       'different', 'documents', 'somebody', 'Somebody', now())`,
    [scheme.id],
  );
  await admin.query(
    `insert into head_confirmations (id, scheme_id, application_id, sent_to, secret_hash, asked_at)
     values (gen_random_uuid(), $1, gen_random_uuid(), 'head@example.org', md5('a'), now())`,
    [scheme.id],
  );
  const tables = await copyInto(admin, schemeIds).finally(() => admin.end());
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
  // A failure names what was said, so nothing has to be drawn again.
  const one = <T>(of: readonly T[]): T => of[Math.floor(Math.random() * of.length)]!;
  const said = (): string => {
    const id = one(schemeIds);
    const text = String.fromCodePoint(
      ...Array.from({ length: 8 }, () => 1 + Math.floor(Math.random() * 0xd000)),
    );
    const garbage = [
      "",
      " ",
      "null",
      "%",
      "*",
      "' or true --",
      id.toUpperCase(),
      `${id} `,
      `{${id}}`,
      id.slice(1),
      text,
      randomUUID(),
    ];
    return one([id, id, one(garbage), one(garbage)]);
  };
  try {
    for (let run = 0; run < 200; run += 1) {
      const context = said();
      const why = one(["", "freeze", "import", "person-request", "care", "curiosity", "'"]);
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
        ];
        expect(none.sort()).toEqual(sealed);
      }
      // What a transaction said is gone with it: the next user of the connection says nothing.
      const after = await client.query<{ name: string; seen: number }>(foreign, [null]);
      expect(after.rows.every((row) => row.seen === 0)).toBe(true);
    }
  } finally {
    await client.end();
  }
});
