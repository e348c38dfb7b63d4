import pg from "pg";
import { systemClock } from "../../src/platform/clock.ts";
import { openDatabase } from "../../src/platform/db/index.ts";
import { record } from "../../src/platform/events/record.ts";
import { buildWorld, DEMO_SCHEME } from "./build.ts";

const MADE = "scheme.demo-made";

/**
 * Makes the demo where nothing is yet. A making that was cut off (a power cut, Ctrl-C) is thrown
 * away and begun anew; a database with anything else in it is never touched.
 * @returns true when it made the demo now
 */
export async function ensureWorld(from: {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly publicUrl: string;
  readonly say: (what: string) => void;
}): Promise<boolean> {
  const owner = new pg.Client({ connectionString: from.ownerUrl });
  await owner.connect();
  try {
    // The owner is bound by row-level security like everybody (FORCE), so it says which rows it means.
    const { rows: schemes } = await owner.query<{ id: string; slug: string }>(
      "select id, slug from schemes where listed",
    );
    const demo = schemes.find((scheme) => scheme.slug === DEMO_SCHEME);
    if (demo && (await isMade(owner, demo.id))) return false;
    const foreign = schemes.some((scheme) => !scheme.slug.startsWith("intervet-"));
    if (foreign) return false;
    if (schemes.length > 0) {
      const { rows } = await owner.query<{ name: string }>(
        "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'auth')",
      );
      await owner.query(
        `truncate ${rows.map((row) => row.name).join(", ")} restart identity cascade`,
      );
    }
  } finally {
    await owner.end();
  }
  const world = await buildWorld({
    appUrl: from.appUrl,
    now: systemClock.now(),
    say: from.say,
    publicUrl: from.publicUrl,
  });
  const database = openDatabase({ appUrl: from.appUrl, clock: systemClock, max: 1 });
  try {
    await database.withTx({ kind: "system", schemeId: world.schemeId }, (tx) =>
      record(tx, MADE, { type: "scheme", id: world.schemeId }),
    );
  } finally {
    await database.close();
  }
  return true;
}

async function isMade(owner: pg.Client, schemeId: string): Promise<boolean> {
  await owner.query("begin");
  await owner.query("select set_config('kalfa.scheme', $1, true)", [schemeId]);
  const { rows } = await owner.query("select 1 from event_log where name = $1 limit 1", [MADE]);
  await owner.query("commit");
  return rows.length > 0;
}
