import { newId } from "../../platform/random.ts";
import { type Day, day } from "../../shared/day.ts";
import type { MobilityId } from "../../shared/id.ts";
import { AWAY, daysNotLived, HOME, stateInFile, stateOn } from "./mobility.rules.ts";
import type { Mobility, MobilityState } from "./mobility.ts";
import type { NewParticipant } from "./participant.rules.ts";

/** The stay that a row of participants tells of, or what it makes of the one that is here. */
export function stayOf(
  row: NewParticipant,
  today: Day,
  earlier: Mobility | undefined,
  personId: string,
): Mobility {
  const state = stateOf(row, today, earlier);
  return {
    id: earlier?.id ?? newId<MobilityId>(),
    lineId: row.lineId,
    personId,
    offerId: earlier?.offerId ?? null,
    flowId: earlier?.flowId ?? null,
    reference: row.reference,
    sendingOrganisationId: row.sendingOrganisationId,
    hostingOrganisationId: row.hostingOrganisationId ?? null,
    sendingCountry: earlier?.sendingCountry ?? row.person.country,
    hostingCountry: row.hostingCountry,
    hostingCity: row.hostingCity.trim(),
    companyId: earlier?.companyId ?? null,
    starts: row.starts,
    ends: row.ends,
    // A file tells what was lived with the same two days; days recorded here are better known.
    actualStarts: earlier?.actualStarts ?? (HAS_BEGUN.includes(state) ? row.starts : null),
    actualEnds: earlier?.actualEnds ?? (state === "finished" ? row.ends : null),
    interruptedOn: earlier?.interruptedOn ?? null,
    interruptionDays:
      earlier && state === "finished"
        ? daysNotLived(earlier, day(earlier.actualEnds ?? row.ends))
        : (earlier?.interruptionDays ?? 0),
    mode: row.mode ?? "physical",
    state,
    reason: earlier?.reason ?? null,
    invented: row.person.invented ?? false,
  };
}

/** The state a row brings a stay into: what it says, else what its days say of a planned one. */
function stateOf(row: NewParticipant, today: Day, earlier: Mobility | undefined): MobilityState {
  if (!earlier) return row.state ?? stateOn(today, row);
  if (row.state || earlier.state !== "planned") {
    const after = stateInFile(earlier.state, row.state);
    return after.ok ? after.value : earlier.state;
  }
  // What a person recorded here is not undone by an older file.
  return earlier.offerId === null ? stateOn(today, row) : earlier.state;
}

const HAS_BEGUN: readonly MobilityState[] = [...AWAY, ...HOME];
