import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { enqueue } from "../../platform/jobs/enqueue.ts";
import { certificateCode, newId } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { checkPath } from "../agreements/seal-paper.ts";
import { readScheme } from "../schemes/read-scheme.ts";
import { next } from "./certificate.rules.ts";
import {
  certificateById,
  certificateOfStay,
  certifiedStay,
  endCertificate,
  insertCertificate,
} from "./certificate.store.ts";
import { certificateModel } from "./certificate-model.ts";
import { can } from "./recognition.policy.ts";
import { notYet } from "./reflection.rules.ts";
import { livedStays } from "./reflection.store.ts";

/**
 * Certifies that somebody was there: the text is frozen now, a job sets and seals it. One a stay;
 * asked again, the one that is there is given back.
 */
export async function issueCertificate(
  tx: Tx,
  mobilityId: string,
  publicUrl: string,
): Promise<Result<string>> {
  const stay = isUuid(mobilityId) ? await certifiedStay(tx, mobilityId) : undefined;
  if (!stay || !can.changeOutcome(tx.actor, stay.sendingCountry)) return notFound;
  const problem = notYet(stay);
  if (problem) return refuse(problem);
  const known = await certificateOfStay(tx, mobilityId);
  if (known) return ok(known.id);
  const scheme = await readScheme(tx);
  if (!scheme) return notFound;
  const id = newId();
  const code = certificateCode();
  const checkAddress = new URL(checkPath("en", scheme.slug, code), publicUrl).toString();
  const model = certificateModel({ stay, scheme, code, checkAddress, madeAt: tx.now });
  if (
    !(await insertCertificate(tx, { id, mobilityId, code, model, by: actorId(tx.actor) ?? "" }))
  ) {
    const theirs = await certificateOfStay(tx, mobilityId);
    if (!theirs) throw new Error("a certificate's code was given twice");
    return ok(theirs.id);
  }
  await record(tx, "certificate.asked", { type: "mobility", id: mobilityId }, { code });
  await enqueue(tx, "seal-certificate", { certificateId: id }, { key: `seal-certificate:${id}` });
  return ok(id);
}

/** For everybody of a line who is home and has none; how many that were. */
export async function issueCertificatesOfLine(
  tx: Tx,
  lineId: string,
  publicUrl: string,
): Promise<Result<number>> {
  if (!can.changeSomeOutcome(tx.actor) || !isUuid(lineId)) return notFound;
  let issued = 0;
  for (const lived of await livedStays(tx, { lineId })) {
    if (!can.changeOutcome(tx.actor, lived.sendingCountry) || notYet(lived)) continue;
    if (await certificateOfStay(tx, lived.mobilityId)) continue;
    const done = await issueCertificate(tx, lived.mobilityId, publicUrl);
    if (!done.ok) return done;
    issued += 1;
  }
  return ok(issued);
}

const LONGEST_REASON = 500;

/** A certificate that says something wrong counts no more; whoever checks its code is told so. */
export async function withdrawCertificate(
  tx: Tx,
  mobilityId: string,
  reason: string,
): Promise<Result<null>> {
  const stay = isUuid(mobilityId) ? await certifiedStay(tx, mobilityId) : undefined;
  if (!stay || !can.changeOutcome(tx.actor, stay.sendingCountry)) return notFound;
  const live = await certificateOfStay(tx, mobilityId);
  const known = live && (await certificateById(tx, live.id, true));
  if (!known) return notFound;
  const after = next(known.state, "withdraw");
  if (!after.ok) return after;
  const why = reason.trim();
  if (why === "") return refuse({ code: "required", field: "reason" });
  if (why.length > LONGEST_REASON) {
    return refuse({ code: "too-long", params: { max: LONGEST_REASON }, field: "reason" });
  }
  await endCertificate(tx, known.id, why);
  await record(
    tx,
    "certificate.withdrawn",
    { type: "mobility", id: mobilityId },
    { code: known.code },
  );
  return ok(null);
}
