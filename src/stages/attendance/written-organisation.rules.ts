/** People who wrote the name of their organisation themselves: which one of the programme's is it? */
import { fold } from "../../shared/fold.ts";

export type Writer = {
  readonly registrationId: string;
  /** As it was written. */
  readonly organisation: string;
  readonly organisationId: string | null;
  readonly organisationName: string | null;
  readonly mobilityId: string | null;
};

export type WrittenName = {
  /** The words without what does not decide: letters of another alphabet, capitals, signs. */
  readonly key: string;
  /** As the first of them wrote it. */
  readonly written: string;
  /** What the office has said; null where it has not. */
  readonly organisationId: string | null;
  readonly registrationIds: readonly string[];
};

const bare = (text: string): string =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .join(" ");

const sameOf = (ids: readonly (string | null)[]): string | null =>
  new Set(ids).size === 1 ? (ids[0] ?? null) : null;

/**
 * The same words are one name, however many wrote them: those who wait first, then those that the
 * office has answered and may correct. Somebody who is counted stands as counted.
 */
export function writtenNames(people: readonly Writer[]): readonly WrittenName[] {
  const names = new Map<string, Writer[]>();
  for (const one of people) {
    const key = bare(one.organisation);
    const isKnown = one.organisationName !== null && bare(one.organisationName) === key;
    if (isKnown || one.mobilityId !== null || key === "") continue;
    names.set(key, [...(names.get(key) ?? []), one]);
  }
  return [...names]
    .map(([key, writers]) => ({
      key,
      written: writers[0]?.organisation ?? "",
      organisationId: sameOf(writers.map(({ organisationId }) => organisationId)),
      registrationIds: writers.map(({ registrationId }) => registrationId),
    }))
    .sort(
      (a, b) =>
        Number(a.organisationId !== null) - Number(b.organisationId !== null) ||
        b.registrationIds.length - a.registrationIds.length ||
        (a.key < b.key ? -1 : 1),
    );
}

/** Organisations in the order in which they may be meant: who shares more words comes first. */
export function likeliest<O extends { readonly name: string; readonly city: string | null }>(
  written: string,
  organisations: readonly O[],
): readonly O[] {
  const words = new Set(bare(written).split(" "));
  const shared = (one: O): number =>
    bare(`${one.name} ${one.city ?? ""}`)
      .split(" ")
      .filter((word) => word.length > 2 && words.has(word)).length;
  return organisations
    .map((one) => ({ one, score: shared(one) }))
    .sort((a, b) => b.score - a.score)
    .map(({ one }) => one);
}
