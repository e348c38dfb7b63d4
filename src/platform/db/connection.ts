/** Connections that may break (a server that crashes or restarts) without taking us with them. */
import pg from "pg";

export type Connection = pg.Client;
export type Pool = pg.Pool;

/**
 * One open connection. A connection that breaks while idle would otherwise end the process, so
 * every one needs somebody who listens.
 */
export async function connectTo(
  url: string,
  onBreak: (error: Error) => void = () => {},
): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", onBreak);
  await client.connect();
  return client;
}

/** The pool itself listens only while a connection is idle; one at work needs us. */
export function openPool(url: string, max: number, onBreak: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max });
  pool.on("error", onBreak);
  pool.on("connect", (client) => void client.on("error", onBreak));
  return pool;
}
