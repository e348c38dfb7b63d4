import { sql } from "kysely";
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Upload } from "../../platform/files/upload.ts";
import { addDays, type Day } from "../../shared/day.ts";
import type { Insured } from "./insurance.rules.ts";

export type InsuranceCopy = Pick<Upload, "id" | "name" | "bytes" | "at" | "state"> & {
  /** Of a policy that the office wrote down, else of what one person has and handed in. */
  readonly policyId: string | null;
  readonly code: string | null;
};

const copies = (tx: Tx) =>
  tx.db
    .selectFrom("insurance_copies as c")
    .innerJoin("uploads as u", "u.id", "c.upload_id")
    .where("u.state", "<>", "refused")
    .select(["u.id", "u.name", "u.bytes", "u.at", "u.state", "c.policy_id as policyId", "c.code"])
    .orderBy("u.at", "desc")
    .orderBy("u.id");

/** Of all policies of a flow that count. */
export const copiesOfFlow = (tx: Tx, flowId: string): Promise<InsuranceCopy[]> =>
  copies(tx)
    .innerJoin("insurance_policies as i", "i.id", "c.policy_id")
    .where("i.flow_id", "=", flowId)
    .where("i.ended_at", "is", null)
    .$castTo<InsuranceCopy>()
    .execute();

/** What was handed in for one stay. */
export const copiesOfStay = (tx: Tx, mobilityId: string): Promise<InsuranceCopy[]> =>
  copies(tx).where("c.mobility_id", "=", mobilityId).$castTo<InsuranceCopy>().execute();

export type CopyOwner = {
  /** Of its flow or its stay. */
  readonly country: string;
  readonly removed: boolean;
} & (
  | { readonly of: "policy"; readonly flowId: string; readonly policyId: string }
  | { readonly of: "stay"; readonly mobilityId: string; readonly code: string }
);

/** Whose copy it is; undefined where there is none. */
export async function ownerOfCopy(tx: Tx, uploadId: string): Promise<CopyOwner | undefined> {
  const { rows } = await sql<CopyOwner>`
    select coalesce(f.sending_country, m.sending_country) as country,
      c.removed_at is not null as removed,
      case when c.policy_id is null then 'stay' else 'policy' end as of,
      i.flow_id as "flowId", c.policy_id as "policyId", c.mobility_id as "mobilityId", c.code
    from insurance_copies c left join insurance_policies i on i.id = c.policy_id
      left join flows f on f.id = i.flow_id left join mobilities m on m.id = c.mobility_id
    where c.upload_id = ${uploadId}`.execute(tx.db);
  return rows[0];
}

/** Writes down that a copy was taken away; false where somebody else did so before. */
export async function markRemoved(tx: Tx, uploadId: string): Promise<boolean> {
  const row = await tx.db
    .updateTable("insurance_copies")
    .set({ removed_at: tx.now })
    .where("upload_id", "=", uploadId)
    .where("removed_at", "is", null)
    .returning("upload_id")
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Copies that are of no use any more: of a stay that is over, and of a policy that ended or whose group
 * is home, each for more than so many days; of somebody who does not go from the next day on.
 */
export async function outlivedCopies(tx: Tx, today: Day, days: number): Promise<string[]> {
  const before = addDays(today, -days);
  const { rows } = await sql<{ id: string }>`
    select c.upload_id as id from insurance_copies c
      left join mobilities m on m.id = c.mobility_id
      left join insurance_policies i on i.id = c.policy_id left join flows f on f.id = i.flow_id
    where c.removed_at is null and (
      coalesce(m.actual_ends, m.ends) < ${before}
      or (m.state = 'cancelled' and m.state_since < ${today}::date)
      or i.ended_at < ${before}::date
      or greatest(i.ends, f.ends, (select max(coalesce(s.actual_ends, s.ends)) from mobilities s
        where s.flow_id = f.id and s.state <> 'cancelled')) < ${before})
    order by c.upload_id`.execute(tx.db);
  return rows.map(({ id }) => id);
}

export async function insertCopy(
  tx: Tx,
  uploadId: string,
  of: { readonly policyId: string } | { readonly mobilityId: string; readonly code: string },
): Promise<void> {
  await tx.db
    .insertInto("insurance_copies")
    .values({
      upload_id: uploadId,
      scheme_id: tx.actor.schemeId!,
      ...("policyId" in of
        ? { policy_id: of.policyId }
        : { mobility_id: of.mobilityId, code: of.code }),
      by: actorId(tx.actor) ?? "",
      at: tx.now,
    })
    .execute();
}

/** A policy that covers somebody, as that person reads it. */
export type OwnPolicy = {
  readonly id: string;
  readonly insurer: string;
  readonly number: string;
  readonly kinds: readonly Insured[];
  readonly starts: Day;
  readonly ends: Day;
  readonly phone: string;
  readonly copies: readonly { readonly id: string; readonly name: string }[];
};

/** Policies of one stay with what of their files was looked through. */
export async function policiesOfStay(tx: Tx, mobilityId: string): Promise<OwnPolicy[]> {
  const { rows } = await sql<OwnPolicy>`
    select i.id, i.insurer, i.number, i.kinds, i.starts, i.ends, i.phone,
      coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name) order by u.at desc, u.id)
        from insurance_copies c join uploads u on u.id = c.upload_id
        where c.policy_id = i.id and u.state = 'checked'), '[]') as copies
    from mobilities m cross join lateral ref.policies_of(m) i
    where m.id = ${mobilityId} order by i.starts, i.insurer, i.id`.execute(tx.db);
  return rows;
}
