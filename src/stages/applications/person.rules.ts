import type { Day } from "../../shared/day.ts";
import type { Person, Waiting } from "./person.ts";

/** States of a stay that nobody has begun and that is not on hold. */
const TO_COME = ["planned", "matched", "preparing", "ready"];

/** What each application and stay of a person waits for, in the order it will be due. */
export function waitingFor(person: Person, today: Day): Waiting[] {
  const waiting: Waiting[] = [];
  for (const application of person.applications) {
    const applicationId = application.id;
    const add = (what: Waiting["what"], by: string | null) =>
      waiting.push({ what, applicationId, by });
    if (application.openCheck) add("check", null);
    if (application.state !== "submitted") continue;
    if (application.callState === "open") add("call-closes", application.closesAt);
    if (application.callState === "closed") add("decision", application.decideBy);
    for (const offer of application.offers) {
      if (offer.state === "offered") add("answer", offer.answerBy);
      if (offer.state === "wished") add("consent", offer.answerBy);
    }
  }
  for (const mobility of person.mobilities) {
    if (TO_COME.includes(mobility.state) && mobility.starts >= today) {
      waiting.push({ what: "departure", applicationId: null, by: mobility.starts });
    }
  }
  return waiting.sort((a, b) => (a.by ?? "").localeCompare(b.by ?? ""));
}
