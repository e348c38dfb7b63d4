/** A company's line and a learner as a matching reads them: whatever a test does not name fits. */
import type { MatchLearner, MatchLine } from "../../src/stages/hosting/matching.rules.ts";

export const line = (organisationId: string, more: Partial<MatchLine> = {}): MatchLine => ({
  organisationId,
  trade: null,
  starts: "2027-06-01",
  ends: "2027-08-31",
  places: 1,
  minimumAge: null,
  language: null,
  level: null,
  accessible: false,
  tasks: "",
  ...more,
});
export const learner = (mobilityId: string, more: Partial<MatchLearner> = {}): MatchLearner => ({
  mobilityId,
  trade: "carpentry",
  birthDate: "2010-01-01",
  starts: "2027-07-01",
  ends: "2027-07-28",
  needsNoStairs: false,
  languages: [],
  ...more,
});
