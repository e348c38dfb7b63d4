import type { Tx } from "../../platform/db/index.ts";
import type { InventedLearner } from "./invented-learner.ts";

/** Results of invented people, the newest published call first, country by country, fewest points first. */
export const inventedResults = (tx: Tx): Promise<InventedLearner[]> =>
  tx.db
    .selectFrom("allocation_runs as r")
    .innerJoin("calls as c", "c.id", "r.call_id")
    .innerJoin("run_applicants as ra", "ra.run_id", "r.id")
    .innerJoin("applications as a", "a.id", "ra.application_id")
    .innerJoin("persons as p", "p.id", "a.person_id")
    .leftJoinLateral(
      (e) =>
        e
          .selectFrom("offers as o")
          .innerJoin("places as pl", "pl.id", "o.place_id")
          .innerJoin("flows as f", "f.id", "pl.flow_id")
          .leftJoin("wishes as w", (j) =>
            j.onRef("w.application_id", "=", "o.application_id").onRef("w.flow_id", "=", "f.id"),
          )
          .leftJoin("mobilities as m", "m.offer_id", "o.id")
          .whereRef("o.application_id", "=", "a.id")
          .select(["o.state", "f.city", "w.rank", "m.state as stay"])
          .orderBy("o.offered_at", "desc")
          .limit(1)
          .as("last"),
      (j) => j.onTrue(),
    )
    .where("r.state", "=", "published")
    .where("p.invented", "=", true)
    .orderBy("c.number", "desc")
    .orderBy("a.sending_country")
    .orderBy("a.points")
    .orderBy("a.code")
    .select((e) => [
      e.fn<string>("concat_ws", [e.val(" "), "p.given_names", "p.family_name"]).as("name"),
      "a.code",
      "p.birth_date as birthDate",
      "a.points",
      "last.state as offer",
      "last.city",
      "last.stay",
      "last.rank as wish",
      "a.locale",
    ])
    .$castTo<InventedLearner>()
    .execute();
