import { sql } from "kysely";
import { actorId, hasRole, visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { savepoint } from "../../platform/db/savepoint.ts";
import { isUuid, type OrganisationId } from "../../shared/id.ts";
import type { NewOrganisation, Organisation } from "./organisation.ts";

/**
 * A partner who adds a school of the own country has made sure that it is real. What a coordinator
 * adds, or an applicant names, waits until somebody has: its class codes begin to work only then.
 */
const verifiedBy = ({ actor, now }: Tx) =>
  actor.kind === "system" || hasRole(actor, "country-partner")
    ? { verified_at: now, verified_by: actorId(actor) }
    : {};

/** False when the scheme already has one of that name in that city. */
export async function insertOrganisation(
  tx: Tx,
  id: OrganisationId,
  from: NewOrganisation,
): Promise<boolean> {
  const rows = await tx.db
    .insertInto("organisations")
    .values({
      id,
      scheme_id: tx.actor.schemeId!,
      name: from.name.trim(),
      kind: from.kind,
      roles: [...from.roles],
      city: from.city.trim(),
      country: from.country,
      website: from.website || null,
      sending_partner_id: from.sendingPartnerId ?? null,
      hosting_partner_id: from.hostingPartnerId ?? null,
      setting: from.setting ?? null,
      invented: from.invented ?? false,
      created_at: tx.now,
      ...verifiedBy(tx),
    })
    .onConflict((c) => c.columns(["scheme_id", "name", "city"]).doNothing())
    .returning("id")
    .execute();
  return rows.length === 1;
}

const organisations = (tx: Tx) => {
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  // A country partner works with its own country's schools and with every host abroad.
  return tx.db
    .selectFrom("organisations as o")
    .$if(seen !== null, (q) =>
      q.where((e) =>
        e.or([
          e("o.country", "in", [...(seen ?? [])]),
          sql<boolean>`not o.roles @> array['school']`,
        ]),
      ),
    )
    .select([
      "o.id",
      "o.name",
      "o.kind",
      "o.roles",
      "o.city",
      "o.country",
      "o.website",
      "o.sending_partner_id as sendingPartnerId",
      "o.hosting_partner_id as hostingPartnerId",
      "o.setting",
      "o.invented",
    ]);
};

/**
 * False when another one has that name in that city, also one that is being written at this moment:
 * the statement waits for it and the database then says so, which must not end the transaction.
 */
export async function updateOrganisation(
  tx: Tx,
  id: OrganisationId,
  to: NewOrganisation,
): Promise<boolean> {
  const before = await savepoint(tx);
  try {
    const updated = await updateUnlessTaken(tx, id, to);
    await before.keep();
    return updated;
  } catch (error) {
    if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
    await before.undo();
    return false;
  }
}

const UNIQUE_VIOLATION = "23505";

async function updateUnlessTaken(
  tx: Tx,
  id: OrganisationId,
  to: NewOrganisation,
): Promise<boolean> {
  const name = to.name.trim();
  const city = to.city.trim();
  const rows = await tx.db
    .updateTable("organisations as o")
    .set({
      name,
      kind: to.kind,
      roles: [...to.roles],
      city,
      country: to.country,
      website: to.website || null,
      sending_partner_id: to.sendingPartnerId ?? null,
      hosting_partner_id: to.hostingPartnerId ?? null,
      setting: to.setting ?? null,
    })
    .where("o.id", "=", id)
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom("organisations as other")
            .select("other.id")
            .where("other.name", "=", name)
            .where("other.city", "=", city)
            .where("other.id", "<>", id),
        ),
      ),
    )
    .returning("o.id")
    .execute();
  return rows.length === 1;
}

/** Whether there is such a partner in the scheme and it sends learners, or takes them in. */
export const partnerExists = async (
  tx: Tx,
  id: string,
  role: "sending" | "hosting",
): Promise<boolean> =>
  isUuid(id) &&
  (
    await tx.db
      .selectFrom("organisations")
      .select("id")
      .where("id", "=", id)
      .where(sql<boolean>`roles @> array[${role}]`)
      .execute()
  ).length === 1;

/** Whether a school or a sending country relies on this organisation to send its learners. */
export async function isReliedOnToSend(tx: Tx, id: OrganisationId): Promise<boolean> {
  const { rows } = await sql<{ relied: boolean }>`
    select exists (select from organisations where sending_partner_id = ${id})
      or exists (select from scheme_countries where sending_partner_id = ${id}) as relied`.execute(
    tx.db,
  );
  return rows[0]?.relied ?? false;
}

/** The partner of each of these sending countries. */
export const sendersOf = async (
  tx: Tx,
  countries: readonly string[],
): Promise<{ country: string; partnerId: string }[]> =>
  countries.length === 0
    ? []
    : tx.db
        .selectFrom("scheme_countries")
        .select(["country", "sending_partner_id as partnerId"])
        .where("country", "in", [...countries])
        .orderBy("position")
        .execute();

export const allOrganisations = (tx: Tx): Promise<Organisation[]> =>
  organisations(tx).orderBy("o.name").orderBy("o.id").$castTo<Organisation>().execute();

export const oneOrganisation = async (tx: Tx, id: string): Promise<Organisation | undefined> =>
  isUuid(id)
    ? organisations(tx).where("o.id", "=", id).$castTo<Organisation>().executeTakeFirst()
    : undefined;

/** The same, kept from others until the transaction ends: two corrections come one after another. */
export const lockOrganisation = async (tx: Tx, id: string): Promise<Organisation | undefined> =>
  isUuid(id)
    ? organisations(tx)
        .where("o.id", "=", id)
        .forUpdate()
        .$castTo<Organisation>()
        .executeTakeFirst()
    : undefined;

/** The same for many, always in one order, so that two of these wait and never block each other. */
export const lockOrganisations = (tx: Tx, ids: readonly string[]): Promise<Organisation[]> =>
  organisations(tx)
    .where("o.id", "in", [...ids])
    .orderBy("o.id")
    .forUpdate()
    .$castTo<Organisation>()
    .execute();

export type OrganisationFilter = {
  readonly text?: string;
  readonly country?: string;
  readonly role?: string;
  readonly kind?: string;
};
export const ORGANISATION_SORTS = ["name", "city", "country"] as const;
export type OrganisationSort = (typeof ORGANISATION_SORTS)[number];

/** One page of the list and how many there are in all, in one statement. */
export async function searchOrganisations(
  tx: Tx,
  from: OrganisationFilter & {
    readonly sort: OrganisationSort;
    readonly descending: boolean;
    /** A collation name of PostgreSQL, so that Č and Ž stand where the reader looks for them. */
    readonly collation: string;
    /** What the reader calls each country. */
    readonly countries: Readonly<Record<string, string>>;
    readonly limit?: number;
    readonly offset?: number;
  },
): Promise<{ rows: (Organisation & { partner: string | null })[]; total: number }> {
  const direction = from.descending ? sql`desc` : sql`asc`;
  const column =
    from.sort === "country"
      ? sql<string>`coalesce(${JSON.stringify(from.countries)}::jsonb ->> o.country, o.country)`
      : sql.ref(`o.${from.sort}`);
  const rows = await organisations(tx)
    .leftJoin("organisations as p", "p.id", "o.sending_partner_id")
    .select(["p.name as partner", sql<number>`count(*) over ()`.as("total")])
    .$if(Boolean(from.text), (q) =>
      q.where(
        sql<boolean>`strpos(ref.fold(o.name || ' ' || o.city), ref.fold(${from.text ?? ""})) > 0`,
      ),
    )
    .$if(Boolean(from.country), (q) => q.where("o.country", "=", from.country ?? ""))
    .$if(Boolean(from.kind), (q) => q.where("o.kind", "=", from.kind ?? ""))
    .$if(Boolean(from.role), (q) => q.where(sql<boolean>`o.roles @> array[${from.role}]`))
    .orderBy(sql`${column} collate ${sql.id(from.collation)} ${direction}`)
    .orderBy("o.id")
    .$if(from.limit !== undefined, (q) => q.limit(from.limit ?? 0).offset(from.offset ?? 0))
    .$castTo<Organisation & { partner: string | null; total: number }>()
    .execute();
  return {
    rows: rows.map(({ total: _, ...row }) => row),
    total: rows[0]?.total ?? 0,
  };
}

/** A school by the name and town that somebody typed, letter for letter but for case and marks. */
export const schoolNamed = async (
  tx: Tx,
  from: { readonly name: string; readonly city: string; readonly country: string },
): Promise<OrganisationId | undefined> => {
  const { rows } = await sql<{ id: OrganisationId }>`
    select id from organisations where country = ${from.country} and roles @> array['school']
      and ref.fold(name) = ref.fold(${from.name.trim()})
      and ref.fold(city) = ref.fold(${from.city.trim()})
    order by created_at, id limit 1`.execute(tx.db);
  return rows[0]?.id;
};

/** False when somebody has verified it before. */
export async function markVerified(tx: Tx, id: OrganisationId): Promise<boolean> {
  const rows = await tx.db
    .updateTable("organisations")
    .set({ verified_at: tx.now, verified_by: actorId(tx.actor) ?? "system" })
    .where("id", "=", id)
    .where("verified_at", "is", null)
    .returning("id")
    .execute();
  return rows.length === 1;
}
