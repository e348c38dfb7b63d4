import type { WhoMayApply } from "./call.ts";
import type { CriterionKind, CriterionSource } from "./criterion.ts";

/** A criterion of a template; its words are found in the catalogues by its code. */
type TemplateCriterion = {
  readonly maximum: number;
  readonly kind: CriterionKind;
  readonly source: CriterionSource;
  readonly table?: readonly { readonly value: string; readonly points: number }[];
  readonly anchors?: readonly number[];
  readonly veto?: boolean;
};

/** A call to begin from: figures that an office changes, in a shape that has proved itself. */
export type CallTemplate = {
  readonly minimumAge: number;
  readonly maximumAge: number;
  readonly who: WhoMayApply;
  /** What is paid (true) and what is not, by the code of its words. */
  readonly paid: Readonly<Record<string, boolean>>;
  /** By code, in the order shown. */
  readonly criteria: Readonly<Record<string, TemplateCriterion>>;
  readonly ties: readonly string[];
  readonly graceMinutes: number;
  readonly objectionDays: number;
};

/**
 * Levels of the Common European Framework. The table's lines add up, and the cap lies under their
 * best sum: two languages at a good level are worth as much as two at the best.
 */
const LEVELS = {
  host: [
    { value: "host-a1", points: 6 },
    { value: "host-a2", points: 8 },
    { value: "host-b1", points: 10 },
    { value: "host-b2", points: 12 },
    { value: "host-c1", points: 14 },
  ],
  other: [
    { value: "other-a1", points: 2 },
    { value: "other-a2", points: 4 },
    { value: "other-b1", points: 6 },
    { value: "other-b2", points: 8 },
    { value: "other-c1", points: 10 },
  ],
} as const;

const MARKS = [1, 2, 3, 4] as const;

/** Shaped after rules that vocational schools published: record, languages, why, first time. */
export const CALL_TEMPLATES: Readonly<Record<"learners" | "staff", CallTemplate>> = {
  learners: {
    minimumAge: 16,
    maximumAge: 20,
    who: { enrolled: true, graduateMonths: 12, earlierMobility: "any" },
    paid: {
      travel: true,
      bed: true,
      food: true,
      insurance: true,
      adult: true,
      passport: false,
      "pocket-money": false,
    },
    criteria: {
      "school-record": { kind: "entered", source: "school", maximum: 30 },
      languages: {
        kind: "table",
        source: "school",
        maximum: 20,
        table: [...LEVELS.host, ...LEVELS.other],
      },
      motivation: {
        kind: "assessed",
        source: "assessor",
        maximum: 30,
        anchors: MARKS,
      },
      independence: { kind: "entered", source: "school", maximum: 15, veto: true },
      "first-time": {
        kind: "table",
        source: "applicant",
        maximum: 5,
        table: [{ value: "never", points: 5 }],
      },
    },
    ties: ["motivation", "school-record"],
    graceMinutes: 60,
    objectionDays: 7,
  },
  staff: {
    minimumAge: 18,
    maximumAge: 99,
    who: { enrolled: true, graduateMonths: null, earlierMobility: "any" },
    paid: {
      travel: true,
      bed: true,
      food: true,
      replacement: false,
    },
    criteria: {
      plan: { kind: "assessed", source: "assessor", maximum: 45, anchors: MARKS },
      languages: {
        kind: "table",
        source: "applicant",
        maximum: 20,
        table: [...LEVELS.host, ...LEVELS.other],
      },
      post: {
        kind: "table",
        source: "school",
        maximum: 15,
        table: [{ value: "permanent", points: 15 }],
      },
      "first-time": {
        kind: "table",
        source: "applicant",
        maximum: 20,
        table: [{ value: "never", points: 20 }],
      },
    },
    ties: ["plan", "first-time"],
    graceMinutes: 60,
    objectionDays: 7,
  },
};
