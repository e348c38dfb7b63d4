/** A kit that a coordinator brings: looked through, kept for a day, opened as a programme of its own. */

import type { Tx } from "../../platform/db/index.ts";
import { asFounder } from "../../platform/db/new-scheme.ts";
import { savepoint } from "../../platform/db/savepoint.ts";
import { newId } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./kit.policy.ts";
import type { Kit, KitWish, Opened } from "./kit.ts";
import { forgetKitFiles, insertKitFile, kitFileById, markOpened } from "./kit-file.store.ts";
import { openKit } from "./open-kit.ts";
import { digestOf, unpackKit } from "./pack-kit.ts";

const DAY_MS = 86_400_000;

/** Anybody's, for the trial alone: nothing of it is kept. */
const trialWish = (kit: Kit, id: string): KitWish => ({
  slug: `trial-${id.slice(0, 8)}`,
  name: kit.rooms.scheme.name,
  organisation: {
    name: "Kalfa",
    kind: "ngo",
    roles: ["coordinating"],
    city: "Kalfa",
    country: "AL",
  },
  countries: kit.rooms.scheme.countries.map((country) => ({ country, partner: null })),
  lines: kit.rooms.scheme.lines.map(({ code }) => code),
  person: { name: "Kalfa", email: `${id}@kalfa.example`, phone: "+355 00 00000" },
});

/** Opens it whole and takes all of that back: what a kit would refuse later, it refuses now. */
async function trial(tx: Tx, kit: Kit): Promise<Result<null>> {
  const point = await savepoint(tx);
  const done = await asFounder(tx, (inNew) => openKit(inNew, kit, trialWish(kit, newId())));
  await point.undo();
  return done.ok ? ok(null) : done;
}

/** Keeps a kit that can be opened, or says everything that is wrong with it. */
export async function bringKit(tx: Tx, bytes: Buffer | undefined): Promise<Result<string>> {
  if (!can.openKit(tx.actor)) return notFound;
  if (!bytes || bytes.length === 0) return refuse({ code: "kit-no-file", field: "file" });
  const kit = unpackKit(bytes);
  if (!kit.ok) return refuse(...kit.problems.map((one) => ({ ...one, field: "file" })));
  const tried = await trial(tx, kit.value);
  if (!tried.ok) return tried;
  await forgetKitFiles(tx, new Date(tx.now.getTime() - DAY_MS));
  const id = newId();
  await insertKitFile(tx, { id, digest: digestOf(bytes), bytes });
  return ok(id);
}

export type BroughtKit = { readonly kit: Kit; readonly openedAs: string | null };

/** A kit that the actor brought; nobody else's. */
export async function readBrought(tx: Tx, id: string): Promise<BroughtKit | undefined> {
  if (!can.openKit(tx.actor) || !isUuid(id)) return undefined;
  const file = await kitFileById(tx, id, false);
  const kit = file && unpackKit(file.bytes);
  return kit?.ok ? { kit: kit.value, openedAs: file?.openedAs ?? null } : undefined;
}

/** Founds the programme in the same transaction: both stand, or neither does. */
export async function openBrought(tx: Tx, id: string, wish: KitWish): Promise<Result<Opened>> {
  if (!can.openKit(tx.actor) || !isUuid(id)) return notFound;
  const file = await kitFileById(tx, id, true);
  if (!file) return notFound;
  if (file.openedAs !== null) return refuse({ code: "kit-opened-already" });
  const kit = unpackKit(file.bytes);
  if (!kit.ok) return kit;
  const opened = await asFounder(tx, (inNew) => openKit(inNew, kit.value, wish));
  if (!opened.ok) return opened;
  await markOpened(tx, id, wish.slug);
  return opened;
}
