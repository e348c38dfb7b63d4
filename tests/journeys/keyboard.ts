/**
 * Somebody with a keyboard and nothing else: Tab, Shift Tab, arrows, Space, Enter. Each stop must be
 * seen, lie under nothing, say that it has the focus, and stand after the one before.
 */
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

const MOST_TABS = 400;

type Stop = { readonly at: string; readonly faults: readonly string[]; readonly known: boolean };

/** Runs in the page: what has the focus now, and what is wrong with that. */
function stopHere(): Stop | null {
  const kept = window as unknown as { stops?: Element[] };
  kept.stops ??= [];
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const label = element.matches("input[type=radio], input[type=checkbox]")
    ? (element as HTMLInputElement).labels?.[0]
    : null;
  const faults: string[] = [];
  const box = element.getBoundingClientRect();
  const [x, y] = [box.x + Math.min(box.width / 2, 20), box.y + Math.min(box.height / 2, 20)];
  if (box.width === 0 || box.height === 0) faults.push("has no size");
  else if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) {
    faults.push("is not in view");
  } else {
    const above = document.elementFromPoint(
      Math.max(0, x),
      Math.min(Math.max(0, y), innerHeight - 1),
    );
    const own =
      above && (element.contains(above) || above.contains(element) || label?.contains(above));
    if (!own) faults.push(`lies under ${above?.outerHTML.slice(0, 60)}`);
  }
  // A browser's own ring, or one of ours: round the element, or before the label that stands for it.
  const drawn = [
    getComputedStyle(element),
    ...(label ? [getComputedStyle(label, "::before")] : []),
  ];
  const seen = drawn.some(
    (style) =>
      (style.outlineStyle !== "none" &&
        style.outlineWidth !== "0px" &&
        !/, 0\)$/.test(style.outlineColor)) ||
      style.boxShadow !== "none",
  );
  if (!seen) faults.push("does not show the focus");
  const last = kept.stops.at(-1);
  const known = kept.stops.includes(element);
  if (
    last &&
    !known &&
    !(last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)
  ) {
    faults.push("stands before the stop before it");
  }
  kept.stops.push(element);
  return { at: element.outerHTML.replace(/>[\s\S]*/, ">").slice(0, 120), faults, known };
}

/** Runs in the page: every control that can take the focus and has not had it. */
function leftOut(): string[] {
  const { stops = [] } = window as unknown as { stops?: Element[] };
  const had = new Set(stops);
  const groups = new Set(
    stops.map(
      (stop) => (stop as HTMLInputElement).type === "radio" && (stop as HTMLInputElement).name,
    ),
  );
  return (
    [...document.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary")]
      .filter(
        (one) => !(one as HTMLInputElement).disabled && (one as HTMLInputElement).type !== "hidden",
      )
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.tabIndex >= 0)
      .filter((one) => !had.has(one))
      // One stop for a group of radio buttons; arrows do the rest.
      .filter(
        (one) =>
          !(
            (one as HTMLInputElement).type === "radio" && groups.has((one as HTMLInputElement).name)
          ),
      )
      .map((one) => one.outerHTML.slice(0, 120))
  );
}

export class Keyboard {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** From the top of the page to its end: every control once, in the order of the text, and out. */
  async walks(): Promise<void> {
    expect(await this.faultsOfWalk()).toEqual([]);
  }

  async faultsOfWalk(): Promise<string[]> {
    const { page } = this;
    const name = new URL(page.url()).pathname;
    await page.evaluate(() => {
      (window as unknown as { stops?: Element[] }).stops = [];
      (document.activeElement as HTMLElement | null)?.blur();
      // Where the next Tab begins is the top again.
      getSelection()?.setBaseAndExtent(document.body, 0, document.body, 0);
      scrollTo(0, 0);
    });
    const faults: string[] = [];
    let out = false;
    for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(stopHere);
      if (stop === null || stop.known) {
        out = true;
        break;
      }
      faults.push(...stop.faults.map((fault) => `${name}: ${stop.at} ${fault}`));
    }
    if (!out) faults.push(`${name}: the end is not reached`);
    faults.push(...(await page.evaluate(leftOut)).map((one) => `${name}: ${one} is never reached`));
    return faults;
  }

  /** Tab after Tab from where the focus is. */
  async reaches(what: Locator): Promise<void> {
    await what.waitFor({ state: "attached" });
    for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
      if (await what.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`${what} cannot be reached by keyboard`);
  }

  async types(into: Locator, text: string): Promise<void> {
    await this.reaches(into);
    await this.page.keyboard.type(text);
  }

  async ticks(box: Locator): Promise<void> {
    await this.reaches(box);
    await this.page.keyboard.press("Space");
    expect(await box.isChecked()).toBe(true);
  }

  /** One of a group of radio buttons: Tab to the group, arrows inside. */
  async picks(one: Locator): Promise<void> {
    const name = await one.getAttribute("name");
    const inGroup = () =>
      this.page.evaluate(
        (group) => (document.activeElement as HTMLInputElement).name === group,
        name,
      );
    for (let tabs = 0; tabs < MOST_TABS && !(await inGroup()); tabs += 1) {
      await this.page.keyboard.press("Tab");
    }
    for (let steps = 0; steps < 20 && !(await one.isChecked()); steps += 1) {
      await this.page.keyboard.press("ArrowDown");
    }
    expect(await one.isChecked()).toBe(true);
  }

  async selects(box: Locator, text: string): Promise<void> {
    await this.reaches(box);
    const chosen = () =>
      box.evaluate((element) => (element as HTMLSelectElement).selectedOptions[0]?.text.trim());
    for (let steps = 0; steps < 60 && (await chosen()) !== text; steps += 1) {
      await this.page.keyboard.press("ArrowDown");
    }
    expect(await chosen()).toBe(text);
  }

  /** Enter on what leads to another page. */
  async follows(what: Locator): Promise<void> {
    await this.reaches(what);
    const moved = this.page.waitForEvent("framenavigated");
    await this.page.keyboard.press("Enter");
    await moved;
    await this.page.waitForLoadState();
  }
}
