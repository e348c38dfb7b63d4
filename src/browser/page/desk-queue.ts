/** Check-ins that wait for a line, kept by the browser: a telephone that is switched off loses none. */
export type Waiting = {
  readonly id: string;
  readonly session: string;
  readonly ticket: string;
  readonly at: number;
  readonly how: "scan" | "code" | "list";
};

export type Told = {
  readonly id: string;
  readonly problem: string | null;
  readonly text: string | null;
  readonly ticket: string;
  readonly name: string | null;
};
export type Answer = {
  readonly outcomes: readonly Told[];
  readonly here: readonly (readonly [string, string, number])[];
};
/** `over`: the link has ended, and nobody takes them any more. */
export type Sent = Answer | "no-line" | "over" | "empty";

const STORE = "waiting";
/** Well below what the server takes at once. */
const AT_ONCE = 200;
const NO_ANSWER = 15_000;

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** One store a link: two events on one telephone do not mix. */
export async function openQueue(address: string) {
  const opening = indexedDB.open(`kalfa-desk ${address}`, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: "id" });
  const base = await done(opening);
  const store = (mode: IDBTransactionMode) => base.transaction(STORE, mode).objectStore(STORE);
  const all = (): Promise<Waiting[]> => done(store("readonly").getAll());

  async function send(): Promise<Sent> {
    const entries = (await all()).slice(0, AT_ONCE);
    if (entries.length === 0) return "empty";
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), NO_ANSWER);
    try {
      const answer = await fetch(address, {
        method: "POST",
        body: new URLSearchParams({ entries: JSON.stringify(entries), sent: String(Date.now()) }),
        signal: patience.signal,
      });
      if (answer.status === 404) return "over";
      if (!answer.ok) return "no-line";
      const told = (await answer.json()) as Answer;
      // Only what was answered goes; what was added meanwhile stays.
      await Promise.all(told.outcomes.map(({ id }) => done(store("readwrite").delete(id))));
      return told;
    } catch {
      return "no-line";
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    add: async (entry: Waiting): Promise<void> => {
      await done(store("readwrite").put(entry));
    },
    all,
    send,
  };
}
export type Queue = Awaited<ReturnType<typeof openQueue>>;
