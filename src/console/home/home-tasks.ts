import type { StaffActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Words } from "../../platform/i18n/index.ts";
import { readDepartureDuties } from "../../stages/reporting/departure-duties.ts";
import type { Today } from "../../stages/reporting/today.ts";
import { readOfficeDuties } from "../../stages/schools/preselect.ts";
import { readStoryDuties } from "../../stages/stories/read-stories.ts";
import type { Task } from "../../ui/index.ts";
import { officeTasks } from "../school/office-tasks.ts";
import { countryTasks } from "./country-tasks.ts";
import { departureTasks } from "./departure-tasks.ts";
import { storyTasks } from "./story-tasks.ts";
import { tasksOf } from "./tasks.ts";

/** All that waits for one person of an office, of every room: whoever asks whether anything does asks here. */
export async function homeTasks(
  words: Words,
  tx: Tx<StaffActor>,
  today: Today,
): Promise<readonly Task[]> {
  const { slug } = tx.actor.scheme;
  return [
    ...tasksOf(words, tx.actor, today, tx.now),
    ...departureTasks(words, slug, await readDepartureDuties(tx)),
    ...officeTasks(words, slug, await readOfficeDuties(tx)),
    ...storyTasks(words, slug, await readStoryDuties(tx)),
    ...(await countryTasks(words, tx)),
  ];
}
