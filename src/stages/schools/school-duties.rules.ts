import type { Duty, SchoolCall } from "./school-call.ts";

/** More lines than these nobody reads while walking; the rest is counted. */
export const MOST_DUTIES = 7;

/** Pupils of classes with a code who have not sent an application: begun, or not even that. */
export const notSent = (call: SchoolCall): number =>
  Math.max(call.begun, call.pupils - call.sentOfClasses);

const dutiesOfCall = (call: SchoolCall, now: Date): Duty[] => {
  const duties: Duty[] = [];
  const add = (kind: Duty["kind"], count: number, since: Date | null, until: Duty["until"]) => {
    if (count > 0) duties.push({ kind, call, count, since: since ?? call.opensAt, until });
  };
  add("consents", call.consentsMissing, call.consentsSince, call.consentsBy);
  add("unanswered", call.unanswered, call.unansweredSince, call.answerBy);
  add("head", call.unheaded, call.unheadedSince, call.closesAt);
  if (call.takesFacts) add("facts", call.unconfirmed, call.unconfirmedSince, call.decideBy);
  const isOpen = call.state === "open" && call.opensAt <= now && now <= call.closesAt;
  if (isOpen && call.audience === "learners") {
    if (call.classes === 0) add("class-code", 1, call.opensAt, call.closesAt);
    else add("unsent", notSent(call), call.begunSince, call.closesAt);
  }
  return duties;
};

/** Everything that waits for a school, oldest first; an empty list means that nothing does. */
export const dutiesOf = (calls: readonly SchoolCall[], now: Date): Duty[] =>
  calls
    .flatMap((call) => dutiesOfCall(call, now))
    .sort((a, b) => a.since.getTime() - b.since.getTime() || a.call.number - b.call.number);
