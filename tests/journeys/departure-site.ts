/**
 * The whole program with two learners who were just offered a place in Bologna, one from Serbia and
 * one from Albania, a company that can be asked, and the office at its pages. The day is in March
 * 2027; the jobs of the program run by themselves.
 */
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { clockAt } from "../../src/platform/clock.ts";
import { openShelf } from "../../src/platform/files/shelf.ts";
import type { Locale } from "../../src/platform/i18n/index.ts";
import { createLog } from "../../src/platform/log.ts";
import { openProgram } from "../../src/program.ts";
import { day } from "../../src/shared/day.ts";
import { registerApplicants } from "../../src/stages/applications/register-applicants.ts";
import { closeCall } from "../../src/stages/calls/close-call.ts";
import { addContact } from "../../src/stages/hosting/keep-contact.ts";
import { addOrganisation } from "../../src/stages/organisations/add-organisation.ts";
import { loadAssets } from "../../src/ui/assets.ts";
import { buildAssets } from "../../src/ui/build/build-assets.ts";
import { need, type TestCall, testCall, testEntry } from "../support/call.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { AFTER_CLOSING, computedRun, publishAndOffer } from "../support/run.ts";
import { type SignedIn, signInAs } from "../support/server.ts";
import { type SentFile, uploadOf } from "../support/upload.ts";

export type Country = "AL" | "RS";
export type Learner = {
  readonly country: Country;
  readonly applicationId: string;
  readonly code: string;
  readonly personId: string;
};

export type Office = {
  /** A page of the office, as its text. */
  reads(path: string): Promise<string>;
  /** Sends a form, with a file where there is one; gives back where it leads. */
  sends(path: string, fields: Readonly<Record<string, string>>, file?: SentFile): Promise<string>;
};

export type DepartureSite = {
  readonly url: string;
  readonly db: TestDatabase;
  readonly call: TestCall;
  readonly learners: Readonly<Record<Country, Learner>>;
  readonly companies: Readonly<Record<Country, string>>;
  office(locale: Locale): Promise<Office & { readonly person: SignedIn }>;
  /** The address in the letter of a kind to somebody; where there are several, in that with a code. */
  letterTo(address: string, template: string, code?: string): Promise<string>;
  /** Every address that stands in any letter so far, once each. */
  links(): Promise<readonly string[]>;
  /** An address of the program as a browser here reaches it. */
  here(link: string): string;
  /** Waits until no job is left to be done now. */
  settled(): Promise<void>;
  /** Everything that is kept, as one number that changes with any of it. */
  kept(): Promise<string>;
};

/** Who is asked at the company, one for each country so that letters are told apart. */
export const companyContact = (country: Country): string =>
  `paolo.${country.toLowerCase()}@officina.example`;
export const PARTNER = "anna@uniser.example";

async function scene(db: TestDatabase, call: TestCall) {
  const countries = ["AL", "RS"] as const;
  const entries = countries.map((country) =>
    testEntry(call, {
      person: {
        country,
        givenNames: country === "AL" ? "Arta" : "Милица",
        familyName: country === "AL" ? "Hoxha" : "Јовановић",
        email: `learner.${country.toLowerCase()}@example.org`,
        // Of age only after the journey: a guardian is asked.
        birthDate: day("2010-03-12"),
      },
    }),
  );
  const registered = need(
    await db.database.withTx(call.actor, (tx) => registerApplicants(tx, call.callId, entries), {
      purpose: "import",
    }),
  );
  const companies = await db.database.withTx(call.actor, async (tx) => {
    const contact = (id: string, name: string, email: string) =>
      addContact(tx, id, { role: "contact", name, email, phone: "", language: "it" }).then(need);
    await contact(call.host, "Anna", PARTNER);
    const company = async (country: Country) => {
      const id = need(
        await addOrganisation(tx, {
          name: `Officina ${country}`,
          kind: "company",
          roles: ["company"],
          city: "Bologna",
          country: "IT",
          hostingPartnerId: call.host,
          invented: true,
        }),
      );
      await contact(id, "Paolo", companyContact(country));
      return id;
    };
    return { AL: await company("AL"), RS: await company("RS") };
  });
  return { ids: registered.map((one) => one.applicationId as string), companies };
}

export async function departureSite(): Promise<DepartureSite> {
  const clock = clockAt("2027-03-01T08:00:00Z");
  const db = await testDatabase({ clock });
  const call = await testCall(db);
  const { ids, companies } = await scene(db, call);
  clock.moveTo(AFTER_CLOSING);
  need(await db.database.withTx(call.actor, (tx) => closeCall(tx, call.callId)));
  const signers = [
    await signInAs(db, call.scheme, { role: "coordinator" }),
    await signInAs(db, call.scheme, { role: "country-partner", country: "AL" }),
  ] as const;
  await publishAndOffer(db, await computedRun(db, call), signers);
  const rows = await db.sql<{ id: string; code: string; person_id: string }>(
    "select id, code, person_id from applications",
  );
  const learner = (country: Country, at: number): Learner => {
    const row = rows.find(({ id }) => id === ids[at]);
    if (!row) throw new Error(`nobody of ${country}`);
    return { country, applicationId: row.id, code: row.code, personId: row.person_id };
  };

  const assets = await buildAssets();
  loadAssets(assets.dir);
  const stops: (() => Promise<void> | void)[] = [];
  const { app } = await openProgram({
    urls: db,
    clock,
    secret: "a secret of the journeys only, long enough",
    publicUrl: "http://localhost",
    demo: false,
    post: null,
    assets: assets.dir,
    log: createLog({ level: "error" }),
    onEnd: (_name, stop) => stops.unshift(stop),
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
  // Signed sheets that the office scans lie on the disk.
  const home = mkdtempSync(join(tmpdir(), "kalfa-departure-"));
  openShelf(home);
  afterAll(async () => {
    for (const stop of stops) await stop();
    await db.close();
    rmSync(home, { recursive: true });
  });
  const { port } = app.server.address() as { port: number };
  const url = `http://localhost:${port}`;
  const here = (link: string) => link.replace("http://localhost/", `${url}/`);

  return {
    url,
    db,
    call,
    companies,
    here,
    learners: { AL: learner("AL", 0), RS: learner("RS", 1) },
    async office(locale) {
      const person = await signInAs(db, call.scheme, { role: "coordinator", locale });
      const { cookies } = person;
      return {
        person,
        async reads(path) {
          const reply = await app.inject({ method: "GET", url: path, cookies });
          if (reply.statusCode !== 200) throw new Error(`${reply.statusCode} ${path}`);
          return reply.body;
        },
        async sends(path, fields, file) {
          const key = randomUUID();
          const sent = file
            ? uploadOf("file", [file], key, fields)
            : {
                headers: {
                  "content-type": "application/x-www-form-urlencoded",
                  "sec-fetch-site": "same-origin",
                },
                payload: new URLSearchParams({ _key: key, ...fields }).toString(),
              };
          const reply = await app.inject({ method: "POST", url: path, cookies, ...sent });
          if (reply.statusCode !== 303) {
            const said = /govuk-error-summary[\s\S]*?<\/ul>/.exec(reply.body)?.[0] ?? "";
            throw new Error(`${reply.statusCode} ${path} ${said.replace(/<[^>]+>/g, " ")}`);
          }
          return String(reply.headers.location);
        },
      };
    },
    async letterTo(address, template, code = "") {
      const letters = await db.sql<{ body: string }>(
        "select body from mail_messages where to_address = $1 and template = $2",
        [address, template],
      );
      const letter = letters.find(({ body }) => body.includes(code));
      const link = /http:\/\/localhost\/\S+/.exec(letter?.body ?? "")?.[0];
      if (!link) throw new Error(`no ${template} to ${address}`);
      return here(link);
    },
    async links() {
      const letters = await db.sql<{ body: string }>("select body from mail_messages");
      const all = letters.flatMap(({ body }) => body.match(/http:\/\/localhost\/\S+/g) ?? []);
      return [...new Set(all)].map(here);
    },
    async settled() {
      for (let tries = 0; tries < 200; tries += 1) {
        const [left] = await db.sql<{ count: number }>(
          "select count(*)::int as count from graphile_worker._private_jobs where run_at <= now() and attempts < max_attempts",
        );
        if (left?.count === 0) return;
        await new Promise((done) => setTimeout(done, 50));
      }
      throw new Error("the jobs do not come to an end");
    },
    async kept() {
      const [row] = await db.sql<{ kept: string }>(
        `select md5(string_agg(t, '' order by t)) as kept from (
           select r::text as t from host_requests r union all select p::text from host_request_people p
           union all select a::text from agreements a union all select p::text from agreement_parties p
           union all select s::text from agreement_signatures s union all select l::text from agreement_links l
           union all select g::text from guardian_links g union all select c::text from consents c
           union all select o::text from offers o union all select m::text from mobilities m
           union all select k::text from stay_tasks k union all select e::text from event_log e
           union all select l::text from mail_messages l union all select i::text from idempotency_keys i) x`,
      );
      return row?.kept ?? "";
    },
  };
}
