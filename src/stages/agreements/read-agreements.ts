import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import type { Problem } from "../../shared/result.ts";
import type { Wait } from "../mobilities/stay-record.ts";
import { can } from "./agreement.policy.ts";
import { isUnnamed, whoseTurn } from "./agreement.rules.ts";
import {
  agreementById,
  agreementsOf,
  type StoredAgreement,
  versionsOf,
} from "./agreement.store.ts";
import type {
  AgreementFile,
  AgreementKind,
  AgreementState,
  Question,
  Version,
} from "./agreement.ts";
import { BEFORE_LEAVING } from "./agreement.ts";
import { filesOf } from "./file.store.ts";
import { type SentPaper, sentPapersOf } from "./own-sent-paper.store.ts";
import { questionsOf } from "./party.store.ts";
import { type BesideStay, readDifferences } from "./read-differences.ts";
import { readStand, type Stand } from "./read-standings.ts";
import { openSecret } from "./signing-link.ts";
import { personName } from "./wall.store.ts";

export type StayAgreement = {
  readonly id: string;
  readonly kind: AgreementKind;
  readonly state: AgreementState;
  readonly since: Date;
  readonly code: string;
  readonly version: number;
  readonly signed: number;
  readonly parties: number;
  /** What the text that was sent, or is being written, says otherwise than the stay is. */
  readonly beside: BesideStay | null;
};

/** What a stay waits for because of its agreements, with whom and since when. */
export async function readAgreements(
  tx: Tx,
  mobilityId: string,
): Promise<{ readonly waits: readonly Wait[]; readonly agreements: readonly StayAgreement[] }> {
  if (!isUuid(mobilityId)) return { waits: [], agreements: [] };
  const waits: Wait[] = [];
  const agreements: StayAgreement[] = [];
  const differences = await readDifferences(tx, [mobilityId]);
  for (const one of await agreementsOf(tx, mobilityId)) {
    const stand = await readStand(tx, one);
    const standings = stand?.standings ?? [];
    const beside = differences.find(({ agreementId }) => agreementId === one.id) ?? null;
    agreements.push({
      id: one.id,
      kind: one.kind,
      state: one.state,
      since: one.since,
      code: one.code,
      version: one.version,
      signed: standings.filter(({ valid }) => valid !== null).length,
      parties: standings.length,
      beside,
    });
    if (beside && beside.sent.length > 0) {
      const what = beside.written.length > 0 ? "agreement-differs" : "agreement-change-sending";
      waits.push({ what, who: "office", since: beside.since });
    }
    if (one.state === "draft") {
      waits.push({ what: "agreement-sending", who: "office", since: one.since });
    }
    if (one.state !== "sent" && one.state !== "amended") continue;
    const turn = whoseTurn(standings);
    if (turn.some(({ party }) => isUnnamed(party))) {
      waits.push({ what: "agreement-naming", who: "office", since: one.since });
    }
    for (const { party } of turn.filter((each) => !isUnnamed(each.party))) {
      const since = party.askedAt ?? one.since;
      const name = party.name || party.capacity || null;
      waits.push({ what: "agreement-signature", who: party.role, name, since });
    }
  }
  return { waits, agreements };
}

/** Whether the learning agreement of a stay, or the one of staff, is signed by all in the text of today (rule C3). */
export async function isLearningAgreementSigned(tx: Tx, mobilityId: string): Promise<boolean> {
  const all = await agreementsOf(tx, mobilityId);
  return all.some((one) => BEFORE_LEAVING.includes(one.kind) && one.state === "signed");
}

/** Whether the learning agreement of a stay was sent to be signed, in whatever text. */
export async function isLearningAgreementSent(tx: Tx, mobilityId: string): Promise<boolean> {
  const all = await agreementsOf(tx, mobilityId);
  return all.some((one) => BEFORE_LEAVING.includes(one.kind) && one.state !== "draft");
}

/**
 * What speaks against the first day because of agreements: the learning agreement is signed by all
 * before somebody leaves. Whoever starts a stay asks this first.
 */
export async function startProblems(tx: Tx, mobilityId: string): Promise<readonly Problem[]> {
  return (await isLearningAgreementSigned(tx, mobilityId))
    ? []
    : [{ code: "agreement-not-signed-yet" }];
}

export type AgreementPage = {
  readonly agreement: StoredAgreement;
  readonly stand: Stand | undefined;
  readonly versions: readonly Version[];
  readonly questions: readonly Question[];
  readonly files: readonly AgreementFile[];
  /** Word papers of the consortium's own that went out, the newest first. */
  readonly ownPapers: readonly SentPaper[];
  /** What stands in each party's address, for whoever hands it over by hand. */
  readonly secrets: ReadonlyMap<string, string>;
  readonly person: string;
  readonly beside: BesideStay | null;
};

/** One agreement with everything on its page; undefined for "not there" and "not yours" alike. */
export async function readAgreement(tx: Tx, id: string): Promise<AgreementPage | undefined> {
  if (!can.see(tx.actor) || !isUuid(id)) return undefined;
  const agreement = await agreementById(tx, id);
  if (!agreement) return undefined;
  const stand = await readStand(tx, agreement);
  const secrets = new Map<string, string>();
  if (can.workOn(tx.actor, agreement.sendingCountry)) {
    for (const { party } of stand?.standings ?? []) {
      const secret = await openSecret(tx, party.id);
      if (secret) secrets.set(party.id, secret);
    }
  }
  return {
    agreement,
    stand,
    versions: await versionsOf(tx, agreement.id),
    questions: await questionsOf(tx, agreement.id),
    files: await filesOf(tx, agreement.id),
    ownPapers: await sentPapersOf(tx, agreement.id),
    secrets,
    person: await personName(tx, agreement.mobilityId),
    beside:
      (await readDifferences(tx, [agreement.mobilityId])).find(
        ({ agreementId }) => agreementId === agreement.id,
      ) ?? null,
  };
}
