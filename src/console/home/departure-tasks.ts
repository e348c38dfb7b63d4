import type { Words } from "../../platform/i18n/index.ts";
import type { DepartureDuties } from "../../stages/reporting/departure-duties.ts";
import type { Task } from "../../ui/index.ts";
import { hostingPaths } from "../hosting/hosting-paths.ts";
import { paths } from "../paths.ts";
import { preparationPaths } from "../preparation/preparation-paths.ts";

/** What waits for the office between an offer and a departure, each where it is done. */
export function departureTasks(words: Words, slug: string, duties: DepartureDuties): Task[] {
  const { t } = words;
  const all = [
    ["host-changes", duties.hostChanges, `${hostingPaths.board(slug)}?group=settle`],
    ["to-check", duties.toCheck, preparationPaths.checks(slug)],
    ["questions", duties.questions, paths.agreements(slug)],
  ] as const;
  return all
    .filter(([, count]) => count > 0)
    .map(([name, count, href]) => ({
      title: t(`home.${name}`, { count }),
      href,
      hint: t(`home.${name}-hint`),
      status: { tag: { text: words.number(count), colour: "yellow" } },
    }));
}
