/** What may stand in a kit. What is not named here is refused by name, so no person can come along. */
import { z } from "zod";
import { ACTIVITY_KINDS } from "../schemes/scheme.ts";
import { events } from "./kit-event.forms.ts";
import { library } from "./kit-library.forms.ts";
import {
  attached,
  code,
  country,
  day,
  list,
  locale,
  localised,
  text,
  whole,
  word,
} from "./kit-parts.forms.ts";

const reading = {
  territory: z.enum(["footnote", "plain"]).optional(),
  baseMap: z.enum(["coast", "borders", "borders-dashed"]).optional(),
};
const readers = z.strictObject({
  ...reading,
  languages: z.record(locale, z.strictObject(reading)).optional(),
});

const scheme = z.strictObject({
  name: localised,
  countries: list(country, 60),
  lines: list(
    z.strictObject({
      code,
      name: localised,
      audience: z.enum(["learners", "staff"]),
      direction: z.enum(["to-hosts", "to-senders", "both"]),
      counted: z.enum(["participants", "assignments", "meetings"]),
      target: whole,
      minimumDays: whole.nullable(),
      maximumDays: whole.nullable(),
      activity: z.enum(ACTIVITY_KINDS).nullable(),
      onlineCounts: z.boolean(),
    }),
    60,
  ),
  settings: z.strictObject({
    funding: z
      .strictObject({
        line: z.enum(["funded", "co-funded"]),
        emblem: z.boolean(),
        disclaimer: z.boolean().optional(),
        programme: z.enum(["2021-2027", "2014-2020"]).optional(),
        authority: localised.optional(),
        ownLine: localised.optional(),
        ownDisclaimer: localised.optional(),
      })
      .nullable(),
    readers: z
      .strictObject({
        public: readers.optional(),
        staff: readers.optional(),
        papers: readers.optional(),
      })
      .nullable(),
    consentDays: z.strictObject({ data: whole, pictures: whole }).nullable(),
    ownPapers: list(word, 20),
  }),
});

const condition = z.strictObject({
  ageBelow: whole.optional(),
  ageFrom: whole.optional(),
  audience: z.enum(["learners", "staff"]).optional(),
  answer: z.strictObject({ field: code, is: list(word, 50) }).optional(),
});
const field = z.strictObject({
  code,
  kind: word,
  required: z.boolean(),
  label: localised.optional(),
  hint: localised.optional(),
  max: whole.optional(),
  options: list(z.strictObject({ value: word, label: localised }), 60).optional(),
  identifying: z.boolean().optional(),
});
const page = z.strictObject({
  code,
  title: localised.optional(),
  when: condition.optional(),
  fields: list(field, 30),
});
const form = z.strictObject({
  sections: list(z.strictObject({ code, title: localised.optional(), pages: list(page, 60) }), 20),
});
const forms = z.strictObject({ learners: list(form, 50), staff: list(form, 50) });

const calls = list(
  z.strictObject({
    line: code,
    title: localised,
    about: localised,
    minimumAge: whole,
    maximumAge: whole,
    criteria: list(
      z.strictObject({
        code,
        name: localised,
        maximum: whole,
        kind: z.enum(["entered", "table", "assessed", "interview"]).optional(),
        source: z.enum(["school", "applicant", "assessor", "panel"]).optional(),
        table: list(
          z.strictObject({ value: word, label: localised, points: whole }),
          60,
        ).optional(),
        anchors: list(z.strictObject({ score: whole, words: localised }), 20).optional(),
        veto: z.boolean().optional(),
      }),
      40,
    ),
    ties: list(code, 40),
    paid: list(z.strictObject({ paid: z.boolean(), text: localised }), 60),
    who: z.strictObject({
      enrolled: z.boolean(),
      graduateMonths: whole.nullable(),
      earlierMobility: z.enum(["any", "first-only"]),
    }),
    graceMinutes: whole,
    objectionDays: whole,
    needsList: z.boolean(),
    reserves: list(z.strictObject({ code, name: localised, ground: word }), 40),
  }),
  60,
);

const papers = list(
  z.strictObject({ kind: word, year: whole, language: word, fileName: word, file: attached }),
  200,
);

const messages = list(
  z.strictObject({
    name: word,
    texts: z.record(locale, z.strictObject({ subject: text, body: text })),
  }),
);

const tasks = list(
  z.strictObject({
    code,
    name: localised.nullable(),
    who: z.enum(["learner", "guardian", "school", "sending-partner", "hosting-partner", "office"]),
    daysBefore: whole,
    blocking: z.boolean(),
    afterCode: code.nullable(),
    proof: z.boolean(),
    onlyFor: z.enum(["everybody", "minors", "visa"]),
    remindOn: list(whole, 20),
    isOn: z.boolean(),
  }),
  200,
);
const preparation = z.strictObject({
  minorsPerAdult: whole.nullable(),
  lines: z.record(code, tasks),
});

const borders = z.strictObject({
  visas: list(
    z.strictObject({
      nationality: word,
      passport: z.enum(["biometric", "non-biometric", "coordination", "other", "any"]),
      issuer: word.nullable(),
      host: word,
      entryFrom: day.nullable(),
      entryUntil: day.nullable(),
      regime: z.enum(["visa-free", "visa", "long-stay", "free"]),
      aboveDays: whole.nullable(),
      leadWeeks: whole,
      unsure: z.boolean(),
      source: text,
      link: text.nullable(),
    }),
    2_000,
  ),
  consents: list(
    z.strictObject({
      country,
      guardians: whole,
      exitNeeded: word,
      exitSigners: word,
      exitCertified: word,
    }),
    60,
  ),
});

const countries = z.strictObject({
  age: whole.nullable(),
  lines: list(
    z.strictObject({
      country,
      topic: word,
      words: localised,
      source: text,
      link: text,
      checkedOn: day,
      shown: z.boolean(),
      /** Mark of the program's line that it stands in the place of. */
      of: z
        .string()
        .regex(/^[0-9a-f]{16}$/)
        .nullable(),
    }),
    2_000,
  ),
});

/** Rooms of a kit in the order in which they are opened, each in the file of its name. */
export const ROOMS = {
  scheme,
  forms,
  calls,
  papers,
  messages,
  preparation,
  borders,
  library,
  countries,
  events,
} as const;
export type Room = keyof typeof ROOMS;
export type KitRooms = { readonly [R in Room]: z.infer<(typeof ROOMS)[R]> };

export const KIT_VERSION = 2;
/** Rooms that kits of an earlier version do not have, with the version that brought them. */
export const LATER_ROOMS: Readonly<Partial<Record<Room, number>>> = { events: 2 };
const MANIFEST = z.strictObject({
  format: z.literal("kalfa-kit"),
  version: z.number().int().min(1),
  files: z.record(z.string().max(120), z.string().regex(/^[0-9a-f]{64}$/)),
});
export type Manifest = z.infer<typeof MANIFEST>;

/** What does not fit, by where it stands: `lines.0.target`; `unknown` keys by their names. */
export type Misfit = { readonly where: string; readonly unknown: readonly string[] };
type Fitted<T> =
  | { readonly value: T; readonly misfits: null }
  | { readonly misfits: readonly Misfit[] };

function fitted<T>(schema: z.ZodType<T>, value: unknown): Fitted<T> {
  const read = schema.safeParse(value);
  if (read.success) return { value: read.data, misfits: null };
  return {
    misfits: read.error.issues.map((issue) => ({
      where: issue.path.map(String).join("."),
      unknown: issue.code === "unrecognized_keys" ? issue.keys : [],
    })),
  };
}

export const fitRoom = (room: Room, value: unknown): Fitted<unknown> =>
  fitted(ROOMS[room] as z.ZodType<unknown>, value);
export const fitManifest = (value: unknown): Fitted<Manifest> => fitted(MANIFEST, value);
