import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import type { StoredAgreement } from "./agreement.store.ts";
import type { PartyRole } from "./agreement.ts";
import { partiesFor } from "./draft-agreement.ts";
import { stayFacts } from "./facts.store.ts";
import { endLinks, endParty, insertParties, partiesOf } from "./party.store.ts";
import { templateOf } from "./template.ts";

const OF_THE_HOST: readonly PartyRole[] = ["hosting", "intermediary"];

/**
 * Another company, another hosting partner: its people sign, and links of those who were asked before
 * open nothing any more. Lines of everybody else, and of an organisation that stays, are left alone.
 */
export async function replaceOrganisations(tx: Tx, agreement: StoredAgreement): Promise<void> {
  const stay = await stayFacts(tx, agreement.mobilityId);
  if (!stay) return;
  const wanted = (await partiesFor(tx, templateOf(agreement), stay, agreement.id)).filter(
    ({ role }) => OF_THE_HOST.includes(role),
  );
  const there = (await partiesOf(tx, agreement.id)).filter(
    (one) => one.endedAt === null && OF_THE_HOST.includes(one.role),
  );
  const stays = (role: PartyRole, capacity: string) =>
    there.some((one) => one.role === role && one.capacity === capacity);
  const about = { type: "agreement", id: agreement.id };
  for (const party of there) {
    if (wanted.some((one) => one.role === party.role && one.capacity === party.capacity)) continue;
    await endLinks(tx, party.id);
    await endParty(tx, party.id, "changed");
    const { id: partyId, role } = party;
    await record(tx, "agreement.person-changed", about, { partyId, role });
  }
  await insertParties(
    tx,
    wanted.filter(({ role, capacity }) => !stays(role, capacity)),
  );
}
