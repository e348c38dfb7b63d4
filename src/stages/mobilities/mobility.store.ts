import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Mobility, MobilityState } from "./mobility.ts";

const mobilities = (tx: Tx) => {
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  return tx.db
    .selectFrom("mobilities as m")
    .$if(seen !== null, (q) => q.where("m.sending_country", "in", [...(seen ?? [])]))
    .select([
      "m.id",
      "m.line_id as lineId",
      "m.person_id as personId",
      "m.offer_id as offerId",
      "m.flow_id as flowId",
      "m.reference",
      "m.sending_organisation_id as sendingOrganisationId",
      "m.hosting_organisation_id as hostingOrganisationId",
      "m.sending_country as sendingCountry",
      "m.hosting_country as hostingCountry",
      "m.hosting_city as hostingCity",
      "m.starts",
      "m.ends",
      "m.mode",
      "m.state",
      "m.invented",
    ]);
};

export const lockMobility = (tx: Tx, id: string): Promise<Mobility | undefined> =>
  mobilities(tx).where("m.id", "=", id).forUpdate().$castTo<Mobility>().executeTakeFirst();

export const mobilityOfOffer = (tx: Tx, offerId: string): Promise<Mobility | undefined> =>
  mobilities(tx)
    .where("m.offer_id", "=", offerId)
    .forUpdate()
    .$castTo<Mobility>()
    .executeTakeFirst();

export const mobilityByReference = (tx: Tx, reference: string): Promise<Mobility | undefined> =>
  mobilities(tx)
    .where("m.reference", "=", reference)
    .forUpdate()
    .$castTo<Mobility>()
    .executeTakeFirst();

/** A stay of the same person on one of these days, whoever may see it; cancelled ones do not count. */
export const overlappingStay = (
  tx: Tx,
  of: { personId: string; starts: string; ends: string; not?: string },
): Promise<Pick<Mobility, "reference" | "hostingCity" | "starts" | "ends"> | undefined> =>
  tx.db
    .selectFrom("mobilities")
    .where("person_id", "=", of.personId)
    .where("state", "!=", "cancelled")
    .where("starts", "<=", of.ends)
    .where("ends", ">=", of.starts)
    .$if(of.not !== undefined, (q) => q.where("id", "!=", of.not ?? ""))
    .select(["reference", "hosting_city as hostingCity", "starts", "ends"])
    .orderBy("starts")
    .executeTakeFirst();

export async function insertMobility(tx: Tx, from: Mobility): Promise<void> {
  await tx.db
    .insertInto("mobilities")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      line_id: from.lineId,
      person_id: from.personId,
      offer_id: from.offerId,
      flow_id: from.flowId,
      reference: from.reference,
      sending_organisation_id: from.sendingOrganisationId,
      hosting_organisation_id: from.hostingOrganisationId,
      sending_country: from.sendingCountry,
      hosting_country: from.hostingCountry,
      hosting_city: from.hostingCity,
      starts: from.starts,
      ends: from.ends,
      mode: from.mode,
      state: from.state,
      invented: from.invented,
      created_at: tx.now,
    })
    .execute();
}

export async function changeMobility(tx: Tx, id: string, state: MobilityState): Promise<void> {
  await tx.db.updateTable("mobilities").set({ state }).where("id", "=", id).execute();
}

/** What a repeated import may correct of a stay that it wrote. */
export async function correctMobility(
  tx: Tx,
  id: string,
  to: Pick<
    Mobility,
    | "sendingOrganisationId"
    | "hostingOrganisationId"
    | "hostingCountry"
    | "hostingCity"
    | "starts"
    | "ends"
    | "mode"
    | "state"
  >,
): Promise<void> {
  await tx.db
    .updateTable("mobilities")
    .set({
      sending_organisation_id: to.sendingOrganisationId,
      hosting_organisation_id: to.hostingOrganisationId,
      hosting_country: to.hostingCountry,
      hosting_city: to.hostingCity,
      starts: to.starts,
      ends: to.ends,
      mode: to.mode,
      state: to.state,
    })
    .where("id", "=", id)
    .execute();
}
