import { createHash } from "node:crypto";
import type { Tx } from "../../platform/db/index.ts";
import { type PagePicture, pagePictures } from "../../platform/files/picture.ts";
import { scanProblems } from "../../platform/files/upload.ts";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { changeAlt, dropPicture, pictureOf, putPicture } from "./picture.store.ts";
import type { StoryContent } from "./story.ts";

/** What a picture on a page may weigh, so that it opens on a telephone on a slow line. */
export const MOST_PICTURE_BYTES = 60 * 1024;
const SIZES = [
  { longest: 960, bytes: MOST_PICTURE_BYTES },
  { longest: 480, bytes: 20 * 1024 },
] as const;
const MOST_ALT = 250;

export type SentPicture = {
  /** A new one; null keeps the one that is there. */
  readonly bytes: Buffer | null;
  readonly alt: string;
  readonly remove: boolean;
};

type MadePicture = {
  readonly picture: PagePicture;
  readonly small: Buffer;
  readonly hash: string;
};

/** What a picture becomes on a page, or everything that speaks against it. Nothing is written. */
export async function madePicture(
  sent: SentPicture,
  had: boolean,
): Promise<Result<MadePicture | null>> {
  const alt = sent.alt.trim();
  const isThere = sent.bytes !== null || (had && !sent.remove);
  const problems: Problem[] = [];
  // Whoever cannot see it is told what it shows: one without words is not taken.
  if (isThere && alt === "") problems.push({ code: "story-alt-missing", field: "alt" });
  else if (isThere && alt.length < 3)
    problems.push({ code: "too-short", params: { min: 3 }, field: "alt" });
  if (alt.length > MOST_ALT)
    problems.push({ code: "too-long", params: { max: MOST_ALT }, field: "alt" });
  if (sent.bytes === null) return problems.length > 0 ? refuse(...problems) : ok(null);
  const made = await pagePictures(sent.bytes, SIZES);
  if (typeof made === "string") return refuse(...problems, { code: made, field: "picture" });
  problems.push(...(await scanProblems(sent.bytes, "picture")));
  const [picture, small] = made;
  if (problems.length > 0 || !picture || !small) return refuse(...problems);
  const hash = createHash("sha256").update(picture.jpeg).digest("hex");
  return ok({ picture, small: small.jpeg, hash });
}

export async function keepPicture(
  tx: Tx,
  storyId: string,
  sent: SentPicture,
  made: MadePicture | null,
): Promise<void> {
  const alt = sent.alt.trim();
  if (made)
    return putPicture(tx, {
      storyId,
      alt,
      picture: made.picture,
      small: made.small,
      hash: made.hash,
    });
  if (sent.remove) return dropPicture(tx, storyId);
  if (alt !== "") await changeAlt(tx, storyId, alt);
}

/** What a consent is about, as one mark: any other word, name, place or picture gives another. */
export async function hashOfContent(
  tx: Tx,
  storyId: string,
  content: StoryContent,
): Promise<string> {
  const picture = await pictureOf(tx, storyId);
  const { sendingCountry, organisationId, trade, city, country, shownName, language, parts } =
    content;
  return createHash("sha256")
    .update(
      JSON.stringify([
        [sendingCountry, organisationId, trade, city, country, shownName, language, parts],
        picture ? [picture.hash, picture.alt] : null,
      ]),
    )
    .digest("hex");
}
