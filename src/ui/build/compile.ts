import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { compileAsync } from "sass";
import { cutFont, cuts } from "./fonts.ts";

export interface Made {
  readonly name: string;
  readonly content: Buffer;
}

export async function buildFonts() {
  return await Promise.all(
    cuts.map(async (cut) => ({ cut, name: `${cut.name}.woff2`, content: await cutFont(cut) })),
  );
}

/** One style sheet a surface, and one more for the few pages that are paper. */
const STYLES = ["portal", "console", "sheet"] as const;

export async function buildStyles(root: string, faces: string): Promise<Made[]> {
  return await Promise.all(
    STYLES.map(async (name) => {
      const { css } = await compileAsync(join(root, `src/ui/styles/${name}.scss`), {
        style: "compressed",
        loadPaths: [join(root, "node_modules")],
        quietDeps: true,
      });
      return {
        name: `${name}.css`,
        content: Buffer.from((name === "sheet" ? "" : faces) + css.replace(/^\uFEFF/, "")),
      };
    }),
  );
}

/** Every file directly in `src/browser/` is a script of its own; folders below hold its parts. */
export async function buildScripts(root: string): Promise<Made[]> {
  const folder = join(root, "src/browser");
  const entries = (await readdir(folder))
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => join(folder, name));
  const result = await build({
    entryPoints: entries,
    bundle: true,
    minify: true,
    format: "esm",
    // Chrome 80 and Safari 14: an older phone is left without the enhancements, not without pages.
    target: "es2020",
    write: false,
    outdir: folder,
    legalComments: "none",
  });
  return result.outputFiles.map((file) => ({
    name: basename(file.path),
    content: Buffer.from(file.contents),
  }));
}
