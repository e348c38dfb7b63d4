import type { Day } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import { CONTACT_KINDS, CONTACT_REASONS, type NewContact } from "./contact.ts";

/** A sentence or two: a log of who was told what, not a file about a person. */
export const LONGEST_CONTACT = 1000;

/** Everything that keeps it from being written down. What is wrong with a day itself comes before. */
export function contactProblems(from: NewContact, today: Day): Problem[] {
  const problems: Problem[] = [];
  if (!CONTACT_KINDS.some((kind) => kind === from.kind)) {
    problems.push({ code: "required", field: "kind" });
  }
  if (!CONTACT_REASONS.some((reason) => reason === from.reason)) {
    problems.push({ code: "required", field: "reason" });
  }
  if (from.words.trim() === "") problems.push({ code: "required", field: "words" });
  if (from.words.length > LONGEST_CONTACT) {
    problems.push({ code: "too-long", params: { max: LONGEST_CONTACT }, field: "words" });
  }
  if (from.on !== null && from.on > today) {
    problems.push({ code: "contact-in-future", field: "on" });
  }
  return problems;
}
