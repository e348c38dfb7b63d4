import type { Html } from "../../ui/html.ts";
import type { Tx } from "../db/index.ts";
import { type Answer, page } from "./answer.ts";
import type { Visit } from "./route.ts";

/** About thirty kilobytes each. */
const MOST_PAGES = 200;
const A_MINUTE = 60_000;

/**
 * Pages as they were made, by who asked for what and by what could be seen. Two transactions with
 * the same snapshot see the same rows, so a page made in one is the page of the other; the first
 * commit of anybody makes a new snapshot and with it new pages. Session, roles and policy are read
 * from the database every time before this is asked.
 */
export function pageMemory() {
  const pages = new Map<string, Html>();
  return async (tx: Tx, visit: Visit, make: () => Promise<Answer>): Promise<Answer> => {
    // What stands above the page in the demo may change without a commit.
    if (tx.snapshot === undefined || visit.above !== null) return make();
    const key = JSON.stringify([
      tx.snapshot,
      tx.actor,
      visit.path,
      visit.query.toString(),
      visit.locale,
      Math.floor(tx.now.getTime() / A_MINUTE),
    ]);
    const known = pages.get(key);
    if (known) return page(known);
    const made = await make();
    if (made.ok && "html" in made) {
      const [oldest] = pages.keys();
      if (pages.size >= MOST_PAGES && oldest !== undefined) pages.delete(oldest);
      pages.set(key, made.html);
    }
    return made;
  };
}
