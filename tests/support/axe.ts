/** What axe finds on a page as it stands: one line a rule, with the places that break it. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

const PLACES = 3;

/** The levels that bind public bodies, and what its makers advise beyond them. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * What axe cannot decide by itself, by rule and reason, each looked at by a person. A reason that is
 * not here is a finding until somebody has looked.
 */
const REVIEWED: Readonly<Record<string, string>> = {
  "color-contrast (imgNode)":
    "Text of a chart stands over its bars' picture, which axe cannot see through; the palette's test computes the contrast of every ink on every ground.",
  "color-contrast (bgOverlap)":
    "Names of cities stand on the map, and legends on the border of their group: inks of the palette, computed there.",
  "color-contrast (elmPartiallyObscured)":
    "Text below the fold of a frame that scrolls by itself (the phone in which a call is previewed, a wide table); it comes into view with the keyboard too.",
  "color-contrast (elmPartiallyObscuring)":
    "The label of a radio button reaches over the box beside it, which is how the button is drawn.",
  "color-contrast (nonBmp)":
    "The dots between the first and the last pages of a list are one sign.",
  "color-contrast (shortTextContent)": "A figure of one digit, in the ink of the text around it.",
};

type Look = {
  /** Colours do not change with the language: a page read in a second one can leave them out. */
  readonly colours?: boolean;
};

export async function axeFindings(page: Page, look: Look = {}): Promise<string[]> {
  // Where the same window shows page after page, axe is read once and stays warm.
  const isThere = await page.evaluate(() => "axe" in window);
  // No page of ours has a frame of somebody else's, which is all that the slower way is for.
  const builder = new AxeBuilder({ page, ...(isThere ? { axeSource: ";" } : {}) })
    .setLegacyMode(true)
    .options({
      resultTypes: ["violations", "incomplete"],
      runOnly: TAGS,
      // Style sheets parsed once more are for a rule on trial, which none of these tags runs.
      preload: { assets: ["media"] },
    });
  if (look.colours === false) builder.disableRules("color-contrast");
  const { violations, incomplete } = await builder.analyze();
  const undecided = incomplete.flatMap(({ id, nodes }) =>
    nodes.map((node) => {
      const checks = [...node.any, ...node.all, ...node.none];
      const reason = checks.map(({ data, id }) => data?.messageKey ?? id)[0];
      return { rule: `${id} (${reason})`, place: node.target.join(" ") };
    }),
  );
  return [
    ...violations.map(({ id, nodes }) =>
      line(
        id,
        nodes.map((node) => node.target.join(" ")),
      ),
    ),
    ...[...Map.groupBy(undecided, ({ rule }) => rule)]
      .filter(([rule]) => REVIEWED[rule] === undefined)
      .map(([rule, all]) =>
        line(
          `not decided: ${rule}`,
          all.map(({ place }) => place),
        ),
      ),
  ];
}

const line = (rule: string, places: readonly string[]): string =>
  `${rule}: ${places.slice(0, PLACES).join(" | ")}`;
