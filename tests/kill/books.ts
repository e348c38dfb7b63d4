/** Looks at what is really in the database, as its superuser and past the program. */
import { connectTo } from "../../src/platform/db/connection.ts";
import { startEmbedded } from "../../src/platform/db/embedded.ts";
import { databasePid } from "../support/process.ts";

export type Books = Awaited<ReturnType<typeof openBooks>>;

export async function openBooks(home: string) {
  if (databasePid(home) === null) throw new Error("no database is running");
  const { adminUrl } = await startEmbedded({ home });
  let broke = () => {};
  const broken = new Promise<void>((resolve) => {
    broke = resolve;
  });
  const client = await connectTo(adminUrl, () => broke());
  const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
    (await client.query(text, values)).rows as T[];
  const one = async <T>(text: string, values: unknown[] = []): Promise<T> => {
    const [row] = await rows<T>(text, values);
    if (!row) throw new Error(`nothing found: ${text}`);
    return row;
  };
  return {
    rows,
    one,
    count: async (from: string, values: unknown[] = []): Promise<number> =>
      Number((await one<{ n: number }>(`select count(*)::int as n from ${from}`, values)).n),
    /** Connections of the program; those at work first, since they are the ones worth killing. */
    async connections(): Promise<number[]> {
      const found = await rows<{ pid: number; busy: boolean }>(
        `select pid, state <> 'idle' as busy from pg_stat_activity
         where usename in ('app', 'worker') order by pid`,
      );
      const busy = found.filter((each) => each.busy);
      return (busy.length > 0 ? busy : found).map(({ pid }) => pid);
    },
    /** Settles when the database has ended this connection too. */
    broken,
    close: () => client.end().catch(() => {}),
  };
}
