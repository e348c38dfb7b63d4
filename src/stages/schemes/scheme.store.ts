import { sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { Tx } from "../../platform/db/index.ts";
import { isUuid, type LineId, type SchemeId } from "../../shared/id.ts";
import type {
  ActivityLine,
  NewLine,
  NewReportedTotal,
  NewScheme,
  ReportedTotal,
  Scheme,
  SchemeCountry,
} from "./scheme.ts";

/** One transaction at a time may look whether a first scheme is there yet, and create it. */
export async function holdFirstScheme(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('kalfa first scheme'))`.execute(tx.db);
}

/** False when the short name is taken. */
export async function insertScheme(tx: Tx, id: SchemeId, from: NewScheme): Promise<boolean> {
  const rows = await tx.db
    .insertInto("schemes")
    .values({
      id,
      slug: from.slug,
      name: JSON.stringify(from.name),
      kind: from.kind,
      listed: from.listed ?? false,
      invented: from.invented ?? false,
      settings: JSON.stringify(from.settings ?? {}),
      created_at: tx.now,
    })
    .onConflict((c) => c.doNothing())
    .returning("id")
    .execute();
  return rows.length === 1;
}

/** False when the scheme already has a line of that code. */
export async function insertLine(tx: Tx, id: LineId, from: NewLine): Promise<boolean> {
  const rows = await tx.db
    .insertInto("activity_lines")
    .values({
      id,
      scheme_id: tx.actor.schemeId!,
      code: from.code,
      name: JSON.stringify(from.name),
      audience: from.audience,
      direction: from.direction ?? "to-hosts",
      counted: from.counted ?? "participants",
      target: from.target,
      minimum_days: from.minimumDays ?? null,
      maximum_days: from.maximumDays ?? null,
      activity: from.activity ?? null,
      online_counts: from.onlineCounts ?? from.audience === "staff",
      position:
        from.position ?? sql<number>`(select coalesce(max(position), 0) + 1 from activity_lines)`,
    })
    .onConflict((c) => c.columns(["scheme_id", "code"]).doNothing())
    .returning("id")
    .execute();
  return rows.length === 1;
}

/** False when the scheme has no line of that id. */
export async function updateLine(
  tx: Tx,
  id: string,
  to: { readonly target: number; readonly onlineCounts: boolean },
): Promise<void> {
  await tx.db
    .updateTable("activity_lines")
    .set({ target: to.target, online_counts: to.onlineCounts })
    .where("id", "=", id)
    .execute();
}

/** A country again with another partner changes the partner. */
export async function upsertCountry(tx: Tx, country: string, partnerId: string): Promise<void> {
  await tx.db
    .insertInto("scheme_countries")
    .values({
      scheme_id: tx.actor.schemeId!,
      country,
      sending_partner_id: partnerId,
      position: sql<number>`(select coalesce(max(position), 0) + 1 from scheme_countries)`,
    })
    .onConflict((c) =>
      c.columns(["scheme_id", "country"]).doUpdateSet({ sending_partner_id: partnerId }),
    )
    .execute();
}

export async function upsertTotal(tx: Tx, from: NewReportedTotal): Promise<void> {
  const figures = {
    realised: from.realised,
    inferred: from.inferred ?? false,
    source_title: from.sourceTitle,
    source_url: from.sourceUrl,
  };
  await tx.db
    .insertInto("reported_totals")
    .values({ scheme_id: tx.actor.schemeId!, line_id: from.lineId, ...figures })
    .onConflict((c) => c.columns(["scheme_id", "line_id"]).doUpdateSet(figures))
    .execute();
}

export const lineExists = async (tx: Tx, id: string): Promise<boolean> =>
  isUuid(id) &&
  (await tx.db.selectFrom("activity_lines").select("id").where("id", "=", id).execute()).length ===
    1;

/** The scheme of the transaction with its lines and countries, in one statement. */
export async function ownScheme(tx: Tx): Promise<Scheme | undefined> {
  return tx.db
    .selectFrom("schemes as s")
    .where("s.id", "=", tx.actor.schemeId)
    .select((e) => [
      "s.id",
      "s.slug",
      "s.name",
      "s.kind",
      "s.listed",
      "s.invented",
      "s.settings",
      jsonArrayFrom(
        e
          .selectFrom("activity_lines as l")
          .whereRef("l.scheme_id", "=", "s.id")
          .select([
            "l.id",
            "l.code",
            "l.name",
            "l.audience",
            "l.direction",
            "l.counted",
            "l.target",
            "l.minimum_days as minimumDays",
            "l.maximum_days as maximumDays",
            "l.activity",
            "l.online_counts as onlineCounts",
          ])
          .orderBy("l.position")
          .$castTo<ActivityLine>(),
      ).as("lines"),
      jsonArrayFrom(
        e
          .selectFrom("scheme_countries as c")
          .innerJoin("organisations as o", "o.id", "c.sending_partner_id")
          .whereRef("c.scheme_id", "=", "s.id")
          .select([
            "c.country",
            "c.sending_partner_id as sendingPartnerId",
            "o.name as sendingPartner",
          ])
          .orderBy("c.position")
          .$castTo<SchemeCountry>(),
      ).as("countries"),
    ])
    .$castTo<Scheme>()
    .executeTakeFirst();
}

/** The scheme's own words and settings, kept from others until the transaction ends. */
export const lockOwnScheme = async (
  tx: Tx,
): Promise<Pick<Scheme, "id" | "name" | "settings"> | undefined> =>
  tx.db
    .selectFrom("schemes")
    .where("id", "=", tx.actor.schemeId)
    .select(["id", "name", "settings"])
    .forUpdate()
    .$castTo<Pick<Scheme, "id" | "name" | "settings">>()
    .executeTakeFirst();

export async function updateOwnScheme(
  tx: Tx,
  to: Pick<Scheme, "name" | "settings">,
): Promise<void> {
  await tx.db
    .updateTable("schemes")
    .set({ name: JSON.stringify(to.name), settings: JSON.stringify(to.settings) })
    .where("id", "=", tx.actor.schemeId)
    .execute();
}

export type ListedScheme = Pick<Scheme, "id" | "slug" | "name" | "kind" | "invented" | "settings">;

/** Schemes with a public front door, the running ones first. */
export const listedSchemes = (tx: Tx): Promise<ListedScheme[]> =>
  tx.db
    .selectFrom("schemes")
    .where("listed", "=", true)
    .select(["id", "slug", "name", "kind", "invented", "settings"])
    .orderBy("kind", "desc")
    .orderBy("slug")
    .$castTo<ListedScheme>()
    .execute();

export const reportedTotals = (tx: Tx): Promise<ReportedTotal[]> =>
  tx.db
    .selectFrom("reported_totals as t")
    .innerJoin("activity_lines as l", "l.id", "t.line_id")
    .select([
      "t.line_id as lineId",
      "t.realised",
      "t.inferred",
      "t.source_title as sourceTitle",
      "t.source_url as sourceUrl",
    ])
    .orderBy("l.position")
    .$castTo<ReportedTotal>()
    .execute();
