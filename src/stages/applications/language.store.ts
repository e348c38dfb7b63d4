import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import type { SpokenLanguage } from "./language.rules.ts";

export type PersonLanguage = SpokenLanguage & { readonly personId: string };

/** What these people speak, as far as it was written down. */
export const languagesOfPeople = (
  tx: Tx,
  personIds: readonly string[],
): Promise<PersonLanguage[]> =>
  personIds.length === 0
    ? Promise.resolve([])
    : tx.db
        .selectFrom("person_languages")
        .where("person_id", "in", [...personIds])
        .where("ended_at", "is", null)
        .select(["person_id as personId", "language", "level", "basis"])
        .orderBy("level", "desc")
        .orderBy("language")
        .$castTo<PersonLanguage>()
        .execute();

/** In place of what stood there for these languages; what is the same stays as it is. */
export async function replaceLanguages(
  tx: Tx,
  people: readonly { readonly personId: string; readonly languages: readonly SpokenLanguage[] }[],
): Promise<void> {
  const before = await languagesOfPeople(
    tx,
    people.map(({ personId }) => personId),
  );
  const ended = before.filter(
    (old) =>
      !people.some(
        ({ personId, languages }) =>
          personId === old.personId && languages.some((one) => same(one, old)),
      ),
  );
  for (const { personId, language } of ended) {
    await tx.db
      .updateTable("person_languages")
      .set({ ended_at: tx.now })
      .where("person_id", "=", personId)
      .where("language", "=", language)
      .where("ended_at", "is", null)
      .execute();
  }
  const rows = people.flatMap(({ personId, languages }) =>
    languages
      .filter((one) => !before.some((old) => old.personId === personId && same(one, old)))
      .map((one) => ({
        id: newId(),
        scheme_id: tx.actor.schemeId!,
        person_id: personId,
        ...one,
        said_at: tx.now,
        said_by: actorId(tx.actor) ?? "",
      })),
  );
  for (let at = 0; at < rows.length; at += 1000) {
    await tx.db
      .insertInto("person_languages")
      .values(rows.slice(at, at + 1000))
      .execute();
  }
}

/**
 * Adds what was said, in place of what was said before of the same languages. What a certificate or a
 * teacher showed is not lost by somebody's own word.
 */
export async function addLanguages(
  tx: Tx,
  people: readonly { readonly personId: string; readonly languages: readonly SpokenLanguage[] }[],
): Promise<void> {
  const before = await languagesOfPeople(
    tx,
    people.map(({ personId }) => personId),
  );
  const after = people.map(({ personId, languages }) => {
    const kept = before.filter((old) => old.personId === personId);
    const isShown = (language: string) =>
      kept.some((old) => old.language === language && old.basis !== "self");
    const said = languages.filter((one) => one.basis !== "self" || !isShown(one.language));
    const others = kept.filter((old) => !said.some((one) => one.language === old.language));
    return {
      personId,
      languages: [
        ...others.map(({ language, level, basis }) => ({ language, level, basis })),
        ...said,
      ],
    };
  });
  await replaceLanguages(tx, after);
}

/** What one person's row spoke is the other's; what both had stays as the other had it. */
export async function moveLanguages(tx: Tx, from: string, to: string): Promise<void> {
  const kept = await languagesOfPeople(tx, [to]);
  if (kept.length > 0) {
    await tx.db
      .updateTable("person_languages")
      .set({ ended_at: tx.now })
      .where("person_id", "=", from)
      .where("ended_at", "is", null)
      .where(
        "language",
        "in",
        kept.map(({ language }) => language),
      )
      .execute();
  }
  await tx.db
    .updateTable("person_languages")
    .set({ person_id: to })
    .where("person_id", "=", from)
    .execute();
}

const same = (a: SpokenLanguage, b: SpokenLanguage): boolean =>
  a.language === b.language && a.level === b.level && a.basis === b.basis;

export const personOfApplication = async (tx: Tx, applicationId: string): Promise<string> =>
  (
    await tx.db
      .selectFrom("applications")
      .where("id", "=", applicationId)
      .select("person_id as personId")
      .executeTakeFirstOrThrow()
  ).personId;
