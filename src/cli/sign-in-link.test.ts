import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, inject, test } from "vitest";
import { testDatabase } from "../../tests/support/database.ts";
import { signInAs, testScheme } from "../../tests/support/server.ts";
import { openSignInTables } from "../platform/db/sign-in-tables.ts";
import { lockHome } from "../platform/home-lock.ts";
import { openSignIn } from "../platform/sign-in/index.ts";

const KALFA = join(import.meta.dirname, "../../bin/kalfa");
const PUBLIC = "https://kalfa.example.org";
const { secret } = inject("postgres");
const db = await testDatabase();
const scheme = await testScheme(db);
const arta = await signInAs(db, scheme, { role: "auditor", email: "arta@example.org" });

/** A data folder as a running Kalfa leaves it; this process stands for that Kalfa. */
const home = mkdtempSync(join(tmpdir(), "kalfa-link-"));
writeFileSync(join(home, "secret"), secret, { mode: 0o600 });
const lock = lockHome(home);
if (lock.ok) lock.value.announce(PUBLIC);
afterAll(() => rmSync(home, { recursive: true, force: true }));

function signInLink(
  address: string,
  env: Readonly<Record<string, string>> = {},
): Promise<{ status: number; stdout: string; stderr: string }> {
  const { PATH = "" } = process.env;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [KALFA, "sign-in-link", address],
      { env: { PATH, KALFA_HOME: home, DATABASE_URL: db.adminUrl, ...env } },
      (error, stdout, stderr) =>
        resolve({ status: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

test("a person with a role gets one link, which signs in once and stands in the history", async () => {
  const made = await signInLink(" Arta@Example.org ");
  expect(made.status).toBe(0);
  expect(made.stderr).toContain("once, within 15 minutes");
  const link = new URL(made.stdout.trim());
  expect(link.origin + link.pathname).toBe(`${PUBLIC}/sign-in/link`);

  const tables = openSignInTables(db.signInUrl);
  const signIn = openSignIn({
    tables,
    secret,
    publicUrl: PUBLIC,
    deliver: async () => {},
    log: { error: () => {} },
  });
  const token = link.searchParams.get("token") ?? "";
  const session = await signIn.useLink(token);
  expect(await signIn.useLink(token)).toBeNull();
  await tables.close();
  const [person] = await db.sql(`select "userId" from auth.session where token = $1`, [session]);
  expect(person).toEqual({ userId: arta.userId });
  expect(await db.sql("select name, actor_kind, subject_id, scheme_id from event_log")).toEqual([
    {
      name: "sign-in-link.made",
      actor_kind: "system",
      subject_id: arta.userId,
      scheme_id: scheme.id,
    },
  ]);
});

test("an address without a role is refused in words, and no account is made", async () => {
  const ended = await signInAs(db, scheme, { role: "auditor", email: "ended@example.org" });
  await db.sql("update memberships set ended_at = now() where user_id = $1", [ended.userId]);
  for (const address of ["nobody@example.org", "ended@example.org", "not an address"]) {
    const refused = await signInLink(address);
    expect(refused).toMatchObject({ status: 2, stdout: "" });
    expect(refused.stderr).toContain(`Nobody with the address ${address} has a role.`);
  }
  const users = await db.sql(`select email from auth."user" order by email`);
  expect(users).toEqual([{ email: "arta@example.org" }, { email: "ended@example.org" }]);
});

test("it says what is not the same as for the Kalfa that runs, and makes nothing", async () => {
  const nowhere = join(home, "nowhere");
  const cases: [Readonly<Record<string, string>>, string][] = [
    [{ KALFA_HOME: nowhere }, `No Kalfa runs here with its data in ${nowhere}.`],
    [{ DATABASE_URL: "" }, `Kalfa runs at ${PUBLIC}, but its database is not in ${home}.`],
    [{ KALFA_SECRET: "x".repeat(32) }, "does not let this command in"],
    [{ DATABASE_URL: "mysql://x" }, "DATABASE_URL must be the address of a PostgreSQL server"],
  ];
  for (const [env, words] of cases) {
    const refused = await signInLink("arta@example.org", env);
    expect(refused, words).toMatchObject({ status: 2, stdout: "" });
    expect(refused.stderr).toContain(words);
  }
});
