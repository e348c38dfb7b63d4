import { describe, expect, it } from "vitest";
import { day } from "../../shared/day.ts";
import { mayApply } from "../calls/may-apply.rules.ts";
import { readPage, type Typed } from "./answers.forms.ts";
import {
  type Answers,
  type FormDefinition,
  isAnswered,
  LEARNER_FORM,
  pagesFor,
  pagesOf,
  STAFF_FORM,
} from "./application.forms.ts";
import { DRAFT_ACTIONS, DRAFT_STATES, nextDraft } from "./draft.rules.ts";

describe("an application being written", () => {
  const ALLOWED: Readonly<Record<string, string>> = {
    "open send": "sent",
    "open discard": "discarded",
    "open keep": "sent",
    "sent correct": "open",
  };
  it.each(DRAFT_STATES.flatMap((state) => DRAFT_ACTIONS.map((action) => [state, action] as const)))(
    "%s: %s",
    (state, action) => {
      const to = ALLOWED[`${state} ${action}`];
      const result = nextDraft(state, action);
      expect(result.ok ? result.value : result.problems[0]?.code).toBe(to ?? "draft-not-in-state");
    },
  );
});

const today = day("2027-03-01");
const codes = (
  definition: FormDefinition,
  answers: Answers,
  audience: "learners" | "staff" = "learners",
) => pagesFor(definition, { audience, answers, today }).map((page) => page.code);

describe("which questions somebody is asked", () => {
  it("nine before the age is known and under 18, eight of a person of age, seven of staff", () => {
    expect(codes(LEARNER_FORM, {})).toHaveLength(9);
    expect(codes(LEARNER_FORM, { birth: "2009-03-02" })).toContain("guardian");
    expect(codes(LEARNER_FORM, { birth: "2009-03-01" })).not.toContain("guardian");
    expect(codes(LEARNER_FORM, { birth: "2009-03-01" })).toHaveLength(8);
    expect(codes(STAFF_FORM, { birth: "1980-01-01" }, "staff")).toHaveLength(7);
  });

  it("follows the line's audience and an earlier answer, and asks while that is not known", () => {
    const definition: FormDefinition = {
      sections: [
        {
          code: "all",
          pages: [
            { code: "bus", fields: [{ code: "bus", kind: "yes-no", required: true }] },
            {
              code: "stop",
              when: { answer: { field: "bus", is: ["yes"] } },
              fields: [{ code: "stop", kind: "text", required: true }],
            },
            {
              code: "class",
              when: { audience: "staff" },
              fields: [{ code: "class", kind: "text", required: true }],
            },
          ],
        },
      ],
    };
    expect(codes(definition, {})).toEqual(["bus", "stop"]);
    expect(codes(definition, { bus: "no" })).toEqual(["bus"]);
    expect(codes(definition, { bus: "yes" }, "staff")).toEqual(["bus", "stop", "class"]);
  });

  it("is not content with a town without a school, or a trade without a year", () => {
    const [, , school, trade] = pagesOf(LEARNER_FORM);
    const town = { country: "AL", town: "Korçë", organisationId: null, name: "" };
    expect(isAnswered(school!, { school: town })).toBe(false);
    expect(isAnswered(school!, { school: { ...town, name: "Written" } })).toBe(true);
    expect(isAnswered(trade!, { trade: { trade: "hospitality", year: "" } })).toBe(false);
  });
});

const typed = (boxes: Readonly<Record<string, string>>): Typed => ({
  text: (name) => (boxes[name] ?? "").trim(),
  all: (name) => (name in boxes ? [boxes[name]!] : []),
});
const known = {
  today,
  answers: {},
  countries: ["AL", "RS"],
  trades: ["hospitality"],
  schools: [{ id: "one", name: "Shkolla", city: "Korçë", country: "AL" }],
  flowIds: ["a", "b"],
};
const read = (code: string, boxes: Readonly<Record<string, string>>) => {
  const page = pagesOf(LEARNER_FORM).find((each) => each.code === code)!;
  const { answers, problems } = readPage(page, typed(boxes), known);
  return { answer: answers[code], problems: problems.map((p) => `${p.field} ${p.code}`) };
};

describe("what was typed", () => {
  it("keeps names as they are written, with hyphens, apostrophes and one letter", () => {
    expect(read("name", { "name-given": " Ђорђе  O’Neil-Xh. ", "name-family": "Č" })).toEqual({
      answer: { givenNames: "Ђорђе O’Neil-Xh.", familyName: "Č" },
      problems: [],
    });
    expect(read("name", { "name-given": "123", "name-family": "x".repeat(101) }).problems).toEqual([
      "name-given name-without-letters",
      "name-family too-long",
    ]);
  });

  it("takes a town first and its school then, or both in words", () => {
    expect(read("school", { "school-town": "AL Korçë" }).answer).toMatchObject({
      country: "AL",
      organisationId: null,
    });
    expect(read("school", { school: "one" }).answer).toMatchObject({ organisationId: "one" });
    expect(read("school", { school: "elsewhere" }).problems).toEqual(["school not-a-choice"]);
    expect(read("school", { "school-unlisted": "yes", "school-country": "IT" }).problems).toEqual([
      "school-country not-a-choice",
      "school-written-town required",
      "school-name required",
    ]);
  });

  it("says which box of somebody who has finished school is wrong", () => {
    const boxes = { "trade-trade": "hospitality", "trade-year": "finished" };
    expect(
      read("trade", { ...boxes, "trade-month": "6", "trade-finished": "2026" }).answer,
    ).toEqual({
      trade: "hospitality",
      year: "finished 2026-06",
    });
    expect(
      read("trade", { ...boxes, "trade-month": "13", "trade-finished": "2026" }).problems,
    ).toEqual(["trade-month not-a-day"]);
  });

  it("takes cities in order without gaps, each once", () => {
    expect(read("cities", { "cities-2": "b", "cities-4": "a" })).toEqual({
      answer: ["b", "a"],
      problems: [],
    });
    expect(read("cities", {}).problems).toEqual(["cities-1 city-needed"]);
    expect(read("cities", { "cities-1": "a", "cities-2": "a", "cities-3": "c" }).problems).toEqual([
      "cities-2 city-twice",
      "cities-3 not-a-choice",
    ]);
  });

  it("asks for what the chosen way needs, and for nothing where the teacher is the way", () => {
    expect(read("contact", { "contact-way": "school" }).problems).toEqual([]);
    expect(read("contact", { "contact-way": "viber" }).problems).toEqual([
      "contact-phone way-needs-phone",
    ]);
    expect(read("contact", { "contact-way": "phone", "contact-phone": "069" }).problems).toEqual([
      "contact-phone phone-shape",
    ]);
  });
});

describe("the hour of grace on nights when the clock is moved", () => {
  // The deadlines are moments, so an hour is an hour: 20:00 never, but a careless 01:30 is.
  it.each([
    ["spring", "2027-03-28T00:30:00Z"],
    ["autumn", "2027-10-31T00:30:00Z"],
  ])("in %s it lasts sixty minutes", (_, closes) => {
    const closesAt = new Date(closes);
    const at = (seconds: number) => new Date(closesAt.getTime() + seconds * 1000);
    const call = { state: "open", opensAt: at(-86_400), closesAt, graceMinutes: 60 } as const;
    const may = (startedAt: Date | null, now: Date) =>
      mayApply({ call, extension: null, startedAt, now }).ok;
    expect(may(at(-1), at(0))).toBe(true);
    expect(may(at(-1), at(3600))).toBe(true);
    expect(may(at(-1), at(3600.001))).toBe(false);
    expect(may(null, at(0.001))).toBe(false);
    expect(may(at(0.001), at(1))).toBe(false);
  });
});
