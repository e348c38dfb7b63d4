/** One learner's way from the start page to the receipt, step by step as a person takes it. */
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import type { ApplySite } from "./apply-site.ts";
import type { Meter } from "./meter.ts";

/** What is done on a page, by whoever does it: a mouse, a keyboard, with or without scripts. */
export type Hands = {
  readonly page: Page;
  type(into: Locator, text: string): Promise<void>;
  pick(what: Locator): Promise<void>;
  select(box: Locator, value: string): Promise<void>;
  /** Presses what leads to another page, and waits for it. */
  go(what: Locator): Promise<void>;
};

/** Somebody of 17 with two hundred and fifty letters of why. */
export const WHY =
  "I want to learn how a real workshop works in another country. At school we have one engine for twenty people. I would like to see how they talk with customers, and to come back with something that I can show to my class and to my uncle.";

export const LEARNER = {
  given: "Era",
  family: "Gashi",
  phone: "+355691234567",
  guardian: "Drita Gashi",
  guardianPhone: "0697654321",
} as const;

/**
 * @param look called with each page before it is filled in
 * @returns the code on the page that says it is sent
 */
export async function apply(
  site: ApplySite,
  hands: Hands,
  from: {
    readonly meter?: Meter;
    readonly look?: (page: string) => Promise<void>;
    readonly birthYear?: string;
  } = {},
): Promise<string> {
  const { page } = hands;
  const { meter } = from;
  const box = (name: string) => page.locator(`[name="${name}"]`);
  const button = page.locator("main form[method=post] button").last();
  const arrive = async (name: string) => {
    await page.waitForLoadState();
    await meter?.page(page);
    await from.look?.(name);
  };
  const write = async (name: string, text: string, own = false) => {
    await hands.type(box(name), text);
    meter?.type(text, own);
  };
  const choose = async (name: string, value: string) => {
    await hands.pick(page.locator(`[name="${name}"][value="${value}"]`));
    meter?.choose(1);
  };
  const select = async (name: string, value: string) => {
    await hands.select(box(name), value);
    meter?.choose(2);
  };
  const next = async (what: Locator = button) => {
    meter?.press();
    await hands.go(what);
  };

  await arrive("start");
  await next(page.locator("a.govuk-button--start"));
  await arrive("name");
  await write("name-given", LEARNER.given);
  await write("name-family", LEARNER.family);
  await next();
  await arrive("birth");
  await write("birth-day", "14");
  await write("birth-month", "3");
  await write("birth-year", from.birthYear ?? String(new Date().getFullYear() - 16));
  await next();
  await arrive("school");
  await choose("school", site.call.schools.AL);
  await next();
  await arrive("trade");
  await select("trade-trade", "car-mechanics");
  await choose("trade-year", "2");
  await next();
  await arrive("contact");
  await write("contact-phone", LEARNER.phone);
  await choose("contact-way", "viber");
  await next();
  await arrive("cities");
  await select("cities-1", site.call.flows["AL-2"]);
  await select("cities-2", site.call.flows["AL-1"]);
  await next();
  await arrive("why");
  await write("why", WHY, true);
  await next();
  await arrive("guardian");
  await write("guardian-name", LEARNER.guardian);
  await write("guardian-phone", LEARNER.guardianPhone);
  await next();
  await arrive("needs");
  await next();
  await arrive("check");
  expect(await page.locator("main .govuk-summary-list__row").count()).toBe(9);
  await next();
  await arrive("sent");
  return ((await page.locator(".govuk-panel__body strong").textContent()) ?? "").trim();
}
