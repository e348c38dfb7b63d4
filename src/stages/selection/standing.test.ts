import { expect, test } from "vitest";
import { day } from "../../shared/day.ts";
import {
  type PersonFacts,
  type PersonStanding,
  type StandingCall,
  standingOf,
} from "./eligibility.rules.ts";

const stay = { starts: day("2027-06-20"), ends: day("2027-07-18") };
const WHO = { enrolled: true, graduateMonths: 12, earlierMobility: "any" } as const;
const open = {
  flowId: "f",
  city: "Bologna",
  ...stay,
  removals: [],
} as const;
const closed = { ...open, removals: [{ code: "age-below", params: {} }] } as const;
const said = (
  facts: PersonFacts,
  who: Partial<StandingCall["who"]> = {},
  more: { audience?: "staff"; stays?: number; wishes?: PersonStanding["wishes"] } = {},
) => {
  const { kind, against, unknown } = standingOf(
    facts,
    { audience: more.audience ?? "learners", who: { ...WHO, ...who } },
    stay.starts,
    more.stays ?? 0,
    more.wishes ?? [open],
  );
  return [kind, against.map((one) => one.code), unknown.map((one) => one.code)];
};

test.each<[string, ReturnType<typeof said>, ReturnType<typeof said>]>([
  ["nobody said anything", said({}), ["unknown", [], ["enrolment-unsaid"]]],
  [
    "the application alone says so",
    said({ enrolled: true }),
    ["unknown", [], ["enrolment-unconfirmed"]],
  ],
  ["the school confirms", said({ enrolled: true, schoolSays: true }), ["open", [], []]],
  ["the school alone says so", said({ schoolSays: true }), ["open", [], []]],
  [
    "the school says no, and nobody asked when it was finished",
    said({ enrolled: true, schoolSays: false }),
    ["unknown", [], ["graduation-unsaid"]],
  ],
  [
    "graduates cannot apply",
    said({ schoolSays: false }, { graduateMonths: null }),
    ["against", ["not-enrolled"], []],
  ],
  ["finished lately", said({ enrolled: false, graduatedOn: day("2026-06-30") }), ["open", [], []]],
  [
    "finished long ago",
    said({ enrolled: false, graduatedOn: day("2026-04-30") }),
    ["against", ["graduated-too-long-ago"], []],
  ],
  ["the call does not ask", said({}, { enrolled: false }), ["open", [], []]],
  [
    "a first stay, wanted",
    said({ schoolSays: true }, { earlierMobility: "first-only" }),
    ["open", [], []],
  ],
  [
    "an earlier stay of the scheme",
    said({ schoolSays: true }, { earlierMobility: "first-only" }, { stays: 1 }),
    ["against", ["earlier-mobility"], []],
  ],
  [
    "an earlier stay where any may come",
    said({ schoolSays: true }, {}, { stays: 2 }),
    ["open", [], []],
  ],
  ["no wish", said({ schoolSays: true }, {}, { wishes: [] }), ["against", ["no-wishes"], []]],
  ["every wish closed", said({ schoolSays: true }, {}, { wishes: [closed] }), ["against", [], []]],
  ["one wish closed", said({ schoolSays: true }, {}, { wishes: [closed, open] }), ["open", [], []]],
  [
    "staff, the head says yes",
    said({ head: "yes", link: {} }, {}, { audience: "staff" }),
    ["open", [], []],
  ],
  [
    "staff, the head says yes and nothing shows for whom they work",
    said({ head: "yes" }, {}, { audience: "staff" }),
    ["unknown", [], ["link-unsaid"]],
  ],
  [
    "staff whose post ends before the first day",
    said({ head: "yes", link: { until: day("2020-01-01") } }, {}, { audience: "staff" }),
    ["against", ["link-over"], []],
  ],
  [
    "staff, no answer",
    said({ head: null }, {}, { audience: "staff" }),
    ["unknown", [], ["head-silent"]],
  ],
  [
    "staff, the head says no",
    said({ head: "no" }, {}, { audience: "staff" }),
    ["against", ["head-said-no"], []],
  ],
  [
    "two things at once are two names",
    said(
      { enrolled: false, graduatedOn: day("2025-06-30") },
      { earlierMobility: "first-only" },
      { stays: 1 },
    ),
    ["against", ["graduated-too-long-ago", "earlier-mobility"], []],
  ],
])("what is known of a person: %s", (_what, found, expected) => expect(found).toEqual(expected));
