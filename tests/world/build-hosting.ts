import type { HostLocale } from "../../src/platform/i18n/index.ts";
import { addDays, type Day } from "../../src/shared/day.ts";
import {
  acceptRequest,
  acceptWithChange,
  asRequested,
  declineRequest,
  type RequestVisit,
} from "../../src/stages/hosting/answer-request.ts";
import { askHost } from "../../src/stages/hosting/ask-hosts.ts";
import { hostSecret } from "../../src/stages/hosting/host-link.ts";
import type { Capacity } from "../../src/stages/hosting/hosting.ts";
import { addContact } from "../../src/stages/hosting/keep-contact.ts";
import { listFlowsToMatch, readFlowStays } from "../../src/stages/hosting/read-hosts.ts";
import { setBeds, setCapacities } from "../../src/stages/hosting/set-capacity.ts";
import { remindHost } from "../../src/stages/hosting/settle-request.ts";
import { writeNote } from "../../src/stages/hosting/write-note.ts";
import { addOrganisation } from "../../src/stages/organisations/add-organisation.ts";
import type { World } from "./build.ts";
import { CITY } from "./calls.ts";
import { atNine } from "./days.ts";
import { must } from "./must.ts";

type CityKey = keyof typeof CITY;
type Trade = "car-mechanics" | "hospitality" | "electrical" | "it-support" | "carpentry";
/** Companies nobody will find in a register: each invented, with a person to ask and a trade. */
const COMPANIES: Readonly<
  Partial<Record<CityKey, { language: HostLocale; of: readonly [string, string, Trade | null][] }>>
> = {
  bologna: {
    language: "it",
    of: [
      ["Officina Tre Torri", "Giulia Neri", "car-mechanics"],
      ["Trattoria del Portico Nuovo", "Marco Sala", "hospitality"],
      ["Elettro Reno", "Ilaria Monti", "electrical"],
      ["Bottega Savena", "Luca Fabbri", null],
    ],
  },
  milan: {
    language: "it",
    of: [
      ["Autoservizi Navigli Due", "Sara Colombo", "car-mechanics"],
      ["Locanda Lambro", "Piero Riva", "hospitality"],
      ["Lambrate Informatica", "Elena Villa", "it-support"],
      ["Officine Ticinesi", "Dario Galli", null],
    ],
  },
  seville: {
    language: "es",
    of: [
      ["Talleres Alameda Sur", "Lucía Romero", "car-mechanics"],
      ["Hostal Río Grande Nuevo", "Javier Ortega", "hospitality"],
      ["Instalaciones Nervión", "Carmen Vega", "electrical"],
      ["Casa de Oficios Triana", "Pablo Molina", null],
    ],
  },
  maribor: {
    language: "sl",
    of: [
      ["Avtoservis Ob Dravi", "Maja Kranjc", "car-mechanics"],
      ["Gostilna Pri Treh Lipah", "Rok Zupan", "hospitality"],
      ["Mizarstvo Pohorje Les", "Nina Hribar", "carpentry"],
      ["Delavnica Lent", "Aleš Kos", null],
    ],
  },
  wroclaw: {
    language: "pl",
    of: [
      ["Warsztat Nad Odrą", "Ewa Nowicka", "car-mechanics"],
      ["Karczma Pod Mostem", "Tomasz Wilk", "hospitality"],
      ["Elektryka Psie Pole", "Anna Zając", "electrical"],
      ["Pracownia Nadodrze", "Piotr Mazur", null],
    ],
  },
  lyon: {
    language: "fr",
    of: [
      ["Garage des Deux Rives", "Chloé Martin", "car-mechanics"],
      ["Auberge du Vieux Quai", "Hugo Bernard", "hospitality"],
      ["Ateliers de la Guillotière", "Léa Faure", "carpentry"],
      ["Services Croix-Rousse", "Paul Roche", null],
    ],
  },
};

/**
 * Companies of the hosting cities with what they can take, what was seen there, and questions in
 * every state: some answered at once, one with a change, one not this time, some still waiting.
 */
export async function buildHosting(world: World): Promise<void> {
  const { clock, days } = world;
  const anna = world.actorOf("anna@uniser.example");
  clock.moveTo(atNine(addDays(days.today, -9)));
  const companies = await world.database.withTx(anna, async (tx) => {
    const made = new Map<string, { id: string; trade: string | null }[]>();
    for (const [key, { language, of }] of Object.entries(COMPANIES)) {
      const { city, country, host } = CITY[key as CityKey];
      const here: { id: string; trade: string | null }[] = [];
      for (const [at, [name, person, trade]] of of.entries()) {
        const id = await must(
          name,
          addOrganisation(tx, {
            name,
            kind: "company",
            roles: ["company"],
            city,
            country,
            hostingPartnerId: world.partners.get(host) ?? null,
            invented: true,
          }),
        );
        const mail = `${person
          .split(" ")[0]!
          .normalize("NFD")
          .replace(/[^A-Za-z]/g, "")
          .toLowerCase()}@${key}-${at + 1}.example`;
        const contact = { role: "contact", name: person, email: mail, phone: "", language };
        await must(name, addContact(tx, id, contact));
        // The last of each city has not said yet what it can take.
        if (trade !== null || at < of.length - 1 || key === "bologna") {
          await must(name, setCapacities(tx, id, linesOf(days.call2, trade, at)));
        }
        here.push({ id, trade });
      }
      made.set(city, here);
    }
    await writeMemories(tx, made, addDays(days.today, -400));
    const uniser = world.partners.get("uniser") ?? "";
    const from = { starts: addDays(days.call2.starts, -3), ends: addDays(days.call2.ends, 3) };
    await must(
      "beds",
      setBeds(tx, uniser, [
        {
          name: "Casa Reno",
          street: "Via Inventata 4",
          beds: 12,
          rooms: 4,
          gender: "women",
          accessible: true,
          ...from,
        },
        {
          name: "Casa Savena",
          street: "Via Immaginaria 9",
          beds: 10,
          rooms: 5,
          gender: "men",
          accessible: false,
          ...from,
        },
      ]),
    );
    return made;
  });
  await askAndAnswer(world, companies);
  clock.moveTo(atNine(days.today));
}

/** Places around the weeks of call 2; one company takes nobody under eighteen. */
function linesOf(of: { starts: Day; ends: Day }, trade: string | null, at: number): Capacity[] {
  return [
    {
      trade,
      starts: addDays(of.starts, -20),
      ends: addDays(of.ends, 60),
      places: 2 + (at % 2),
      minimumAge: at === 2 ? 18 : null,
      language: at === 1 ? "en" : null,
      level: at === 1 ? "A2" : null,
      accessible: at !== 0,
      tasks: "",
    },
  ];
}

async function writeMemories(
  tx: Parameters<typeof writeNote>[0],
  made: ReadonlyMap<string, readonly { id: string }[]>,
  last: Day,
): Promise<void> {
  for (const [at, here] of [...made.values()].entries()) {
    const id = here[0]?.id ?? "";
    const visit = { kind: "visit", happenedOn: addDays(last, at), who: "Anna Ferri", marks: {} };
    await must(
      "visit",
      writeNote(tx, id, { ...visit, note: "Saw the workshop. A mentor for each learner." }),
    );
    const marks = {
      tasks: "very-good",
      mentor: "good",
      safety: "good",
      papers: at % 2 ? "fair" : "good",
    };
    await must("rating", writeNote(tx, id, { ...visit, kind: "rating", note: "", marks }));
  }
}

async function askAndAnswer(
  world: World,
  companies: ReadonlyMap<string, readonly { id: string; trade: string | null }[]>,
): Promise<void> {
  const anna = world.actorOf("anna@uniser.example");
  const { publicUrl } = world;
  const asked: { id: string; places: number; starts: string; ends: string }[] = [];
  await world.database.withTx(anna, async (tx) => {
    for (const flow of await listFlowsToMatch(tx)) {
      const here = companies.get(flow.city) ?? [];
      const byTrade = Map.groupBy(
        (await readFlowStays(tx, flow.flowId)).filter((stay) => stay.state === "planned"),
        (stay) => stay.trade ?? "",
      );
      for (const [trade, stays] of byTrade) {
        const company =
          here.find((one) => one.trade === trade) ?? here.find((one) => one.trade === null);
        if (!company || trade === "") continue;
        const people = stays.slice(0, 1).map((stay) => stay.mobilityId);
        const request = await askHost(tx, {
          organisationId: company.id,
          flowId: flow.flowId,
          mobilityIds: people,
          publicUrl,
        });
        // A host whose places are taken by others is passed over, as the office would.
        if (request.ok) {
          asked.push({
            id: request.value,
            places: people.length,
            starts: flow.starts,
            ends: flow.ends,
          });
        }
      }
    }
  });
  for (const [at, request] of asked.entries()) {
    // Whoever waits was reminded on the fourth day.
    world.clock.moveTo(atNine(addDays(world.days.today, -5)));
    if (at % 6 === 0 || at % 6 === 5) {
      const system = { kind: "system", schemeId: world.schemeId } as const;
      await world.database.withTx(system, (tx) => remindHost(tx, request.id, publicUrl));
      continue;
    }
    world.clock.moveTo(atNine(addDays(world.days.today, -6 + (at % 4))));
    await answerAs(world, request.id, (visit) => {
      switch (at % 6) {
        case 1:
        case 4:
          return acceptRequest(visit, publicUrl);
        case 2:
          return declineRequest(visit, { reason: "no-mentor", again: "6" });
        case 3:
          return acceptWithChange(visit, {
            places: String(request.places),
            starts: request.starts,
            ends: addDays(request.ends as Day, 7),
            tasks: "",
          });
        default:
          return null;
      }
    });
  }
}

async function answerAs(
  world: World,
  requestId: string,
  answer: (visit: RequestVisit) => ReturnType<typeof acceptRequest> | null,
): Promise<void> {
  const anybody = { kind: "anonymous", schemeId: world.schemeId } as const;
  await world.database.withTx(anybody, async (tx) => {
    const visit = await asRequested(tx, hostSecret("request", requestId));
    const done = visit && answer(visit);
    if (done) await must("answer of a host", done);
  });
}
