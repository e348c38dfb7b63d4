import type { GuardianActor, LearnerActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { addDays } from "../../shared/day.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { cardHead, cardsOf, keepCard, keepReadings, readingsOf } from "./medical-card.store.ts";
import {
  CARD_FIELDS,
  CARD_REASONS,
  type CardReading,
  LONGEST_FIELD,
  type MedicalCard,
} from "./medical-card.ts";
import { can } from "./preparation.policy.ts";
import { isMinorOn } from "./task.rules.ts";
import { holdStays, ownStay, stayForTasks, type TaskStay } from "./task.store.ts";
import { watchSoon } from "./watch.ts";
import { CARD_DAYS } from "./watch-preparation.ts";

/** A guardian writes the card of somebody under age; a grown-up's is the grown-up's own. */
const isOwnCard = (actor: LearnerActor | GuardianActor, stay: TaskStay): boolean =>
  actor.kind === "learner" || isMinorOn(stay.birthDate, stay.starts);

/**
 * What a host and a group's adult have to know: food, allergies, medicines, conditions, each sealed by
 * itself. Written by the learner or the guardian; an empty card is an answer too. A guardian does not
 * see what stands there, so a box left empty takes nothing away. Needs a transaction with purpose
 * `own-answers`.
 */
export async function writeOwnCard(
  tx: Tx<LearnerActor | GuardianActor>,
  typed: MedicalCard,
): Promise<Result<null>> {
  const stay = await ownStay(tx);
  if (!stay || !isOwnCard(tx.actor, stay)) return notFound;
  const problems = CARD_FIELDS.filter((field) => typed[field].trim().length > LONGEST_FIELD).map(
    (field): Problem => ({ code: "too-long", params: { max: LONGEST_FIELD }, field }),
  );
  if (problems.length > 0) return refuse(...problems);
  const by = tx.actor.kind;
  await holdStays(tx, [stay.id]);
  const before = by === "guardian" ? await cardOf(tx, stay.id) : NOTHING;
  const card = Object.fromEntries(
    CARD_FIELDS.map((field) => [field, typed[field].trim() || before[field]]),
  ) as MedicalCard;
  await keepCard(tx, stay.id, card, { by, deleteAfter: addDays(stay.ends, CARD_DAYS) });
  await record(tx, "medical-card.written", { type: "mobility", id: stay.id });
  await watchSoon(tx, stay.id);
  return ok(null);
}

const NOTHING: MedicalCard = { diet: "", allergies: "", medicines: "", conditions: "" };

const cardOf = async (tx: Tx, mobilityId: string): Promise<MedicalCard> => ({
  ...NOTHING,
  ...(await cardsOf(tx, [mobilityId], CARD_FIELDS)).get(mobilityId),
});

export type OwnCard = {
  readonly audience: TaskStay["audience"];
  readonly card: MedicalCard;
  /** There is a card, and what stands on it is not shown here. */
  readonly closed: boolean;
  readonly writtenAt: Date | null;
  readonly deleteAfter: string;
  readonly readings: readonly CardReading[];
};

/**
 * The own card, and who has read it and what for. A guardian's link shows nothing of what was written:
 * it was sent on by a telephone, and the school and the office have it too, who read a card only for a
 * reason that is written down.
 */
export async function readOwnCard(
  tx: Tx<LearnerActor | GuardianActor>,
): Promise<OwnCard | undefined> {
  const stay = await ownStay(tx);
  if (!stay || !isOwnCard(tx.actor, stay)) return undefined;
  const head = await cardHead(tx, stay.id);
  const isGuardian = tx.actor.kind === "guardian";
  return {
    audience: stay.audience,
    card: isGuardian ? NOTHING : await cardOf(tx, stay.id),
    closed: isGuardian && head !== undefined && head.deletedAt === null,
    writtenAt: head?.writtenAt ?? null,
    deleteAfter: addDays(stay.ends, CARD_DAYS),
    readings: await readingsOf(tx, stay.id),
  };
}

/**
 * Opens a card for whoever cares for the person. The reading is written down with its reason and
 * shown to the person, also where nothing stood there. Needs a transaction with purpose `care`.
 */
export async function readCard(
  tx: Tx,
  mobilityId: string,
  asked: string,
): Promise<Result<MedicalCard>> {
  if (!can.readCard(tx.actor) || !isUuid(mobilityId)) return notFound;
  const stay = await stayForTasks(tx, mobilityId);
  if (!stay || !can.readCard(tx.actor, stay.sendingCountry)) return notFound;
  const reason = CARD_REASONS.find((known) => known === asked);
  if (!reason) return refuse({ code: "choose-one", field: "reason" });
  await keepReadings(tx, [stay.id], CARD_FIELDS, reason);
  await record(tx, "medical-card.read", { type: "mobility", id: stay.id }, { reason });
  return ok(await cardOf(tx, stay.id));
}

/** That there is a card and until when, for whoever may open it; nothing of what stands on it. */
export async function readCardHead(
  tx: Tx,
  mobilityId: string,
): Promise<Awaited<ReturnType<typeof cardHead>>> {
  return can.readCard(tx.actor) ? cardHead(tx, mobilityId) : undefined;
}
