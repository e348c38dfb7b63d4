import type { Problem } from "../../shared/result.ts";
import type { CallOwner } from "./call.ts";

const LONGEST_NAME = 100;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** A number somebody at home and abroad can call: with its country, digits, spaces and brackets. */
const PHONE = /^\+[0-9][0-9 ()/-]{6,28}$/;

/** What is wrong with the named people, each at its country's field, such as `phone-AL`. */
export function ownerProblems(owners: readonly CallOwner[]): Problem[] {
  return owners.flatMap(({ country, name, phone, email }) => {
    const problems: Problem[] = [];
    const at = (field: string, code: string, params?: Problem["params"]) =>
      problems.push(
        params
          ? { code, params, field: `${field}-${country}` }
          : { code, field: `${field}-${country}` },
      );
    if (name.trim() === "") at("name", "owner-without-name");
    if (name.trim().length > LONGEST_NAME) at("name", "too-long", { max: LONGEST_NAME });
    if (phone.trim() === "") at("phone", "owner-without-phone");
    else if (!PHONE.test(phone.trim())) at("phone", "not-a-phone");
    if (email?.trim() && !EMAIL.test(email.trim())) at("email", "not-an-email");
    return problems;
  });
}

/** Countries with a flow in which nobody would answer the telephone. */
export const countriesWithoutOwner = (
  flows: readonly { readonly sendingCountry: string; readonly state: string }[],
  owners: readonly CallOwner[],
): string[] => {
  const named = new Set(owners.map((owner) => owner.country));
  const sending = flows.filter((flow) => flow.state === "open").map((flow) => flow.sendingCountry);
  return [...new Set(sending)].filter((country) => !named.has(country)).sort();
};
