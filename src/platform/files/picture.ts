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

/** The largest a picture on a page may be: a side, and bytes that a slow line has to carry. */
export type PageSize = { readonly longest: number; readonly bytes: number };

export type PagePicture = {
  readonly jpeg: Buffer;
  readonly width: number;
  readonly height: number;
};

/** What the reading process is sent, and what it answers. */
export type PictureOrder = {
  readonly bytes: Uint8Array;
  readonly longest: number;
  readonly points: number;
  /** For a page: made in these sizes instead of looked through for square codes. */
  readonly forPage?: readonly PageSize[];
};
export type PagePicturesAnswer =
  | {
      readonly pictures: readonly {
        readonly jpeg: Uint8Array;
        readonly width: number;
        readonly height: number;
      }[];
    }
  | { readonly problem: PictureProblem };
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

/**
 * A photograph made anew for a page, in each of these sizes, by the same process and the same rules.
 * @returns the pictures in the order of the sizes, or why there are none
 */
export async function pagePictures(
  bytes: Buffer,
  sizes: readonly PageSize[],
): Promise<readonly PagePicture[] | PictureProblem> {
  const refusal = refusalOf(bytes);
  if (refusal) return refusal;
  const child = cappedChild(new URL("./picture-reader.ts", import.meta.url));
  try {
    const order: PictureOrder = {
      bytes,
      longest: LONGEST_SIDE,
      points: MOST_POINTS,
      forPage: sizes,
    };
    const answer = await child.ask<PagePicturesAnswer>(order);
    if (!answer) return "picture-broken";
    return "problem" in answer
      ? answer.problem
      : answer.pictures.map((one) => ({ ...one, jpeg: Buffer.from(one.jpeg) }));
  } finally {
    child.end();
  }
}
