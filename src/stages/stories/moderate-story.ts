import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { endConsents, endLinks } from "./consent.store.ts";
import { can } from "./story.policy.ts";
import { nextStory, withoutConsent } from "./story.rules.ts";
import { lockStory, moveStory, wipeStory } from "./story.store.ts";
import type { Story, StoryAction, StoryState } from "./story.ts";
import { takeOutOfLetters } from "./take-out-of-letters.ts";

/** What the office decides; writing, and taking back what somebody agreed to, are acts of their own. */
export const DECISIONS = [
  "publish",
  "return",
  "refuse",
  "take-down",
  "ask-again",
  "erase",
] as const satisfies readonly StoryAction[];
export type Decision = (typeof DECISIONS)[number];

const EVENTS = {
  publish: "story.published",
  return: "story.returned",
  refuse: "story.refused",
  "take-down": "story.taken-down",
  "ask-again": "story.asked-again",
  erase: "story.erased",
} as const satisfies Record<Decision, string>;

const MOST_NOTE = 500;

/**
 * The office decides about a story: shown, back to whoever wrote it, or gone.
 * @param from.of the mark of what stood on the page; other words than those are not published
 */
export async function decideStory(
  tx: Tx,
  storyId: string,
  from: { readonly decision: string; readonly note: string; readonly of?: string },
): Promise<Result<StoryState>> {
  const decision = DECISIONS.find((each) => each === from.decision);
  const story = isUuid(storyId) ? await lockStory(tx, storyId) : undefined;
  if (!story || !decision || !can.workOnStory(tx.actor, story.sendingCountry)) return notFound;
  const next = nextStory(story.state, decision);
  if (!next.ok) return next;
  if (decision === "publish" && (from.of ?? story.contentHash) !== story.contentHash) {
    return refuse({ code: "story-changed-meanwhile" });
  }
  const problems = problemsOf(tx, story, decision, from.note.trim());
  if (problems.length > 0) return refuse(...problems);
  const note = decision === "return" ? { note: from.note.trim() } : {};
  await moveStory(tx, story.id, { state: next.value, ...note });
  if (next.value !== "published") await takeOutOfLetters(tx, story.id);
  if (decision === "erase") {
    await endConsents(tx, story.id, "erased");
    await endLinks(tx, story.id);
    await wipeStory(tx, story.id);
  }
  await record(tx, EVENTS[decision], { type: "story", id: story.id });
  return ok(next.value);
}

function problemsOf(tx: Tx, story: Story, decision: Decision, note: string) {
  if (decision === "publish") {
    return withoutConsent(story, wallTimeOf(tx.now).day).map((party) => ({
      code: `story-consent-${party}`,
    }));
  }
  if (decision !== "return") return [];
  if (note === "") return [{ code: "required", field: "note" }];
  return note.length > MOST_NOTE
    ? [{ code: "too-long", params: { max: MOST_NOTE }, field: "note" }]
    : [];
}
