import type { StaffActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Words } from "../../platform/i18n/index.ts";
import { countToCheck } from "../../stages/country-sheets/read-sheets.ts";
import { countToDecide } from "../../stages/opportunities/read-opportunities.ts";
import type { Task } from "../../ui/index.ts";
import { sheetPaths } from "../country-sheets/sheet-paths.ts";
import { opportunityPaths } from "../opportunities/opportunity-paths.ts";

/** Lines about countries that are old, and programmes of others that wait for a decision. */
export async function countryTasks(words: Words, tx: Tx<StaffActor>): Promise<Task[]> {
  const { slug } = tx.actor.scheme;
  const all = [
    ["sheet-lines", await countToCheck(tx), `${sheetPaths.all(slug)}#again`],
    ["opportunities", await countToDecide(tx), opportunityPaths.all(slug)],
  ] as const;
  return all
    .filter(([, count]) => count > 0)
    .map(([name, count, href]) => ({
      title: words.t(`home.${name}`, { count }),
      href,
      hint: words.t(`home.${name}-hint`),
      status: { tag: { text: words.number(count), colour: "yellow" } },
    }));
}
