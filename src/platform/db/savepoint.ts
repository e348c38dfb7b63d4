import { sql } from "kysely";
import type { Tx } from "./index.ts";

/** A point in a transaction to which everything since can be taken back. */
export type Savepoint = {
  /** Takes back what was done since; the transaction goes on. */
  undo(): Promise<void>;
  /** Lets it stand. Without it the point is kept until the transaction ends. */
  keep(): Promise<void>;
};

/** Points may be set inside one another; PostgreSQL goes to the innermost of the name. */
export async function savepoint(tx: Tx): Promise<Savepoint> {
  await sql`savepoint kalfa`.execute(tx.db);
  return {
    async undo() {
      // Released too, so that an outer point of the same name is the innermost again.
      await sql`rollback to savepoint kalfa`.execute(tx.db);
      await sql`release savepoint kalfa`.execute(tx.db);
    },
    async keep() {
      await sql`release savepoint kalfa`.execute(tx.db);
    },
  };
}
