import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { Day } from "../../shared/day.ts";

export async function feedOf(tx: Tx, userId: string): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom("calendar_feeds")
    .where("user_id", "=", userId)
    .where("ended_at", "is", null)
    .select("id")
    .executeTakeFirst();
  return row?.id;
}

export async function replaceFeed(
  tx: Tx,
  feed: {
    readonly id: string;
    readonly userId: string;
    readonly countries: readonly string[] | null;
    readonly hash: string;
  },
): Promise<void> {
  await tx.db
    .updateTable("calendar_feeds")
    .set({ ended_at: tx.now })
    .where("user_id", "=", feed.userId)
    .where("ended_at", "is", null)
    .execute();
  await tx.db
    .insertInto("calendar_feeds")
    .values({
      id: feed.id,
      scheme_id: tx.actor.schemeId!,
      user_id: feed.userId,
      countries: feed.countries ? [...feed.countries] : null,
      secret_hash: feed.hash,
      made_at: tx.now,
    })
    .execute();
}

/** Whose dates a feed reads: null is every country; schools come on top of countries. */
export type FeedReach = {
  readonly countries: readonly string[] | null;
  readonly schools: readonly string[];
};

/**
 * A feed with the countries and schools that its owner works for today, null for all of them: who lost a role
 * since reads no more than the roles that are left.
 */
export async function feedByHash(
  tx: Tx,
  hash: string,
): Promise<(FeedReach & { readonly madeAt: Date }) | undefined> {
  const { rows } = await sql<{
    whole: boolean;
    countries: string[] | null;
    schools: string[] | null;
    madeAt: Date;
  }>`
    select c.made_at as "madeAt", bool_or(m.role in ('coordinator', 'auditor')) as whole,
      array_agg(distinct m.country) filter (where m.role = 'country-partner' and m.country is not null)
        as countries,
      array_agg(distinct m.organisation_id) filter (where m.role = 'school-officer'
        and m.organisation_id is not null) as schools
    from calendar_feeds c join memberships m on m.user_id = c.user_id and m.scheme_id = c.scheme_id
      and m.role in ('coordinator', 'country-partner', 'auditor', 'school-officer')
      and m.ended_at is null
      and (m.ends_at is null or (m.starts_at <= ${tx.now} and m.ends_at > ${tx.now}))
    where c.secret_hash = ${hash} and c.ended_at is null group by c.id`.execute(tx.db);
  const [row] = rows;
  return (
    row && {
      madeAt: row.madeAt,
      countries: row.whole ? null : (row.countries ?? []),
      schools: row.schools ?? [],
    }
  );
}

export type FeedEntry = {
  readonly kind: "there" | "home" | "stay" | "due";
  readonly id: string;
  readonly flow: string;
  readonly city: string;
  readonly people: number;
  readonly first: Day;
  readonly last: Day;
};

/** Figures alone: how many of which flow, from which day to which. */
export async function feedEntries(
  tx: Tx,
  { countries, schools }: FeedReach,
  days: { readonly from: Day; readonly to: Day },
): Promise<FeedEntry[]> {
  const seen =
    countries === null
      ? sql`true`
      : sql`(m.sending_country = any(${[...countries]}::text[])
          or m.sending_organisation_id = any(${[...schools]}::uuid[]))`;
  const { rows } = await sql<FeedEntry>`
    select 'stay' as kind, f.id, f.code as flow, f.city, count(*)::int as people, min(m.starts) as first,
      max(m.ends) as last
    from mobilities m join flows f on f.id = m.flow_id
    where m.state not in ('cancelled') and m.ends >= ${days.from} and m.starts <= ${days.to} and ${seen}
    group by f.id
    union all
    select j.direction, j.id, f.code, f.city, count(distinct m.id)::int,
      case when j.direction = 'there' then max(l.arrives) else min(l.departs) end::date,
      case when j.direction = 'there' then max(l.arrives) else min(l.departs) end::date
    from journeys j join flows f on f.id = j.flow_id join journey_legs l on l.journey_id = j.id
      join journey_people x on x.journey_id = j.id and x.left_at is null
      join mobilities m on m.id = x.mobility_id and m.state <> 'cancelled'
    where j.ended_at is null and ${seen}
    group by j.id, f.id having max(l.arrives) >= ${days.from}::date and min(l.departs) <= ${days.to}::date
    union all
    select 'due', f.id, f.code, f.city, count(*)::int, t.due, t.due
    from stay_tasks t join mobilities m on m.id = t.mobility_id join flows f on f.id = m.flow_id
    where t.state in ('open', 'sent-back', 'being-checked') and t.due between ${days.from} and ${days.to}
      and m.state in ('matched', 'preparing', 'ready') and ${seen}
    group by f.id, t.due
    order by 6, 1, 2`.execute(tx.db);
  return rows;
}
