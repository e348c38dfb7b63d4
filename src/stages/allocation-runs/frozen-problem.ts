import { createHash } from "node:crypto";
import { mark } from "../../platform/vault.ts";

/** Everything of a call that the allocation may look at, read at one moment. */
export type FrozenInput = {
  readonly callId: string;
  readonly seed: string;
  readonly applicants: readonly FrozenApplicant[];
  readonly places: readonly FrozenPlace[];
  readonly options: readonly { applicationId: string; placeId: string; rank: number }[];
  readonly reserves: readonly { code: string }[];
  readonly reservedSeats: readonly { placeId: string; code: string; seats: number }[];
  readonly pins: readonly { applicationId: string; placeId: string; reason: string }[];
};
export type FrozenApplicant = {
  readonly applicationId: string;
  readonly points: number;
  /** Rank in the final list of the call, which orders equal points; null where it has no list. */
  readonly tie: number | null;
  readonly country: string;
  readonly gender: string;
  readonly setting: string;
  readonly trade: string;
  /** Codes of the reserves this person counts in: `reserve_1`, never the ground behind it. */
  readonly reserves: readonly string[];
};
export type FrozenPlace = {
  readonly placeId: string;
  readonly flowId: string;
  readonly flowCode: string;
  readonly minimum: number;
  readonly seats: number;
  readonly trade: string | null;
  readonly city: string;
  readonly country: string;
  readonly sendingCountry: string;
  readonly starts: string;
  readonly ends: string;
};

export const PROBLEM_FILES = ["applicants.csv", "options.csv", "places.csv", "rules.json"] as const;

const sha = (text: string): string => createHash("sha256").update(text).digest("hex");
export const sha256 = sha;

/**
 * The id the draw is made over. It follows from the call and the application alone: were it made
 * anew for each run, one could repeat the run until the draw suits. Made with the data key, so that
 * neither a stolen database nor the published fingerprints of a run let anybody try out who counted
 * for a reserve: to hash a guess one would have to know these ids.
 */
export const drawRef = (callId: string, applicationId: string): string =>
  `a-${mark(`kalfa draw ${callId} ${applicationId}`).slice(0, 16)}`;

/** The id in what everybody may download: made for this run alone and kept nowhere else. */
export const publicRef = (runId: string, applicationId: string): string =>
  `p-${mark(`kalfa public ${runId} ${applicationId}`).slice(0, 16)}`;

/** Places are no persons: their ids are the words staff use, `RS-BOL` or `RS-BOL:welder`. */
export const placeRef = (place: Pick<FrozenPlace, "flowCode" | "trade">): string =>
  place.trade === null ? place.flowCode : `${place.flowCode}:${place.trade}`;

const cell = (value: string | number): string => {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
export const csv = (header: readonly string[], rows: readonly (string | number)[][]): string =>
  [header, ...rows].map((row) => `${row.map(cell).join(",")}\n`).join("");

/** Text order by code units: the same on every machine, unlike a language's own order. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The four files of the folder format, in one order of rows, so that equal data is equal bytes. */
export function freezeFiles(input: FrozenInput): Record<string, string> {
  const refs = new Map(
    input.applicants.map((a) => [a.applicationId, drawRef(input.callId, a.applicationId)]),
  );
  const ref = (applicationId: string) => refs.get(applicationId)!;
  const places = new Map(input.places.map((p) => [p.placeId, placeRef(p)]));
  const codes = input.reserves.map((r) => r.code);
  // Only where the call has a final list: without one the draw orders equal points.
  const ties = input.applicants.some((a) => a.tie !== null);
  const applicants = input.applicants
    .map((a) => [
      ref(a.applicationId),
      a.points,
      a.country,
      a.gender,
      a.setting,
      a.trade,
      ...codes.map((code) => (a.reserves.includes(code) ? "yes" : "no")),
      ...(ties ? [a.tie ?? 0] : []),
    ])
    .sort((a, b) => byText(String(a[0]), String(b[0])));
  const options = input.options
    .map((o) => [ref(o.applicationId), places.get(o.placeId)!, o.rank])
    .sort((a, b) => byText(String(a[0]), String(b[0])) || Number(a[2]) - Number(b[2]));
  return {
    "applicants.csv": csv(
      [
        "applicant",
        "points",
        "sending_country",
        "gender",
        "setting",
        "trade",
        ...codes,
        ...(ties ? ["tie"] : []),
      ],
      applicants,
    ),
    "options.csv": csv(["applicant", "place", "rank"], options),
    "places.csv": placesCsv(input),
    "rules.json": rulesJson(input, input.seed, (pin) => ({
      applicant: ref(pin.applicationId),
      place: places.get(pin.placeId)!,
      reason: pin.reason,
    })),
  };
}

export function placesCsv(input: Pick<FrozenInput, "places">): string {
  return csv(
    [
      "place",
      "capacity",
      "flow",
      "city",
      "country",
      "sending_country",
      "for_trade",
      "starts",
      "ends",
    ],
    input.places
      .map((p) => [
        placeRef(p),
        p.seats,
        p.flowCode,
        p.city,
        p.country,
        p.sendingCountry,
        p.trade ?? "",
        p.starts,
        p.ends,
      ])
      .sort((a, b) => byText(String(a[0]), String(b[0]))),
  );
}

type Pin = FrozenInput["pins"][number];
type FrozenPin = { applicant: string; place: string; reason: string };

/** Reserves in the order of the call; places that keep equally many seats share an entry. */
export function rulesJson(
  input: Pick<FrozenInput, "places" | "reserves" | "reservedSeats" | "pins">,
  seed: string | null,
  pinOf: (pin: Pin) => FrozenPin,
): string {
  const refs = new Map(input.places.map((p) => [p.placeId, placeRef(p)]));
  const reserves = input.reserves.flatMap(({ code }) => {
    const bySeats = new Map<number, string[]>();
    for (const kept of input.reservedSeats) {
      const ref = refs.get(kept.placeId);
      if (kept.code !== code || ref === undefined) continue;
      bySeats.set(kept.seats, [...(bySeats.get(kept.seats) ?? []), ref]);
    }
    return [...bySeats]
      .sort(([a], [b]) => a - b)
      .map(([seats, places], at) => ({
        // A name stands once in the rules; the first part stays the opaque code.
        name: at === 0 ? code : `${code}.${at + 1}`,
        applicants: { [code]: "yes" },
        places: { place: places.sort(byText) },
        seats,
      }));
  });
  const rules = {
    rule: "stable",
    ...(seed === null ? {} : { seed }),
    reserves,
    pins: input.pins.map(pinOf).sort((a, b) => byText(a.applicant, b.applicant)),
  };
  return `${JSON.stringify(rules, null, 2)}\n`;
}

/** `reserve_1.2` of the rules is the same reserve as `reserve_1`. */
export const reserveCode = (name: string): string => name.split(".")[0]!;
