import type { Day } from "../../src/shared/day.ts";
import { addDays } from "../../src/shared/day.ts";
import { pinApplicant } from "../../src/stages/allocation-runs/pin-applicant.ts";
import { publishRun } from "../../src/stages/allocation-runs/publish-run.ts";
import { signRun } from "../../src/stages/allocation-runs/sign-run.ts";
import { startRun } from "../../src/stages/allocation-runs/start-run.ts";
import { registerApplicants } from "../../src/stages/applications/register-applicants.ts";
import { addFlow } from "../../src/stages/calls/add-flow.ts";
import { addReserve } from "../../src/stages/calls/add-reserve.ts";
import { closeCall } from "../../src/stages/calls/close-call.ts";
import { createCall } from "../../src/stages/calls/create-call.ts";
import { openCall } from "../../src/stages/calls/open-call.ts";
import { setOwners } from "../../src/stages/calls/set-owners.ts";
import { acceptOffer } from "../../src/stages/mobilities/accept-offer.ts";
import { declineOffer } from "../../src/stages/mobilities/decline-offer.ts";
import { offerNextReserve } from "../../src/stages/mobilities/offer-next-reserve.ts";
import { offerPlaces } from "../../src/stages/mobilities/offer-places.ts";
import { computeRun } from "../../src/worker/run-allocation.ts";
import type { World } from "./build.ts";
import { buildGuardians } from "./build-guardians.ts";
import { CALL_2_FLOWS, CALL_3_FLOWS, CRITERIA, type DemoFlow, RESERVES } from "./calls.ts";
import { atEightInTheEvening, atNine, monthOf } from "./days.ts";
import { type Learner, learnersOf } from "./learners.ts";
import { must } from "./must.ts";
import { OWNERS } from "./owners.ts";

const ANNA = "anna@uniser.example";
const MIRELA = "mirela@albanianskills.example";

type Plan = {
  readonly number: 2 | 3;
  readonly flows: readonly DemoFlow[];
  readonly sizes: Readonly<Record<string, number>>;
  readonly seed: string;
  readonly opens: Day;
  readonly closes: Day;
  readonly decideBy: Day;
  readonly answerBy: Day;
  readonly starts: Day;
  readonly ends: Day;
};

type Built = {
  readonly callId: string;
  readonly applications: readonly {
    readonly id: string;
    readonly code: string;
    readonly learner: Learner;
  }[];
  readonly flowIds: ReadonlyMap<string, string>;
};

const flowKey = (from: string, city: string) => `${from} ${city}`;

/** A call from draft to closed, with everybody who applied while it was open. */
async function closedCall(world: World, plan: Plan): Promise<Built> {
  const { database, clock, schemeId } = world;
  const system = { kind: "system", schemeId } as const;
  const month = monthOf(plan.starts);
  const title = {
    bs: `Mjesec dana, ${month.bs}`,
    cnr: `Mjesec dana, ${month.cnr}`,
    en: `One month, ${month.en}`,
    hr: `Mjesec dana, ${month.hr}`,
    mk: `Еден месец, ${month.mk}`,
    sq: `Një muaj, ${month.sq}`,
    "sr-Cyrl": `Месец дана, ${month["sr-Cyrl"]}`,
  };
  const flowIds = new Map<string, string>();
  clock.moveTo(atNine(addDays(plan.opens, -10)));
  const callId = await database.withTx(world.actorOf(ANNA), async (tx) => {
    const id = await must(
      `call ${plan.number}`,
      createCall(tx, {
        lineId: world.lines.get("one-month")!,
        number: plan.number,
        title,
        opensAt: atNine(plan.opens),
        closesAt: atEightInTheEvening(plan.closes),
        decideBy: plan.decideBy,
        answerBy: atEightInTheEvening(plan.answerBy),
        minimumAge: 16,
        maximumAge: 20,
        drawSeed: plan.seed,
        criteria: CRITERIA,
      }),
    );
    await must("owners", setOwners(tx, id, OWNERS));
    for (const reserve of RESERVES)
      await must(reserve.code, addReserve(tx, { ...reserve, callId: id }));
    for (const flow of plan.flows) {
      const code = `${flow.from}-${flow.city}`.toUpperCase().replace("Ł", "L");
      flowIds.set(
        flowKey(flow.from, flow.city),
        await must(
          code,
          addFlow(tx, {
            callId: id,
            code,
            sendingCountry: flow.from,
            hostingOrganisationId: world.partners.get(flow.host)!,
            city: flow.city,
            country: flow.country,
            starts: plan.starts,
            ends: plan.ends,
            minimum: flow.minimum,
            leader: flow.leader,
            places: flow.places.map((p) => ({
              trade: p.trade,
              seats: p.seats,
              reserved: Object.entries(p.reserved ?? {}).map(([reserve, seats]) => ({
                code: reserve,
                seats,
              })),
            })),
          }),
        ),
      );
    }
    return id;
  });
  clock.moveTo(atNine(plan.opens));
  await database.withTx(world.actorOf(ANNA), (tx) => must("open", openCall(tx, callId)));

  const learners = learnersOf(plan.number, plan.flows, plan.sizes, plan.starts);
  clock.moveTo(atNine(addDays(plan.opens, 20)));
  const registered = await database.withTx(
    system,
    async (tx) =>
      must(
        `applicants of call ${plan.number}`,
        registerApplicants(
          tx,
          callId,
          learners.map(({ cities, school, country, ...entry }) => ({
            ...entry,
            organisationId: world.schools.get(school)!,
            wishes: cities.map((city) => flowIds.get(flowKey(country, city))!),
          })),
        ),
      ),
    { purpose: "import" },
  );
  clock.moveTo(new Date(atEightInTheEvening(plan.closes).getTime() + 60_000));
  await database.withTx(world.actorOf(ANNA), (tx) => must("close", closeCall(tx, callId)));
  return {
    callId,
    flowIds,
    applications: registered.map((r, at) => ({
      id: r.applicationId,
      code: r.code,
      learner: learners[at]!,
    })),
  };
}

/** Published and answered; one place, given back, was offered to the next of the reserve list. */
export async function buildCall2(world: World): Promise<void> {
  const { database, clock, days } = world;
  const sizes = { AL: 14, BA: 9, XK: 9, ME: 8, MK: 9, RS: 10 };
  const built = await closedCall(world, {
    number: 2,
    flows: CALL_2_FLOWS,
    sizes,
    seed: "2a91f0c37be84d16a5c0d2e9",
    ...days.call2,
    decideBy: days.call2.decided,
    answerBy: days.call2.answered,
  });
  clock.moveTo(atNine(days.call2.decided));
  const freeze = { purpose: "freeze" } as const;
  const { runId } = await database.withTx(
    world.actorOf(ANNA),
    (tx) => must("run", startRun(tx, built.callId)),
    freeze,
  );
  await computeRun(database, { kind: "system", schemeId: world.schemeId }, runId);
  for (const signer of [ANNA, MIRELA]) {
    await database.withTx(
      world.actorOf(signer),
      (tx) => must("signature", signRun(tx, runId)),
      freeze,
    );
  }
  await database.withTx(
    world.actorOf(ANNA),
    async (tx) => {
      await must("publication", publishRun(tx, runId));
      await must("offers", offerPlaces(tx, runId));
    },
    freeze,
  );
  await answerCall2(world, built);
}

async function answerCall2(world: World, built: Built): Promise<void> {
  const { database, clock, days, schemeId } = world;
  clock.moveTo(atNine(addDays(days.call2.decided, 3)));
  const codes = new Map(built.applications.map((a) => [a.id, a.learner]));
  const offers = await database.withTx({ kind: "system", schemeId }, ({ db }) =>
    db
      .selectFrom("offers as o")
      .innerJoin("places as p", "p.id", "o.place_id")
      .innerJoin("flows as f", "f.id", "p.flow_id")
      .where("o.call_id", "=", built.callId)
      .select([
        "o.id",
        "o.application_id as applicationId",
        "o.place_id as placeId",
        "f.city",
        "f.sending_country as country",
      ])
      .orderBy("f.code")
      .orderBy("o.id")
      .execute(),
  );
  // The last place of Albania in Maribor is given back lately, so the next on the list is waiting.
  const givenBack = offers
    .filter((o) => o.country === "AL" && o.city === "Maribor")
    .sort((a, b) => total(codes.get(b.applicationId)!) - total(codes.get(a.applicationId)!))[0]!;
  const wishes: string[] = [];
  for (const offer of offers) {
    if (offer.id === givenBack.id) continue;
    const learner = { kind: "learner", schemeId, applicationId: offer.applicationId } as const;
    const answer = await database.withTx(learner, (tx) => must("yes", acceptOffer(tx, offer.id)));
    if (answer.state === "wished") wishes.push(offer.applicationId);
  }
  // All guardians but two have answered; the partners of those countries still wait for them.
  await buildGuardians(
    world,
    wishes.map((applicationId) => {
      const { person, country, locale } = codes.get(applicationId)!;
      return { applicationId, familyName: person.familyName, country, locale };
    }),
  );
  clock.moveTo(atNine(addDays(days.today, -2)));
  await database.withTx(
    { kind: "learner", schemeId, applicationId: givenBack.applicationId },
    (tx) => must("no", declineOffer(tx, givenBack.id, "")),
  );
  await database.withTx(world.actorOf(MIRELA), (tx) =>
    must("reserve", offerNextReserve(tx, givenBack.placeId)),
  );
}

const total = (learner: Learner): number =>
  Object.values(learner.points).reduce((sum, p) => sum + p, 0);

/** Closed and waiting: the call of the first five minutes. */
export async function buildCall3(world: World): Promise<void> {
  const { database, clock, days } = world;
  const built = await closedCall(world, {
    number: 3,
    flows: CALL_3_FLOWS,
    sizes: { AL: 26, BA: 24, XK: 27, ME: 13, MK: 25, RS: 25 },
    seed: "7c04b9e2d1f358a6904e11ab",
    ...days.call3,
  });
  // Two sisters of one school asked to go together; one has a place by points, the other is put beside her by hand.
  clock.moveTo(atNine(addDays(days.today, -1)));
  const sister = built.applications.find(
    (a) =>
      a.learner.country === "XK" &&
      a.learner.cities.includes("Lyon") &&
      total(a.learner) < 62 &&
      a.learner.declaredStays === undefined,
  );
  if (!sister) throw new Error("nobody to put beside a sister");
  await database.withTx(world.actorOf(ANNA), async (tx) => {
    const place = await tx.db
      .selectFrom("places")
      .where("flow_id", "=", built.flowIds.get(flowKey("XK", "Lyon"))!)
      .select("id")
      .executeTakeFirstOrThrow();
    await must(
      "pin",
      pinApplicant(tx, {
        callId: built.callId,
        applicationId: sister.id,
        placeId: place.id,
        reason: "Travels with her sister; the school and both parents asked for it in writing.",
      }),
    );
  });
}
