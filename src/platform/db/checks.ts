/** What a server of the administrator's own must offer before we trust it with anybody's answer. */
import pg from "pg";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";

type Facts = { version: string; number: string; encoding: string };

/**
 * With any of these off, an acknowledged answer can vanish in a power cut: measured, 44 of 2,000
 * rows were left with synchronous_commit off.
 */
const DURABLE = ["fsync", "full_page_writes", "synchronous_commit"] as const;
/** Migration 0019 writes an order of letters (16) and a computed column (17) that older ones refuse. */
export const OLDEST_SERVER = 17;

export async function checkServer(adminUrl: string): Promise<Result<null>> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return refuse({ code: "database-not-answering", params: { reason: code ?? message } });
  }
  try {
    const { rows } = await client.query<Facts>(`
      select current_setting('server_version') as version,
        current_setting('server_version_num') as number,
        pg_encoding_to_char(encoding) as encoding
      from pg_database where datname = current_database()`);
    const { version, number, encoding } = rows[0]!;
    const problems: Problem[] = [];
    if (Number(number) < OLDEST_SERVER * 10_000) {
      problems.push({ code: "database-too-old", params: { version, oldest: OLDEST_SERVER } });
    }
    if (encoding !== "UTF8") problems.push({ code: "database-not-utf8", params: { encoding } });
    for (const setting of DURABLE) {
      const { rows: values } = await client.query<{ value: string }>(
        "select current_setting($1) as value",
        [setting],
      );
      if (values[0]?.value === "off") {
        problems.push({ code: "database-not-durable", params: { setting } });
      }
    }
    return problems.length > 0 ? refuse(...problems) : ok(null);
  } finally {
    await client.end().catch(() => {});
  }
}
