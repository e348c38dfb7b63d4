import { type Actor, isOffice } from "../../platform/db/actor.ts";
import { can as ofStays } from "../mobilities/mobility.policy.ts";

/** Who reads what came of stays, and who asks for it. Whose stay it is, the query says as well. */
export const can = {
  seeOutcomes: (actor: Actor) => actor.kind === "system" || isOffice(actor),
  changeSomeOutcome: ofStays.changeSomeMobility,
  changeOutcome: ofStays.changeMobility,
};
