/**
 * The public pages as files that lead to each other: asked of the program itself, page by page, from
 * the first page of each language on. What cannot work without a server is taken out by `drawn`.
 */
import { workFolder } from "../../platform/files/work-folder.ts";
import type { AddFile, Drawn, ExportOrder, PageAnswer } from "./archive.ts";
import {
  addressOf,
  fileOf,
  isCss,
  isOwn,
  isPage,
  linksOfCss,
  pathBetween,
  wants,
} from "./site.rules.ts";

/** A site without an end would fill the disk. */
const MOST_FILES = 50_000;

type Found = { readonly number: number; readonly type: string; readonly file: string };

export async function writeSite(from: {
  readonly order: ExportOrder;
  readonly drawn: Drawn;
  readonly ask: (path: string) => Promise<PageAnswer>;
  /** The program's own address, with which pages name themselves. */
  readonly publicUrl: string;
  readonly add: AddFile;
  readonly onPage?: (done: number, known: number) => Promise<void>;
}): Promise<number> {
  const { order, drawn, publicUrl } = from;
  const folder = await workFolder();
  try {
    const site = await walk(from, folder);
    let pages = 0;
    for (const [path, found] of site.files) {
      const body = await folder.read(found.number);
      const to = (address: string): string | null => {
        const wanted = addressOf(address, path, publicUrl);
        if (wanted === null) return null;
        const there = site.files.get(site.moved.get(wanted.path) ?? wanted.path);
        return there ? `${pathBetween(found.file, there.file)}${wanted.fragment}` : null;
      };
      const isOurs = (address: string) => isOwn(address, path, publicUrl);
      if (isPage(found.type)) {
        const locale = order.languages.find((each) => path.split("/")[1] === each) ?? "en";
        await from.add(found.file, drawn.still(body.toString("utf8"), { locale, to, isOurs }));
        pages += 1;
      } else if (isCss(found.type)) {
        const css = body.toString("utf8").replace(/url\((["']?)([^"')]+)\1\)/g, (whole, _, one) => {
          const there = one.startsWith("data:") ? null : to(one);
          return there === null ? whole : `url("${there}")`;
        });
        await from.add(found.file, css);
      } else await from.add(found.file, body);
    }
    const homes = order.languages.flatMap((locale) => {
      const home = site.files.get(`/${locale}/${order.scheme.slug}`);
      return home ? [{ locale, file: pathBetween("site/index.html", home.file) }] : [];
    });
    await from.add(
      "site/index.html",
      drawn.languages(order.scheme.name.en ?? order.scheme.slug, homes),
    );
    return pages;
  } finally {
    await folder.end();
  }
}

async function walk(
  from: Parameters<typeof writeSite>[0],
  folder: Awaited<ReturnType<typeof workFolder>>,
) {
  const { order, ask, drawn, publicUrl } = from;
  const files = new Map<string, Found>();
  const moved = new Map<string, string>();
  const taken = new Set<string>(["site/index.html"]);
  const wanted = order.languages.map((locale) => `/${locale}/${order.scheme.slug}`);
  const known = new Set(wanted);
  const want = (addresses: readonly string[], at: string) => {
    for (const address of addresses) {
      const path = addressOf(address, at, publicUrl)?.path;
      if (path === undefined || known.has(path) || known.size >= MOST_FILES) continue;
      if (!wants(path, order)) continue;
      known.add(path);
      wanted.push(path);
    }
  };
  for (let at = 0; at < wanted.length; at++) {
    const path = wanted[at]!;
    const answer = await ask(path);
    await from.onPage?.(at + 1, wanted.length);
    if (answer.location !== undefined) {
      const to = addressOf(answer.location, path, publicUrl)?.path;
      if (to !== undefined) moved.set(path, to);
      want([answer.location], path);
      continue;
    }
    if (answer.status !== 200) continue;
    const { type, body } = answer;
    files.set(path, { number: at, type, file: fileOf(path, type, taken) });
    await folder.write(at, body);
    if (isPage(type)) want(drawn.links(body.toString("utf8")), path);
    else if (isCss(type)) want(linksOfCss(body.toString("utf8")), path);
  }
  return { files, moved };
}
