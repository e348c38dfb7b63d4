import type { Problem } from "../../shared/result.ts";
import { EMPLOYMENTS, type TypedLink } from "./staff-link.ts";

const LONGEST = 200;

/** Everything that is wrong with a link read off a contract, each at its field. */
export function linkProblems(
  typed: TypedLink,
  organisations: readonly { readonly id: string }[],
): Problem[] {
  const problems: Problem[] = [];
  const text = (field: "post" | "paper") => {
    const value = typed[field].trim();
    if (value === "") problems.push({ code: "required", field });
    else if (value.length > LONGEST) {
      problems.push({ code: "too-long", params: { max: LONGEST }, field });
    }
  };
  if (!organisations.some(({ id }) => id === typed.organisationId)) {
    problems.push({ code: "choose-one", field: "organisation" });
  }
  if (!(EMPLOYMENTS as readonly string[]).includes(typed.employment)) {
    problems.push({ code: "choose-one", field: "employment" });
  }
  text("post");
  if (!typed.since) problems.push({ code: "required", field: "since" });
  else if (typed.until && typed.until < typed.since) {
    problems.push({ code: "days-reversed", field: "until" });
  }
  text("paper");
  return problems;
}
