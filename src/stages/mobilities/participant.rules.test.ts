import { expect, test } from "vitest";
import type { Direction } from "../schemes/scheme.ts";
import { wayProblems } from "./participant.rules.ts";

const facts = { sendingCountries: new Set(["AL", "RS"]) };
const codes = (way: Direction, from: string, to: string | null) =>
  wayProblems(way, from, to, facts).map(({ field, code }) => `${field} ${code}`);

test("a line towards the hosts is for people of the sending countries", () => {
  expect(codes("to-hosts", "AL", "IT")).toEqual([]);
  // A partner that sends may host as well.
  expect(codes("to-hosts", "AL", "RS")).toEqual([]);
  expect(codes("to-hosts", "IT", "AL")).toEqual(["country line-leads-to-hosts"]);
});

test("a line towards the senders brings somebody from elsewhere to one of them", () => {
  expect(codes("to-senders", "IT", "AL")).toEqual([]);
  expect(codes("to-senders", "AL", "IT")).toEqual([
    "country line-leads-to-senders",
    "hostingCountry line-ends-at-senders",
  ]);
  // Online nobody goes anywhere: who teaches still comes from elsewhere.
  expect(codes("to-senders", "IT", null)).toEqual([]);
});

test("a line of both ways takes everybody", () => {
  expect(codes("both", "IT", "AL")).toEqual([]);
  expect(codes("both", "AL", "IT")).toEqual([]);
});
