import { expect, test } from "vitest";
import { type LineFacts, whyNotCounted } from "./counted.rules.ts";

const line: LineFacts = {
  audience: "staff",
  onlineCounts: true,
  direction: "to-hosts",
  sendingCountries: new Set(["AL"]),
};
const from = (country: string) => ({
  share: { sessions: 1, ofSessions: 1, minutes: 100, ofMinutes: 100, percent: 100 },
  mode: "on-site" as const,
  organisation: { country },
  hasDetails: true,
});

test("a line towards the hosts counts who comes from a sending country", () => {
  expect(whyNotCounted(from("AL"), line, 80)).toEqual([]);
  expect(whyNotCounted(from("IT"), line, 80)).toEqual(["not-a-sending-country"]);
});

test("a line towards the senders counts who comes to teach, not who listens at home", () => {
  const towards = { ...line, direction: "to-senders" as const };
  expect(whyNotCounted(from("IT"), towards, 80)).toEqual([]);
  expect(whyNotCounted(from("AL"), towards, 80)).toEqual(["of-a-sending-country"]);
});
