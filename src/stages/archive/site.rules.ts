/** Addresses of the public pages and the files that they become. */
import type { ExportOrder } from "./archive.ts";

export const isPage = (type: string): boolean => type.startsWith("text/html");
export const isCss = (type: string): boolean => type.startsWith("text/css");

export const linksOfCss = (css: string): string[] =>
  [...css.matchAll(/url\((["']?)([^"')]+)\1\)/g)].flatMap(([, , one = ""]) =>
    one.startsWith("data:") ? [] : [one],
  );

/** A page of a long list is a page; what somebody chose or typed is not. */
const KEPT_QUERY = ["page"];

/** Whether an address is of this program, in the archive or not, or hands one of it on to others. */
export const isOwn = (address: string, at: string, publicUrl: string): boolean =>
  address.includes(encodeURIComponent(publicUrl)) ||
  URL.parse(address, new URL(at, publicUrl))?.host === new URL(publicUrl).host;

/**
 * The path an address means on this site, with the part of its query that makes another page; null
 * for what is elsewhere.
 */
export function addressOf(
  address: string,
  at: string,
  publicUrl: string,
): { readonly path: string; readonly fragment: string } | null {
  const own = new URL(publicUrl);
  const url = URL.parse(address, new URL(at, own));
  if (!url || url.host !== own.host || !/^https?:$/.test(url.protocol)) return null;
  const others = [...url.searchParams.keys()].filter((name) => !KEPT_QUERY.includes(name));
  if (others.length > 0) return null;
  const page = url.searchParams.get("page");
  const query =
    page === null || page === "1" || page === "" ? "" : `?page=${encodeURIComponent(page)}`;
  const path = url.pathname.length > 1 ? url.pathname.replace(/\/+$/, "") : url.pathname;
  return { path: `${path}${query}`, fragment: url.hash };
}

/** Pages of the whole program that a reader of the scheme is led to. */
const ABOUT = ["help", "accessibility", "privacy", "how-places-are-given"];
/** Behind a code, or nothing but a form. */
const SOMEBODYS = ["place", "apply", "registration", "check", "check-paper", "sign", "guardian"];

export function wants(path: string, { languages, scheme }: ExportOrder): boolean {
  if (path.startsWith("/assets/")) return !/\.(js|map)$/.test(path);
  const [, locale, first, second] = (path.split("?")[0] ?? "").split("/");
  if (!languages.some((each) => each === locale) || first === undefined) return false;
  if (first !== scheme.slug) return second === undefined && ABOUT.includes(first);
  return second === undefined || !SOMEBODYS.includes(second);
}

const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/^text\/html/, ".html"],
  [/^text\/css/, ".css"],
  [/^text\/csv/, ".csv"],
  [/^text\/calendar/, ".ics"],
  [/^text\/plain/, ".txt"],
  [/^application\/pdf/, ".pdf"],
  [/^application\/zip/, ".zip"],
  [/^application\/(feed\+|ld\+)?json/, ".json"],
  [/^application\/(atom\+|rss\+)?xml/, ".xml"],
  [/^image\/svg/, ".svg"],
  [/^image\/jpeg/, ".jpg"],
  [/^image\/png/, ".png"],
  [/^application\/vnd\.openxmlformats.*word/, ".docx"],
];

const part = (text: string): string => {
  let plain = text;
  try {
    plain = decodeURIComponent(text);
  } catch {
    // Not spelled as addresses are: the letters as they stand.
  }
  return (
    plain
      .normalize("NFC")
      .replace(/[^\p{L}\p{N}._-]+/gu, "-")
      .replace(/^\.+/, "")
      .slice(0, 80) || "-"
  );
};

/**
 * The file of an address. Two that only differ in what a disk does not tell apart get another name.
 * @param taken every file so far, in small letters; the new one is added
 */
export function fileOf(path: string, type: string, taken: Set<string>): string {
  const [plain = "", query] = path.split("?");
  const parts = plain.split("/").filter(Boolean).map(part);
  const base = `site/${parts.join("/") || "root"}${query === undefined ? "" : `-${part(query.replace("=", "-"))}`}`;
  const ending = ENDINGS.find(([pattern]) => pattern.test(type))?.[1] ?? "";
  const fits = ending === "" || base.toLowerCase().endsWith(ending);
  // A calendar or a feed keeps the ending that programs know it by.
  const named =
    /\.(atom|ics|json|csv|xml|pdf|svg|jpg|png|webp|woff2|txt|zip|css|docx)$/i.test(base) &&
    !isPage(type);
  const end = fits || named ? "" : ending;
  let file = `${base}${end}`;
  for (let again = 2; taken.has(file.toLowerCase()); again++) file = `${base}-${again}${end}`;
  taken.add(file.toLowerCase());
  return file;
}

/** From one file to another, as a link between files is written. */
export function pathBetween(from: string, to: string): string {
  const here = from.split("/").slice(0, -1);
  const there = to.split("/");
  let same = 0;
  while (same < here.length && same < there.length - 1 && here[same] === there[same]) same += 1;
  const up = here.slice(same).map(() => "..");
  return [...up, ...there.slice(same).map(encodeURIComponent)].join("/");
}
