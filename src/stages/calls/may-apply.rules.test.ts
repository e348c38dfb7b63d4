import { expect, test } from "vitest";
import { CALL_STATES } from "./call.ts";
import { graceEnds, mayApply } from "./may-apply.rules.ts";

const opensAt = new Date("2027-01-04T08:00:00Z");
const closesAt = new Date("2027-02-05T19:00:00Z");
const times = { opensAt, closesAt, graceMinutes: 60 };
const at = (iso: string) => new Date(iso);
const before = at("2027-01-01T00:00:00Z");
const during = at("2027-02-05T18:59:00Z");
const late = at("2027-02-05T19:30:00Z");
const tooLate = at("2027-02-05T20:00:01Z");
const until = at("2027-02-08T19:00:00Z");
const extension = { until, revokedAt: null };

const asked = (
  state: (typeof CALL_STATES)[number],
  now: Date,
  more: Partial<Parameters<typeof mayApply>[0]> = {},
) => {
  const result = mayApply({
    call: { ...times, state },
    extension: null,
    startedAt: null,
    now,
    ...more,
  });
  return result.ok ? result.value.by : result.problems[0]?.code;
};

test("every state at every moment, for somebody who begins", () => {
  const table = CALL_STATES.map((state) =>
    [before, during, late, tooLate].map((now) => asked(state, now)),
  );
  expect(table).toEqual([
    ["call-not-open-yet", "call-not-open-yet", "call-not-open-yet", "call-not-open-yet"],
    ["call-not-open-yet", "open", "call-closed", "call-closed"],
    ["call-closed", "call-closed", "call-closed", "call-closed"],
    ["call-closed", "call-closed", "call-closed", "call-closed"],
  ]);
});

test("a form begun before the deadline may be sent an hour later, though the office has closed", () => {
  const began = { startedAt: during };
  expect(asked("open", late, began)).toBe("grace");
  expect(asked("closed", late, began)).toBe("grace");
  expect(asked("closed", graceEnds(times), began)).toBe("grace");
  expect(asked("closed", tooLate, began)).toBe("call-closed");
  expect(asked("published", late, began)).toBe("call-closed");
  // Begun after the deadline: the hour is for those who were on their way.
  expect(asked("open", late, { startedAt: at("2027-02-05T19:00:01Z") })).toBe("call-closed");
});

test("more time lasts until its own moment and not once it is taken back", () => {
  expect(asked("closed", tooLate, { extension })).toBe("extension");
  expect(asked("closed", until, { extension })).toBe("extension");
  expect(asked("closed", at("2027-02-08T19:00:01Z"), { extension })).toBe("call-closed");
  expect(asked("closed", tooLate, { extension: { until, revokedAt: late } })).toBe("call-closed");
  expect(asked("published", tooLate, { extension })).toBe("call-closed");
  expect(asked("open", during, { extension })).toBe("open");
});

test("says until when, which may be the longer of two rights later on", () => {
  const result = mayApply({
    call: { ...times, state: "closed" },
    extension,
    startedAt: during,
    now: late,
  });
  expect(result).toEqual({ ok: true, value: { by: "grace", until: graceEnds(times) } });
});
