/**
 * Photographs from strangers' telephones. What a file is, its first bytes say; its name and the type
 * a browser gives it prove nothing. It is opened in a process of its own, which is ended when it
 * takes too long, and only a picture made anew from its points comes back: without the place it was
 * taken at, without a thumbnail, without whatever else was hidden in it.
 */
import { cappedChild } from "./capped-child.ts";

/** Ten of these from a cheap phone fit into one form; a larger one was not made by a phone. */
export const LARGEST_PICTURE = 15 * 1024 * 1024;
/** More points than a phone's camera has; a small file can unfold to far more (a pixel flood). */
export const MOST_POINTS = 60_000_000;
const LONGEST_SIDE = 1_600;

export type PictureProblem =
  | "picture-empty"
  | "picture-heic"
  | "picture-pdf"
  | "picture-no-picture"
  | "picture-too-big"
  | "picture-too-many-points"
  | "picture-broken";

export type TakenPicture =
  | {
      readonly ok: true;
      /** A JPEG of at most 1,600 points a side, upright, without any note of where and when. */
      readonly jpeg: Buffer;
      readonly width: number;
      readonly height: number;
      /** What the square codes in it say. */
      readonly codes: readonly string[];
    }
  | { readonly ok: false; readonly problem: PictureProblem };

export type ReadPicture = (bytes: Buffer) => Promise<TakenPicture>;

/** What the reading process is sent, and what it answers. */
export type PictureOrder = {
  readonly bytes: Uint8Array;
  readonly longest: number;
  readonly points: number;
};
export type PictureAnswer =
  | {
      readonly jpeg: Uint8Array;
      readonly width: number;
      readonly height: number;
      readonly codes: readonly string[];
    }
  | { readonly problem: PictureProblem };

/** What the first bytes say; undefined for a kind that can be opened. */
export function refusalOf(bytes: Buffer): PictureProblem | undefined {
  if (bytes.length === 0) return "picture-empty";
  if (bytes.length > LARGEST_PICTURE) return "picture-too-big";
  const text = (from: number, to: number) => bytes.subarray(from, to).toString("latin1");
  if (text(4, 8) === "ftyp" && /^(hei[cmsx]|hev[cmx]|mif1|msf1)$/.test(text(8, 12))) {
    return "picture-heic";
  }
  if (text(0, 5) === "%PDF-") return "picture-pdf";
  const known =
    text(0, 3) === "\xff\xd8\xff" ||
    text(0, 8) === "\x89PNG\r\n\x1a\n" ||
    (text(0, 4) === "RIFF" && text(8, 12) === "WEBP");
  return known ? undefined : "picture-no-picture";
}

/** Hands `work` a reader of pictures; its process ends with it. */
export async function withPictureReader<T>(work: (read: ReadPicture) => Promise<T>): Promise<T> {
  const child = cappedChild(new URL("./picture-reader.ts", import.meta.url));
  const read: ReadPicture = async (bytes) => {
    const refusal = refusalOf(bytes);
    if (refusal) return { ok: false, problem: refusal };
    const order: PictureOrder = { bytes, longest: LONGEST_SIDE, points: MOST_POINTS };
    const answer = await child.ask<PictureAnswer>(order);
    if (!answer) return { ok: false, problem: "picture-broken" };
    return "problem" in answer
      ? { ok: false, problem: answer.problem }
      : { ...answer, ok: true, jpeg: Buffer.from(answer.jpeg) };
  };
  try {
    return await work(read);
  } finally {
    child.end();
  }
}
