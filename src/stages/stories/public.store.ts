import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { Locale } from "../../platform/i18n/index.ts";
import { isShown } from "./shown.store.ts";
import type { Parts, StoryPicture, Translation } from "./story.ts";

/** What the public may read, and nothing else of a story: no stay, no whole name, no consent. */
export type PublicStory = {
  readonly id: string;
  readonly trade: string;
  readonly city: string;
  readonly country: string;
  readonly sendingCountry: string;
  readonly organisationId: string | null;
  readonly school: string | null;
  readonly shownName: string;
  readonly language: Locale;
  readonly parts: Parts;
  readonly picture: StoryPicture | null;
  readonly translations: readonly Translation[];
  readonly publishedAt: Date;
  /** When it was shown again after a while, or translated: for programs that follow the stories. */
  readonly changedAt: Date;
  readonly invented: boolean;
};

const shown = (tx: Tx, today: string) =>
  tx.db
    .selectFrom("stories as s")
    .leftJoin("organisations as o", "o.id", "s.organisation_id")
    .where(isShown(today))
    .select([
      "s.id",
      "s.trade",
      "s.city",
      "s.country",
      "s.sending_country as sendingCountry",
      "s.organisation_id as organisationId",
      "o.name as school",
      "s.shown_name as shownName",
      "s.language",
      "s.parts",
      "s.published_at as publishedAt",
      "s.invented",
      sql<Date>`greatest(s.published_at, s.state_since, (select max(t.made_at)
        from story_translations t where t.story_id = s.id and t.of_hash = s.content_hash))`.as(
        "changedAt",
      ),
      sql<unknown>`(select jsonb_build_object('alt', p.alt, 'width', p.width, 'height', p.height, 'hash', p.hash)
        from story_pictures p where p.story_id = s.id)`.as("picture"),
      // One made of words that have changed since is not what somebody agreed to.
      sql<unknown>`coalesce((select jsonb_agg(jsonb_build_object('language', t.language, 'parts', to_jsonb(t.parts),
          'madeBy', t.made_by, 'current', true) order by t.language)
        from story_translations t where t.story_id = s.id and t.of_hash = s.content_hash), '[]')`.as(
        "translations",
      ),
    ])
    .$castTo<PublicStory>();

export const shownStory = (tx: Tx, id: string, today: string): Promise<PublicStory | undefined> =>
  shown(tx, today).where("s.id", "=", id).executeTakeFirst();

export const PUBLIC_STORIES_A_PAGE = 10;

export type StoryFilter = {
  readonly school: string;
  readonly trade: string;
  readonly page: number;
};

export async function shownStories(
  tx: Tx,
  today: string,
  filter: StoryFilter,
): Promise<{ readonly stories: readonly PublicStory[]; readonly total: number }> {
  const rows = await shown(tx, today)
    .select((e) => e.fn.countAll<number>().over().as("total"))
    .$if(filter.school !== "", (q) => q.where("s.organisation_id", "=", filter.school))
    .$if(filter.trade !== "", (q) => q.where("s.trade", "=", filter.trade))
    .orderBy("s.published_at", "desc")
    .orderBy("s.id")
    .limit(PUBLIC_STORIES_A_PAGE)
    .offset((filter.page - 1) * PUBLIC_STORIES_A_PAGE)
    .$castTo<PublicStory & { total: number }>()
    .execute();
  return { stories: rows.map(({ total, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** Schools and trades of which there is a story, for the filter. */
export async function storyChoices(
  tx: Tx,
  today: string,
): Promise<{
  readonly schools: readonly { readonly id: string; readonly name: string }[];
  readonly trades: readonly string[];
}> {
  const rows = await tx.db
    .selectFrom("stories as s")
    .leftJoin("organisations as o", "o.id", "s.organisation_id")
    .where(isShown(today))
    .select(["s.trade", "o.id", "o.name"])
    .distinct()
    .execute();
  const schools = new Map(
    rows.flatMap(({ id, name }) => (id && name ? [[id, name] as const] : [])),
  );
  return {
    schools: [...schools].map(([id, name]) => ({ id, name })),
    trades: [...new Set(rows.map(({ trade }) => trade).filter((trade) => trade !== ""))],
  };
}

/** The same stories that a newsletter names, in its order; those that may not be seen are missing. */
export const shownOf = (
  tx: Tx,
  ids: readonly string[],
  today: string,
): Promise<readonly PublicStory[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : shown(tx, today)
        .where("s.id", "in", [...ids])
        .execute();

/** Whether an address was a story's once: it is said to be gone, not never to have been. */
export async function wasThere(tx: Tx, id: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom("stories")
    .where("id", "=", id)
    .where("published_at", "is not", null)
    .select("id")
    .executeTakeFirst();
  return row !== undefined;
}
