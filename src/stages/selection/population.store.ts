import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";

export type Population = {
  readonly organisationId: string;
  readonly school: string;
  readonly country: string;
  readonly setting: string | null;
  readonly schoolYear: string | null;
  readonly women: number | null;
  readonly men: number | null;
};

/** Schools with their newest numbers, those without any too; `countries` null for all. */
export const populations = async (
  tx: Tx,
  audience: "learners" | "staff",
  countries: readonly string[] | null,
): Promise<Population[]> => {
  const { rows } = await sql<Population>`
    select o.id as "organisationId", o.name as school, o.country, o.setting,
      p.school_year as "schoolYear", p.women, p.men
    from organisations o
    left join lateral (select * from school_populations s
      where s.organisation_id = o.id and s.audience = ${audience}
      order by s.school_year desc limit 1) p on true
    where 'school' = any(o.roles)
      ${countries === null ? sql`` : sql`and o.country = any(${[...countries]}::text[])`}
    order by o.country, o.name, o.id`.execute(tx.db);
  return rows;
};

export const schoolOf = (tx: Tx, id: string) =>
  isUuid(id)
    ? tx.db
        .selectFrom("organisations")
        .where("id", "=", id)
        .where(sql<boolean>`'school' = any(roles)`)
        .select(["id", "country"])
        .executeTakeFirst()
    : Promise.resolve(undefined);

/** The newest entry of a year stands: last year's numbers stay beside it. */
export async function writePopulation(
  tx: Tx,
  from: {
    readonly id: string;
    readonly organisationId: string;
    readonly audience: "learners" | "staff";
    readonly schoolYear: string;
    readonly women: number;
    readonly men: number;
    readonly by: string;
  },
): Promise<void> {
  const numbers = {
    women: from.women,
    men: from.men,
    entered_by: from.by,
    entered_at: tx.now,
  };
  await tx.db
    .insertInto("school_populations")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      organisation_id: from.organisationId,
      audience: from.audience,
      school_year: from.schoolYear,
      ...numbers,
    })
    .onConflict((c) =>
      c.columns(["organisation_id", "audience", "school_year"]).doUpdateSet(numbers),
    )
    .execute();
}

export type Listed = {
  readonly gender: string | null;
  readonly setting: string | null;
  readonly rank: number | null;
};

/** Everybody on a list by the groups that fairness is asked about. */
export const listedGroups = (tx: Tx, listId: string): Promise<Listed[]> =>
  tx.db
    .selectFrom("selection_list_lines as l")
    .innerJoin("applications as a", "a.id", "l.application_id")
    .innerJoin("persons as p", "p.id", "a.person_id")
    .innerJoin("organisations as o", "o.id", "a.organisation_id")
    .where("l.list_id", "=", listId)
    .select(["p.gender", "o.setting", "l.rank"])
    .execute();
