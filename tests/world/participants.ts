import { addDays, type Day } from "../../src/shared/day.ts";
import type { NewParticipant } from "../../src/stages/mobilities/participant.rules.ts";
import { type LineCode, type PartnerKey, SENDING } from "./consortium.ts";
import { chance, inventedNames } from "./names.ts";

type Ids = {
  readonly lines: ReadonlyMap<LineCode, string>;
  readonly partners: ReadonlyMap<PartnerKey, string>;
};

type Block = {
  readonly line: LineCode;
  /** How many, counted back from today: finished long ago, lately, and under way or planned. */
  readonly finished: number;
  readonly underWay: number;
  readonly days: number;
  readonly adult: boolean;
  readonly towards: readonly {
    readonly host: PartnerKey;
    readonly city: string;
    readonly country: string;
  }[];
  readonly virtual?: boolean;
  /** Staff of the coordinator who travel to the sending partners. */
  readonly reverse?: boolean;
};

const LEARNER_HOSTS = [
  { host: "uniser", city: "Bologna", country: "IT" },
  { host: "zni", city: "Maribor", country: "SI" },
  { host: "mode", city: "Wrocław", country: "PL" },
  { host: "incoma", city: "Seville", country: "ES" },
  { host: "sepr", city: "Lyon", country: "FR" },
] as const;
const EXCELLENCE = [
  { host: "sepr", city: "Lyon", country: "FR" },
  { host: "davinci", city: "Dordrecht", country: "NL" },
  { host: "mcast", city: "Paola", country: "MT" },
] as const;
const SENDERS = SENDING.map(({ country, partner }) => ({ host: partner, city: "", country }));

/** Lines that have had no call yet, and call 1, brought from the coordinator's sheets. */
const BLOCKS: readonly Block[] = [
  { line: "one-month", finished: 118, underWay: 0, days: 30, adult: false, towards: LEARNER_HOSTS },
  {
    line: "three-months",
    finished: 22,
    underWay: 9,
    days: 88,
    adult: false,
    towards: LEARNER_HOSTS,
  },
  { line: "job-shadowing", finished: 31, underWay: 6, days: 5, adult: true, towards: EXCELLENCE },
  {
    line: "summer-school",
    finished: 30,
    underWay: 0,
    days: 5,
    adult: true,
    towards: [{ host: "uniser", city: "Bologna", country: "IT" }],
    virtual: true,
  },
  { line: "thematic-teams", finished: 25, underWay: 12, days: 3, adult: true, towards: EXCELLENCE },
  {
    line: "training-assignments",
    finished: 12,
    underWay: 2,
    days: 4,
    adult: true,
    towards: SENDERS,
    reverse: true,
  },
  {
    line: "teaching-assignments",
    finished: 9,
    underWay: 3,
    days: 5,
    adult: true,
    towards: SENDERS,
    reverse: true,
  },
  {
    line: "transnational-meetings",
    finished: 3,
    underWay: 1,
    days: 2,
    adult: true,
    towards: SENDERS,
    reverse: true,
  },
];

const CITIES: Readonly<Record<string, string>> = {
  AL: "Tirana",
  BA: "Sarajevo",
  XK: "Prishtina",
  ME: "Podgorica",
  MK: "Skopje",
  RS: "Belgrade",
};

export function participantsOf(today: Day, ids: Ids): NewParticipant[] {
  const participants: NewParticipant[] = [];
  const partner = (key: PartnerKey): string => ids.partners.get(key) ?? "";
  const nameIn = new Map(
    [...SENDING.map((s) => s.country), "IT"].map((country, at) => [
      country,
      inventedNames(country, chance(700 + at)),
    ]),
  );
  for (const [blockAt, block] of BLOCKS.entries()) {
    const next = chance(4000 + blockAt);
    for (let at = 0; at < block.finished + block.underWay; at += 1) {
      const from = SENDING[at % SENDING.length]!;
      const sender = block.reverse ? { country: "IT", partner: "uniser" as const } : from;
      const to = block.towards[(at + blockAt) % block.towards.length]!;
      const done = at < block.finished;
      const starts = addDays(
        today,
        done ? -block.days - 14 - Math.floor(next() * 500) : 12 + Math.floor(next() * 60),
      );
      const gender = next() < 0.5 ? "woman" : "man";
      // Three months are for those who have just finished school.
      const youngest = block.line === "three-months" ? 18 : 16;
      const age = block.adult ? 29 + Math.floor(next() * 30) : youngest + Math.floor(next() * 4);
      participants.push({
        lineId: ids.lines.get(block.line) ?? "",
        reference: `${block.line}-${String(at + 1).padStart(3, "0")}`,
        person: {
          ...nameIn.get(sender.country)!(gender),
          gender,
          birthDate: addDays(starts, -Math.floor(age * 365.25) - Math.floor(next() * 300)),
          country: sender.country,
          invented: true,
        },
        sendingOrganisationId: partner(sender.partner),
        hostingOrganisationId: partner(to.host),
        hostingCountry: to.country,
        hostingCity: to.city || CITIES[to.country]!,
        starts,
        ends: addDays(starts, block.days - 1),
        mode: block.virtual ? "virtual" : "physical",
        state: done ? "finished" : "planned",
      });
    }
  }
  // By date, as they happened, so that lists and history read naturally.
  return participants.sort((a, b) => (a.starts < b.starts ? -1 : 1));
}
