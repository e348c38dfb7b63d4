import { sql } from "kysely";
import { actorId, visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { guardianNeeded, isMinorOn, standsOn } from "./shown.store.ts";
import type { Story, StoryConsent, StoryContent, StoryState } from "./story.ts";

type Row = Omit<Story, "consents"> & {
  readonly consents: readonly (Omit<StoryConsent, "givenAt" | "withdrawnAt"> & {
    readonly givenAt: string;
    readonly withdrawnAt: string | null;
  })[];
};
const storyOf = (row: Row): Story => ({
  ...row,
  consents: row.consents.map((one) => ({
    ...one,
    givenAt: new Date(one.givenAt),
    withdrawnAt: one.withdrawnAt === null ? null : new Date(one.withdrawnAt),
  })),
});

/** Whole stories with what somebody agreed to; a country partner reads those of its own country. */
const stories = (tx: Tx) => {
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  return tx.db
    .selectFrom("stories as s")
    .leftJoin("mobilities as m", "m.id", "s.mobility_id")
    .leftJoin("organisations as o", "o.id", "s.organisation_id")
    .$if(seen !== null, (q) => q.where("s.sending_country", "in", [...(seen ?? [])]))
    .select([
      "s.id",
      "s.state",
      "s.state_since as stateSince",
      "s.state_note as stateNote",
      "s.mobility_id as mobilityId",
      "m.reference as mobilityReference",
      "s.sending_country as sendingCountry",
      "s.organisation_id as organisationId",
      "o.name as school",
      "s.trade",
      "s.city",
      "s.country",
      "s.shown_name as shownName",
      "s.language",
      "s.parts",
      guardianNeeded(wallTimeOf(tx.now).day).as("guardianNeeded"),
      "s.content_hash as contentHash",
      "s.invented",
      "s.created_at as createdAt",
      "s.published_at as publishedAt",
      sql<unknown>`(select jsonb_build_object('alt', p.alt, 'width', p.width, 'height', p.height, 'hash', p.hash)
        from story_pictures p where p.story_id = s.id)`.as("picture"),
      sql<unknown>`coalesce((select jsonb_agg(jsonb_build_object('party', c.party, 'typedName', c.typed_name,
          'contentHash', c.content_hash, 'givenAt', c.given_at, 'endsOn', c.ends_on,
          'withdrawnAt', c.withdrawn_at) order by c.given_at, c.id)
        from story_consents c where c.story_id = s.id), '[]')`.as("consents"),
    ])
    .$castTo<Row>();
};

export async function storyById(tx: Tx, id: string): Promise<Story | undefined> {
  const row = await stories(tx).where("s.id", "=", id).executeTakeFirst();
  return row && storyOf(row);
}

/** Locked, so that a withdrawal and a publication at one moment come one after the other. */
export async function lockStory(tx: Tx, id: string): Promise<Story | undefined> {
  await tx.db.selectFrom("stories").select("id").where("id", "=", id).forUpdate().execute();
  return storyById(tx, id);
}

export async function storyOfMobility(tx: Tx, mobilityId: string): Promise<Story | undefined> {
  const row = await stories(tx)
    .where("s.mobility_id", "=", mobilityId)
    .where("s.state", "<>", "erased")
    .executeTakeFirst();
  return row && storyOf(row);
}

export const STORIES_A_PAGE = 25;

/** One page for the office: what waits for it first, then by how new it is. */
export async function storyList(
  tx: Tx,
  filter: { readonly state: StoryState | null; readonly page: number },
): Promise<{ readonly stories: readonly Story[]; readonly total: number }> {
  const rows = await stories(tx)
    .select((e) => e.fn.countAll<number>().over().as("total"))
    .$if(filter.state !== null, (q) => q.where("s.state", "=", filter.state as string))
    .$if(filter.state === null, (q) => q.where("s.state", "<>", "erased"))
    .orderBy(sql`s.state <> 'submitted'`)
    .orderBy("s.state_since", "desc")
    .orderBy("s.id")
    .limit(STORIES_A_PAGE)
    .offset((filter.page - 1) * STORIES_A_PAGE)
    .$castTo<Row & { total: number }>()
    .execute();
  return {
    stories: rows.map(({ total, ...row }) => storyOf(row)),
    total: rows[0]?.total ?? 0,
  };
}

/** Published ones of which a consent ends in these days or has ended, the soonest first. */
export async function endingStories(
  tx: Tx,
  today: string,
  until: string,
): Promise<
  readonly (Pick<Story, "id" | "trade" | "city" | "country" | "shownName"> & { endsOn: string })[]
> {
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  return tx.db
    .selectFrom("stories as s")
    .innerJoin("story_consents as c", "c.story_id", "s.id")
    .where("s.state", "=", "published")
    .where("c.withdrawn_at", "is", null)
    .where((e) => e.or([e("c.party", "=", "person"), guardianNeeded(today)]))
    .$if(seen !== null, (q) => q.where("s.sending_country", "in", [...(seen ?? [])]))
    .groupBy("s.id")
    .having((e) => e.fn.min("c.ends_on"), "<=", sql<string>`${until}::date`)
    .having((e) => e.fn.min("c.ends_on"), ">=", sql<string>`${today}::date - 365`)
    .select((e) => [
      "s.id",
      "s.trade",
      "s.city",
      "s.country",
      "s.shown_name as shownName",
      e.fn.min<string>("c.ends_on").as("endsOn"),
    ])
    .orderBy("endsOn")
    .orderBy("s.id")
    .execute();
}

export async function storyDuties(
  tx: Tx,
  today: string,
  until: string,
): Promise<{ readonly waiting: number; readonly ending: number }> {
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  return tx.db
    .selectFrom("stories as s")
    .where("s.state", "in", ["submitted", "published"])
    .$if(seen !== null, (q) => q.where("s.sending_country", "in", [...(seen ?? [])]))
    .select([
      sql<number>`count(*) filter (where s.state = 'submitted')::int`.as("waiting"),
      sql<number>`count(*) filter (where s.state = 'published' and exists (
        select from story_consents c where c.story_id = s.id and c.withdrawn_at is null
          and (c.party = 'person' or ${guardianNeeded(today)})
          and c.ends_on between ${today}::date and ${until}::date))::int`.as("ending"),
    ])
    .executeTakeFirstOrThrow();
}

type Written = StoryContent & {
  readonly id: string;
  readonly mobilityId: string | null;
  readonly state: StoryState;
  readonly guardianNeeded: boolean;
  readonly contentHash: string;
  readonly invented: boolean;
};

const columnsOf = (from: Omit<Written, "id" | "mobilityId" | "state" | "invented">) => ({
  sending_country: from.sendingCountry,
  organisation_id: from.organisationId,
  trade: from.trade,
  city: from.city,
  country: from.country,
  shown_name: from.shownName,
  language: from.language,
  parts: [...from.parts],
  guardian_needed: from.guardianNeeded,
  content_hash: from.contentHash,
});

export async function insertStory(tx: Tx, from: Written): Promise<boolean> {
  const row = await tx.db
    .insertInto("stories")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      mobility_id: from.mobilityId,
      state: from.state,
      state_since: tx.now,
      created_at: tx.now,
      created_by: actorId(tx.actor) ?? "",
      invented: from.invented,
      ...columnsOf(from),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

export async function changeContent(
  tx: Tx,
  id: string,
  from: StoryContent & { readonly guardianNeeded: boolean; readonly contentHash: string },
): Promise<void> {
  await tx.db.updateTable("stories").set(columnsOf(from)).where("id", "=", id).execute();
}

/** A birth date that was put right to a minor's: a birthday alone does not show the story again. */
export async function needGuardians(tx: Tx, today: string): Promise<void> {
  await tx.db
    .updateTable("stories as s")
    .set({ guardian_needed: true })
    .where("s.guardian_needed", "=", false)
    .where("s.state", "<>", "erased")
    .where(isMinorOn(today))
    .execute();
}

/** Whoever tells is of age by now. */
export async function needNoGuardian(tx: Tx, id: string): Promise<void> {
  await tx.db.updateTable("stories").set({ guardian_needed: false }).where("id", "=", id).execute();
}

export async function moveStory(
  tx: Tx,
  id: string,
  to: { readonly state: StoryState; readonly note?: string },
): Promise<void> {
  await tx.db
    .updateTable("stories")
    .set((e) => ({
      state: to.state,
      state_since: tx.now,
      state_note: to.note ?? null,
      // A story that comes back is not new again.
      ...(to.state === "published"
        ? { published_at: e.fn.coalesce("published_at", e.val(tx.now)) }
        : {}),
    }))
    .where("id", "=", id)
    .execute();
}

/** Stories in one of these states since a moment or longer. */
export async function storiesSince(
  tx: Tx,
  states: readonly StoryState[],
  before: Date,
): Promise<string[]> {
  const rows = await tx.db
    .selectFrom("stories")
    .where("state", "in", [...states])
    .where("state_since", "<", before)
    .select("id")
    .orderBy("id")
    .execute();
  return rows.map(({ id }) => id);
}

/** Published stories of which a consent that is needed ended before a day, and none took its place. */
export async function endedBefore(tx: Tx, day: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom("stories as s")
    .where("s.state", "=", "published")
    .where(sql<boolean>`not ${standsOn(day)}`)
    .where("s.state_since", "<", sql<Date>`${day}::date`)
    .select("s.id")
    .orderBy("s.id")
    .execute();
  return rows.map(({ id }) => id);
}

/** Takes away everything that says who it was; that there was a story and what became of it stays. */
export async function wipeStory(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom("story_pictures").where("story_id", "=", id).execute();
  await tx.db.deleteFrom("story_translations").where("story_id", "=", id).execute();
  await tx.db
    .updateTable("story_consents")
    .set({ typed_name: "" })
    .where("story_id", "=", id)
    .execute();
  await tx.db
    .updateTable("stories")
    .set({ shown_name: "", parts: ["", "", ""], content_hash: "", organisation_id: null })
    .where("id", "=", id)
    .execute();
}
