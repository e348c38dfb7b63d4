/** What axe finds on a page as it stands: one line a rule, with the places that break it. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

const PLACES = 3;

export async function axeFindings(page: Page): Promise<string[]> {
  // No page of ours has a frame of somebody else's, which is all that the slower way is for.
  const builder = new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ["violations"] });
  const { violations } = await builder.analyze();
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, PLACES)
        .map((node) => node.target.join(" "))
        .join(" | ")}`,
  );
}
