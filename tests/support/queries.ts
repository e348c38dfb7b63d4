/**
 * Counts the statements sent to PostgreSQL by this process. Import it before the database is
 * opened (an import at the top of the file is enough): each connection keeps the function it began
 * with.
 */
import pg from "pg";

let sent = 0;
const original = pg.Client.prototype.query;
pg.Client.prototype.query = function counted(this: pg.Client, ...args: never[]) {
  sent += 1;
  return (original as (...all: never[]) => unknown).apply(this, args);
} as typeof original;

/** How many round trips `work` took, transaction control included. Run nothing else meanwhile. */
export async function queriesDuring(work: () => Promise<unknown>): Promise<number> {
  const before = sent;
  await work();
  return sent - before;
}
