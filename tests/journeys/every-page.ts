/**
 * Every page that a person can come to by links, in three languages and at the width of a small
 * phone, as it stands and as it answers a form that was sent with nothing in it. Whoever refuses says
 * so in the title, names every problem once, in words of its own, and leads to the box it stands at.
 * The files named `every-page*.test.ts` divide who reads; the two of the office divide the pages too.
 */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { type Locale, wordsFor } from "../../src/platform/i18n/index.ts";
import { startBrowser } from "../support/browser.ts";
import { signInAs, testScheme } from "../support/server.ts";
import { asks, type Caller, everyPage, kindOf, seated, sends } from "./crawl.ts";
import { Reader } from "./reader.ts";
import { type JourneySite, journeySite } from "./site.ts";

let site: JourneySite;
let browser: Browser;
let reader: Reader;

/** For a file of tests, before any of them. */
export async function opensEveryPage(): Promise<void> {
  site = await journeySite();
  beforeAll(async () => {
    browser = await startBrowser();
    reader = await Reader.sits(browser, site.url);
  });
  afterAll(() => browser?.close());
}

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
const formsOn = (): Promise<Form[]> =>
  reader.page
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
function faultsOf(html: string, locale: Locale): string[] {
  const found: string[] = [];
  const prefix = `<title>${wordsFor(locale).t("site.error-prefix")} `;
  if (!html.includes(prefix)) found.push("its title does not say so");
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

/**
 * Read in the first language with its colours, in the others for all but them. Unless
 * KALFA_EVERY_LANGUAGE says otherwise a page is read in one of the three, each in its turn: reading
 * all of them in all three takes some minutes.
 */
const LANGUAGES = ["sr-Cyrl", "sq", "bs"] as const;
const [FIRST, ...OTHERS] = LANGUAGES;
const WHOLE = Boolean(process.env.KALFA_EVERY_LANGUAGE);
export const A_WHILE = (WHOLE ? 60 : 8) * 60_000;

/** The same page in another language: its name stands in the address, or a cookie says it. */
const inLanguage = (path: string, locale: string): string =>
  path
    .replace(new RegExp(`^/(${LANGUAGES.join("|")})/`), `/${locale}/`)
    .replace(new RegExp(`lang=(${LANGUAGES.join("|")})`), `lang=${locale}`);

/** Kinds of pages that somebody had before: their colours are not read again. */
const known = new Set<string>();
let turn = 0;

/** One of several parts into which the kinds of pages fall, so that two workers share them. */
type Part = { readonly part: number; readonly of: number };
const ALL: Part = { part: 0, of: 1 };

const isIn = ({ part, of }: Part, kind: string): boolean =>
  [...kind].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % of === part;

/**
 * Every page of somebody in three languages; one of a kind that somebody before them has too, in the
 * first alone and without its colours.
 */
async function read(
  caller: Caller,
  below: string,
  more: () => Promise<void> = async () => {},
  mine = ALL,
) {
  const found: string[] = [];
  const again = new Set(known);
  const kinds = await everyPage(caller, {
    below,
    language: FIRST,
    look: async ({ path, html }) => {
      if (!isIn(mine, kindOf(path))) return;
      const fresh = !again.has(kindOf(path));
      known.add(kindOf(path));
      const first = WHOLE ? FIRST : LANGUAGES[turn++ % LANGUAGES.length]!;
      const page =
        first === FIRST ? { path, html } : await asks(caller, inLanguage(path, first), first);
      found.push(...(await reader.reads({ ...page, language: first, colours: WHOLE || fresh })));
      await more();
      if (!WHOLE || !fresh) return;
      for (const language of OTHERS) {
        const other = await asks(caller, inLanguage(path, language), language);
        found.push(...(await reader.reads({ ...other, language, colours: false })));
      }
    },
  });
  return { found, kinds };
}

export type Somebody = {
  readonly role: string;
  /** The language in which empty forms are sent. */
  readonly refused: Locale;
  readonly least: number;
};

export async function everyPageOf(of: Somebody, mine = ALL): Promise<void> {
  const open = of.role === "anybody";
  const caller = open
    ? { site, cookie: "", start: `/${FIRST}/${site.scheme}` }
    : await seated(site, of.role);
  const forms = new Map<string, Form>();
  const { found, kinds } = await read(
    caller,
    open ? `/${FIRST}/` : "/console/",
    async () => {
      for (const form of await formsOn()) {
        const kind = `${kindOf(form.action)} ${Object.keys(form.fields).sort()}`;
        if (!forms.has(kind)) forms.set(kind, form);
      }
    },
    mine,
  );
  let refused = 0;
  // Sent after the walk, because some of them end what the next page shows.
  for (const form of forms.values()) {
    const action = inLanguage(form.action, of.refused);
    const reply = await sends(caller, { ...form, action }, of.refused);
    if (reply.status === 422) {
      refused += 1;
      const html = await reply.text();
      found.push(...faultsOf(html, of.refused).map((fault) => `${kindOf(action)}: ${fault}`));
      // The page has been read in its colours as it stood, and the gallery reads a refusal's in both
      // schemes of colours: only KALFA_EVERY_LANGUAGE reads those of each refused form again.
      const colours = WHOLE;
      found.push(...(await reader.reads({ path: action, html, language: of.refused, colours })));
    } else if (![303, 404].includes(reply.status)) {
      found.push(`${kindOf(action)}: answered ${reply.status}`);
    }
  }
  console.log(`${of.role}: ${kinds.length} pages, ${forms.size} forms, ${refused} refused`);
  expect(found).toEqual([]);
  expect(kinds.length).toBeGreaterThanOrEqual(of.least);
  expect(refused).toBeGreaterThan(0);
}

export async function everyPageOfNothingYet(): Promise<void> {
  const empty = await testScheme(site.db, { slug: "empty" });
  const { cookies } = await signInAs(site.db, empty, { role: "coordinator" });
  const cookie = Object.entries(cookies).map(([name, value]) => `${name}=${value}`);
  const office = { site, cookie: cookie.join("; "), start: "/console/empty" };
  known.clear();
  const inside = await read(office, "/console/");
  const outside = await read({ site, cookie: "", start: `/${FIRST}/empty` }, `/${FIRST}/empty`);
  console.log(`nothing yet: ${inside.kinds.length} and ${outside.kinds.length} pages`);
  expect([...inside.found, ...outside.found]).toEqual([]);
  expect(inside.kinds.length).toBeGreaterThanOrEqual(20);
  expect(outside.kinds.length).toBeGreaterThanOrEqual(3);
}
