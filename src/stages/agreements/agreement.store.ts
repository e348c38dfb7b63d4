import { sql } from "kysely";
import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { MobilityState } from "../mobilities/mobility.ts";
import type {
  Agreement,
  AgreementKind,
  AgreementState,
  Content,
  Named,
  Version,
} from "./agreement.ts";

const facts = [
  "a.id",
  "a.mobility_id as mobilityId",
  "a.kind",
  "a.template_year as templateYear",
  "a.template_version as templateVersion",
  "a.state",
  "a.state_since as since",
  "a.state_reason as reason",
  "a.code",
  "a.languages",
  "a.content",
  "a.version",
  "a.company_id as companyId",
  "a.hosting_partner_id as hostingPartnerId",
  "m.state as stayState",
  "m.company_id as stayCompanyId",
  "m.sending_country as sendingCountry",
] as const;

/** Which organisations a text is about. */
export type About = {
  readonly companyId: string | null;
  readonly hostingPartnerId: string | null;
};

export type StoredAgreement = Agreement &
  About & {
    readonly sendingCountry: string;
    readonly stayState: MobilityState;
    readonly stayCompanyId: string | null;
    readonly stayHostingPartnerId: string | null;
  };

const agreements = (tx: Tx) => {
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  return (
    tx.db
      .selectFrom("agreements as a")
      .innerJoin("mobilities as m", "m.id", "a.mobility_id")
      .$if(seen !== null, (q) => q.where("m.sending_country", "in", [...(seen ?? [])]))
      .select(facts)
      // The partner who found the company, where the stay itself names none.
      .select(
        sql<string | null>`coalesce(m.hosting_organisation_id,
        (select c.hosting_partner_id from organisations c where c.id = m.company_id))`.as(
          "stayHostingPartnerId",
        ),
      )
      .$castTo<StoredAgreement>()
  );
};

export const agreementById = (tx: Tx, id: string): Promise<StoredAgreement | undefined> =>
  agreements(tx).where("a.id", "=", id).executeTakeFirst();

/** Held until the transaction ends: two who sign at once are written one after the other. */
export const lockAgreement = (tx: Tx, id: string): Promise<StoredAgreement | undefined> =>
  agreements(tx).where("a.id", "=", id).forUpdate("a").executeTakeFirst();

export const agreementsOf = (tx: Tx, mobilityId: string): Promise<StoredAgreement[]> =>
  agreements(tx)
    .where("a.mobility_id", "=", mobilityId)
    .where("a.state", "!=", "withdrawn")
    .orderBy("a.created_at")
    .execute();

export const agreementByCode = (tx: Tx, code: string): Promise<StoredAgreement | undefined> =>
  agreements(tx).where("a.code", "=", code).executeTakeFirst();

export const liveAgreement = (
  tx: Tx,
  of: { mobilityId: string; kind: AgreementKind },
): Promise<StoredAgreement | undefined> =>
  agreements(tx)
    .where("a.mobility_id", "=", of.mobilityId)
    .where("a.kind", "=", of.kind)
    .where("a.state", "!=", "withdrawn")
    .executeTakeFirst();

export async function insertAgreement(
  tx: Tx,
  from: Pick<
    Agreement,
    "id" | "mobilityId" | "kind" | "templateYear" | "templateVersion" | "code" | "languages"
  > &
    About & { readonly content: Content; readonly by: string },
): Promise<boolean> {
  const rows = await tx.db
    .insertInto("agreements")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      mobility_id: from.mobilityId,
      kind: from.kind,
      template_year: from.templateYear,
      template_version: from.templateVersion,
      state: "draft",
      state_since: tx.now,
      code: from.code,
      languages: [...from.languages],
      content: JSON.stringify(from.content),
      company_id: from.companyId,
      hosting_partner_id: from.hostingPartnerId,
      created_by: from.by,
      created_at: tx.now,
    })
    .onConflict((c) => c.doNothing())
    .returning("id")
    .execute();
  return rows.length > 0;
}

export async function changeState(
  tx: Tx,
  id: string,
  to: { readonly state: AgreementState; readonly reason?: string; readonly version?: number },
): Promise<void> {
  await tx.db
    .updateTable("agreements")
    .set({
      state: to.state,
      state_since: tx.now,
      state_reason: to.reason ?? null,
      ...(to.version === undefined ? {} : { version: to.version }),
    })
    .where("id", "=", id)
    .execute();
}

/** @param about given where the text is about other organisations than before */
export async function keepContent(
  tx: Tx,
  id: string,
  content: Content,
  about?: About,
): Promise<void> {
  await tx.db
    .updateTable("agreements")
    .set({
      content: JSON.stringify(content),
      ...(about ? { company_id: about.companyId, hosting_partner_id: about.hostingPartnerId } : {}),
    })
    .where("id", "=", id)
    .execute();
}

const versionFacts = [
  "agreement_id as agreementId",
  "number",
  "content",
  "hashes",
  "text_hash as textHash",
  "changes",
  "named",
  "sent_at as sentAt",
  "company_id as companyId",
  "hosting_partner_id as hostingPartnerId",
] as const;

/** Every text that was sent, the oldest first. */
export const versionsOf = (tx: Tx, agreementId: string): Promise<Version[]> =>
  tx.db
    .selectFrom("agreement_versions")
    .where("agreement_id", "=", agreementId)
    .select(versionFacts)
    .orderBy("number")
    .$castTo<Version>()
    .execute();

export const newestVersion = (tx: Tx, agreementId: string): Promise<Version | undefined> =>
  tx.db
    .selectFrom("agreement_versions")
    .where("agreement_id", "=", agreementId)
    .select(versionFacts)
    .orderBy("number", "desc")
    .limit(1)
    .$castTo<Version>()
    .executeTakeFirst();

export async function insertVersion(
  tx: Tx,
  from: Omit<Version, "sentAt"> & { readonly by: string },
): Promise<void> {
  await tx.db
    .insertInto("agreement_versions")
    .values({
      agreement_id: from.agreementId,
      number: from.number,
      scheme_id: tx.actor.schemeId!,
      content: JSON.stringify(from.content),
      hashes: JSON.stringify(from.hashes),
      text_hash: from.textHash,
      changes: JSON.stringify(from.changes),
      named: from.named ? JSON.stringify(from.named) : null,
      company_id: from.companyId,
      hosting_partner_id: from.hostingPartnerId,
      sent_by: from.by,
      sent_at: tx.now,
    })
    .execute();
}

/** Once: what the host named when it signed. */
export async function keepNamed(
  tx: Tx,
  of: { agreementId: string; number: number },
  named: Named,
): Promise<void> {
  await tx.db
    .updateTable("agreement_versions")
    .set({ named: JSON.stringify(named) })
    .where("agreement_id", "=", of.agreementId)
    .where("number", "=", of.number)
    .where("named", "is", null)
    .execute();
}
