import { sql } from "kysely";
import { actorId, visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Locale } from "../../platform/i18n/index.ts";
import type {
  Again,
  DeclineReason,
  Heard,
  HostRequest,
  RequestPerson,
  RequestState,
} from "./hosting.ts";
import type { Change } from "./request.rules.ts";

const requests = (tx: Tx) => {
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  return tx.db
    .selectFrom("host_requests as r")
    .innerJoin("organisations as o", "o.id", "r.organisation_id")
    .innerJoin("host_contacts as c", "c.id", "r.contact_id")
    .leftJoin("flows as f", "f.id", "r.flow_id")
    .$if(seen !== null, (q) => q.where("f.sending_country", "in", [...(seen ?? [])]))
    .select([
      "r.id",
      "r.organisation_id as organisationId",
      "o.name as company",
      "o.city",
      "o.invented",
      "r.contact_id as contactId",
      "c.name as contactName",
      "c.email as contactEmail",
      "c.ended_at as contactEndedAt",
      "c.language",
      "r.flow_id as flowId",
      "f.code as flowCode",
      "f.sending_country as sendingCountry",
      "r.trade",
      "r.starts",
      "r.ends",
      "r.places",
      "r.tasks",
      "r.state",
      "r.state_since as stateSince",
      "r.asked_at as askedAt",
      "r.answer_by as answerBy",
      "r.reminders",
      "r.answered_at as answeredAt",
      "r.changed_places as changedPlaces",
      "r.changed_starts as changedStarts",
      "r.changed_ends as changedEnds",
      "r.changed_tasks as changedTasks",
      "r.reason",
      "r.again",
      "r.again_on as againOn",
      "r.withdrawn_because as withdrawnBecause",
      "r.withdrawn_by as withdrawnBy",
      "r.heard_how as heardHow",
      "r.heard_on as heardOn",
      "r.heard_from as heardFrom",
    ])
    .$castTo<HostRequest>();
};

export const requestByHash = (tx: Tx, hash: string): Promise<HostRequest | undefined> =>
  requests(tx).where("r.secret_hash", "=", hash).where("c.ended_at", "is", null).executeTakeFirst();

/** Whether this stands in the history of a question since a day ago. */
export async function wasTold(
  tx: Tx,
  { id, organisationId }: Pick<HostRequest, "id" | "organisationId">,
  name: `host-request.${string}`,
): Promise<boolean> {
  const { rows } = await sql`
    select from event_log where subject_id = ${organisationId} and name = ${name}
      and data->>'requestId' = ${id}::text and at > ${tx.now}::timestamptz - interval '1 day'
    limit 1`.execute(tx.db);
  return rows.length > 0;
}

/** Questions that somebody was asked and has not answered. */
export const openRequestsOf = (tx: Tx, contactId: string): Promise<HostRequest[]> =>
  requests(tx)
    .where("r.contact_id", "=", contactId)
    .where("r.state", "=", "asked")
    .orderBy("r.id")
    .forUpdate(["r"])
    .execute();

export const oneRequest = (tx: Tx, id: string): Promise<HostRequest | undefined> =>
  requests(tx).where("r.id", "=", id).executeTakeFirst();

/** The host's row first, then the question: everything that fills places locks in this order. */
export const lockRequest = (tx: Tx, id: string): Promise<HostRequest | undefined> =>
  requests(tx).where("r.id", "=", id).forUpdate(["r"]).executeTakeFirst();

export const requestsOfHost = (tx: Tx, organisationId: string): Promise<HostRequest[]> =>
  requests(tx)
    .where("r.organisation_id", "=", organisationId)
    .orderBy("r.asked_at", "desc")
    .orderBy("r.id")
    .execute();

/** What waits for the office stands first: a yes with a change, then what nobody sent yet. */
const waitsForOffice = sql`case r.state when 'accepted-with-change' then 0 when 'kept' then 1 else 2 end`;

export const requestsOfFlow = (tx: Tx, flowId: string): Promise<HostRequest[]> =>
  requests(tx)
    .where("r.flow_id", "=", flowId)
    .orderBy(waitsForOffice)
    .orderBy("r.asked_at", "desc")
    .orderBy("o.name")
    .orderBy("r.id")
    .execute();

export async function searchRequests(
  tx: Tx,
  from: {
    readonly states: readonly RequestState[];
    readonly city?: string;
    readonly limit: number;
    readonly offset: number;
  },
): Promise<{ rows: HostRequest[]; total: number }> {
  const found = () =>
    requests(tx)
      .$if(from.states.length > 0, (q) => q.where("r.state", "in", [...from.states]))
      .$if(Boolean(from.city), (q) => q.where("o.city", "=", from.city ?? ""));
  const rows = await found()
    .orderBy(waitsForOffice)
    .orderBy("r.asked_at", "desc")
    .orderBy("o.name")
    .orderBy("r.id")
    .limit(from.limit)
    .offset(from.offset)
    .execute();
  const { total } = await tx.db
    .selectFrom(found().as("found"))
    .select((e) => e.fn.countAll<number>().as("total"))
    .executeTakeFirstOrThrow();
  return { rows, total: Number(total) };
}

/** The learners of a question who have not left it; those of a closed one stay as they were. */
export async function peopleOf(tx: Tx, requestId: string): Promise<RequestPerson[]> {
  const { rows } = await sql<RequestPerson>`
    select m.id as "mobilityId", m.reference, p.given_names as "givenNames",
      p.family_name as "familyName", p.birth_date as "birthDate",
      m.sending_country as "sendingCountry", a.facts->>'schoolYear' as "schoolYear", a.trade, m.state,
      m.company_id as "companyId", m.starts, m.ends
    from host_request_people h join mobilities m on m.id = h.mobility_id
      join persons p on p.id = m.person_id
      left join offers o on o.id = m.offer_id left join applications a on a.id = o.application_id
    where h.request_id = ${requestId} and h.left_at is null and m.state <> 'cancelled'
    order by p.family_name, p.given_names, m.id`.execute(tx.db);
  return rows;
}

export type NewRequest = {
  readonly id: string;
  readonly organisationId: string;
  readonly contactId: string;
  readonly flowId: string | null;
  readonly forwardedFrom: string | null;
  readonly trade: string;
  readonly starts: string;
  readonly ends: string;
  readonly places: number;
  readonly tasks: string;
  readonly hash: string;
  readonly answerBy: string;
  readonly state: "kept" | "asked";
  readonly askedIn: Locale | null;
};

export async function insertRequest(tx: Tx, from: NewRequest): Promise<void> {
  await tx.db
    .insertInto("host_requests")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      organisation_id: from.organisationId,
      contact_id: from.contactId,
      flow_id: from.flowId,
      forwarded_from: from.forwardedFrom,
      trade: from.trade,
      starts: from.starts,
      ends: from.ends,
      places: from.places,
      tasks: from.tasks,
      state: from.state,
      state_since: tx.now,
      secret_hash: from.hash,
      asked_at: tx.now,
      asked_by: actorId(tx.actor) ?? "",
      asked_in: from.askedIn,
      answer_by: from.answerBy,
    })
    .execute();
}

/**
 * Puts these stays into a question; false when one of them waits for another answer by now. Two who
 * ask for the same learner at once meet here: one of them is told.
 */
export async function joinRequest(
  tx: Tx,
  requestId: string,
  mobilityIds: readonly string[],
): Promise<boolean> {
  const rows = await tx.db
    .insertInto("host_request_people")
    .values(
      [...mobilityIds].sort().map((mobility_id) => ({
        request_id: requestId,
        mobility_id,
        scheme_id: tx.actor.schemeId!,
      })),
    )
    .onConflict((c) => c.column("mobility_id").where("left_at", "is", null).doNothing())
    .returning("mobility_id")
    .execute();
  return rows.length === mobilityIds.length;
}

/** @param only these, or everybody when left out */
export async function leaveRequest(
  tx: Tx,
  requestId: string,
  only?: readonly string[],
): Promise<void> {
  if (only?.length === 0) return;
  await tx.db
    .updateTable("host_request_people")
    .set({ left_at: tx.now })
    .where("request_id", "=", requestId)
    .where("left_at", "is", null)
    .$if(only !== undefined, (q) => q.where("mobility_id", "in", [...(only ?? [])]))
    .execute();
}

export async function changeRequest(
  tx: Tx,
  id: string,
  state: RequestState,
  more: {
    readonly answered?: boolean;
    readonly change?: Change;
    readonly reason?: DeclineReason;
    readonly again?: Again;
    readonly againOn?: string | null;
    readonly because?: string;
    readonly withdrawnBy?: "office" | "host";
    /** The last day of an answer to a question that is sent now. */
    readonly askedUntil?: string;
    readonly heard?: { readonly how: Heard; readonly on: string; readonly from: string };
  } = {},
): Promise<void> {
  const { change } = more;
  await tx.db
    .updateTable("host_requests")
    .set({
      state,
      state_since: tx.now,
      ...(more.answered ? { answered_at: tx.now } : {}),
      ...(change
        ? {
            changed_places: change.places,
            changed_starts: change.starts,
            changed_ends: change.ends,
            changed_tasks: change.tasks,
          }
        : {}),
      ...(more.reason
        ? { reason: more.reason, again: more.again ?? null, again_on: more.againOn ?? null }
        : {}),
      ...(more.askedUntil
        ? { asked_at: tx.now, asked_by: actorId(tx.actor) ?? "", answer_by: more.askedUntil }
        : {}),
      ...(more.heard
        ? { heard_how: more.heard.how, heard_on: more.heard.on, heard_from: more.heard.from }
        : {}),
      ...(more.because ? { withdrawn_because: more.because } : {}),
      ...(more.withdrawnBy ? { withdrawn_by: more.withdrawnBy } : {}),
    })
    .where("id", "=", id)
    .execute();
}

export async function countReminder(tx: Tx, id: string, reminders: number): Promise<void> {
  await tx.db.updateTable("host_requests").set({ reminders }).where("id", "=", id).execute();
}
