/**
 * What somebody is shown, they may use: every link of every role's pages opens, and every button
 * stands on an address that lets this role in. Nothing is sent: a form without its key is refused
 * before it does anything, and after it was asked who sends it.
 */
import { expect, test } from "vitest";
import type { Role } from "../../src/platform/db/actor.ts";
import { signInAs } from "../support/server.ts";
import { asks, type Caller, kindOf, seated, sends } from "./crawl.ts";
import { journeySite } from "./site.ts";

const site = await journeySite();

/** Pages of one kind that are opened: rows of a list differ by whose they are. */
const OF_A_KIND = Number(process.env.KALFA_PAGES_OF_A_KIND ?? 1);

const LINK = /<a\b[^>]*? href="(\/[^"]*)"/g;
const FORM = /<form\b[^>]*\bmethod="post"[^>]*>/g;

/** Everything that led nowhere, with the page it stood on. */
async function deadEnds(caller: Caller): Promise<{ dead: string[]; kinds: number }> {
  const opened = new Map<string, number>();
  const seen = new Set<string>();
  const pressed = new Set<string>();
  const dead: string[] = [];
  const waiting = [{ path: caller.start, from: "the sign-in" }];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { path, from } = next;
    const kind = kindOf(path);
    const times = opened.get(kind) ?? 0;
    if (seen.has(path) || times >= OF_A_KIND) continue;
    seen.add(path);
    opened.set(kind, times + 1);
    const page = await asks(caller, path, "en");
    if (page.status !== 200) dead.push(`${page.status} ${path} on ${from}`);
    if (page.status !== 200 || !page.isPage) continue;
    for (const [, link] of page.html.matchAll(LINK)) {
      const to = link!.replaceAll("&amp;", "&").replace(/#.*/, "");
      if (to.startsWith("/console/")) waiting.push({ path: to, from: path });
    }
    for (const [tag] of page.html.matchAll(FORM)) {
      const action = (/ action="([^"]*)"/.exec(tag)?.[1] ?? page.path).replaceAll("&amp;", "&");
      const button = kindOf(action);
      // The choice of a language belongs to no role, and is no address without a language.
      if (pressed.has(button) || !action.startsWith(`/console/${site.scheme}`)) continue;
      pressed.add(button);
      const multipart = tag.includes("multipart");
      const { status } = await sends(caller, { action, multipart, fields: {} }, "en");
      // A file that may be asked for twice needs no key.
      if (![200, 303, 422].includes(status))
        dead.push(`${status} for the button ${action} on ${path}`);
    }
  }
  return { dead, kinds: opened.size };
}

const roleOf = async (role: Role): Promise<Caller> => {
  const [scheme] = await site.db.sql<{ id: string; slug: string }>(
    "select id, slug from schemes where slug = $1",
    [site.scheme],
  );
  const { cookies } = await signInAs(site.db, scheme as never, { role });
  const cookie = Object.entries(cookies).map(([name, value]) => `${name}=${value}`);
  return { site, cookie: cookie.join("; "), start: `/console/${site.scheme}` };
};

test.each([
  { role: "coordinator", least: 100, seat: true },
  { role: "country-partner", least: 80, seat: true },
  { role: "auditor", least: 60, seat: false },
  { role: "school-officer", least: 15, seat: true },
  { role: "assessor", least: 4, seat: true },
] as const)("nothing that a $role is shown leads nowhere", { timeout: 120_000 }, async (of) => {
  const caller = of.seat ? await seated(site, of.role) : await roleOf(of.role);
  const { dead, kinds } = await deadEnds(caller);
  expect(dead).toEqual([]);
  expect(kinds).toBeGreaterThanOrEqual(of.least);
});
