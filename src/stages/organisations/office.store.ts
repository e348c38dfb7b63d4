import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { isUuid, type OrganisationId } from "../../shared/id.ts";
import type { Office, OfficePlace } from "./office.ts";

/** Partners, with the countries each sends from; never a school. */
export async function publicOffices(tx: Tx): Promise<Office[]> {
  const { rows } = await sql<Office>`
    select o.id, o.name, o.city, o.country, o.website, o.roles, o.street, o.postcode, o.landline,
      o.office_hours as hours,
      coalesce((select jsonb_agg(c.country order by c.position) from scheme_countries c
        where c.sending_partner_id = o.id), '[]') as "sendsFrom"
    from organisations o
    where o.roles && array['coordinating', 'sending', 'hosting'] and not o.roles @> array['school']
    order by o.name, o.id`.execute(tx.db);
  return rows;
}

export async function lockOffice(
  tx: Tx,
  id: string,
): Promise<
  (OfficePlace & { id: OrganisationId; name: string; roles: readonly string[] }) | undefined
> {
  if (!isUuid(id)) return undefined;
  const { rows } = await sql<
    OfficePlace & { id: OrganisationId; name: string; roles: readonly string[] }
  >`
    select id, name, roles, street, postcode, landline, office_hours as hours
    from organisations where id = ${id} for update`.execute(tx.db);
  return rows[0];
}

export const updateOffice = (tx: Tx, id: OrganisationId, to: OfficePlace): Promise<unknown> =>
  tx.db
    .updateTable("organisations")
    .set({
      street: to.street,
      postcode: to.postcode,
      landline: to.landline,
      office_hours: to.hours && JSON.stringify(to.hours),
    })
    .where("id", "=", id)
    .execute();
