import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import type { CappedChild } from "../../platform/files/capped-child.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { prepareMobility } from "../mobilities/prepare-mobility.ts";
import { agreedDayProblems } from "./agreed-days.rules.ts";
import { can } from "./agreement.policy.ts";
import { changesBetween, missingFields, missingParties, next } from "./agreement.rules.ts";
import {
  type About,
  changeState,
  insertVersion,
  lockAgreement,
  newestVersion,
  type StoredAgreement,
} from "./agreement.store.ts";
import { BEFORE_LEAVING, type Content, type Named, type Version } from "./agreement.ts";
import { moveOn } from "./ask-parties.ts";
import { guardiansNeeded } from "./draft-agreement.ts";
import { stayFacts } from "./facts.store.ts";
import { fingerprints, textHash } from "./fingerprints.ts";
import { keepSentPaper, paperToSend } from "./own-sent-paper.ts";
import { partiesOf } from "./party.store.ts";
import { readDifferences } from "./read-differences.ts";
import { replaceOrganisations } from "./replace-organisations.ts";
import { type Template, templateOf } from "./template.ts";

/**
 * Freezes the text as it is and asks the first to sign. One that was sent before is corrected by the
 * next version: signatures of those whose sections did not change stay, the others are asked again.
 * @param filler a process that fills the Word papers of several in a row
 */
export async function sendAgreement(
  tx: Tx,
  id: string,
  publicUrl: string,
  filler?: CappedChild,
): Promise<Result<{ readonly version: number }>> {
  const agreement = isUuid(id) ? await lockAgreement(tx, id) : undefined;
  if (!agreement || !can.workOn(tx.actor, agreement.sendingCountry)) return notFound;
  const before = await newestVersion(tx, agreement.id);
  const after = next(agreement.state, before ? "correct" : "send");
  if (!after.ok) return after;
  const template = templateOf(agreement);
  const old = before && readContent(before);
  const changes = old ? changesBetween(template, old, agreement.content) : [];
  const problems = await problemsOf(tx, agreement, template);
  if (before && changes.length === 0) problems.push({ code: "agreement-unchanged" });
  if (problems.length > 0) return refuse(...problems);
  const named = before ? keptNaming(template, before, agreement.content) : null;
  const known = { ...agreement.content, ...named?.content };
  const own = await paperToSend(tx, agreement, known, filler);
  if (!own.ok) return own;

  const number = agreement.version + 1;
  const hashes = fingerprints(template, agreement.content);
  await insertVersion(tx, {
    agreementId: agreement.id,
    number,
    content: agreement.content,
    hashes,
    textHash: textHash(template, hashes),
    changes,
    named,
    companyId: agreement.companyId,
    hostingPartnerId: agreement.hostingPartnerId,
    by: actorId(tx.actor) ?? "",
  });
  if (own.value) {
    const kept = await keepSentPaper(tx, { agreementId: agreement.id, number }, own.value);
    if (!kept.ok) return kept;
  }
  await changeState(tx, agreement.id, { state: after.value, version: number });
  await record(
    tx,
    before ? "agreement.corrected" : "agreement.sent",
    { type: "agreement", id: agreement.id },
    { version: number, sections: [...new Set(changes.map((one) => one.section))] },
  );
  const sent = { ...agreement, state: after.value, version: number };
  if (before && isAboutOthers(before, agreement)) await replaceOrganisations(tx, agreement);
  await moveOn(tx, sent, { since: tx.now, publicUrl });
  // From here on the stay waits for signatures and for what is done before the journey.
  if (BEFORE_LEAVING.includes(agreement.kind)) await prepareMobility(tx, agreement.mobilityId);
  return ok({ version: number });
}

/** What was sent, with what the host filled in since. */
export const readContent = (version: Pick<Version, "content" | "named">): Content => ({
  ...version.content,
  ...version.named?.content,
});

async function problemsOf(
  tx: Tx,
  agreement: StoredAgreement,
  template: Template,
): Promise<Problem[]> {
  const stay = await stayFacts(tx, agreement.mobilityId);
  const guardians = stay ? await guardiansNeeded(tx, stay) : 0;
  const parties = await partiesOf(tx, agreement.id);
  return [
    ...(stay?.state === "cancelled"
      ? [{ code: "mobility-cancelled", params: { action: "send" } }]
      : []),
    ...(await differingProblems(tx, agreement)),
    ...missingFields(template, agreement.content),
    ...agreedDayProblems(agreement.kind, agreement.content),
    ...missingParties(template, parties, guardians),
  ];
}

const isAboutOthers = (before: About, now: About): boolean =>
  before.companyId !== now.companyId || before.hostingPartnerId !== now.hostingPartnerId;

/** A text that says otherwise than the stay is would only be corrected again. */
async function differingProblems(tx: Tx, agreement: StoredAgreement): Promise<Problem[]> {
  const beside = await readDifferences(tx, [agreement.mobilityId]);
  const own = beside.find((one) => one.agreementId === agreement.id);
  return (own?.written ?? []).map(({ what }) => ({ code: `agreement-other-${what}` }));
}

/**
 * A mentor whom the host named stays named in the next version while the office leaves the name as it
 * is, so that those who signed before the naming need not sign again.
 */
function keptNaming(template: Template, before: Version, content: Content): Named | null {
  if (!before.named) return null;
  const hashes = fingerprints(template, content);
  const same = Object.entries(before.named.after).every(
    ([section, hash]) => hashes[section] === hash,
  );
  return same ? before.named : null;
}
