import type { Words } from "../../platform/i18n/index.ts";
import { day } from "../../shared/day.ts";
import type { readOfficeDuties } from "../../stages/schools/preselect.ts";
import type { Task } from "../../ui/index.ts";
import { schoolPaths } from "./school-paths.ts";

type OfficeDuties = Awaited<ReturnType<typeof readOfficeDuties>>;

/** What waits for the office about schools: somebody asks, one is not confirmed, people are not marked. */
export function officeTasks(words: Words, slug: string, duties: OfficeDuties): Task[] {
  const { t } = words;
  const count = (number: number) => ({
    tag: { text: words.number(number), colour: "yellow" as const },
  });
  const tasks: Task[] = duties.preselections.map((one) => ({
    title: t("school.task-preselection", { count: one.undecided }),
    href: schoolPaths.preselection(slug, one.callId),
    hint: `${t("home.call", { number: one.number, title: words.local(one.title) })} · ${t("school.until", { when: words.day(day(one.until)) })}`,
    status: count(one.undecided),
  }));
  if (duties.requests > 0) {
    tasks.push({
      title: t("school.task-requests", { count: duties.requests }),
      href: schoolPaths.requests(slug),
      hint: t("school.task-requests-hint"),
      status: count(duties.requests),
    });
  }
  if (duties.unverified > 0) {
    tasks.push({
      title: t("school.task-unverified", { count: duties.unverified }),
      href: schoolPaths.requests(slug),
      hint: t("school.task-unverified-hint"),
      status: count(duties.unverified),
    });
  }
  return tasks;
}
