import { addDays, type Day } from "../../src/shared/day.ts";
import type { TypedEvent } from "../../src/stages/events/event.ts";
import { makeEvent } from "../../src/stages/events/keep-event.ts";
import { addSession, writeMinutes } from "../../src/stages/events/keep-session.ts";
import { moveEventOn } from "../../src/stages/events/move-event.ts";
import { readProgramme } from "../../src/stages/events/read-events.ts";
import { registerForEvent } from "../../src/stages/events/register-for-event.ts";
import { switchMode } from "../../src/stages/events/switch-mode.ts";
import type { World } from "./build.ts";
import { SCHOOLS } from "./consortium.ts";
import { atNine } from "./days.ts";
import { must } from "./must.ts";
import { chance, inventedNames } from "./names.ts";

const ANNA = "anna@uniser.example";
const LINK = "https://meet.uniser.example/summer-school";

const SUMMER = {
  kind: "summer-school",
  title: {
    en: "Summer school: sending learners abroad",
    sq: "Shkolla verore: si dërgohen nxënësit jashtë",
    "sr-Cyrl": "Летња школа: слање ученика у иностранство",
    mk: "Летна школа: праќање ученици во странство",
    hr: "Ljetna škola: slanje učenika u inozemstvo",
    bs: "Ljetna škola: slanje učenika u inostranstvo",
    cnr: "Ljetnja škola: slanje učenika u inostranstvo",
  },
  about: {
    en: "Five days for teachers and coordinators of the six countries: finding companies, papers of minors, safety, recognition.",
    sq: "Pesë ditë për mësues dhe koordinatorë nga gjashtë vendet: ndërmarrjet, dokumentet e të miturve, siguria, njohja.",
    "sr-Cyrl":
      "Пет дана за наставнике и координаторе из шест земаља: предузећа, папири малолетних, безбедност, признавање.",
    mk: "Пет дена за наставници и координатори од шесте земји: компании, документи за малолетници, безбедност, признавање.",
    hr: "Pet dana za nastavnike i koordinatore iz šest zemalja: poduzeća, dokumenti maloljetnika, sigurnost, priznavanje.",
    bs: "Pet dana za nastavnike i koordinatore iz šest zemalja: preduzeća, dokumenti maloljetnika, sigurnost, priznavanje.",
    cnr: "Pet dana za nastavnike i koordinatore iz šest zemalja: preduzeća, dokumenti maloljetnika, bezbjednost, priznavanje.",
  },
} as const;

/** What was taught on which of the five days, by whom; the room is the one of the house. */
const WEEK = [
  ["Who does what: sending, hosting, guardians", "Anna Ferri"],
  ["Finding companies and looking after them", "Marta Kovač"],
  ["Minors: papers, borders, leaders", "Anna Ferri"],
  ["When something goes wrong", "Luca Neri"],
  ["Learning outcomes and recognition at home", "Marta Kovač"],
] as const;

/**
 * A summer school that was moved online and held, a team that anybody may register for now and whose
 * places are nearly gone, and a course that is still being prepared.
 */
export async function buildEvents(world: World): Promise<void> {
  const online = await heldOnline(world);
  await openTeam(world);
  await courseInPreparation(world);
  await world.database.withTx(world.actorOf(ANNA), async (tx) => {
    const [first] = await readProgramme(tx, online);
    if (!first) throw new Error("a summer school without sessions");
    const words =
      "Agreed: every school names one person for companies and one for families by the end of the month.";
    await must("minutes", writeMinutes(tx, online, first.id, words));
  });
}

const event = (of: Partial<TypedEvent> & Pick<TypedEvent, "kind" | "title">): TypedEvent => ({
  about: {},
  mode: "on-site",
  starts: "",
  ends: "",
  venue: "",
  city: "",
  country: "",
  link: "",
  languages: ["en"],
  lineId: "",
  organiserId: "",
  capacityOnSite: "",
  capacityOnline: "",
  approval: false,
  closesOn: "",
  closesTime: "20:00",
  ...of,
});

/** A school that its teachers call otherwise than the programme does, until the office says which it is. */
const OWN_WORDS: Readonly<Record<string, string>> = {
  "Srednja tehnička škola „Zanat“": "STŠ Zanat, Sarajevo",
};

/** An invented teacher of an invented school. */
function teacher(at: number) {
  const school = SCHOOLS[at % SCHOOLS.length]!;
  const { givenNames, familyName } = inventedNames(
    school.country,
    chance(900 + at),
  )(at % 3 === 2 ? "man" : "woman");
  return {
    name: `${givenNames} ${familyName}`,
    contact: `teacher${at}@school.example`,
    organisation: OWN_WORDS[school.name] ?? school.name,
  };
}

async function register(world: World, eventId: string, from: number, count: number, way = "") {
  const anybody = { kind: "anonymous", schemeId: world.schemeId } as const;
  await world.database.withTx(anybody, async (tx) => {
    for (let at = from; at < from + count; at += 1) {
      const who = { ...teacher(at), mode: way, locale: "en" as const, invented: true };
      await must(who.name, registerForEvent(tx, eventId, who, world.publicUrl));
    }
  });
}

/** As the real one was in July 2020: planned for a town, held online by about thirty teachers. */
async function heldOnline(world: World): Promise<string> {
  const { clock, database, days, lines, partners, publicUrl } = world;
  const starts = addDays(days.today, -40);
  clock.moveTo(atNine(addDays(starts, -60)));
  const organiserId = partners.get("uniser")!;
  const id = await database.withTx(world.actorOf(ANNA), async (tx) => {
    const made = await must(
      "summer school",
      makeEvent(
        tx,
        event({
          ...SUMMER,
          starts,
          ends: addDays(starts, 4),
          venue: "Via Valverde 15",
          city: "Forlì",
          country: "IT",
          lineId: lines.get("summer-school")!,
          organiserId,
          capacityOnSite: "30",
          closesOn: addDays(starts, -7),
        }),
      ),
    );
    await must("open", moveEventOn(tx, made, "publish", publicUrl));
    for (const [at, [title, speaker]] of WEEK.entries()) {
      await must(
        title,
        addSession(tx, made, {
          title,
          day: addDays(starts, at),
          from: "10:00",
          to: "12:00",
          speakers: speaker,
          room: "Sala grande",
          link: "",
        }),
      );
    }
    return made as string;
  });
  await register(world, id, 0, 30);
  clock.moveTo(atNine(addDays(starts, -20)));
  const mode = {
    mode: "online",
    venue: "",
    city: "",
    country: "",
    link: LINK,
    capacityOnSite: "",
    capacityOnline: "40",
  };
  await database.withTx(world.actorOf(ANNA), (tx) =>
    must("moved online", switchMode(tx, id, mode, publicUrl)),
  );
  clock.moveTo(atNine(addDays(starts, 5)));
  await database.withTx(world.actorOf(ANNA), (tx) =>
    must("held", moveEventOn(tx, id, "hold", publicUrl)),
  );
  return id;
}

async function openTeam(world: World): Promise<void> {
  const { clock, database, days, lines, partners, publicUrl } = world;
  const starts = addDays(days.today, 44);
  clock.moveTo(atNine(addDays(days.today, -12)));
  const id = await database.withTx(world.actorOf(ANNA), async (tx) => {
    const made = await must(
      "team",
      makeEvent(
        tx,
        event({
          kind: "thematic-team",
          title: {
            en: "Thematic Team: what was learnt abroad counts at home",
            sq: "Ekip tematik: çfarë u mësua jashtë vlen edhe në shkollën e vet",
            "sr-Cyrl": "Тематски тим: научено у иностранству признаје се код куће",
            mk: "Тематски тим: наученото во странство се признава дома",
            hr: "Tematski tim: naučeno u inozemstvu priznaje se kod kuće",
            bs: "Tematski tim: naučeno u inostranstvu priznaje se kod kuće",
            cnr: "Tematski tim: naučeno u inostranstvu priznaje se kod kuće",
          },
          about: {
            en: "Two days on how a school counts what was learnt abroad. Come there or follow online.",
            sq: "Dy ditë se si e njeh shkolla atë që u mësua jashtë. Ejani atje ose ndiqeni online.",
            "sr-Cyrl":
              "Два дана о томе како школа признаје научено у иностранству. Дођите или пратите онлајн.",
            mk: "Два дена за тоа како училиштето го признава наученото во странство. Дојдете или следете онлајн.",
            hr: "Dva dana o tome kako škola priznaje naučeno u inozemstvu. Dođite ili pratite na mreži.",
            bs: "Dva dana o tome kako škola priznaje naučeno u inostranstvu. Dođite ili pratite online.",
            cnr: "Dva dana o tome kako škola priznaje naučeno u inostranstvu. Dođite ili pratite onlajn.",
          },
          mode: "blended",
          starts,
          ends: addDays(starts, 1),
          venue: "Leerpark",
          city: "Dordrecht",
          country: "NL",
          link: "https://meet.davinci.example/team",
          lineId: lines.get("thematic-teams")!,
          organiserId: partners.get("davinci")!,
          capacityOnSite: "5",
          capacityOnline: "20",
          closesOn: addDays(starts, -10),
        }),
      ),
    );
    await must("open", moveEventOn(tx, made, "publish", publicUrl));
    for (const [title, day, speaker] of [
      ["What counts where: six countries side by side", starts, "Marta Kovač"],
      ["Writing a learning agreement that will be recognised", addDays(starts, 1), "Anna Ferri"],
    ] as [string, Day, string][]) {
      const session = { title, day, from: "9:30", to: "12:30", speakers: speaker };
      await must(title, addSession(tx, made, { ...session, room: "Auditorium", link: "" }));
    }
    return made as string;
  });
  clock.moveTo(atNine(addDays(days.today, -8)));
  await register(world, id, 40, 7, "on-site");
  await register(world, id, 50, 4, "online");
}

/** Nobody outside the office knows of it yet. */
async function courseInPreparation({ database, days, actorOf, partners }: World): Promise<void> {
  const starts = addDays(days.today, 70);
  await database.withTx(actorOf(ANNA), (tx) =>
    must(
      "course",
      makeEvent(
        tx,
        event({
          kind: "preparation-course",
          title: { en: "Before you lead a group: course for accompanying teachers" },
          mode: "online",
          starts,
          ends: starts,
          link: "https://meet.uniser.example/leaders",
          organiserId: partners.get("uniser")!,
          capacityOnline: "25",
          approval: true,
          closesOn: addDays(starts, -5),
        }),
      ),
    ),
  );
}
