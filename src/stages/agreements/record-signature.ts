import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { day, isDay } from "../../shared/day.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { can } from "./agreement.policy.ts";
import { lockAgreement } from "./agreement.store.ts";
import { moveOn } from "./ask-parties.ts";
import { keepFile, type SignedFile } from "./keep-file.ts";
import { insertSignature } from "./party.store.ts";
import { readStand } from "./read-standings.ts";
import {
  keepNaming,
  mayBeSigned,
  namedBy,
  signedHashes,
  signerNameProblems,
  staysAtHome,
} from "./sign-agreement.ts";

export type HandSigned = {
  readonly agreementId: string;
  readonly partyId: string;
  readonly channel: string;
  /** Which text stood on the paper. */
  readonly version: number;
  readonly name: string;
  readonly signedOn: string;
  /** What this party named beside its name, such as the mentor: it stands on the sheet. */
  readonly named?: (path: string) => string;
  /** The photograph or scan of the sheet, or the file of the other system. */
  readonly file: SignedFile | null;
};

/**
 * Writes down a signature that was given on paper or in another system, with its picture or file. It
 * counts like one by link; whoever holds the paper need not wait for the turn of the others.
 */
export async function recordSignature(
  tx: Tx,
  from: HandSigned,
  publicUrl: string,
): Promise<Result<{ readonly complete: boolean }>> {
  const agreement = isUuid(from.agreementId)
    ? await lockAgreement(tx, from.agreementId)
    : undefined;
  if (!agreement || !can.workOn(tx.actor, agreement.sendingCountry)) return notFound;
  const stand = await readStand(tx, agreement);
  const own = stand?.standings.find((one) => one.party.id === from.partyId);
  if (!stand || !own) return notFound;
  if (agreement.state === "withdrawn") {
    return refuse({ code: "agreement-withdrawn", params: { action: "sign" } });
  }
  if (!mayBeSigned(agreement)) return refuse(staysAtHome);
  const { channel } = from;
  if (channel !== "paper" && channel !== "elsewhere") {
    return refuse({ code: "choose-one", field: "channel" });
  }
  const name = from.name.trim();
  const today = wallTimeOf(tx.now).day;
  const namedContent = namedBy(stand, own.party.role, from.named ?? (() => ""));
  const problems: Problem[] = [
    ...(own.valid ? [{ code: "agreement-already-signed" }] : []),
    ...(from.version === stand.version.number
      ? []
      : [{ code: "agreement-other-version", params: { version: stand.version.number } }]),
    ...signerNameProblems(name, "name"),
    ...(isDay(from.signedOn)
      ? from.signedOn > today
        ? [{ code: "day-in-future", field: "signedOn" }]
        : []
      : [{ code: "not-a-day", field: "signedOn" }]),
    ...(own.valid ? [] : namedContent.problems),
    ...(from.file ? [] : [{ code: "no-file", field: "file" }]),
  ];
  if (problems.length > 0 || !from.file) return refuse(...problems);
  const kept = await keepFile(tx, {
    agreementId: agreement.id,
    kind: channel === "paper" ? "sheet" : "elsewhere",
    version: stand.version.number,
    file: from.file,
  });
  if (!kept.ok) return kept;
  const signatureId = newId();
  const named = await keepNaming(tx, agreement, stand, namedContent.content, signatureId);
  await insertSignature(tx, {
    id: signatureId,
    agreementId: agreement.id,
    partyId: own.party.id,
    version: stand.version.number,
    hashes: signedHashes(stand, own.party.role, named),
    textHash: stand.version.textHash,
    channel,
    signedName: name,
    drawing: null,
    saidLocale: null,
    saidHash: null,
    fileId: kept.value,
    signedOn: day(from.signedOn),
    by: actorId(tx.actor) ?? "",
  });
  await record(
    tx,
    "agreement.signed",
    { type: "agreement", id: agreement.id },
    { partyId: own.party.id, channel, version: stand.version.number },
  );
  const after = await moveOn(tx, agreement, { since: null, publicUrl });
  return ok({ complete: after === "complete" });
}
