import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import type { Locale } from "../../src/platform/i18n/index.ts";
import { loadAssets } from "../../src/ui/assets.ts";
import { buildAssets } from "../../src/ui/build/build-assets.ts";
import { consoleGallery, portalGallery } from "./gallery.ts";

const TYPES: Record<string, string> = {
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

export const pages = { portal: portalGallery, console: consoleGallery };

/** The gallery on a loopback port: `/portal/sq`, `/console/en`, and the assets they ask for. */
export async function serveGallery(): Promise<{ url: string; close(): Promise<void> }> {
  const { dir } = await buildAssets();
  loadAssets(dir);
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://gallery").pathname;
    const [, surface = "", name = ""] = path.split("/");
    if (surface === "assets") {
      response.setHeader("content-type", TYPES[extname(name)] ?? "text/plain");
      response.end(readFileSync(join(dir, name)));
    } else if (surface === "portal" || surface === "console") {
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.setHeader(
        "content-security-policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'",
      );
      response.end(pages[surface](name as Locale));
    } else {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
