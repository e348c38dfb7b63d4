import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { Beds } from "./hosting.ts";

type Window = {
  readonly hostId: string;
  readonly city: string;
  readonly starts: string;
  readonly ends: string;
};

/**
 * Lines of beds of a hosting partner and of its companies in a city, on any of these days. A partner
 * with an office outside hosts in the city; one with learners in two cities has beds where it stands.
 */
export async function bedsNear(
  tx: Tx,
  of: Window,
): Promise<(Beds & { readonly organisationId: string })[]> {
  const { rows } = await sql<Beds & { readonly organisationId: string }>`
    select b.organisation_id as "organisationId", b.name, b.street, b.beds, b.rooms, b.gender,
      b.accessible, b.starts, b.ends
    from host_beds b join organisations o on o.id = b.organisation_id
    where b.ended_at is null and b.starts <= ${of.ends} and b.ends >= ${of.starts}
      and ((o.id = ${of.hostId} or o.hosting_partner_id = ${of.hostId}) and o.city = ${of.city}
        or o.id = ${of.hostId} and not exists (
          select from flows f where f.hosting_organisation_id = o.id and f.city = o.city))
    order by b.organisation_id, b.name, b.starts, b.id`.execute(tx.db);
  return rows;
}

/** Everybody who is at this partner in this city on any of these days, with the bed they were given. */
export async function sleepersNear(
  tx: Tx,
  of: Window,
): Promise<
  {
    readonly mobilityId: string;
    readonly gender: string | null;
    readonly starts: string;
    readonly ends: string;
    readonly hostId: string | null;
    readonly room: string | null;
  }[]
> {
  const { rows } = await sql<{
    mobilityId: string;
    gender: string | null;
    starts: string;
    ends: string;
    hostId: string | null;
    room: string | null;
  }>`
    select m.id as "mobilityId", p.gender, m.starts, m.ends, b.organisation_id as "hostId", b.room
    from mobilities m join persons p on p.id = m.person_id
      left join bed_stays b on b.mobility_id = m.id and b.ended_at is null
    where m.hosting_organisation_id = ${of.hostId} and m.hosting_city = ${of.city}
      and m.state <> 'cancelled' and m.starts <= ${of.ends} and m.ends >= ${of.starts}
    order by m.id`.execute(tx.db);
  return rows;
}
