import { administratorSentence } from "../platform/administrator.ts";
import { systemClock } from "../platform/clock.ts";
import { readConfig } from "../platform/config.ts";
import { openDatabase } from "../platform/db/index.ts";
import { type LiveRole, openSignInTables } from "../platform/db/sign-in-tables.ts";
import { record } from "../platform/events/record.ts";
import { findRunning, type Running } from "../platform/running.ts";
import { LINK_MINUTES, openSignIn } from "../platform/sign-in/index.ts";
import { ok, type Result, refuse } from "../shared/result.ts";
import { EXIT } from "./commands.ts";
import { WORDS } from "./words.ts";

/**
 * For an installation without a mail server: a link for one person, handed over by whoever may
 * read the keys of the installation anyway. It stands in the history of each of the person's schemes.
 */
export async function runSignInLink(given: string): Promise<number> {
  const address = given.trim();
  const made = await makeLink(address);
  if (!made.ok) {
    for (const problem of made.problems) {
      process.stderr.write(`${administratorSentence(problem)}\n`);
    }
    return EXIT.wrong;
  }
  // The link alone, so that it can be piped; what to know about it goes beside.
  process.stdout.write(`${made.value}\n`);
  process.stderr.write(`${WORDS.signInLink(address, LINK_MINUTES)}\n`);
  return EXIT.done;
}

async function makeLink(address: string): Promise<Result<string>> {
  // The words after the command are the command's, not settings of the program.
  const config = readConfig(undefined, []);
  if (!config.ok) return config;
  const running = await findRunning(config.value);
  if (!running.ok) return running;
  const tables = openSignInTables(running.value.urls.signInUrl);
  try {
    const roles = await tables.liveRoles(address);
    const signIn = openSignIn({
      tables,
      secret: running.value.secret,
      publicUrl: running.value.url,
      deliver: async () => {},
      log: { error: () => {} },
    });
    const link = await signIn.makeLink(address);
    if (link === null) return refuse({ code: "nobody-with-this-address", params: { address } });
    await writeDown(running.value, roles);
    return ok(link);
  } finally {
    await tables.close();
  }
}

async function writeDown({ urls }: Running, roles: readonly LiveRole[]): Promise<void> {
  const database = openDatabase({ appUrl: urls.appUrl, clock: systemClock, max: 1 });
  try {
    for (const [schemeId, { userId }] of new Map(roles.map((role) => [role.schemeId, role]))) {
      await database.withTx({ kind: "system", schemeId }, (tx) =>
        record(tx, "sign-in-link.made", { type: "user", id: userId }),
      );
    }
  } finally {
    await database.close();
  }
}
