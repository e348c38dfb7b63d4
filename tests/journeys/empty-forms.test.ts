/**
 * Each form of the product sent with nothing in it: whoever refuses says so in the title, names every
 * problem once, in words of its own, and leads to the box it stands at.
 */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startBrowser } from "../support/browser.ts";
import { everyPage, kindOf, sitsDown } from "./crawl.ts";
import { journeySite } from "./site.ts";
import { Visitor } from "./visitor.ts";

const site = await journeySite();
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const MANNER = { name: "", width: 1280, keyboard: false, javaScript: false };

type Form = {
  readonly action: string;
  readonly multipart: boolean;
  /** What the page itself has filled in; what a person would write or tick is left out. */
  readonly fields: Readonly<Record<string, string>>;
};

/**
 * Every form of the main part of the page that asks for something, as it would be sent by somebody
 * who wrote nothing. A lone button has nothing to leave out.
 */
const formsOf = (visitor: Visitor): Promise<Form[]> =>
  visitor.page
    .locator("main form[method=post]:has(input:not([type=hidden]),select,textarea)")
    .evaluateAll((forms) =>
      (forms as HTMLFormElement[]).map((form) => {
        const fields: Record<string, string> = {};
        for (const one of form.elements) {
          if (one instanceof HTMLInputElement && one.name !== "") {
            if (one.type === "hidden") fields[one.name] = one.value;
            else if (!["radio", "checkbox", "submit", "file"].includes(one.type)) {
              fields[one.name] = "";
            }
          } else if (one instanceof HTMLTextAreaElement) fields[one.name] = "";
          else if (one instanceof HTMLSelectElement) {
            fields[one.name] = one.querySelector("option")?.value ?? "";
          }
        }
        return {
          action: form.getAttribute("action") ?? location.pathname,
          multipart: form.enctype === "multipart/form-data",
          fields,
        };
      }),
    );

/** What is wrong with a page that refuses. */
function faultsOf(html: string): string[] {
  const found: string[] = [];
  if (!/<title>Error: /.test(html)) found.push("its title does not say so");
  const summary = /class="govuk-error-summary"[\s\S]*?<\/ul>/.exec(html)?.[0];
  if (!summary) return [...found, "it has no summary of problems"];
  const links = [...summary.matchAll(/<li>(?:<a href="#([^"]*)">)?([\s\S]*?)(?:<\/a>)?<\/li>/g)];
  if (links.length === 0) found.push("its summary is empty");
  const said = links.map(([, , text]) => text!);
  for (const text of new Set(said)) {
    if (said.indexOf(text) !== said.lastIndexOf(text)) found.push(`it says twice: ${text}`);
  }
  for (const [, id, text] of links) {
    if (id !== undefined && !html.includes(` id="${id}"`)) found.push(`#${id} is nowhere: ${text}`);
  }
  return found;
}

test.each(["anybody", "coordinator", "country-partner", "school-officer", "assessor"])(
  "an empty form of %s is answered with every problem at its box",
  { timeout: 240_000 },
  async (who) => {
    const visitor = await Visitor.arrives(browser, MANNER);
    const open = who === "anybody";
    if (!open) await sitsDown(site, visitor, who, "en");
    const forms = new Map<string, Form>();
    await everyPage(site, visitor, {
      start: open ? `/en/${site.scheme}` : new URL(visitor.page.url()).pathname,
      below: open ? "/en/" : "/console/",
      language: "en",
      look: async () => {
        for (const form of await formsOf(visitor)) {
          const kind = `${kindOf(form.action)} ${Object.keys(form.fields).sort()}`;
          if (!forms.has(kind)) forms.set(kind, form);
        }
      },
    });
    const faults: string[] = [];
    let refused = 0;
    // Sent after the walk, because some of them end what the next page shows.
    for (const { action, multipart, fields } of forms.values()) {
      const reply = await visitor.page.request.post(site.url + action, {
        ...(multipart ? { multipart: fields } : { form: fields }),
        headers: { "sec-fetch-site": "same-origin" },
        maxRedirects: 0,
      });
      if (reply.status() === 422) {
        refused += 1;
        const html = await reply.text();
        faults.push(...faultsOf(html).map((fault) => `${kindOf(action)}: ${fault}`));
      } else if (![303, 404].includes(reply.status())) {
        faults.push(`${kindOf(action)}: answered ${reply.status()}`);
      }
    }
    console.log(`${who}: ${forms.size} forms, ${refused} refused`);
    expect(faults).toEqual([]);
    expect(refused).toBeGreaterThan(0);
    await visitor.leaves();
  },
);
