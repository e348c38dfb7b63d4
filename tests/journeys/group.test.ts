/**
 * A group on a telephone without JavaScript: the journey is written down, beds are given, the arrivals
 * are read and the papers taken along; then somebody does not go, the next in line is offered the
 * place and says yes, and what was kept goes over in one step. A second pair of eyes looks at the
 * same pages with scripts running.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { paths } from "../../src/console/paths.ts";
import { preparationPaths } from "../../src/console/preparation/preparation-paths.ts";
import { createLog } from "../../src/platform/log.ts";
import { openProgram } from "../../src/program.ts";
import { acceptOffer } from "../../src/stages/mobilities/accept-offer.ts";
import { matchMobility } from "../../src/stages/mobilities/match-mobility.ts";
import { addOrganisation } from "../../src/stages/organisations/add-organisation.ts";
import { loadAssets } from "../../src/ui/assets.ts";
import { buildAssets } from "../../src/ui/build/build-assets.ts";
import { startBrowser } from "../support/browser.ts";
import { need } from "../support/call.ts";
import { closedCallDatabase, computedRun, publishAndOffer } from "../support/run.ts";
import { signInAs } from "../support/server.ts";
import { Visitor } from "./visitor.ts";

const { db, call } = await closedCallDatabase();
const { slug } = call.scheme;
const flowId = call.flows["AL-1"];
const coordinator = await signInAs(db, call.scheme, { role: "coordinator", locale: "en" });
const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });
await db.sql("update persons set birth_date = '2008-01-01', gender = 'woman'");
await publishAndOffer(db, await computedRun(db, call), [coordinator, partner]);
const offers = await db.sql<{ id: string; application: string }>(
  `select o.id, o.application_id as application from offers o join places p on p.id = o.place_id
   where p.flow_id = $1 order by o.id`,
  [flowId],
);
const stayOf = async (offerId: string) =>
  (await db.sql<{ id: string }>("select id from mobilities where offer_id = $1", [offerId]))[0]
    ?.id ?? "";
for (const { id, application } of offers) {
  const learner = {
    kind: "learner",
    schemeId: call.scheme.id,
    applicationId: application,
  } as const;
  need(await db.database.withTx(learner, (tx) => acceptOffer(tx, id)));
}
const company = await db.database.withTx(coordinator.actor, async (tx) => {
  const id = need(
    await addOrganisation(tx, {
      name: "Officina Prova",
      kind: "company",
      roles: ["company"],
      city: "Bologna",
      country: "IT",
      hostingPartnerId: call.host,
      invented: true,
    }),
  );
  need(await matchMobility(tx, await stayOf(offers[0]!.id), id));
  return id;
});
await db.sql(
  `insert into host_beds (id, scheme_id, organisation_id, name, street, beds, gender, accessible,
     starts, ends, set_at, set_by)
   values (gen_random_uuid(), $1, $2, 'Garden room', 'Via 1', 2, 'women', false, '2027-05-01', '2027-07-31',
     now(), 'test')`,
  [call.scheme.id, call.host],
);

const assets = await buildAssets();
loadAssets(assets.dir);
const stops: (() => Promise<void> | void)[] = [];
const { app } = await openProgram({
  urls: db,
  clock: call.clock,
  secret: "a secret of the journeys only, long enough",
  publicUrl: "http://localhost",
  demo: false,
  post: null,
  assets: assets.dir,
  log: createLog({ level: "error" }),
  onEnd: (_name, stop) => stops.unshift(stop),
});
await app.listen({ host: "127.0.0.1", port: 0 });
const url = `http://localhost:${(app.server.address() as { port: number }).port}`;
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
  for (const stop of stops) await stop();
  await db.close();
});

const PICTURES = process.env.KALFA_GROUP_PICTURES;

async function office(manner: { readonly width: number; readonly javaScript: boolean }) {
  const visitor = await Visitor.arrives(browser, { name: "office", keyboard: false, ...manner });
  await visitor.page
    .context()
    .addCookies(Object.entries(coordinator.cookies).map(([name, value]) => ({ name, value, url })));
  return visitor;
}

test("a group is booked, housed and met, and somebody who drops out is replaced", {
  timeout: 60_000,
}, async () => {
  const visitor = await office({ width: 360, javaScript: false });
  const eyes = await office({ width: 360, javaScript: true });
  const { page } = visitor;
  const group = `${url}${preparationPaths.group(slug, flowId)}`;
  /** What the page looks like, for whoever wants to see it at both widths. */
  const looks = async (name: string, path = group) => {
    await eyes.opens(path);
    await eyes.looksAround();
    if (!PICTURES) return;
    mkdirSync(PICTURES, { recursive: true });
    for (const width of [360, 1280]) {
      await eyes.page.setViewportSize({ width, height: 900 });
      await eyes.page.screenshot({ path: join(PICTURES, `${name}-${width}.png`), fullPage: true });
    }
    await eyes.page.setViewportSize({ width: 360, height: 740 });
  };
  const submits = async (form: string) => {
    await page.locator(`main ${form} button`).first().click();
    await page.waitForLoadState();
  };
  const journeys = 'form[action$="/group/journeys"]';
  await visitor.opens(group);

  for (const [direction, from, fromCountry, departs, to, toCountry, arrives] of [
    ["there", "Tirana", "AL", "2027-05-31T06:00", "Bologna", "IT", "2027-05-31T08:00"],
    ["home", "Bologna", "IT", "2027-06-29T09:00", "Tirana", "AL", "2027-06-29T11:00"],
  ] as const) {
    await page.locator(`details:has(${journeys}) > summary`).click();
    await page.locator(`${journeys} input[value=${direction}]`).check();
    const leg = { carrier: "Air", number: "AB 12", fromPlace: from, departs, toPlace: to, arrives };
    for (const [box, text] of Object.entries(leg)) {
      await page.locator(`${journeys} [name=${box}-1]`).fill(text);
    }
    await page.locator(`${journeys} [name=fromCountry-1]`).selectOption(fromCountry);
    await page.locator(`${journeys} [name=toCountry-1]`).selectOption(toCountry);
    await page.locator(`${journeys} [name=metBy]`).fill("Lucia, +39 300 000 0000");
    await submits(journeys);
    expect(page.url()).toContain("?done");
  }
  const beds = 'form[action$="/group/beds"]';
  await page.locator(`${beds} select`).selectOption({ index: 0 });
  for (const box of await page.locator(`${beds} input[type=checkbox]`).all()) await box.check();
  await submits(beds);
  expect(page.url()).toContain("?done");
  await looks("1-group");

  const arrivals = `${url}${preparationPaths.arrivals(slug)}`;
  await visitor.opens(arrivals);
  const met = (await page.textContent("main")) ?? "";
  for (const said of ["Lucia", "Garden room", "Officina Prova", "AB 12"]) {
    expect(met).toContain(said);
  }
  await looks("2-arrivals", arrivals);
  await looks("3-boards", `${url}${preparationPaths.boards(slug)}`);

  await visitor.opens(group);
  const download = page.waitForEvent("download");
  await page.locator('form[action$="/group/pack"] button[value=workbook]').click();
  expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);

  // Somebody rings: she does not go.
  await visitor.opens(`${url}${paths.offer(slug, offers[0]!.id)}`);
  await page.locator("form:has(input[value=withdraw]) input[name=reason]").fill("Broken leg");
  await submits("form:has(input[value=withdraw])");
  await visitor.opens(group);
  expect(await page.textContent("main")).toContain("Next in line");
  await looks("4-dropped");
  const gone = await stayOf(offers[0]!.id);
  await looks("5-record", `${url}${paths.mobility(slug, gone)}`);

  // The next in line is offered the place, and says yes on the telephone.
  await submits('form[action$="/reserve-offers"]');
  await submits("form:has(input[value=accept])");
  await visitor.opens(group);
  await looks("6-instead");
  const handover = 'form[action*="/group/handovers/"]';
  expect(await page.locator(`${handover} input:checked`).count()).toBe(4);
  await submits(handover);
  expect(page.url()).toContain("?done");
  const [instead] = await db.sql<{ company: string; room: string; journeys: number }>(
    `select m.company_id as company, b.room,
       (select count(*)::int from journey_people j where j.mobility_id = m.id and j.left_at is null) as journeys
     from stay_handovers h join mobilities m on m.id = h.to_mobility_id
       left join bed_stays b on b.mobility_id = m.id and b.ended_at is null where h.mobility_id = $1`,
    [gone],
  );
  expect(instead).toEqual({ company, room: "Garden room", journeys: 2 });
  await looks("7-replaced");
  await eyes.leaves();
  await visitor.leaves();
});
