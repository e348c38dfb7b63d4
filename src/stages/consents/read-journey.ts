import type { GuardianActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { day } from "../../shared/day.ts";
import { can } from "./consent.policy.ts";
import { endsOf } from "./consent.rules.ts";
import { consentsOf, subjectOf, subjectsOf } from "./consent.store.ts";
import type { Consent, ConsentEnds, ConsentRule } from "./consent.ts";
import { readDaysAfter, readEnds } from "./consent-ends.ts";
import { type Journey, journeysOf } from "./journey.store.ts";
import { ruleOf, saidRules } from "./rule.store.ts";
import { solesOf } from "./sole-guardian.store.ts";

export type { Journey, Stay } from "./journey.store.ts";

export type GuardianPage = {
  readonly journey: Journey;
  /** What this guardian has said, taken back or not; the other guardian's answers are not shown. */
  readonly own: readonly Consent[];
  readonly rule: ConsentRule;
  /** How long each would count that is given today. */
  readonly ends: ConsentEnds;
};

/** Everything on a guardian's page; undefined when the application was taken back. */
export async function readGuardianPage(
  tx: Tx<GuardianActor>,
  guardian: number,
): Promise<GuardianPage | undefined> {
  const subject = await subjectOf(tx, tx.actor.applicationId);
  if (subject?.state !== "submitted") return undefined;
  const [journey] = await journeysOf(tx, [subject.applicationId]);
  if (!journey) return undefined;
  const all = await consentsOf(tx, subject.applicationId);
  return {
    journey,
    own: all.filter((consent) => consent.guardian === guardian),
    rule: await ruleOf(tx, subject.sendingCountry, subject.applicationId),
    ends: await readEnds(tx, day(subject.lastDay)),
  };
}

/** A learner's journey with what a sheet needs besides: how many sign, until when, in which language. */
export type SheetFacts = {
  readonly journey: Journey;
  readonly ends: ConsentEnds;
  readonly guardians: 1 | 2;
  readonly locale: string;
};

/** What sheets to sign say of these learners, as far as the actor may hand sheets out. */
export async function readSheets(tx: Tx, applicationIds: readonly string[]): Promise<SheetFacts[]> {
  const subjects = (await subjectsOf(tx, applicationIds)).filter((one) =>
    can.recordConsent(tx.actor, one),
  );
  const ids = subjects.map((one) => one.applicationId);
  const journeys = ids.length === 0 ? [] : await journeysOf(tx, ids);
  const rules = new Map((await saidRules(tx)).map((rule) => [rule.country, rule]));
  const soles = await solesOf(tx, ids);
  const after = await readDaysAfter(tx);
  return journeys.flatMap((journey) => {
    const subject = subjects.find((one) => one.applicationId === journey.applicationId);
    const guardians = soles.has(journey.applicationId)
      ? 1
      : (rules.get(journey.sendingCountry)?.guardians ?? 1);
    return subject
      ? [{ journey, ends: endsOf(day(subject.lastDay), after), guardians, locale: subject.locale }]
      : [];
  });
}

/** What a message or a form for the border says of these learners, as far as the actor may. */
export async function readJourneys(tx: Tx, applicationIds: readonly string[]): Promise<Journey[]> {
  const seen = (await subjectsOf(tx, applicationIds))
    .filter((subject) => can.makeLink(tx.actor, subject))
    .map((subject) => subject.applicationId);
  return seen.length === 0 ? [] : journeysOf(tx, seen);
}
