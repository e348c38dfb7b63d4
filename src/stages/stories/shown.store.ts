import { type RawBuilder, sql } from "kysely";

/**
 * That a story may be seen on a day, as a condition on a row `s` of stories: published, and everyone's
 * consent stands for what it says now. Every public question is asked with it.
 */
export const isShown = (today: string): RawBuilder<boolean> =>
  sql<boolean>`(s.state = 'published' and ${standsOn(today, guardianNeeded(today))})`;

/**
 * Whether a parent is asked too, of a row `s` of stories: it was so when it was told, or whoever tells
 * is under 18 on the day, because a birth date that was written down wrongly was put right since.
 */
export const guardianNeeded = (today: string): RawBuilder<boolean> =>
  sql<boolean>`(s.guardian_needed or ${isMinorOn(today)})`;

export const isMinorOn = (today: string): RawBuilder<boolean> =>
  sql<boolean>`exists (select from mobilities g join persons t on t.id = g.person_id
    where g.id = s.mobility_id and t.birth_date > ${today}::date - interval '18 years')`;

export const standsOn = (
  today: string,
  needed: RawBuilder<boolean> = sql<boolean>`s.guardian_needed`,
): RawBuilder<boolean> => {
  const stands = (party: string) =>
    sql`exists (select from story_consents c where c.story_id = s.id and c.party = ${party}
      and c.withdrawn_at is null and c.ends_on >= ${today}::date and c.content_hash = s.content_hash)`;
  return sql<boolean>`(${stands("person")} and (not ${needed} or ${stands("guardian")}))`;
};
