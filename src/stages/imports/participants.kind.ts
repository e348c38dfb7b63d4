import { GENDERS } from "../applications/application.ts";
import { MOBILITY_MODES, type MobilityState } from "../mobilities/mobility.ts";
import { type NewParticipant, registerMobilities } from "../mobilities/register-mobility.ts";
import { moveDays } from "../preparation/move-days.ts";
import { readChoice, readDay } from "./cells.rules.ts";
import { type Kind, placeOf } from "./kind.ts";
import { choiceWords, headings } from "./vocabulary.ts";

const NEEDED = [
  "reference",
  "given-names",
  "family-name",
  "birth-date",
  "country",
  "sending",
  "city",
  "host-country",
  "starts",
  "ends",
];
const OTHERS = ["host", "gender", "email", "mode", "state"];

const COLUMNS: Readonly<Record<string, string>> = {
  reference: "reference",
  givenNames: "given-names",
  familyName: "family-name",
  birthDate: "birth-date",
  country: "country",
  sendingOrganisationId: "sending",
  hostingOrganisationId: "host",
  hostingCity: "city",
  hostingCountry: "host-country",
  starts: "starts",
  ends: "ends",
};

const STATES: readonly MobilityState[] = ["planned", "in-progress", "finished", "cancelled"];
const genders = choiceWords(GENDERS, (gender) => `imports.gender-${gender}`);
const modes = choiceWords(MOBILITY_MODES, (mode) => `imports.mode-${mode}`);
const states = choiceWords(STATES, (state) => `imports.state-${state}`);

export const participants: Kind<Omit<NewParticipant, "lineId">> = {
  columns: () => [
    ...NEEDED.map((name) => ({ name, required: true, words: headings(name) })),
    ...OTHERS.map((name) => ({ name, required: false, words: headings(name) })),
  ],
  who: ["given-names", "family-name"],
  chunk: 500,
  keyOf: ({ reference }) => reference,
  countryOf: ({ person }) => person.country,

  read(cells) {
    const birthDate = cells.read("birth-date", readDay, true);
    const starts = cells.read("starts", readDay, true);
    const ends = cells.read("ends", readDay, true);
    const row = {
      reference: cells.need("reference"),
      givenNames: cells.need("given-names"),
      familyName: cells.need("family-name"),
      country: cells.country("country"),
      gender: cells.read("gender", (text) => readChoice(text, genders)),
      sending: cells.organisation("sending", true),
      host: cells.organisation("host", false),
      city: cells.need("city"),
      hostCountry: cells.country("host-country"),
      mode: cells.read("mode", (text) => readChoice(text, modes)),
      state: cells.read("state", (text) => readChoice(text, states)),
    };
    if (!birthDate || !starts || !ends || cells.problems.length > 0) return undefined;
    return {
      reference: row.reference,
      person: {
        givenNames: row.givenNames,
        familyName: row.familyName,
        birthDate,
        gender: row.gender ?? null,
        email: cells.text("email").toLowerCase() || null,
        country: row.country,
      },
      sendingOrganisationId: row.sending ?? "",
      hostingOrganisationId: row.host,
      hostingCountry: row.hostCountry,
      hostingCity: row.city,
      starts,
      ends,
      mode: row.mode,
      state: row.state,
    };
  },

  async write(tx, { lineId }, rows) {
    const done = await registerMobilities(
      tx,
      rows.map((row) => ({ ...row, lineId })),
      moveDays,
    );
    if (done.ok) return { outcomes: done.value.map(({ outcome }) => outcome), problems: [] };
    const refused = done.problems.filter((problem) => problem.field === undefined);
    if (refused.length > 0) return { outcomes: [], problems: [], refused };
    return {
      outcomes: rows.map(() => null),
      problems: done.problems.map(({ field, code, params }) => ({
        ...placeOf(field, COLUMNS),
        code,
        params: params ?? {},
      })),
    };
  },
};
