/** Pages asked over real HTTP semantics (Fastify's `inject`), as somebody, against a real database. */
import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import { afterAll } from "vitest";
import { type Clock, systemClock } from "../../src/platform/clock.ts";
import type { Membership, Role, SchemeSettings, StaffActor } from "../../src/platform/db/actor.ts";
import type { Locale } from "../../src/platform/i18n/index.ts";
import { LEARNER_COOKIE, sealLearner } from "../../src/platform/web/learner-cookie.ts";
import type { Route, Site } from "../../src/platform/web/route.ts";
import { LOCALE_COOKIE, SESSION_COOKIE, webServer } from "../../src/platform/web/server.ts";
import { html } from "../../src/ui/html.ts";
import type { TestDatabase } from "./database.ts";

export const TEST_SECRET = "a secret of the test server only";

/** Whoever asks: what their browser would send along. */
export type Visitor = { readonly cookies: Readonly<Record<string, string>> };
export type Reply = LightMyRequestResponse;

export type TestServer = {
  readonly app: FastifyInstance;
  get(url: string, as?: Visitor): Promise<Reply>;
  /** Sends a form as a browser on our own page would; `_key` is added when the test gives none. */
  post(url: string, fields?: Fields, as?: Visitor): Promise<Reply>;
  /** Errors the server logged; a test that expects none can say so. */
  readonly errors: unknown[];
};
type Fields = Readonly<Record<string, string | readonly string[]>>;

type Options = {
  readonly clock?: Clock;
  readonly demo?: boolean;
  readonly publicUrl?: string;
  /** What else the installation can do. */
  readonly site?: Partial<Site>;
  readonly more?: (app: FastifyInstance) => Promise<void>;
  readonly above?: Parameters<typeof webServer>[0]["above"];
};

/** Call it at the top of a test file, after `testDatabase()`; it closes with the file. */
export async function testServer(
  db: TestDatabase,
  routes: readonly Route[],
  options: Options = {},
): Promise<TestServer> {
  const errors: unknown[] = [];
  const app = await webServer({
    database: db.database,
    clock: options.clock ?? systemClock,
    secret: TEST_SECRET,
    site: {
      demo: options.demo ?? false,
      publicUrl: options.publicUrl ?? "http://localhost:4000",
      ...options.site,
    },
    routes,
    failures: (words, what) =>
      html`<!doctype html><html lang="${words.lang}"><title>${what}</title><h1>${what}</h1></html>`,
    signIn: "/sign-in",
    log: { error: (fields) => errors.push(fields) },
    ...(options.more ? { more: options.more } : {}),
    ...(options.above ? { above: options.above } : {}),
  });
  afterAll(() => app.close());
  const cookies = (as?: Visitor) => ({ ...as?.cookies });
  return {
    app,
    errors,
    get: (url, as) => app.inject({ method: "GET", url, cookies: cookies(as) }),
    post(url, fields = {}, as) {
      const body = new URLSearchParams();
      for (const [name, value] of Object.entries({ _key: randomUUID(), ...fields })) {
        for (const each of [value].flat()) body.append(name, each as string);
      }
      return app.inject({
        method: "POST",
        url,
        cookies: cookies(as),
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          "sec-fetch-site": "same-origin",
        },
        payload: body.toString(),
      });
    },
  };
}

export type TestScheme = { readonly id: string; readonly slug: string };

/** A running scheme with nothing in it. */
export async function testScheme(
  db: TestDatabase,
  given: { slug?: string; listed?: boolean; settings?: SchemeSettings } = {},
): Promise<TestScheme> {
  const id = randomUUID();
  const slug = given.slug ?? `scheme-${id.slice(0, 8)}`;
  await db.sql(
    `insert into schemes (id, slug, name, kind, listed, invented, settings, created_at)
     values ($1, $2, $3, 'running', $4, true, $5, now())`,
    [
      id,
      slug,
      { en: "Test scheme", sq: "Skema e provës", "sr-Cyrl": "Пробна шема" },
      given.listed ?? true,
      given.settings ?? {},
    ],
  );
  return { id, slug };
}

export type SignedIn = Visitor & {
  /** The same person for use-cases: `db.database.withTx(person.actor, ...)`. */
  readonly actor: StaffActor;
  readonly userId: string;
  readonly email: string;
  readonly token: string;
};

type Position = {
  readonly role: Role;
  readonly country?: string;
  readonly organisationId?: string;
};

/** A person with a live role and an open session, as sign-in would have left them. */
export async function signInAs(
  db: TestDatabase,
  scheme: TestScheme,
  as: Position & { readonly name?: string; readonly email?: string; readonly locale?: Locale },
): Promise<SignedIn> {
  const userId = randomUUID();
  const token = randomBytes(24).toString("hex");
  const name = as.name ?? `Test ${as.role}`;
  const email =
    as.email ?? `${createHash("sha256").update(userId).digest("hex").slice(0, 10)}@example.org`;
  await db.sql(
    `insert into auth."user" (id, name, email, "emailVerified") values ($1, $2, $3, true)`,
    [userId, name, email],
  );
  await db.sql(
    `insert into auth.session (id, "userId", token, "expiresAt", "updatedAt")
     values ($1, $2, $3, '2100-01-01', '2100-01-01')`,
    [randomUUID(), userId, token],
  );
  const membership: Membership = {
    role: as.role,
    organisationId: as.organisationId ?? null,
    country: as.country ?? null,
  };
  await db.sql(
    `insert into memberships
       (id, scheme_id, user_id, person_name, email, role, organisation_id, country, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, now())`,
    [
      randomUUID(),
      scheme.id,
      userId,
      name,
      email,
      membership.role,
      membership.organisationId,
      membership.country,
    ],
  );
  const [row] = await db.sql<{ name: Record<string, string>; settings: SchemeSettings }>(
    "select name, settings from schemes where id = $1",
    [scheme.id],
  );
  return {
    userId,
    email,
    token,
    actor: {
      kind: "staff",
      userId,
      userName: name,
      schemeId: scheme.id,
      scheme: {
        slug: scheme.slug,
        name: row?.name ?? {},
        settings: row?.settings ?? {},
        invented: true,
      },
      memberships: [membership],
    },
    cookies: {
      [SESSION_COOKIE]: token,
      ...(as.locale ? { [LOCALE_COOKIE]: as.locale } : {}),
    },
  };
}

/** A learner who has just typed a code and birth date. */
export function learnerVisitor(
  scheme: TestScheme,
  applicationId: string,
  now: Date = systemClock.now(),
): Visitor {
  const actor = { kind: "learner", schemeId: scheme.id, applicationId } as const;
  return { cookies: { [LEARNER_COOKIE]: sealLearner(TEST_SECRET, actor, now) } };
}
