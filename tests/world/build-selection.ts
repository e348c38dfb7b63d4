import { fromTemplate } from "../../src/console/calls/from-template.ts";
import { newId } from "../../src/platform/random.ts";
import { addDays } from "../../src/shared/day.ts";
import { beginApplication } from "../../src/stages/applications/begin-application.ts";
import { saveAnswers } from "../../src/stages/applications/save-answers.ts";
import { submitApplication } from "../../src/stages/applications/submit-application.ts";
import { addFlow } from "../../src/stages/calls/add-flow.ts";
import { closeCall } from "../../src/stages/calls/close-call.ts";
import { createCall } from "../../src/stages/calls/create-call.ts";
import { openCall } from "../../src/stages/calls/open-call.ts";
import { readCall } from "../../src/stages/calls/read-calls.ts";
import { setOwners } from "../../src/stages/calls/set-owners.ts";
import { declareConflict } from "../../src/stages/selection/declare-conflict.ts";
import { distributeCases } from "../../src/stages/selection/distribute-cases.ts";
import { enterFact } from "../../src/stages/selection/enter-facts.ts";
import {
  assignAssessor,
  prepareSelection,
  USUAL_SETTINGS,
} from "../../src/stages/selection/prepare-selection.ts";
import { enterPopulation } from "../../src/stages/selection/read-equity.ts";
import { readQueue } from "../../src/stages/selection/read-queue.ts";
import { saveScores } from "../../src/stages/selection/save-scores.ts";
import type { World } from "./build.ts";
import { SCHOOLS, SENDING } from "./consortium.ts";
import { atEightInTheEvening, atNine, onWorkday } from "./days.ts";
import { must } from "./must.ts";
import { chance } from "./names.ts";
import { OWNERS } from "./owners.ts";
import { ASSESSORS } from "./people.ts";
import { type Shadow, shadows } from "./shadowing.ts";

const ANNA = "anna@uniser.example";

const HOSTS = [
  { host: "sepr", city: "Lyon", country: "FR", short: "LYO" },
  { host: "davinci", city: "Dordrecht", country: "NL", short: "DOR" },
] as const;

/** Job shadowing for staff: closed, with three assessors of whom one has everything before her. */
export async function buildCall5(world: World): Promise<void> {
  const callId = await openedCall(world);
  for (const [at, one] of shadows().entries()) await applies(world, callId, one, at);
  const { database, clock, days } = world;
  const closes = onWorkday(addDays(days.today, -13));
  clock.moveTo(new Date(atEightInTheEvening(closes).getTime() + 60_000));
  await database.withTx(world.actorOf(ANNA), async (tx) => {
    await must("close", closeCall(tx, callId));
    const assessBy = addDays(days.today, 6);
    await must(
      "selection",
      prepareSelection(tx, callId, { ...USUAL_SETTINGS, assessorsACase: 3, assessBy }),
    );
    for (const { email } of ASSESSORS) {
      const { userId } = world.actorOf(email);
      await must("assessor", assignAssessor(tx, callId, { userId, teamId: null }));
    }
    await must("queues", distributeCases(tx, callId));
  });
  await scored(world, callId);
  await facts(world, callId);
  await populations(world);
}

async function openedCall(world: World): Promise<string> {
  const { database, clock, days, lines, partners } = world;
  const opens = onWorkday(addDays(days.today, -48));
  const closes = onWorkday(addDays(days.today, -13));
  clock.moveTo(atNine(addDays(opens, -10)));
  const callId = await database.withTx(world.actorOf(ANNA), async (tx) => {
    const id = await must(
      "call 5",
      createCall(tx, {
        ...fromTemplate("staff"),
        lineId: lines.get("job-shadowing")!,
        number: 5,
        publicCode: "K5SEEN",
        needsList: true,
        title: {
          bs: "Praćenje rada: Lyon i Dordrecht",
          cnr: "Praćenje rada: Lion i Dordreht",
          en: "Job shadowing in Lyon and Dordrecht",
          hr: "Praćenje rada: Lyon i Dordrecht",
          mk: "Следење на работата: Лион и Дордрехт",
          sq: "Vëzhgim në punë në Lyon dhe Dordrecht",
          "sr-Cyrl": "Праћење рада: Лион и Дордрехт",
        },
        opensAt: atNine(opens),
        closesAt: atEightInTheEvening(closes),
        decideBy: addDays(days.today, 18),
        answerBy: atEightInTheEvening(addDays(days.today, 32)),
        drawSeed: "5b7e02c94f1da86350e7c2b9",
      }),
    );
    await must("owners", setOwners(tx, id, OWNERS));
    for (const { country } of SENDING) {
      for (const to of HOSTS) {
        await must(
          `${country} to ${to.city}`,
          addFlow(tx, {
            callId: id,
            code: `${country}-${to.short}-5`,
            sendingCountry: country,
            hostingOrganisationId: partners.get(to.host)!,
            city: to.city,
            country: to.country,
            starts: addDays(days.today, to.short === "LYO" ? 90 : 104),
            ends: addDays(days.today, to.short === "LYO" ? 94 : 108),
            places: [{ trade: null, seats: 1 }],
          }),
        );
      }
    }
    return id;
  });
  clock.moveTo(atNine(opens));
  await database.withTx(world.actorOf(ANNA), (tx) => must("open", openCall(tx, callId)));
  return callId;
}

const typed = (fields: Readonly<Record<string, string>>) => ({
  text: (name: string) => fields[name] ?? "",
  all: (name: string) => (fields[name] === undefined ? [] : [fields[name]]),
});

/** Through the form, page by page, as anybody would. */
async function applies(world: World, callId: string, one: Shadow, at: number): Promise<void> {
  const { database, clock, days, schemeId, schools } = world;
  clock.moveTo(atNine(addDays(days.today, -40 + at)));
  const own = { purpose: "own-answers" } as const;
  const draftId = await database.withTx({ kind: "anonymous", schemeId }, async (tx) => {
    const call = (await readCall(tx, callId))!;
    const first = { "name-given": one.givenNames, "name-family": one.familyName };
    const from = { call, key: newId(), locale: "en", typed: typed(first), ofClass: null };
    return (await must("begun", beginApplication(tx, from))).draftId;
  });
  const [year = "", month = "", date = ""] = one.birth.split("-");
  const ofCountry = SCHOOLS.filter((school) => school.country === one.country);
  const school = schools.get(ofCountry[at % ofCountry.length]!.name)!;
  await database.withTx(
    { kind: "applicant", schemeId, draftId },
    async (tx) => {
      const flows = await tx.db
        .selectFrom("flows")
        .where("call_id", "=", callId)
        .where("sending_country", "=", one.country)
        .select(["id", "city"])
        .execute();
      const wishes = one.cities.map((city) => flows.find((flow) => flow.city === city)!.id);
      const mail = `${one.country.toLowerCase()}5${String(at).padStart(2, "0")}@teacher.example`;
      const pages = {
        birth: { "birth-day": date, "birth-month": month, "birth-year": year },
        school: { school, head: `head${at}@school.example` },
        work: { work: one.work },
        contact: { "contact-phone": "", "contact-email": mail, "contact-way": "email" },
        cities: Object.fromEntries(wishes.map((flow, rank) => [`cities-${rank + 1}`, flow])),
        bring: { bring: one.bring },
      };
      for (const [page, fields] of Object.entries(pages)) {
        await must(page, saveAnswers(tx, draftId, page, typed(fields), "en"));
      }
      await must("sent", submitApplication(tx, draftId));
    },
    own,
  );
}

/** Two of the three have worked; they agree often and disagree widely now and then. */
async function scored(world: World, callId: string): Promise<void> {
  const { database, clock, days } = world;
  const next = chance(5006);
  for (const [at, { email }] of ASSESSORS.slice(1).entries()) {
    const actor = world.actorOf(email);
    clock.moveTo(atNine(addDays(days.today, -5 + at)));
    await database.withTx(actor, async (tx) => {
      // The shared cases come first in a queue, as they must be scored first.
      const { cases = [] } = (await readQueue(tx, callId)) ?? {};
      for (const [done, one] of cases.slice(0, at === 0 ? 25 : 17).entries()) {
        if (at === 1 && done === 9) {
          await must("conflict", declareConflict(tx, one.id, "taught"));
          continue;
        }
        const wide = at === 1 && done % 5 === 2;
        const plan = wide ? 1 : 2 + Math.floor(next() * 3);
        await must(
          "scores",
          saveScores(tx, one.id, {
            values: { plan: wide || at === 1 ? plan : Math.max(plan, 3) },
            reason: "",
            note: wide ? "The plan names no colleague and no date." : "",
            forPanel: true,
          }),
        );
      }
    });
  }
}

/** What papers say: languages, post, first stay. Three people's papers have not been looked at. */
async function facts(world: World, callId: string): Promise<void> {
  const { database, clock, days } = world;
  clock.moveTo(atNine(addDays(days.today, -2)));
  await database.withTx(world.actorOf(ANNA), async (tx) => {
    const people = await tx.db
      .selectFrom("applications as a")
      .innerJoin("persons as p", "p.id", "a.person_id")
      .where("a.call_id", "=", callId)
      .select(["a.id", "p.family_name as familyName", "p.given_names as givenNames"])
      .execute();
    for (const one of shadows()) {
      const id = people.find(
        (each) => each.familyName === one.familyName && each.givenNames === one.givenNames,
      )!.id;
      for (const [criterion, choices] of Object.entries(one.rows ?? {})) {
        await must(criterion, enterFact(tx, id, { criterion, choices }));
      }
    }
  });
}

async function populations(world: World): Promise<void> {
  const next = chance(5007);
  const year = Number(world.days.today.slice(0, 4));
  const schoolYear = `${year - 1}/${String(year % 100).padStart(2, "0")}`;
  await world.database.withTx(world.actorOf(ANNA), async (tx) => {
    for (const school of SCHOOLS.slice(0, 12)) {
      const organisationId = world.schools.get(school.name)!;
      const staff = 18 + Math.floor(next() * 40);
      const women = Math.round(staff * (0.4 + next() * 0.25));
      for (const [audience, times] of [
        ["staff", 1],
        ["learners", 12],
      ] as const) {
        await must(
          school.name,
          enterPopulation(tx, {
            organisationId,
            audience,
            schoolYear,
            women: women * times,
            men: (staff - women) * times,
          }),
        );
      }
    }
  });
}
