import { expect } from "vitest";
import { LOCALES } from "../../src/platform/i18n/index.ts";
import { LOCALE_COOKIE, SESSION_COOKIE } from "../../src/platform/web/server.ts";
import type { JourneySite } from "./site.ts";
import type { Visitor } from "./visitor.ts";

/** Addresses of one kind look alike: ids, codes, countries and queries do not make another page. */
export const kindOf = (path: string): string =>
  path
    .replace(/\?.*$/, "")
    .replace(/#.*$/, "")
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ":id")
    .replace(/\/board\/[a-z-]+(?!\.)/, "/board/:line")
    .replace(/\/:line\/[A-Z]{2}/, "/:line/:country")
    .replace(/(?<=\/calls\/)\d+/, ":number")
    .replace(/(?<=\/cities\/)[a-z-]+/, ":city")
    .replace(/(?<=\/settings\/languages\/[a-z-]+\/)[\w-]+/, ":locale")
    .replace(new RegExp(`^/(${LOCALES.join("|")})(?=/|$)`), "/:lang");

/** Somebody who asks for pages without a browser, and what the site knows them by. */
export type Caller = {
  readonly site: { readonly url: string };
  readonly cookie: string;
  /** Where a sign-in led to. */
  readonly start: string;
};

export type Answer = {
  readonly status: number;
  readonly path: string;
  readonly html: string;
  /** False for a file: that it is there is enough. */
  readonly isPage: boolean;
};

const inLanguage = ({ cookie }: Caller, locale: string) => `${cookie}; ${LOCALE_COOKIE}=${locale}`;

/** Asks for a page in a language, and goes where it leads. */
export async function asks(caller: Caller, path: string, locale: string): Promise<Answer> {
  const { url } = caller.site;
  const reply = await fetch(url + path, { headers: { cookie: inLanguage(caller, locale) } });
  const at = new URL(reply.url);
  return {
    status: reply.status,
    path: at.pathname + at.search,
    html: await reply.text(),
    isPage: reply.headers.get("content-type")?.startsWith("text/html") ?? false,
  };
}

/** Sends a form as a browser on a page of ours would. */
export async function sends(
  caller: Caller,
  form: {
    readonly action: string;
    readonly multipart?: boolean;
    readonly fields: Readonly<Record<string, string>>;
  },
  locale: string,
): Promise<Response> {
  const body = form.multipart ? new FormData() : new URLSearchParams();
  for (const [name, value] of Object.entries(form.fields)) body.append(name, value);
  return fetch(caller.site.url + form.action, {
    method: "POST",
    body,
    redirect: "manual",
    headers: { cookie: inLanguage(caller, locale), "sec-fetch-site": "same-origin" },
  });
}

/** In a seat of the demo. */
export async function seated(site: JourneySite, role: string): Promise<Caller> {
  const nobody = { site, cookie: "", start: "" };
  const action = `/demo/${site.scheme}/${role}`;
  const reply = await sends(nobody, { action, fields: {} }, "en");
  expect(reply.status, role).toBe(303);
  const cookie = reply.headers.getSetCookie().map((one) => one.replace(/;.*$/, ""));
  return { site, cookie: cookie.join("; "), start: reply.headers.get("location") ?? "" };
}

type Crawl = {
  /** Only links below this address are followed. */
  readonly below: string;
  readonly language: string;
  readonly look: (page: Answer) => Promise<void>;
};

/** Follows every link below an address, one page of each kind; each must be there. */
export async function everyPage(caller: Caller, of: Crawl): Promise<string[]> {
  const seen = new Map<string, string>();
  const waiting = [caller.start];
  while (waiting.length > 0) {
    const path = waiting.shift()!;
    if (seen.has(kindOf(path))) continue;
    seen.set(kindOf(path), path);
    const page = await asks(caller, path, of.language);
    expect(page.status, path).toBe(200);
    if (!page.isPage) continue;
    await of.look(page);
    waiting.push(
      ...[...page.html.matchAll(/<a\b[^>]*? href="(\/[^"]*)"/g)]
        .map(([, link]) => link!.replaceAll("&amp;", "&"))
        .filter((link) => link.startsWith(of.below)),
    );
  }
  return [...seen.keys()].sort();
}

/** Takes a seat of the demo and reads the console in a language. */
export async function sitsDown(
  site: JourneySite,
  visitor: Visitor,
  role: string,
  locale: string,
): Promise<void> {
  const { page } = visitor;
  await visitor.opens(`${site.url}/demo/${site.scheme}/${role}`);
  await visitor.presses(page.locator("main form button").first());
  const cookies = await page.context().cookies();
  expect(cookies.find((c) => c.name === SESSION_COOKIE)?.httpOnly).toBe(true);
  await page.context().addCookies([{ name: LOCALE_COOKIE, value: locale, url: site.url }]);
}
