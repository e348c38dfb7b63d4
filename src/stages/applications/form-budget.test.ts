import { expect, test } from "vitest";
import { type FormPage, LEARNER_FORM, pagesOf, STAFF_FORM } from "./application.forms.ts";
import { FORM_BUDGET, measureForm } from "./form-budget.ts";
import { addPage, moveField, movePage, putField } from "./form-parts.ts";

test("the standard forms are within what a form may cost", () => {
  for (const [form, audience] of [
    [LEARNER_FORM, "learners"],
    [STAFF_FORM, "staff"],
  ] as const) {
    const cost = measureForm(form, audience);
    for (const what of ["questions", "pages", "seconds"] as const) {
      expect([what, cost[what] <= FORM_BUDGET[what]]).toEqual([what, true]);
    }
  }
  expect(measureForm(LEARNER_FORM, "learners")).toMatchObject({ questions: 9, pages: 12 });
});

test("what is asked of nobody at once is not counted at once", () => {
  const page = (code: string, when: FormPage["when"]): FormPage => ({
    code,
    ...(when && { when }),
    fields: [{ code: `own-${code}`, kind: "yes-no", required: true, label: { en: "Is it so?" } }],
  });
  const grown = addPage(LEARNER_FORM, page("grown", { ageFrom: 18 }));
  // The guardian is asked of the younger, this one of the others.
  expect(measureForm(grown, "learners").questions).toBe(9);
  const both = addPage(grown, page("all", undefined));
  expect(measureForm(both, "learners").questions).toBe(10);
  expect(measureForm(addPage(both, page("staff", { audience: "staff" })), "learners").pages).toBe(
    13,
  );
});

test("longer words take longer to read", () => {
  const asked = (text: string) =>
    measureForm(
      putField(LEARNER_FORM, "why", {
        code: "own-1",
        kind: "yes-no",
        required: true,
        label: { en: text },
      }),
      "learners",
    ).seconds;
  expect(asked("one two three four ".repeat(5)) - asked("one two three four")).toBe(4);
});

test("a move at the edge of the form changes nothing", () => {
  expect(movePage(LEARNER_FORM, "name", "up")).toEqual(LEARNER_FORM);
  expect(movePage(LEARNER_FORM, "needs", "down")).toEqual(LEARNER_FORM);
  expect(moveField(LEARNER_FORM, "name", "name", "up")).toEqual(LEARNER_FORM);
  expect(moveField(LEARNER_FORM, "needs", "needs", "down")).toEqual(LEARNER_FORM);
  expect(moveField(LEARNER_FORM, "needs", "nothing", "up")).toEqual(LEARNER_FORM);
  const over = movePage(LEARNER_FORM, "contact", "down");
  expect(pagesOf(over).map((page) => page.code)).toEqual(
    "name birth school trade cities contact why guardian needs".split(" "),
  );
});
