import type { Tx } from "../../platform/db/index.ts";
import { type Day, day } from "../../shared/day.ts";
import { isUuid } from "../../shared/id.ts";
import type { Problem } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { takingPartOf } from "../consents/consent.rules.ts";
import { readExit } from "../consents/exit-authorisation.ts";
import { readLearnerConsents } from "../consents/read-consents.ts";
import { readTakeOver } from "../hosting/take-over.ts";
import { readReserveProposal, type Waiting } from "../mobilities/read-reserve.ts";
import { checkTravel } from "../travel/check-travel.ts";
import { bedFor } from "./give-beds.ts";
import { borderDay } from "./journey.rules.ts";
import { type Group, readGroup } from "./keep-group.ts";
import { checksFrom, minorWords, wordOf } from "./replace.rules.ts";
import { daysForExitForm, dropoutsOf, freedSeats, reserveFacts } from "./replace.store.ts";
import type { Candidate, Dropout, FreedSeats, Replacement, Word } from "./replace.ts";
import { isMinorOn } from "./task.rules.ts";

export type { Candidate, Check, Dropout, Part, Replacement, Word } from "./replace.ts";

export type Replacements = {
  readonly dropouts: readonly Dropout[];
  /** Places of which a seat fell free, with who is next. */
  readonly places: readonly Replacement[];
};

/**
 * Who of a group does not go, what that person held, and who is next for the seat, each rule looked at
 * beforehand. Where nobody dropped out it is two statements.
 */
export async function readReplacements(tx: Tx, group: Group): Promise<Replacements> {
  const today = wallTimeOf(tx.now).day;
  const dropouts = await dropoutsOf(tx, group.flow.id);
  const places: Replacement[] = [];
  for (const seats of await freedSeats(tx, group.flow.id, today)) {
    const held = dropouts.find((one) => one.placeId === seats.placeId && one.settled === null);
    places.push(await replacementAt(tx, group, seats, held ?? null, today));
  }
  return { dropouts, places };
}

/** The same for the page of one cancelled stay: that person, and the place that fell free. */
export async function readReplacementOf(
  tx: Tx,
  flowId: string,
  mobilityId: string,
): Promise<{ readonly group: Group; readonly found: Replacements } | undefined> {
  const group = isUuid(flowId) ? await readGroup(tx, flowId) : undefined;
  if (!group) return undefined;
  const all = await readReplacements(tx, group);
  const dropouts = all.dropouts.filter((one) => one.mobilityId === mobilityId);
  const places = all.places.filter(({ placeId }) => placeId === dropouts[0]?.placeId);
  return { group, found: { dropouts, places } };
}

async function replacementAt(
  tx: Tx,
  group: Group,
  seats: FreedSeats,
  held: Dropout | null,
  today: Day,
): Promise<Replacement> {
  const nobody = { ...seats, looked: false, candidate: null, passedOver: [] };
  if (seats.free === 0 || !seats.open) return nobody;
  const proposal = await readReserveProposal(tx, seats.placeId);
  if (!proposal) return nobody;
  const { proposed, passedOver, call } = proposal;
  return {
    ...seats,
    looked: true,
    candidate: proposed && (await candidateOf(tx, group, held, proposed, call.lineId, today)),
    passedOver: passedOver.map((one) => ({
      ...one,
      words: one.obstacles.map((obstacle) => wordOf(obstacle, "refusal", today)),
    })),
  };
}

async function candidateOf(
  tx: Tx,
  group: Group,
  held: Dropout | null,
  waiting: Waiting,
  lineId: string,
  today: Day,
): Promise<Candidate> {
  const { starts, ends, country } = group.flow;
  const facts = await reserveFacts(tx, waiting.applicationId);
  const name = `${waiting.givenNames} ${waiting.familyName}`;
  const refused = (problems: readonly Problem[]): Word[] =>
    problems.map((problem) => ({ ...problem, kind: "refusal" }));
  const checked = await checkTravel(tx, waiting.personId, {
    country,
    starts,
    ends,
    // On the journey of whoever does not go, where one is booked.
    arrives: (held?.there && borderDay("there", held.there.legs)) ?? undefined,
    leaves: (held?.home && borderDay("home", held.home.legs)) ?? undefined,
  });
  const minor = isMinorOn(facts.birthDate, starts);
  const more: Partial<Record<"minor" | "company" | "bed", Word[]>> = {
    minor: minor ? await minorPapers(tx, waiting.applicationId, lineId, starts, today) : [],
  };
  if (held?.company) {
    const next = { name, trade: facts.trade, birthDate: facts.birthDate, starts, ends };
    more.company = refused(await readTakeOver(tx, held.mobilityId, next));
  }
  if (held?.bed) {
    const sleeper = { mobilityId: "", name, gender: facts.gender, starts, ends };
    more.bed = refused(await bedFor(tx, group, held.bed, sleeper));
  }
  return { ...waiting, minor, checks: checksFrom(checked?.findings ?? [], more, today) };
}

/** Days that a family has for the border's form where the line asks for none of its own. */
const USUAL_DAYS = 14;

async function minorPapers(
  tx: Tx,
  applicationId: string,
  lineId: string,
  starts: Day,
  today: Day,
): Promise<Word[]> {
  const known = await readLearnerConsents(tx, applicationId);
  if (!known) return [];
  const { consents, rule } = known;
  const exit = await readExit(tx, applicationId);
  const needed = (await daysForExitForm(tx, lineId)) ?? USUAL_DAYS;
  return minorWords(
    {
      minor: true,
      permitted: takingPartOf(consents, rule.guardians, day(starts)).complete,
      exit: rule.exitNeeded === "no" || exit.state === "seen",
    },
    { starts, today },
    needed,
  );
}
