import type { Tx } from "../../platform/db/index.ts";
import type { Day } from "../../shared/day.ts";
import type { Result } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { mayApply, type Permission } from "../calls/may-apply.rules.ts";
import {
  answerOf,
  type FormPage,
  isAnswered,
  pagesFor,
  type SchoolAnswer,
} from "./application.forms.ts";
import { can } from "./draft.policy.ts";
import { draftById, flowsToPick, type PickedFlow } from "./draft.store.ts";
import type { Draft } from "./draft.ts";
import { latePermission } from "./late-paper.rules.ts";
import { needsOf } from "./needs.store.ts";

export const todayOf = (tx: Tx): Day => wallTimeOf(tx.now).day;

/** The country of the school, as far as it is known. */
export const countryOf = (draft: Draft): string | null =>
  answerOf<SchoolAnswer>(draft.definition, draft.answers, "school")?.country || null;

/** Whose it is, for saying who may write it. */
export const ownedOf = (draft: Draft) => ({
  id: draft.id,
  country: countryOf(draft),
  organisationId:
    answerOf<SchoolAnswer>(draft.definition, draft.answers, "school")?.organisationId ?? null,
  enteredBy: draft.enteredBy,
  isSent: draft.sent !== null,
});

/** Pages that this person is asked, in order. */
export const pagesOfDraft = (draft: Draft, today: Day): readonly FormPage[] =>
  pagesFor(draft.definition, { audience: draft.call.audience, answers: draft.answers, today });

/** Required pages without an answer yet. */
export const unanswered = (draft: Draft, today: Day): readonly FormPage[] =>
  pagesOfDraft(draft, today).filter((page) => !isAnswered(page, draft.answers));

/**
 * Whether it may be written and sent now. What was sent in time can be corrected as long as the
 * call is open; the hour of grace is for somebody who has not sent anything yet.
 */
export const permissionFor = (draft: Draft, now: Date): Result<Permission> =>
  // A paper that arrived in time is sent once; correcting it is for whoever has time to correct.
  draft.enteredBy.receivedOn !== undefined && draft.sent === null
    ? latePermission(draft.call, now)
    : mayApply({
        call: draft.call,
        extension: draft.extension,
        startedAt: draft.sent ? null : draft.startedAt,
        now,
      });

/** A draft as its actor may see it; undefined for "not there" and "not yours". */
export async function readDraft(tx: Tx, draftId: string): Promise<Draft | undefined> {
  const draft = await draftById(tx, { id: draftId });
  return draft && can.write(tx.actor, ownedOf(draft)) ? draft : undefined;
}

/** Where the person may wish to go; none before the school is known. */
export async function readChoices(tx: Tx, draft: Draft): Promise<readonly PickedFlow[]> {
  const country = countryOf(draft);
  return country === null ? [] : flowsToPick(tx, draft.call.id, country);
}

/** What the person wrote about needs, "" for nothing; only in a transaction for own answers. */
export const readOwnNeeds = async (tx: Tx, draft: Draft): Promise<string> =>
  (await needsOf(tx, draft.id)) ?? "";

export {
  countriesOfScheme,
  type PickedFlow,
  type PickedSchool,
  schoolsToPick,
} from "./draft.store.ts";
