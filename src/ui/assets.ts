import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Logical name (`portal.css`) to file name with its content hash (`portal-1a2b3c4d.css`). */
export type AssetManifest = Readonly<Record<string, string>>;

let manifest: AssetManifest | undefined;

/** Reads which files the asset build made. Called once at start; pages ask for names afterwards. */
export function loadAssets(dir: string): AssetManifest {
  manifest = JSON.parse(readFileSync(join(dir, "manifest.json"), "utf8")) as AssetManifest;
  return manifest;
}

/**
 * Address of a style sheet, font or script. It holds a hash of the content, so a browser may keep
 * the file for good. Before the build has run, in a test of markup alone, it is the plain name.
 */
export function asset(name: string): string {
  if (manifest === undefined) return `/assets/${name}`;
  const file = manifest[name];
  if (file === undefined) throw new Error(`There is no asset called ${name}`);
  return `/assets/${file}`;
}
