/**
 * From the offer of a place to "ready to depart", by everybody whom it takes: the learner, a parent, a
 * company, the hosting partner, the school and the office. Once with JavaScript in Serbian, once
 * without any in Albanian. Every kind of link that is written on the way is first opened by a program
 * that reads letters with a browser of its own, and nothing may change by that.
 */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hostingPaths } from "../../src/console/hosting/hosting-paths.ts";
import { paths } from "../../src/console/paths.ts";
import { preparationPaths } from "../../src/console/preparation/preparation-paths.ts";
import { type Locale, type MessageKey, wordsFor } from "../../src/platform/i18n/index.ts";
import { FILLED } from "../support/agreements.ts";
import { startBrowser } from "../support/browser.ts";
import { pdf } from "../support/hostile.ts";
import { photographOf } from "../support/photograph.ts";
import { type Country, companyContact, departureSite, PARTNER } from "./departure-site.ts";
import { type Manner, Visitor } from "./visitor.ts";

const site = await departureSite();
const { slug } = site.call.scheme;
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

const PDF = pdf();

/** What a scanner of letters does with a link: nothing that is kept changes by it. */
async function scans(link: string): Promise<void> {
  await site.settled();
  const before = await site.kept();
  for (const method of ["HEAD", "GET"]) {
    const reply = await fetch(link, { method });
    expect([method, reply.status, link]).toEqual([method, 200, link]);
    await reply.arrayBuffer();
  }
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  await page.waitForTimeout(300);
  await context.close();
  expect(await site.kept(), link).toBe(before);
}

/** The same for every link of every letter at once, also of those that lead nowhere any more. */
async function scansEverything(): Promise<void> {
  await site.settled();
  const before = await site.kept();
  const links = await site.links();
  expect(links.length).toBeGreaterThan(3);
  const context = await browser.newContext();
  const page = await context.newPage();
  for (const link of links) {
    await fetch(link, { method: "HEAD" });
    expect((await page.goto(link))?.status(), link).toBeLessThan(500);
  }
  await page.waitForTimeout(300);
  await context.close();
  expect(await site.kept()).toBe(before);
}

/** Clicks and filled fields, counted as a person would. */
class Counted {
  clicks = 0;
  fields = 0;
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async clicksOn(selector: string): Promise<void> {
    await this.page.locator(selector).click();
    await this.page.waitForLoadState();
    this.clicks += 1;
  }

  async types(selector: string, text: string): Promise<void> {
    await this.page.locator(selector).fill(text);
    this.fields += 1;
  }
}

test.each([
  { country: "RS", locale: "sr-Cyrl", javaScript: true },
  { country: "AL", locale: "sq", javaScript: false },
] as const satisfies readonly { country: Country; locale: Locale; javaScript: boolean }[])(
  "from an offer to ready to depart: $locale, JavaScript $javaScript",
  { timeout: 120_000 },
  async ({ country, locale, javaScript }) => {
    const manner: Manner = { name: locale, width: 360, keyboard: false, javaScript };
    const { t } = wordsFor(locale);
    const person = site.learners[country];
    const office = await site.office(locale);
    const learner = await Visitor.arrives(browser, manner);
    const place = `${site.url}/${locale}/${slug}/place`;
    // Scanners run scripts whatever the reader's browser does: once is enough for each kind of link.
    const scanned = async (link: string) => {
      if (javaScript) await scans(link);
    };
    const submits = async (page: Page, form: string) => {
      await page.locator(`main form${form} button:not([type=button])`).click();
      await page.waitForLoadState();
    };

    // The offer is opened by code and birth date, and taken in two presses.
    await learner.opens(place);
    await learner.page.locator("input[name=code]").fill(person.code);
    for (const [part, text] of [
      ["day", "12"],
      ["month", "3"],
      ["year", "2010"],
    ]) {
      await learner.page.locator(`[name=birth-${part}]`).fill(text ?? "");
    }
    await submits(learner.page, "");
    await learner.presses(learner.page.locator('main a[href$="/place/answer"]'));
    await learner.looksAround();
    await submits(learner.page, ":has(input[value=yes])");
    await learner.looksAround();
    const stateOf = async () =>
      (
        await site.db.sql<{ id: string; state: string }>(
          "select id, state from mobilities where person_id = $1",
          [person.personId],
        )
      )[0];
    expect(await stateOf()).toBeUndefined();

    // The parent's link goes by the learner's own telephone.
    await learner.presses(learner.page.locator('main a[href$="/place/guardian-link"]'));
    await submits(learner.page, ":has(select[name=language])");
    await learner.looksAround();
    const message = (await learner.page.textContent("#message-1")) ?? "";
    const parentsLink = site.here(/http:\/\/localhost\/\S+\/[0-9a-f]{32}/.exec(message)?.[0] ?? "");
    await scanned(parentsLink);
    const parent = await Visitor.arrives(browser, manner);
    await parent.opens(parentsLink);
    for (const purpose of ["taking-part", "data"]) {
      await parent.page.locator(`input[value="${purpose}"]`).check();
    }
    await parent.page.locator("input[name=guardianName]").fill("Mirjana");
    await submits(parent.page, ":has(input[value=answer])");
    await parent.looksAround();
    await parent.leaves();
    const stay = (await stateOf())?.id ?? "";
    expect(await stateOf()).toEqual({ id: stay, state: "planned" });

    /** What the record of the stay says that it waits for. */
    const waits = async (...keys: readonly MessageKey[]): Promise<string> => {
      await site.settled();
      const body = await office.reads(paths.mobility(slug, stay));
      const said = /govuk-inset-text"[\s\S]*?<\/ul>/.exec(body)?.[0].replace(/<[^>]+>/g, " ") ?? "";
      for (const key of keys) expect(said).toContain(t(key));
      return said;
    };
    await waits("stays.wait-company");

    // The company is asked, and says yes in two clicks without a field.
    const flow = site.call.flows[`${country}-1`];
    await office.sends(hostingPaths.ask(slug, flow), {
      organisation: site.companies[country],
      people: stay,
      tasks: "Carpentry",
    });
    expect(await waits("tasks.wait-host-answer")).toContain(`Officina ${country}`);
    const question = await site.letterTo(companyContact(country), "host.mail-ask");
    await scanned(question);
    const company = await Visitor.arrives(browser, manner);
    await company.opens(question);
    const yes = new Counted(company.page);
    yes.clicks += 1;
    await yes.clicksOn("form:has(input[value=yes]) button");
    await company.looksAround();
    expect([yes.clicks, yes.fields]).toEqual([2, 0]);
    // Nothing was changed, so the office has nothing to confirm.
    expect(await stateOf()).toEqual({ id: stay, state: "matched" });
    await waits("tasks.kind-agreement-signed");

    // The agreement is written, filled and sent.
    const agreement = await office.sends(paths.mobilityAgreements(slug, stay), {
      kind: "learning-agreement",
    });
    await waits("stays.wait-agreement-sending");
    await office.sends(`${agreement}/text`, FILLED);
    await office.sends(`${agreement}/sending`, {});
    expect((await stateOf())?.state).toBe("preparing");
    const asked = await waits("stays.wait-agreement-signature");
    expect(asked).toContain(t("tasks.who-guardian"));

    const [paper] = await site.db.sql<{ code: string }>(
      "select code from agreements where id = $1",
      [agreement.split("/").at(-1)],
    );
    const partyOf = async (role: string) => {
      const [party] = await site.db.sql<{ id: string }>(
        "select id from agreement_parties where agreement_id = $1 and role = $2 and ended_at is null",
        [agreement.split("/").at(-1), role],
      );
      return `${agreement}/parties/${party?.id}`;
    };
    const byHand = async (role: string, channel: string, name: string, type: string) =>
      office.sends(
        `${await partyOf(role)}/signature`,
        {
          version: "1",
          channel,
          signedName: name,
          "signedOn-day": "11",
          "signedOn-month": "3",
          "signedOn-year": "2027",
        },
        {
          name: "signed",
          type,
          bytes:
            type === "application/pdf"
              ? PDF
              : await photographOf(null, { turned: 2, width: 600, height: 800 }),
        },
      );

    // The learner signs on the page, from the letter or from the own place: it is the same address.
    const toLearner = await site.letterTo(
      `learner.${country.toLowerCase()}@example.org`,
      "sign.mail-asked",
    );
    await scanned(toLearner);
    await learner.opens(`${place}/result`);
    await learner.looksAround();
    await learner.presses(learner.page.locator('main a[href*="/sign/"]'));
    expect(learner.page.url()).toBe(toLearner);
    await learner.looksAround();
    await learner.page.locator("input[name=name]").fill("Milica");
    await learner.page.locator("input[name=agreed]").check();
    await submits(learner.page, ":has(input[value=sign])");
    await learner.looksAround();
    // The parent signs on paper, which the office takes a picture of.
    await byHand("guardian", "paper", "Mirjana", "image/jpeg");
    const second = await waits("stays.wait-agreement-signature");
    expect(second).toContain("Anna");
    // The school signs in its own system; the hosting partner on the page.
    await byHand("sending", "elsewhere", "Head of school", "application/pdf");
    const toPartner = await site.letterTo(PARTNER, "sign.mail-asked", paper?.code);
    await scanned(toPartner);
    const partner = await Visitor.arrives(browser, manner);
    await partner.opens(toPartner);
    await partner.page.locator("input[name=name]").fill("Anna");
    await partner.page.locator("input[name=agreed]").check();
    await submits(partner.page, ":has(input[value=sign])");
    await partner.looksAround();
    await partner.leaves();
    expect(await waits("stays.wait-agreement-signature")).toContain("Paolo");

    // The company signs last and names the mentor: three clicks and two fields.
    const toCompany = await site.letterTo(companyContact(country), "sign.mail-asked");
    await scanned(toCompany);
    await company.opens(toCompany);
    const signs = new Counted(company.page);
    signs.clicks += 1;
    await signs.clicksOn('.app-sign-bar a[href="#sign"]');
    await signs.types('input[name="mentor.name"]', "Marta");
    await signs.types("input[name=name]", "Paolo");
    await signs.clicksOn("form:has(input[value=sign]) button:not([type=button])");
    await company.looksAround();
    expect([signs.clicks, signs.fields]).toEqual([3, 2]);
    await company.leaves();
    const signatures = await site.db.sql<{ role: string; channel: string }>(
      `select p.role, s.channel from agreement_signatures s join agreement_parties p on p.id = s.party_id
       where s.agreement_id = $1 order by p.role`,
      [agreement.split("/").at(-1)],
    );
    expect(signatures.map(({ role, channel }) => `${role} ${channel}`)).toEqual([
      "guardian paper",
      "hosting link",
      "intermediary link",
      "participant link",
      "sending elsewhere",
    ]);
    expect(await office.reads(agreement)).toContain(t("sign.state-signed"));
    const left = await waits("tasks.kind-medical-card", "tasks.kind-id-papers");
    expect(left).not.toContain(t("stays.wait-agreement-signature"));

    // What the learner does: the own list, task by task.
    await learner.opens(`${place}/tasks`);
    await learner.looksAround();
    await learner.presses(learner.page.locator('main a[href$="/place/medical-card"]'));
    await learner.looksAround();
    await learner.page.locator("main textarea").first().fill("Pollen");
    await submits(learner.page, ":has(textarea)");
    for (const task of [
      "language-course",
      "intercultural-course",
      "safety-briefing",
      "insurance-health",
    ]) {
      await learner.presses(learner.page.locator(`main a[href$="/tasks/${task}"]`));
      const proof = learner.page.locator("textarea[name=note]");
      if ((await proof.count()) > 0) await proof.fill("KLF 12");
      await submits(learner.page, "");
      expect(learner.page.url()).toContain("?done");
    }
    await learner.looksAround();

    // What the office does: papers, the border's form, and the rest of the list.
    const tooEarly = office.sends(preparationPaths.readiness(slug, stay), { act: "ready" });
    await expect(tooEarly).rejects.toThrow(t("tasks.kind-id-papers"));
    await office.sends(paths.travelPapers(slug, person.personId), {
      nationality: country,
      passport: "biometric",
      issuer: country,
      "issued-day": "1",
      "issued-month": "2",
      "issued-year": "2025",
      "expires-day": "1",
      "expires-month": "2",
      "expires-year": "2035",
      number: "BA1234567",
    });
    for (const act of ["print", "see"]) {
      await office.sends(paths.exitAuthorisation(slug, person.applicationId), { act });
    }
    const tasks = await site.db.sql<{ id: string; code: string }>(
      "select id, code from stay_tasks where mobility_id = $1",
      [stay],
    );
    const settles = (code: string, act: string, more = {}) =>
      office.sends(preparationPaths.tasks(slug, stay), {
        task: tasks.find((one) => one.code === code)?.id ?? "",
        act,
        ...more,
      });
    for (const code of [
      "language-course",
      "insurance-health",
      "insurance-accident",
      "insurance-liability",
      "journey-booked",
      "lodging",
      "rules-read",
    ]) {
      await settles(code, "confirm");
    }
    await settles("group-adults", "waive", { reason: "A relative travels along" });
    await waits("stays.wait-mark-ready");
    await office.sends(preparationPaths.readiness(slug, stay), { act: "ready" });
    expect((await stateOf())?.state).toBe("ready");
    await waits("stays.wait-departure");
    await learner.opens(`${place}/result`);
    await learner.looksAround();
    await learner.leaves();
    if (javaScript) await scansEverything();
  },
);
