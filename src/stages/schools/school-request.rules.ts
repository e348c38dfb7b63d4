import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import type { NewSchoolRequest, RequestAction, RequestState } from "./school-request.ts";

/** What can be done with a request; an answered one is not asked again. */
export const requestStates = {
  open: { verify: "verified", refuse: "refused" },
  verified: {},
  refused: {},
} as const satisfies Record<RequestState, Partial<Record<RequestAction, RequestState>>>;

export function nextRequest(state: RequestState, action: RequestAction): Result<RequestState> {
  const steps: Partial<Record<RequestAction, RequestState>> = requestStates[state];
  const to = steps[action];
  return to ? ok(to) : refuse({ code: "request-answered" });
}

const ADDRESS = /^[^\s@<>(),;:"\\]+@[^\s@<>(),;:"\\.]+(\.[^\s@<>(),;:"\\.]+)+$/;
/** Figures with the signs people put between them. */
const PHONE = /^\+?[\d\s()/.-]{5,30}$/;

/** Everything wrong with what a teacher typed, at once. */
export function requestProblems(
  from: Omit<NewSchoolRequest, "locale">,
  countries: readonly string[],
): Problem[] {
  const problems: Problem[] = [];
  const add = (field: string, code: string, params?: Problem["params"]) =>
    problems.push(params ? { code, params, field } : { code, field });
  const text = (field: "schoolName" | "city" | "personName", min: number, max: number) => {
    const value = from[field].trim();
    if (value === "") add(field, "required");
    else if (value.length < min) add(field, "too-short", { min });
    else if (value.length > max) add(field, "too-long", { max });
  };
  if (from.country === "") add("country", "required");
  else if (!countries.includes(from.country)) {
    add("country", "not-a-country", { value: from.country.slice(0, 40) });
  }
  text("schoolName", 2, 200);
  text("city", 1, 200);
  const landline = from.landline.trim();
  const figures = landline.replace(/\D/g, "").length;
  if (landline === "") add("landline", "required");
  else if (!PHONE.test(landline) || figures < 5 || figures > 15) add("landline", "not-a-phone");
  text("personName", 2, 100);
  const email = from.email.trim();
  if (email === "") add("email", "address-missing");
  else if (email.length > 254) add("email", "too-long", { max: 254 });
  else if (!ADDRESS.test(email)) add("email", "not-an-email");
  return problems;
}
