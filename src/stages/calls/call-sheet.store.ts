import { sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import { callsRead } from "./call.store.ts";
import type { CallOwner } from "./call.ts";
import type { CallSheet, KeptSeats, SheetFlow, SheetPlace } from "./call-sheet.ts";

/** A call with all its public parts, as one statement. */
const sheets = (tx: Tx) =>
  callsRead(tx)
    .select((e) => [
      jsonArrayFrom(
        e
          .selectFrom("flows as f")
          .innerJoin("organisations as o", "o.id", "f.hosting_organisation_id")
          .whereRef("f.call_id", "=", "c.id")
          .where("f.state", "=", "open")
          .select((f) => [
            "f.id",
            "f.code",
            "f.sending_country as sendingCountry",
            "f.city",
            "f.country",
            "o.name as hostingOrganisation",
            "f.starts",
            "f.ends",
            "f.minimum",
            jsonArrayFrom(
              f
                .selectFrom("places as p")
                .whereRef("p.flow_id", "=", "f.id")
                .select([
                  "p.trade",
                  "p.seats",
                  sql<number>`(select coalesce(sum(r.seats), 0)::int from reserved_seats r where r.place_id = p.id)`.as(
                    "kept",
                  ),
                ])
                .orderBy("p.trade")
                .$castTo<SheetPlace>(),
            ).as("places"),
          ])
          .orderBy("f.sending_country")
          .orderBy("f.code")
          .$castTo<SheetFlow>(),
      ).as("flows"),
      jsonArrayFrom(
        e
          .selectFrom("call_owners as w")
          .whereRef("w.call_id", "=", "c.id")
          .select(["w.country", "w.name", "w.phone", "w.email"])
          .orderBy("w.country")
          .$castTo<CallOwner>(),
      ).as("owners"),
      jsonArrayFrom(
        e
          .selectFrom("reserves as v")
          .whereRef("v.call_id", "=", "c.id")
          .select([
            "v.name",
            sql<number>`(select coalesce(sum(r.seats), 0)::int from reserved_seats r
              join places p on p.id = r.place_id join flows f on f.id = p.flow_id
              where r.reserve_id = v.id and f.state = 'open')`.as("seats"),
          ])
          .orderBy("v.position")
          .$castTo<KeptSeats>(),
      ).as("kept"),
      sql<CallSheet["preselection"]>`(select jsonb_build_object('onlyThose', r.only_those,
        'until', r.until) from preselection_rules r where r.call_id = c.id)`.as("preselection"),
    ])
    .$castTo<CallSheet>();

export async function oneSheet(tx: Tx, which: string | number): Promise<CallSheet | undefined> {
  const text = String(which);
  if (isUuid(text)) return sheets(tx).where("c.id", "=", text).executeTakeFirst();
  if (!/^\d{1,4}$/.test(text)) return undefined;
  return sheets(tx).where("c.number", "=", Number(text)).executeTakeFirst();
}

export const sheetByCode = (tx: Tx, code: string): Promise<CallSheet | undefined> =>
  sheets(tx).where("c.public_code", "=", code).executeTakeFirst();

export const openSheets = (tx: Tx): Promise<CallSheet[]> =>
  sheets(tx)
    .where("c.state", "=", "open")
    .where("c.closes_at", ">", tx.now)
    .orderBy("c.closes_at")
    .orderBy("c.number")
    .execute();
