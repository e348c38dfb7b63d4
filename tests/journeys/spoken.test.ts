/**
 * What a screen reader is given of each page of a learner and a guardian, kept beside this test. A
 * change shows as a changed line, to be read before it is accepted (`npm test -- tests/journeys/spoken -u`).
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "../../src/portal/index.ts";
import { makeGuardianLink } from "../../src/stages/consents/guardian-link.ts";
import { loadAssets } from "../../src/ui/assets.ts";
import { buildAssets } from "../../src/ui/build/build-assets.ts";
import { applyForm } from "../support/apply-form.ts";
import { startBrowser } from "../support/browser.ts";
import { need } from "../support/call.ts";
import { closedCallDatabase, computedRun, publishAndOffer } from "../support/run.ts";
import { learnerVisitor, signInAs, testServer } from "../support/server.ts";

const { dir } = await buildAssets();
const style = readFileSync(join(dir, loadAssets(dir)["portal.css"]!), "utf8");
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

type Asked = { readonly statusCode: number; readonly body: string };

/** Roles, names and states of everything on a page, as the browser hands them to a screen reader. */
async function spoken(pages: Readonly<Record<string, Asked | Promise<Asked>>>): Promise<string> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const said: string[] = [];
  for (const [name, asked] of Object.entries(pages)) {
    const { statusCode, body } = await asked;
    expect([200, 422], name).toContain(statusCode);
    await page.setContent(body.replace(/<script[\s\S]*?<\/script>/g, ""));
    // What the style hides from everybody is not spoken either.
    await page.addStyleTag({ content: style });
    // The frame is the same on each page of a walk.
    const part = said.length === 0 ? "body" : "main";
    said.push(`# ${name}: ${await page.title()}\n${await page.locator(part).ariaSnapshot()}`);
  }
  await context.close();
  const text = said
    .join("\n\n")
    .replace(/^ *- \/url: .*\n/gm, "")
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "ID")
    .replace(/(KLF-)?[0-9A-Z]{3}-[0-9A-Z]{3}\b/g, "CODE")
    .replace(/scheme-[0-9a-f]{8}/g, "scheme");
  return `${text}\n`;
}

const kept = (name: string) => join(import.meta.dirname, "spoken", `${name}.txt`);

test("an application, from the start page to the receipt", { timeout: 120_000 }, async () => {
  const form = await applyForm();
  const { server, root, callCode, question } = form;
  const start = await server.get(`${root}/${callCode}`);
  const first = await server.get(`${root}/${callCode}/first`);
  const refused = await server.post(`${root}/${callCode}/first`, {});
  const learner = await form.begin();
  const pages: Record<string, Asked | Promise<Asked>> = { start, first, "first, empty": refused };
  for (const [code, fields] of Object.entries(form.answers)) {
    // Answered in full before the next act, which would already show on it.
    pages[code] = await server.get(question(code), learner);
    // Needs and writing are no page's duty; an empty answer to the others is told at its box.
    const empty = await server.post(question(code), {}, learner);
    if (empty.statusCode === 422) pages[`${code}, empty`] = empty;
    expect((await server.post(question(code), fields, learner)).statusCode).toBe(303);
  }
  pages.check = await server.get(`${root}/check`, learner);
  const sent = await form.send(learner);
  pages.sent = server.get(String(sent.headers.location), learner);
  pages.continue = server.get(`${root}/continue`);
  await expect(await spoken(pages)).toMatchFileSnapshot(kept("application"));
});

test("a place, its reasons, an answer, and what a guardian is asked", {
  timeout: 120_000,
}, async () => {
  const { db, call } = await closedCallDatabase();
  const server = await testServer(db, routes, { clock: call.clock });
  const place = `/en/${call.scheme.slug}/place`;
  const me = (at: number) => learnerVisitor(call.scheme, call.people[at]!, call.clock.now());
  const waiting = await server.get(`${place}/result`, me(1));
  const coordinator = await signInAs(db, call.scheme, { role: "coordinator" });
  const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });
  const runId = await computedRun(db, call);
  await publishAndOffer(db, runId, [coordinator, partner]);
  const { secret } = need(
    await db.database.withTx(coordinator.actor, (tx) =>
      makeGuardianLink(tx, { applicationId: call.people[1]!, guardian: 1, locale: "en" }),
    ),
  );
  const guardian = `/en/${call.scheme.slug}/guardian/${secret}`;
  const pages = {
    code: server.get(place),
    "code, empty": server.post(place, {}),
    "before publication": waiting,
    "a place": server.get(`${place}/result`, me(1)),
    yes: server.get(`${place}/answer`, me(1)),
    no: server.get(`${place}/answer?no`, me(1)),
    "no place": server.get(`${place}/result`, me(5)),
    "a check by a person": server.get(`${place}/check-request`, me(5)),
    guardian: server.get(guardian),
    "guardian, empty": server.post(guardian, { do: "answer" }),
  };
  await expect(await spoken(pages)).toMatchFileSnapshot(kept("place"));
});
