/** The small scheme with events, and everybody who does something with one, on a clock of its own. */
import { clockAt } from "../../src/platform/clock.ts";
import type { Actor } from "../../src/platform/db/actor.ts";
import type { Purpose, Tx } from "../../src/platform/db/index.ts";
import { openVault } from "../../src/platform/vault.ts";
import { registrationSecret } from "../../src/stages/events/letters.ts";
import { asRegistered, type OwnRegistration } from "../../src/stages/events/own-registration.ts";
import { testDatabase } from "./database.ts";
import { guest, openEvent, register, type SUMMER } from "./event.ts";
import { smallScheme } from "./small-scheme.ts";

export const codes = (result: {
  ok: boolean;
  problems?: readonly { readonly code: string }[];
}): string[] => (result.problems ?? []).map(({ code }) => code);

/** Call it at the top of a test file. It is 3 May 2027, two months before the summer school. */
export async function eventScene() {
  openVault("a data key of the tests only, long enough");
  const clock = clockAt("2027-05-03T08:00:00Z");
  const db = await testDatabase({ clock, max: 20 });
  const scheme = await smallScheme(db.database);
  const anonymous = { kind: "anonymous", schemeId: scheme.schemeId } as const;
  const as = <T>(actor: Actor, work: (tx: Tx) => Promise<T>, purpose?: Purpose): Promise<T> =>
    db.database.withTx(actor, work, purpose ? { purpose } : {});
  const office = <T>(work: (tx: Tx) => Promise<T>, purpose?: Purpose) =>
    as(scheme.coordinator, work, purpose);
  const anybody = <T>(work: (tx: Tx) => Promise<T>) => as(anonymous, work);
  return {
    clock,
    db,
    scheme,
    as,
    office,
    anybody,
    /** As whoever holds the link of a registration. */
    own: <T>(id: string, work: (own: OwnRegistration) => Promise<T>): Promise<T> =>
      as(
        anonymous,
        async (tx) => {
          const found = await asRegistered(tx, registrationSecret(id));
          if (!found) throw new Error("a link that opens nothing");
          return work(found);
        },
        "own-answers",
      ),
    open: (about: Partial<typeof SUMMER> = {}) => office((tx) => openEvent(tx, about)),
    come: (eventId: string, at: number, mode = "") =>
      anybody((tx) => register(tx, eventId, { ...guest(at), mode })),
    states: async (eventId: string) =>
      Object.fromEntries(
        (
          await db.sql<{ name: string; state: string }>(
            "select name, state from event_registrations where event_id = $1 order by sequence",
            [eventId],
          )
        ).map(({ name, state }) => [name, state]),
      ),
    letters: (to: string) =>
      db.sql<{ template: string; body: string }>(
        "select template, body from mail_messages where to_address = $1 order by created_at, template",
        [to],
      ),
  };
}
