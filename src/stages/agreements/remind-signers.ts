import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./agreement.policy.ts";
import { nextReminder, type Standing, whoseTurn } from "./agreement.rules.ts";
import { lockAgreement, type StoredAgreement } from "./agreement.store.ts";
import { remindLater, writeTo } from "./ask-parties.ts";
import { markReminded } from "./party.store.ts";
import { readStand } from "./read-standings.ts";
import { mayBeSigned, staysAtHome } from "./sign-agreement.ts";
import { signingSecret } from "./signing-link.ts";

const WAITING = ["sent", "amended"];

/**
 * Reminds those whose day has come, and comes back for the next. Started twice it finds nobody due:
 * each reminder moves the day of the next one.
 */
export async function remindSigners(
  tx: Tx,
  { agreementId, publicUrl }: { readonly agreementId: string; readonly publicUrl: string },
): Promise<number> {
  const agreement = await lockAgreement(tx, agreementId);
  if (!agreement || !WAITING.includes(agreement.state)) return 0;
  // Somebody who does not go needs nobody's signature.
  if (!mayBeSigned(agreement)) return 0;
  const stand = await readStand(tx, agreement);
  if (!stand) return 0;
  const asked = whoseTurn(stand.standings).filter(({ party }) => party.askedAt !== null);
  const isDue = ({ party }: Standing) => {
    const at = nextReminder(party);
    return at !== null && at <= tx.now;
  };
  const due = asked.filter(isDue);
  for (const one of due) await remind(tx, agreement, one, publicUrl);
  await remindLater(
    tx,
    { agreementId: agreement.id, publicUrl },
    asked.map((one) =>
      due.includes(one)
        ? { ...one, party: { ...one.party, reminders: one.party.reminders + 1 } }
        : one,
    ),
  );
  return due.length;
}

async function remind(
  tx: Tx,
  agreement: StoredAgreement,
  { party }: Standing,
  publicUrl: string,
): Promise<void> {
  await markReminded(tx, party.id);
  await record(
    tx,
    "agreement.reminded",
    { type: "agreement", id: agreement.id },
    { partyId: party.id },
  );
  await writeTo(tx, party, {
    secret: await signingSecret(tx, party.id),
    code: agreement.code,
    publicUrl,
    template: "sign.mail-reminder",
  });
}

/** The office sends the letter again now, whenever the next reminder is due. */
export async function sendAgain(
  tx: Tx,
  of: { readonly agreementId: string; readonly partyId: string },
  publicUrl: string,
): Promise<Result<null>> {
  const agreement = isUuid(of.agreementId) ? await lockAgreement(tx, of.agreementId) : undefined;
  if (!agreement || !can.workOn(tx.actor, agreement.sendingCountry)) return notFound;
  if (agreement.state === "withdrawn") {
    return refuse({ code: "agreement-withdrawn", params: { action: "remind" } });
  }
  if (!mayBeSigned(agreement)) return refuse(staysAtHome);
  const stand = await readStand(tx, agreement);
  const turn = stand ? whoseTurn(stand.standings) : [];
  const own = stand?.standings.find((one) => one.party.id === of.partyId);
  if (!own) return notFound;
  if (own.valid) return refuse({ code: "agreement-already-signed" });
  if (!turn.includes(own)) return refuse({ code: "agreement-not-their-turn" });
  if (!own.party.email) return refuse({ code: "agreement-no-address" });
  await remind(tx, agreement, own, publicUrl);
  return ok(null);
}
