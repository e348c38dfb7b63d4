import { fromTemplate } from "../../src/console/calls/from-template.ts";
import { addDays } from "../../src/shared/day.ts";
import { ensureStandardForms } from "../../src/stages/applications/standard-forms.ts";
import { addFlow } from "../../src/stages/calls/add-flow.ts";
import { addReserve } from "../../src/stages/calls/add-reserve.ts";
import { createCall } from "../../src/stages/calls/create-call.ts";
import { openCall } from "../../src/stages/calls/open-call.ts";
import { setOwners } from "../../src/stages/calls/set-owners.ts";
import type { World } from "./build.ts";
import { CALL_4_FLOWS, RESERVES } from "./calls.ts";
import { atEightInTheEvening, atNine, monthOf } from "./days.ts";
import { must } from "./must.ts";
import { OWNERS } from "./owners.ts";

const ANNA = "anna@uniser.example";
/** What the posters of the demo show. */
export const CALL_4_CODE = "K4NEXT";

/** Open now: made from the template for learners as an office would, with a rule of every kind. */
export async function buildCall4(world: World): Promise<void> {
  const { database, clock, days, lines, partners } = world;
  const { opens, closes, decided, answered, starts, ends } = days.call4;
  const month = monthOf(starts);
  clock.moveTo(atNine(addDays(opens, -10)));
  const callId = await database.withTx(world.actorOf(ANNA), async (tx) => {
    await ensureStandardForms(tx);
    const id = await must(
      "call 4",
      createCall(tx, {
        ...fromTemplate("learners"),
        lineId: lines.get("one-month")!,
        number: 4,
        publicCode: CALL_4_CODE,
        needsList: true,
        title: {
          bs: `Četiri sedmice rada u inostranstvu, ${month.bs}`,
          cnr: `Četiri nedjelje rada u inostranstvu, ${month.cnr}`,
          en: `Four weeks of work abroad, ${month.en}`,
          hr: `Četiri tjedna rada u inozemstvu, ${month.hr}`,
          mk: `Четири недели работа во странство, ${month.mk}`,
          sq: `Katër javë punë jashtë vendit, ${month.sq}`,
          "sr-Cyrl": `Четири недеље рада у иностранству, ${month["sr-Cyrl"]}`,
        },
        opensAt: atNine(opens),
        closesAt: atEightInTheEvening(closes),
        decideBy: decided,
        answerBy: atEightInTheEvening(answered),
        drawSeed: "4e6b1d70c9a258f3b7d4061e",
      }),
    );
    await must("owners", setOwners(tx, id, OWNERS));
    for (const reserve of RESERVES) {
      await must(reserve.code, addReserve(tx, { ...reserve, callId: id }));
    }
    for (const flow of CALL_4_FLOWS) {
      const code = `${flow.from}-${flow.city}`.toUpperCase().replace("Ł", "L");
      const places = flow.places.map(({ trade, seats, reserved = {} }) => ({
        trade,
        seats,
        reserved: Object.entries(reserved).map(([group, kept]) => ({ code: group, seats: kept })),
      }));
      await must(
        code,
        addFlow(tx, {
          callId: id,
          code,
          sendingCountry: flow.from,
          hostingOrganisationId: partners.get(flow.host)!,
          city: flow.city,
          country: flow.country,
          starts,
          ends,
          minimum: flow.minimum,
          leader: flow.leader,
          places,
        }),
      );
    }
    return id;
  });
  clock.moveTo(atNine(opens));
  await database.withTx(world.actorOf(ANNA), (tx) => must("open", openCall(tx, callId)));
}
