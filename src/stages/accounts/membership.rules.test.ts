import { expect, test } from "vitest";
import { addressProblem, end, membershipProblems } from "./membership.rules.ts";
import { MEMBERSHIP_STATES, ROLES } from "./membership.ts";

const known = { countries: ["AL"], schools: ["school-1"] };

test("every problem of a role is said at once, at its field", () => {
  expect(
    membershipProblems({ email: "anna@", name: " ", role: "king", country: null }, known),
  ).toEqual([
    { code: "name-missing", field: "name" },
    { code: "not-an-email", field: "email" },
    { code: "role-missing", field: "role" },
  ]);
});

test("a country partner needs a country that the scheme sends from", () => {
  const given = { email: "a@b.example", name: "Ana", role: "country-partner" };
  expect(membershipProblems({ ...given, country: "" }, known)).toEqual([
    { code: "role-needs-country", field: "country" },
  ]);
  expect(membershipProblems({ ...given, country: "IT" }, known)).toEqual([
    { code: "not-a-country", params: { value: "IT" }, field: "country" },
  ]);
  expect(membershipProblems({ ...given, country: "AL" }, known)).toEqual([]);
});

test("a school officer needs a school of the scheme", () => {
  const given = { email: "a@b.example", name: "Ana", role: "school-officer" };
  expect(membershipProblems({ ...given, organisationId: "school-2" }, known)).toEqual([
    { code: "role-needs-school", field: "organisationId" },
  ]);
  expect(membershipProblems({ ...given, organisationId: "school-1" }, known)).toEqual([]);
});

test.each([
  "",
  "anna",
  "anna@school",
  "anna@@school.example",
  "an na@school.example",
  "anna@school.example\r\nBcc: x@y.example",
  "Anna <anna@school.example>",
  "anna@school.example, other@school.example",
  `${"a".repeat(250)}@b.example`,
])("%j is not an address", (address) => {
  expect(addressProblem(address)).not.toBeNull();
});

test.each(["anna@school.example", "a.b+c@pod.škola.rs", "o'neil@b.example"])(
  "%s is an address",
  (address) => {
    expect(addressProblem(address)).toBeNull();
  },
);

test("every state and role, ended", () => {
  const table = MEMBERSHIP_STATES.flatMap((state) =>
    ROLES.flatMap((role) =>
      [1, 2].map((liveCoordinators) => {
        const next = end(state, { role, liveCoordinators });
        return [state, role, liveCoordinators, next.ok ? next.value : next.problems[0]?.code];
      }),
    ),
  );
  expect(table).toEqual([
    ["live", "coordinator", 1, "last-coordinator"],
    ["live", "coordinator", 2, "ended"],
    ["live", "country-partner", 1, "ended"],
    ["live", "country-partner", 2, "ended"],
    ["live", "school-officer", 1, "ended"],
    ["live", "school-officer", 2, "ended"],
    ["live", "assessor", 1, "ended"],
    ["live", "assessor", 2, "ended"],
    ["live", "auditor", 1, "ended"],
    ["live", "auditor", 2, "ended"],
    ["ended", "coordinator", 1, "role-already-ended"],
    ["ended", "coordinator", 2, "role-already-ended"],
    ["ended", "country-partner", 1, "role-already-ended"],
    ["ended", "country-partner", 2, "role-already-ended"],
    ["ended", "school-officer", 1, "role-already-ended"],
    ["ended", "school-officer", 2, "role-already-ended"],
    ["ended", "assessor", 1, "role-already-ended"],
    ["ended", "assessor", 2, "role-already-ended"],
    ["ended", "auditor", 1, "role-already-ended"],
    ["ended", "auditor", 2, "role-already-ended"],
  ]);
});
