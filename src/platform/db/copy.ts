/**
 * COPY, PostgreSQL's own way of handing over a whole table. The driver knows the messages and offers
 * no words for them; these are the words.
 */
import type pg from "pg";

type Wire = {
  query(text: string): void;
  sendCopyFromChunk(chunk: Uint8Array): void;
  endCopyFrom(): void;
  sendCopyFail(why: string): void;
  readonly stream: NodeJS.ReadWriteStream & { readonly writableNeedDrain: boolean };
};

/** A query as the driver drives it. */
type Driven = {
  submit(wire: Wire): void;
  handleRowDescription(): void;
  handleCopyData(message: { chunk: Buffer }, wire: Wire): void;
  handleCopyInResponse(wire: Wire): void;
  handleCommandComplete(message: { text: string }): void;
  handleReadyForQuery(): void;
  handleError(error: Error, wire: Wire): void;
  callback(error: Error | null): void;
};

function driven(
  client: pg.Client,
  statement: string,
  more: (fail: (error: Error) => void) => Partial<Driven>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    let rows = 0;
    let failure: Error | undefined;
    const fail = (error: Error) => {
      failure ??= error;
    };
    const query: Driven = {
      submit: (wire) => wire.query(statement),
      handleRowDescription: () => {},
      handleCopyData: () => {},
      handleCopyInResponse: (wire) => wire.endCopyFrom(),
      handleCommandComplete: ({ text }) => {
        rows = Number(/^COPY (\d+)$/.exec(text)?.[1] ?? 0);
      },
      handleReadyForQuery: () => (failure ? reject(failure) : resolve(rows)),
      // The server says afterwards that it is ready again, unless the connection is gone.
      handleError: (error) => {
        fail(error);
        if (!("severity" in error)) reject(error);
      },
      callback: (error) => error && reject(error),
      ...more(fail),
    };
    client.query(query as unknown as pg.Submittable);
  });
}

/**
 * @param statement `copy … to stdout`
 * @param take is given the rows piece by piece, whole rows each; while it works the server waits
 * @returns how many rows there were
 */
export async function copyOut(
  client: pg.Client,
  statement: string,
  take: (rows: Buffer) => Promise<void>,
): Promise<number> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  let work: Promise<void> = Promise.resolve();
  const rows = await driven(client, statement, (fail) => ({
    handleCopyData({ chunk }, wire) {
      // The driver uses its buffer again.
      waiting.push(Buffer.from(chunk));
      bytes += chunk.length;
      if (bytes < PIECE) return;
      const piece = Buffer.concat(waiting);
      waiting = [];
      bytes = 0;
      wire.stream.pause();
      work = work
        .then(() => take(piece))
        .catch(fail)
        .finally(() => wire.stream.resume());
    },
  }));
  await work;
  if (waiting.length > 0) await take(Buffer.concat(waiting));
  return rows;
}

const PIECE = 4 * 1024 * 1024;

/**
 * @param statement `copy … from stdin`
 * @returns how many rows went in
 */
export const copyIn = (
  client: pg.Client,
  statement: string,
  pieces: AsyncIterable<Uint8Array>,
): Promise<number> =>
  driven(client, statement, (fail) => {
    let over = false;
    return {
      handleCopyInResponse(wire) {
        void (async () => {
          try {
            for await (const piece of pieces) {
              if (over) return;
              wire.sendCopyFromChunk(piece);
              if (wire.stream.writableNeedDrain) {
                await new Promise((go) => {
                  wire.stream.once("drain", go);
                });
              }
            }
            wire.endCopyFrom();
          } catch (error) {
            fail(error as Error);
            wire.sendCopyFail("the source of the rows failed");
          }
        })();
      },
      handleError(error) {
        over = true;
        fail(error);
      },
    };
  });
