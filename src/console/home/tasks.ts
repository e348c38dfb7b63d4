import type { StaffActor } from "../../platform/db/actor.ts";
import type { Words } from "../../platform/i18n/index.ts";
import { day, daysBetween } from "../../shared/day.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import type { CallToday, Today } from "../../stages/reporting/today.ts";
import type { Task } from "../../ui/index.ts";
import { paths } from "../paths.ts";

/** The two roles whose signatures a run needs before it can be published. */
const SIGNERS = ["coordinator", "country-partner"] as const;

export const titleOf = (words: Words, call: CallToday): string =>
  words.t("home.call", { number: call.number, title: words.local(call.title) });

const holds = (actor: StaffActor, role: string) => actor.memberships.some((m) => m.role === role);

/** Whoever only reads, an auditor, is asked to do nothing. */
export const acts = (actor: StaffActor): boolean => SIGNERS.some((role) => holds(actor, role));

/** What waits for a person in one call, each as a link to where it is done. */
function callTasks(words: Words, actor: StaffActor, call: CallToday, now: Date): Task[] {
  const { slug } = actor.scheme;
  const title = titleOf(words, call);
  const workbench = paths.workbench(slug, call.id);
  const decide = words.t("home.decide-by", { day: words.day(call.decideBy) });
  const todo = (
    text: string,
    href: string,
    hint: string,
    count: number | null,
    urgent = false,
  ): Task => ({
    title: text,
    href,
    hint: `${title} · ${hint}`,
    status: {
      tag: {
        text: count === null ? words.t("home.to-do") : words.number(count),
        colour: urgent ? "orange" : "yellow",
      },
    },
  });
  const tasks: Task[] = [];
  if (call.awaitsList && call.state === "closed" && holds(actor, "coordinator")) {
    const selection = paths.selection(slug, call.id);
    tasks.push(todo(words.t("home.list-needed"), selection, decide, call.applicants, true));
  } else if (call.state === "closed" && call.runId === null && holds(actor, "coordinator")) {
    tasks.push(
      todo(
        words.t("home.run-needed", { count: call.applicants }),
        workbench,
        decide,
        call.applicants,
        true,
      ),
    );
  }
  if (call.state === "closed" && call.runId !== null) {
    // Whoever has signed has looked; what is asked twice is not read.
    if (call.toLookAt > 0 && !call.signedByMe) {
      const text = words.t("home.cases", { count: call.toLookAt });
      tasks.push(todo(text, workbench, decide, call.toLookAt, true));
    }
    const mine = SIGNERS.filter((r) => holds(actor, r) && !call.signedRoles.includes(r));
    const missing = SIGNERS.filter((role) => !call.signedRoles.includes(role));
    if (mine.length > 0 && !call.signedByMe) {
      const text = words.t("home.signature", { run: call.runNumber ?? 0 });
      tasks.push(todo(text, workbench, decide, null));
    } else if (missing.length === 0 && holds(actor, "coordinator")) {
      const text = words.t("home.publish", { run: call.runNumber ?? 0 });
      tasks.push(todo(text, paths.publication(slug, call.runId), decide, null, true));
    }
  }
  const offers = paths.offers(slug, call.id);
  if (call.unanswered > 0 && call.unansweredBy) {
    const text = words.t("home.unanswered", { count: call.unanswered });
    const overdue = call.unansweredBy < now;
    const answer = words.t(overdue ? "home.answer-was-due" : "home.answer-by", {
      when: words.deadline(call.unansweredBy),
    });
    tasks.push(todo(text, `${offers}?state=offered`, answer, call.unanswered, overdue));
  }
  if (call.consentsMissing > 0 && call.consentsBy) {
    const text = words.t("home.consents", { count: call.consentsMissing });
    const before = words.t("home.consents-before", { day: words.day(call.consentsBy) });
    tasks.push(
      todo(
        text,
        `${paths.consentWall(slug)}?show=waiting&call=${call.number}`,
        before,
        call.consentsMissing,
      ),
    );
  }
  return tasks;
}

/** Everything that waits, calls first; an empty list means that nothing needs this person. */
export function tasksOf(words: Words, actor: StaffActor, today: Today, now: Date): Task[] {
  const tasks = today.calls.flatMap((call) => callTasks(words, actor, call, now));
  if (today.heldStays > 0) {
    tasks.push({
      title: words.t("home.held-stays", { count: today.heldStays }),
      href: `${paths.consentWall(actor.scheme.slug)}?show=decide`,
      hint: acts(actor) ? words.t("home.held-stays-hint") : undefined,
      status: { tag: { text: words.number(today.heldStays), colour: "red" } },
    });
  }
  if (today.checkRequests > 0) {
    tasks.push({
      title: words.t("home.check-requests", { count: today.checkRequests }),
      href: paths.checkRequests(actor.scheme.slug),
      hint: words.t("home.check-requests-hint"),
      status: { tag: { text: words.number(today.checkRequests), colour: "orange" } },
    });
  }
  return tasks;
}

type Deadline = {
  readonly at: string;
  readonly text: string;
  readonly href: string;
  readonly days: number;
};

const FORTNIGHT = 14;

/** What ends or leaves within a fortnight, soonest first. */
export function deadlinesOf(words: Words, slug: string, today: Today, now: Date): Deadline[] {
  const start = wallTimeOf(now).day;
  const found: Deadline[] = [];
  const add = (at: string, text: string, href: string) => {
    const days = daysBetween(start, day(at.slice(0, 10)));
    if (days >= 0 && days <= FORTNIGHT) found.push({ at, text, href, days });
  };
  for (const call of today.calls) {
    const title = titleOf(words, call);
    const workbench = paths.workbench(slug, call.id);
    if (call.state === "open") {
      const when = words.deadline(call.closesAt);
      add(
        call.closesAt.toISOString(),
        words.t("home.closes", { title, when }),
        paths.call(slug, call.id),
      );
    }
    if (call.state === "closed") {
      const text = words.t("home.decisions", { title, when: words.day(call.decideBy) });
      add(call.decideBy, text, workbench);
    }
    if (call.unansweredBy) {
      const text = words.t("home.answers", { title, when: words.deadline(call.unansweredBy) });
      add(call.unansweredBy.toISOString(), text, paths.offers(slug, call.id));
    }
  }
  for (const flow of today.departures) {
    const text = words.t("home.departure", {
      count: flow.people,
      country: words.country(flow.sendingCountry),
      city: flow.city,
      when: words.day(flow.starts),
    });
    add(flow.starts, text, paths.flow(slug, flow.id));
  }
  return found.sort((a, b) => (a.at < b.at ? -1 : 1));
}
