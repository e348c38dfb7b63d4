/** The pages that forms lead to when they have done their work, each looked at with axe. */
import type { AddressInfo } from "node:net";
import { LOCALE_COOKIE } from "../../src/platform/web/server.ts";
import { kindOf } from "../journeys/crawl.ts";
import { Reader } from "../journeys/reader.ts";
import { startBrowser } from "../support/browser.ts";
import type { Send } from "./send-form.ts";
import type { SecuritySite } from "./site.ts";

const LANGUAGES = ["sr-Cyrl", "sq", "bs"] as const;
type Done = { readonly path: string; readonly html: string; readonly language: string };

/** Sends as before, and asks for the page that each form leads to: one language after the other. */
export function watchDone(
  site: SecuritySite,
  inner: Send,
): { readonly send: Send; readonly findings: () => Promise<{ pages: number; found: string[] }> } {
  const pages = new Map<string, Done>();
  let turn = 0;
  const send: Send = async (...form) => {
    const to = await inner(...form);
    if (!to.startsWith("/")) return to;
    const language = LANGUAGES[turn % LANGUAGES.length]!;
    turn += 1;
    const path = to.replace(/^\/(en|sq)\//, `/${language}/`).replace(/#.*$/, "");
    const reply = await site.get(path, { ...form[2], [LOCALE_COOKIE]: language });
    const isPage = String(reply.headers["content-type"]).startsWith("text/html");
    if (reply.statusCode === 200 && isPage) {
      // A form that says on the page that it is done makes another page of the same address.
      const said = /[?&](\w+)/g;
      const kind = `${kindOf(path)} ${[...path.matchAll(said)].map(([, name]) => name)}`;
      // A host's page is in the language that its address says, which is nobody else's.
      const host = /^\/host\/(\w+)\//.exec(path)?.[1];
      if (!pages.has(kind)) pages.set(kind, { path, html: reply.body, language: host ?? language });
    }
    return to;
  };
  return {
    send,
    findings: async () => {
      // The race has opened a port, for clients who hang up.
      if (!site.app.server.listening) await site.app.listen({ host: "127.0.0.1", port: 0 });
      const { port } = site.app.server.address() as AddressInfo;
      const browser = await startBrowser();
      try {
        const reader = await Reader.sits(browser, `http://localhost:${port}`);
        const found: string[] = [];
        // Their colours are those of the same pages in the journeys, and a panel's are the gallery's.
        const colours = Boolean(process.env.KALFA_EVERY_LANGUAGE);
        for (const page of pages.values()) {
          found.push(...(await reader.reads({ ...page, colours })));
        }
        return { pages: pages.size, found };
      } finally {
        await browser.close();
      }
    },
  };
}
