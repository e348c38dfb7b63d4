/** The whole program over the demo's world and a second scheme, with somebody of every role. */
import { createHash } from "node:crypto";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";
import { routes as consoleRoutes } from "../../src/console/index.ts";
import { pause, systemClock } from "../../src/platform/clock.ts";
import { createLog } from "../../src/platform/log.ts";
import { openVault } from "../../src/platform/vault.ts";
import { APPLICANT_COOKIE, sealApplicant } from "../../src/platform/web/applicant-cookie.ts";
import { LEARNER_COOKIE, sealLearner } from "../../src/platform/web/learner-cookie.ts";
import { routes as portalRoutes } from "../../src/portal/index.ts";
import { openProgram } from "../../src/program.ts";
import { startRun } from "../../src/stages/allocation-runs/start-run.ts";
import { CHANGE_REASONS } from "../../src/stages/applications/application.ts";
import { chooseColumns } from "../../src/stages/imports/check-import.ts";
import { readImport } from "../../src/stages/imports/read-imports.ts";
import { uploadImport } from "../../src/stages/imports/upload-import.ts";
import { askForCheck } from "../../src/stages/mobilities/ask-for-check.ts";
import { loadAssets } from "../../src/ui/assets.ts";
import { buildAssets } from "../../src/ui/build/build-assets.ts";
import { computeRun } from "../../src/worker/run-allocation.ts";
import { testDatabase } from "../support/database.ts";
import { signInAs, TEST_SECRET } from "../support/server.ts";
import { must, smallScheme } from "../support/small-scheme.ts";
import { buildWorld, DEMO_SCHEME } from "../world/build.ts";
import { CALL_4_CODE } from "../world/build-calls-open.ts";
import { CRITERIA } from "../world/calls.ts";
import { preparedAgreements } from "./agreement-things.ts";
import { preparedApplications } from "./apply-things.ts";
import { preparedArchive } from "./archive-things.ts";
import { preparedAttendance } from "./attendance-things.ts";
import { preparedCalls } from "./call-things.ts";
import { preparedCountries } from "./country-things.ts";
import { entryThings } from "./entry-things.ts";
import { preparedEvents } from "./event-things.ts";
import { preparedForms } from "./form-things.ts";
import { preparedGrowth } from "./growth-things.ts";
import { preparedGuardians } from "./guardian-things.ts";
import { preparedHosting } from "./hosting-things.ts";
import { watchKept } from "./kept.ts";
import { preparedKit } from "./kit-things.ts";
import { preparedLibrary } from "./library-things.ts";
import { preparedMessages } from "./message-things.ts";
import { preparedOwnTemplates } from "./own-template-things.ts";
import type { Role } from "./policy-table.ts";
import { preparedPreparation } from "./preparation-things.ts";
import type { Post } from "./race.ts";
import { preparedRecognition } from "./recognition-things.ts";
import { preparedSchools } from "./school-things.ts";
import { preparedSelection } from "./selection-things.ts";
import { preparedStories } from "./story-things.ts";
import { preparedTravel } from "./travel-things.ts";

export type Cookies = Readonly<Record<string, string>>;

export type SentFile = {
  readonly field: string;
  readonly name: string;
  readonly bytes: Buffer;
};
const BOUNDARY = "----form";
/** A form with files, as a browser sends it. */
const inParts = (fields: Readonly<Record<string, string>>, files: readonly SentFile[]): Buffer => {
  const part = (head: string, body: Buffer) =>
    Buffer.concat([
      Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
      body,
      Buffer.from("\r\n"),
    ]);
  return Buffer.concat([
    // A body in parts with one of these names is refused as a whole before it is a form.
    ...Object.entries(fields)
      .filter(([name]) => name !== "__proto__" && name !== "constructor")
      .map(([name, value]) => part(`name="${name}"`, Buffer.from(value))),
    ...files.map(({ field, name, bytes }) =>
      part(`name="${field}"; filename="${name}"\r\nContent-Type: image/jpeg`, bytes),
    ),
    Buffer.from(`--${BOUNDARY}--\r\n`),
  ]);
};

/** A form's head and body, as a browser sends them. */
function bodyOf(
  fields: Readonly<Record<string, string>>,
  files: readonly SentFile[],
): { readonly type: string; readonly body: Buffer } {
  return files.length > 0
    ? { type: `multipart/form-data; boundary=${BOUNDARY}`, body: inParts(fields, files) }
    : {
        type: "application/x-www-form-urlencoded",
        body: Buffer.from(new URLSearchParams(fields).toString()),
      };
}

/** One row with more than one thing wrong with it. */
const FILE = `given names,family name,birth date,country,school,trade,${CRITERIA.map((each) => each.code)}\nArta,Hoxha,soon,AL,?,?${",1".repeat(CRITERIA.length)}\n`;

export async function securitySite() {
  const db = await testDatabase();
  openVault("a data key of the tests only, long enough");
  const world = await buildWorld({ appUrl: db.appUrl, now: systemClock.now() });
  const small = await smallScheme(db.database, "second");
  const scheme = { id: world.schemeId as string, slug: DEMO_SCHEME };
  const system = { kind: "system", schemeId: scheme.id } as const;
  const one = async (text: string, values: unknown[] = []): Promise<string> => {
    const [row] = await db.sql<{ id: string }>(text, values);
    if (!row) throw new Error(`nothing found: ${text}`);
    return row.id;
  };
  const call2 = await one("select id from calls where number = 2 and scheme_id = $1", [scheme.id]);
  const call3 = await one("select id from calls where number = 3 and scheme_id = $1", [scheme.id]);
  const draft = await db.database.withTx(
    world.actorOf("anna@uniser.example"),
    async (tx) => must(await startRun(tx, call3)).runId,
    { purpose: "freeze" },
  );
  await computeRun(db.database, system, draft);
  const published = await one("select id from allocation_runs where state = 'published'");
  const [offer] = await db.sql<{ id: string; application: string; person: string; place: string }>(
    `select o.id, a.id as application, a.person_id as person, o.place_id as place
     from offers o join applications a on a.id = o.application_id
     where a.sending_country = 'AL' and o.state = 'offered' limit 1`,
  );
  if (!offer) throw new Error("no offer of Albania waits for an answer");
  const learner = {
    kind: "learner",
    schemeId: scheme.id,
    applicationId: offer.application,
  } as const;
  const checkId = await db.database.withTx(learner, async (tx) =>
    must(await askForCheck(tx, "Please look again at my points for motivation.")),
  );
  const apply = await preparedApplications(db, scheme.id);
  // Whose letter can be sent once more; a learner has none, but a right does not ask for which line.
  await db.sql(
    `insert into head_confirmations (id, scheme_id, application_id, sent_to, secret_hash, asked_at)
     values (gen_random_uuid(), $1, $2, 'head@example.org', 'nobody-was-sent-this', '2026-01-01')`,
    [scheme.id, offer.application],
  );
  const guardians = await preparedGuardians(db, system, offer.application);
  const staff = {
    coordinator: await signInAs(db, scheme, { role: "coordinator", name: "Coordinator" }),
    partner: await signInAs(db, scheme, {
      role: "country-partner",
      country: "AL",
      name: "Partner",
    }),
    neighbour: await signInAs(db, scheme, {
      role: "country-partner",
      country: "RS",
      name: "Neighbour",
    }),
    auditor: await signInAs(db, scheme, { role: "auditor", name: "Auditor" }),
    officer: await signInAs(db, scheme, {
      role: "school-officer",
      // Of the school that the learner of the table goes to.
      organisationId: await one("select organisation_id as id from applications where id = $1", [
        offer.application,
      ]),
      name: "Officer",
    }),
    assessor: await signInAs(db, scheme, { role: "assessor", name: "Assessor" }),
    outsider: await signInAs(
      db,
      { id: small.schemeId, slug: small.slug },
      { role: "coordinator", name: "Outsider" },
    ),
  };
  const bring = (actor: typeof staff.partner.actor, text: string) =>
    db.database.withTx(actor, async (tx) =>
      must(
        await uploadImport(tx, {
          kind: "applicants",
          callId: call3,
          lineId: "",
          fileName: "people.csv",
          bytes: Buffer.from(text),
        }),
      ),
    );
  const importId = await bring(staff.partner.actor, FILE);
  await db.database.withTx(
    staff.partner.actor,
    async (tx) => {
      const found = await readImport(tx, importId);
      return must(await chooseColumns(tx, importId, found?.mapping.columns ?? []));
    },
    { purpose: "import" },
  );

  const selection = await preparedSelection(db, {
    anna: world.actorOf("anna@uniser.example"),
    assessor: staff.assessor.actor,
    other: world.actorOf("marta@assessor.example"),
  });
  const calls = await preparedCalls(db, world.actorOf("anna@uniser.example"), call3);
  const schools = await preparedSchools(db, {
    officer: staff.officer.actor,
    coordinator: world.actorOf("anna@uniser.example"),
    openCall: calls.openCall,
    preparing: calls.preparing.callId,
  });

  const messages = await preparedMessages(db, {
    coordinator: staff.coordinator.actor,
    partner: staff.partner.actor,
  });

  const [officer] = staff.officer.actor.memberships;
  const entry = await entryThings(db, scheme.id, officer?.organisationId ?? "");

  const forms = await preparedForms(db, staff.coordinator.actor);
  const travel = await preparedTravel(db, staff.partner.actor, offer.person);

  const recognition = await preparedRecognition(db, staff.partner.actor, offer.person);

  const countries = await preparedCountries(db, {
    coordinator: staff.coordinator.actor,
    partner: staff.partner.actor,
  });
  const growth = await preparedGrowth(db, staff.partner.actor);
  const library = await preparedLibrary(db, {
    coordinator: staff.coordinator.actor,
    partner: staff.partner.actor,
  });
  const events = await preparedEvents(db, staff.coordinator.actor);
  const attendance = await preparedAttendance(db, staff.coordinator.actor, events.eventId);
  const hosts = await preparedHosting(db, staff.coordinator.actor);
  const preparation = await preparedPreparation(db, staff.coordinator.actor, hosts.hosting);
  const agreements = await preparedAgreements(db, staff.coordinator.actor);
  const archive = await preparedArchive(db, staff.coordinator.actor);
  const kit = await preparedKit(db, staff.coordinator.actor);
  const ownTemplates = await preparedOwnTemplates(db, staff.partner.actor, agreements.agreements);

  const stories = await preparedStories(db, scheme.id);

  const assets = await buildAssets();
  loadAssets(assets.dir);
  const stops: (() => Promise<void> | void)[] = [];
  const { app, door } = await openProgram({
    urls: db,
    clock: systemClock,
    secret: TEST_SECRET,
    publicUrl: "http://localhost",
    demo: true,
    post: null,
    assets: assets.dir,
    log: createLog({ level: "fatal" }),
    onEnd: (_name, stop) => stops.unshift(stop),
  });
  await app.ready();
  afterAll(async () => {
    for (const stop of stops) await stop();
    await db.close();
  });

  /** Waits until no job is left to be done. */
  const waiting = async () =>
    (
      await db.sql(
        "select 1 from graphile_worker._private_jobs where attempts < max_attempts and run_at <= now() limit 1",
      )
    ).length > 0;
  const quiet = async () => {
    for (let tries = 0; tries < 1200 && (await waiting()); tries += 1) {
      await new Promise((done) => setTimeout(done, 50));
    }
  };
  await quiet();

  const cookies: Readonly<Record<Role, Cookies>> = {
    nobody: {},
    learner: { [LEARNER_COOKIE]: sealLearner(TEST_SECRET, learner, systemClock.now()) },
    applicant: {
      [APPLICANT_COOKIE]: sealApplicant(TEST_SECRET, apply.applicant, systemClock.now()),
    },
    coordinator: staff.coordinator.cookies,
    partner: staff.partner.cookies,
    neighbour: staff.neighbour.cookies,
    auditor: staff.auditor.cookies,
    officer: staff.officer.cookies,
    assessor: staff.assessor.cookies,
    outsider: staff.outsider.cookies,
  };
  /** What stands in an address for each of its parameters: something of Albania. */
  const things = {
    lang: "en",
    scheme: scheme.slug,
    role: "coordinator",
    line: "one-month",
    country: "AL",
    folder: "result",
    file: "summary.json",
    callId: call3,
    flowId: await one(
      "select id from flows where call_id = $1 and sending_country = 'AL' limit 1",
      [call3],
    ),
    organisationId: await one(
      "select id from organisations where country = 'AL' and roles @> array['school'] and scheme_id = $1 limit 1",
      [scheme.id],
    ),
    /** The partner that sends from Albania: its office is its own to describe. */
    officeId: await one(
      "select sending_partner_id as id from scheme_countries where scheme_id = $1 and country = 'AL'",
      [scheme.id],
    ),
    mobilityId: await one(
      "select id from mobilities where scheme_id = $1 and sending_country = 'AL' order by starts, id limit 1",
      [scheme.id],
    ),
    number: "2",
    call: CALL_4_CODE,
    question: "name",
    task: "language-course",
    lineId: await one(
      "select id from activity_lines where scheme_id = $1 order by position limit 1",
      [scheme.id],
    ),
    city: "maribor",
    importId: importId as string,
    applicationId: offer.application,
    ...guardians,
    ...messages,
    group: "consent",
    locale: "sq",
    personId: offer.person,
    offerId: offer.id,
    placeId: offer.place,
    pinId: await one("select id from pins limit 1"),
    membershipId: await one(
      "select id from memberships where scheme_id = $1 and user_id <> $2 and role = 'auditor' limit 1",
      [scheme.id, staff.auditor.userId],
    ),
    mail: await one("select id from mail_messages where scheme_id = $1 limit 1", [scheme.id]),
    check: checkId,
    draft,
    published,
    /** Somebody of Albania who is in the draft. */
    inDraft: await one(
      "select id from applications where call_id = $1 and sending_country = 'AL' limit 1",
      [call3],
    ),
    call2,
    ...calls,
    ...selection,
    ...schools,
    ...entry,
    ...forms,
    ...travel,
    ...countries,
    ...growth,
    ...library,
    ...events,
    ...attendance,
    ...hosts,
    ...recognition,
    ...preparation,
    ...agreements,
    ...ownTemplates,
    ...archive,
    ...kit,
    ...stories,
    /** A case of Albania that a rule flagged in the draft. */
    caseId: await one(
      `select g.id from run_flags g join applications a on a.id = g.application_id
       where g.run_id = $1 and a.sending_country = 'AL' limit 1`,
      [draft],
    ),
  };

  const kept = await watchKept(db);

  return {
    app,
    db,
    door,
    world,
    small,
    scheme,
    staff,
    cookies,
    things,
    /** A learner whose call is open, and the secret in a head teacher's letter. */
    sender: {
      [LEARNER_COOKIE]: sealLearner(TEST_SECRET, apply.sent, systemClock.now()),
    } as Cookies,
    learnerOf: (applicationId: string): Cookies => ({
      [LEARNER_COOKIE]: sealLearner(
        TEST_SECRET,
        { kind: "learner", schemeId: scheme.id, applicationId },
        systemClock.now(),
      ),
    }),
    headSecret: apply.headSecret,
    quiet,
    /** Waits until no request is at work, its own client gone or not. */
    async idle() {
      const { username } = new URL(db.appUrl);
      const busy = () =>
        db.sql(
          `select 1 from pg_stat_activity
           where datname = current_database() and usename = $1 and state <> 'idle' limit 1`,
          [username],
        );
      for (let tries = 0; tries < 1000 && (await busy()).length > 0; tries += 1) await pause(5);
    },
    /** Another file of the partner, not looked at yet. */
    bringWhole: () => bring(staff.partner.actor, FILE),
    /** The columns of a file as its form would send them. */
    async columnsOf(id: string) {
      const found = await db.database.withTx(staff.partner.actor, (tx) => readImport(tx, id));
      const columns = found?.mapping.columns ?? [];
      return {
        id,
        fields: Object.fromEntries(columns.map((name, at) => [`column-${at}`, name ?? ""])),
      };
    },
    changeReason: CHANGE_REASONS[0],
    pages: [...portalRoutes, ...consoleRoutes, ...door.routes],
    kept,
    /** Everything that is kept, in one text: equal means that nothing at all was changed. */
    everything: async (): Promise<string> => (await kept()).all,
    get: (url: string, as: Cookies = {}) => app.inject({ method: "GET", url, cookies: { ...as } }),
    post: (
      url: string,
      fields: Readonly<Record<string, string>>,
      as: Cookies = {},
      headers: Readonly<Record<string, string>> = { "sec-fetch-site": "same-origin" },
      files: readonly SentFile[] = [],
    ) => {
      const { type, body } = bodyOf(fields, files);
      return app.inject({
        method: "POST",
        url,
        cookies: { ...as },
        headers: { "content-type": type, ...headers },
        payload: body,
      });
    },
    /** The same form for a socket of one's own. */
    overSocket: async (
      url: string,
      fields: Readonly<Record<string, string>>,
      as: Cookies = {},
      files: readonly SentFile[] = [],
    ): Promise<Post> => {
      if (!app.server.listening) await app.listen({ host: "127.0.0.1", port: 0 });
      const { port } = app.server.address() as AddressInfo;
      const { type, body } = bodyOf(fields, files);
      const cookie = Object.entries(as)
        .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
        .join("; ");
      const headers = {
        "content-type": type,
        "sec-fetch-site": "same-origin",
        ...(cookie ? { cookie } : {}),
      };
      return { port, path: url, headers, body };
    },
    digest: (text: string) => createHash("sha256").update(text).digest("hex"),
  };
}
export type SecuritySite = Awaited<ReturnType<typeof securitySite>>;
