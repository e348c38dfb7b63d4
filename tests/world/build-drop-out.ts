import { savepoint } from "../../src/platform/db/savepoint.ts";
import { addDays } from "../../src/shared/day.ts";
import { withdrawAcceptance } from "../../src/stages/mobilities/decline-offer.ts";
import { readReserveProposal } from "../../src/stages/mobilities/read-reserve.ts";
import type { World } from "./build.ts";
import { atNine } from "./days.ts";
import { must } from "./must.ts";

/**
 * Yesterday somebody with a company, a journey and a bed said that they cannot go. The seat is free,
 * somebody waits for it, and nobody has been asked yet: the group's page shows what to do.
 */
export async function buildDropOut(world: World): Promise<void> {
  const { database, clock, days, schemeId } = world;
  clock.moveTo(atNine(addDays(days.today, -1)));
  const anna = world.actorOf("anna@uniser.example");
  const held = await database.withTx({ kind: "system", schemeId }, ({ db }) =>
    db
      .selectFrom("mobilities as m")
      .innerJoin("offers as o", "o.id", "m.offer_id")
      .leftJoin("bed_stays as b", (on) =>
        on.onRef("b.mobility_id", "=", "m.id").on("b.ended_at", "is", null),
      )
      .where("m.scheme_id", "=", schemeId)
      .where("m.state", "in", ["matched", "preparing"])
      .where("m.company_id", "is not", null)
      .where("m.starts", ">", days.today)
      .where((e) =>
        e.exists(
          e.selectFrom("journey_people as j").select("j.id").whereRef("j.mobility_id", "=", "m.id"),
        ),
      )
      .select(["o.id as offerId", "o.place_id as placeId"])
      .orderBy("b.id")
      .orderBy("m.reference")
      .execute(),
  );
  await database.withTx(anna, async (tx) => {
    for (const { offerId, placeId } of held) {
      // Who would be next is known once the seat is free; where nobody waits, somebody else drops out.
      const before = await savepoint(tx);
      const reason = "Starts an apprenticeship at home in July.";
      await must("drop-out", withdrawAcceptance(tx, offerId, reason));
      const line = await readReserveProposal(tx, placeId);
      if (line?.proposed) return;
      await before.undo();
    }
    throw new Error("nobody of the demo could drop out and be replaced");
  });
  clock.moveTo(atNine(days.today));
}
