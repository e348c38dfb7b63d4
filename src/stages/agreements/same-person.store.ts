import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { Party } from "./agreement.ts";

/**
 * The same line in the other agreements of this kind and group, where it is about the same
 * organisation, nobody is named and nobody has signed. Of one group all come from one country.
 */
export async function unnamedAlike(
  tx: Tx,
  party: Party,
): Promise<{ agreementId: string; partyId: string }[]> {
  const { rows } = await sql<{ agreementId: string; partyId: string }>`
    select a.id as "agreementId", q.id as "partyId"
    from agreements o
    join mobilities om on om.id = o.mobility_id
    join mobilities m on m.flow_id = om.flow_id
    join agreements a on a.mobility_id = m.id and a.kind = o.kind and a.id <> o.id
      and a.state <> 'withdrawn'
    join agreement_parties q on q.agreement_id = a.id and q.ended_at is null
      and q.role = ${party.role} and q.number = ${party.number} and q.name = ''
    where o.id = ${party.agreementId}::uuid
      and case q.role
        when 'sending' then m.sending_organisation_id = om.sending_organisation_id
        when 'hosting' then a.company_id = o.company_id
        when 'intermediary' then a.hosting_partner_id = o.hosting_partner_id
        else false end
      and not exists (select from agreement_signatures s where s.party_id = q.id)
    order by a.id`.execute(tx.db);
  return rows;
}
