import type { Words } from "../../platform/i18n/index.ts";
import type { StoryDuties } from "../../stages/stories/read-stories.ts";
import type { Task } from "../../ui/index.ts";
import { storyPaths } from "../stories/story-paths.ts";

/** Stories that wait for a decision, and those that go by themselves within a month. */
export function storyTasks(words: Words, slug: string, duties: StoryDuties): Task[] {
  const { t } = words;
  const all = [
    ["stories-waiting", duties.waiting, `${storyPaths.list(slug)}?state=submitted`],
    ["stories-ending", duties.ending, storyPaths.list(slug)],
  ] as const;
  return all
    .filter(([, count]) => count > 0)
    .map(([name, count, href]) => ({
      title: t(`story.home-${name}`, { count }),
      href,
      hint: t(`story.home-${name}-hint`),
      status: { tag: { text: words.number(count), colour: "yellow" } },
    }));
}
