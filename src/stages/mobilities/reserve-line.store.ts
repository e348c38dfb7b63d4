import { parseProblem } from "../../allocation/folder/reader.ts";
import type { Tx } from "../../platform/db/index.ts";
import { belongsTo, openText } from "../allocation-runs/sealed-run.ts";
import { HOLDING } from "./offer.rules.ts";
import { offersOfCall } from "./offer.store.ts";
import type { OfferState } from "./offer.ts";
import { type PlaceOrder, placeOrders } from "./reserve-order.rules.ts";

type Frozen = {
  readonly orders: ReadonlyMap<string, PlaceOrder>;
  /** The id of the draw by application. */
  readonly refs: ReadonlyMap<string, string>;
};

// A published run never changes, so what was opened of it may be kept; a few, because a problem can be big.
const MOST_KEPT = 4;
const kept = new Map<string, Frozen>();

async function frozenOf(tx: Tx, runId: string): Promise<Frozen> {
  const known = kept.get(runId);
  if (known) return known;
  const files = await tx.db
    .selectFrom("run_files")
    .where("run_id", "=", runId)
    .where("name", "like", "problem/%")
    .select(["name", "content"])
    .execute();
  const parsed = parseProblem(
    Object.fromEntries(
      files.map(({ name, content }) => [
        name.slice("problem/".length),
        openText(content, belongsTo.file(runId, name)),
      ]),
    ),
  );
  if (!parsed.ok) throw new Error(`the frozen problem of run ${runId} cannot be read`);
  const people = await tx.db
    .selectFrom("run_applicants")
    .where("run_id", "=", runId)
    .select(["application_id as id", "ref"])
    .execute();
  const frozen: Frozen = {
    orders: placeOrders(parsed.problem),
    refs: new Map(people.map(({ id, ref }) => [id, openText(ref, belongsTo.ref(runId, id))])),
  };
  const oldest = kept.size >= MOST_KEPT ? kept.keys().next().value : undefined;
  if (oldest !== undefined) kept.delete(oldest);
  kept.set(runId, frozen);
  return frozen;
}

/** Who waits and who holds, by the ids of the published run. */
export type ReserveLines = {
  readonly runId: string;
  readonly callId: string;
  orderOf(placeId: string): PlaceOrder | undefined;
  refOf(applicationId: string): string | undefined;
  applicationOf(ref: string): string | undefined;
  holding(placeId: string): ReadonlySet<string>;
  /** True when a seat of the place was given back, let go or offered again. */
  changed(placeId: string): boolean;
  /**
   * True for somebody who has no place and never gave one back or let one go: a declined offer is
   * an answer, not a reason to be asked again.
   */
  waits(ref: string): boolean;
};

/** The reserve lists of a call's published run as they stand now; undefined before publication. */
export async function reserveLines(tx: Tx, callId: string): Promise<ReserveLines | undefined> {
  const run = await tx.db
    .selectFrom("allocation_runs")
    .where("call_id", "=", callId)
    .where("state", "=", "published")
    .select("id")
    .executeTakeFirst();
  if (!run) return undefined;
  const { orders, refs } = await frozenOf(tx, run.id);
  const applicants = await tx.db
    .selectFrom("run_applicants as r")
    .innerJoin("applications as a", "a.id", "r.application_id")
    .where("r.run_id", "=", run.id)
    .select(["r.application_id as id", "a.state"])
    .execute();
  const places = await tx.db
    .selectFrom("run_places")
    .where("run_id", "=", run.id)
    .select(["ref", "place_id as id"])
    .execute();
  const offers = await offersOfCall(tx, callId);

  const ids = new Map(Array.from(refs, ([id, ref]) => [ref, id]));
  const placeRefs = new Map(places.map((row) => [row.id, row.ref]));
  const here = new Set(
    applicants.filter((a) => a.state === "submitted").map((a) => refs.get(a.id)!),
  );
  const asked = new Set(offers.map((offer) => refs.get(offer.applicationId)));
  const live = new Set<OfferState>(HOLDING);
  return {
    runId: run.id,
    callId,
    orderOf: (placeId) => orders.get(placeRefs.get(placeId) ?? ""),
    refOf: (applicationId) => refs.get(applicationId),
    applicationOf: (ref) => ids.get(ref),
    holding: (placeId) =>
      new Set(
        offers
          .filter((offer) => offer.placeId === placeId && live.has(offer.state))
          .flatMap((offer) => refs.get(offer.applicationId) ?? []),
      ),
    changed: (placeId) =>
      offers.some((offer) => offer.placeId === placeId && !live.has(offer.state)),
    waits: (ref) => here.has(ref) && !asked.has(ref),
  };
}
