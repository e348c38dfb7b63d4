import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { CheckRequest } from "./check-request.rules.ts";

const requests = (tx: Tx) => {
  const { actor } = tx;
  const seen = actor.kind === "staff" ? visibleCountries(actor) : null;
  return tx.db
    .selectFrom("check_requests as k")
    .innerJoin("applications as a", "a.id", "k.application_id")
    .$if(seen !== null, (q) => q.where("a.sending_country", "in", [...(seen ?? [])]))
    .$if(actor.kind === "learner", (q) =>
      q.where("k.application_id", "=", actor.kind === "learner" ? actor.applicationId : ""),
    )
    .$if(actor.kind === "anonymous", (q) => q.where((e) => e.lit(false)));
};
const facts = [
  "k.id",
  "k.application_id as applicationId",
  "k.run_id as runId",
  "k.message",
  "k.state",
  "k.asked_at as askedAt",
  "k.answer",
  "k.answered_at as answeredAt",
  "a.sending_country as sendingCountry",
] as const;

export const requestsOf = (tx: Tx, applicationId: string): Promise<CheckRequest[]> =>
  requests(tx)
    .where("k.application_id", "=", applicationId)
    .select(facts)
    .orderBy("k.asked_at", "desc")
    .$castTo<CheckRequest>()
    .execute();

export const lockRequest = (tx: Tx, id: string): Promise<CheckRequest | undefined> =>
  requests(tx)
    .where("k.id", "=", id)
    .select(facts)
    .forUpdate("k")
    .$castTo<CheckRequest>()
    .executeTakeFirst();

export type QueuedRequest = CheckRequest & {
  readonly personId: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly callId: string;
  readonly callNumber: number;
};

/** The queue: open ones first, the oldest first; then the answered, the latest first. */
export const queuedRequests = (tx: Tx): Promise<QueuedRequest[]> =>
  requests(tx)
    .innerJoin("persons as p", "p.id", "a.person_id")
    .innerJoin("calls as c", "c.id", "a.call_id")
    .select([
      ...facts,
      "p.id as personId",
      "p.given_names as givenNames",
      "p.family_name as familyName",
      "c.id as callId",
      "c.number as callNumber",
    ])
    .orderBy("k.state", "desc")
    .orderBy("k.answered_at", (o) => o.desc().nullsLast())
    .orderBy("k.asked_at")
    .limit(500)
    .$castTo<QueuedRequest>()
    .execute();

/** False when an earlier request of this person is still open. */
export async function insertRequest(
  tx: Tx,
  from: { id: string; applicationId: string; runId: string; message: string },
): Promise<boolean> {
  const rows = await tx.db
    .insertInto("check_requests")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      application_id: from.applicationId,
      run_id: from.runId,
      message: from.message,
      state: "open",
      asked_at: tx.now,
    })
    .onConflict((c) => c.doNothing())
    .returning("id")
    .execute();
  return rows.length === 1;
}

export async function answerRequest(
  tx: Tx,
  from: { id: string; answer: string; by: string },
): Promise<void> {
  await tx.db
    .updateTable("check_requests")
    .set({ state: "answered", answer: from.answer, answered_by: from.by, answered_at: tx.now })
    .where("id", "=", from.id)
    .execute();
}

/** The published run that decided about an application, if there is one. */
export const publishedRunOf = async (tx: Tx, applicationId: string): Promise<string | undefined> =>
  (
    await tx.db
      .selectFrom("run_applicants as r")
      .innerJoin("allocation_runs as run", "run.id", "r.run_id")
      .where("r.application_id", "=", applicationId)
      .where("run.state", "=", "published")
      .select("run.id")
      .executeTakeFirst()
  )?.id;
