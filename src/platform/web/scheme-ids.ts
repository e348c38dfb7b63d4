import type { Database } from "../db/index.ts";

/**
 * Slug to id of the listed schemes. Both never change once given, so an answer is kept for the life
 * of the process; an unknown slug is asked again, because a scheme may be listed later.
 */
export function schemeIds(database: Database): (slug: string) => Promise<string | null> {
  const known = new Map<string, string>();
  return async (slug) => {
    const id = known.get(slug);
    if (id) return id;
    const row = await database.withTx({ kind: "anonymous", schemeId: null }, ({ db }) =>
      db.selectFrom("schemes").select("id").where("slug", "=", slug).executeTakeFirst(),
    );
    if (row) known.set(slug, row.id);
    return row?.id ?? null;
  };
}
