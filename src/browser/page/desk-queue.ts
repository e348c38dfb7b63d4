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
export type Sent = Answer | "no-line" | "over";
/** Somebody is in a session since a moment. */
export type Mark = readonly [guest: string, session: string, at: number];

const STORE = "waiting";
const HERE = "here";
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
  const opening = indexedDB.open(`kalfa-desk ${address}`, 2);
  opening.onupgradeneeded = ({ oldVersion }) => {
    if (oldVersion < 1) opening.result.createObjectStore(STORE, { keyPath: "id" });
    opening.result.createObjectStore(HERE);
  };
  const base = await done(opening);
  const store = (mode: IDBTransactionMode, name = STORE) =>
    base.transaction(name, mode).objectStore(name);
  const all = (): Promise<Waiting[]> => done(store("readonly").getAll());

  /** Asked with nothing to send too: another door may have let people in, and a link may have ended. */
  async function send(session: string): Promise<Sent> {
    const entries = (await all()).slice(0, AT_ONCE);
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), NO_ANSWER);
    try {
      const answer = await fetch(address, {
        method: "POST",
        body: new URLSearchParams({
          entries: JSON.stringify(entries),
          sent: String(Date.now()),
          session,
        }),
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
    /** What this telephone knows of a session, for when its page is opened again without a line. */
    known: async (session: string): Promise<Mark[]> =>
      (await done<Mark[] | undefined>(store("readonly", HERE).get(session))) ?? [],
    keep: async (session: string, marks: readonly Mark[]): Promise<void> => {
      await done(store("readwrite", HERE).put(marks, session));
    },
    forget: async (): Promise<void> => {
      await done(store("readwrite", HERE).clear());
    },
  };
}
export type Queue = Awaited<ReturnType<typeof openQueue>>;
