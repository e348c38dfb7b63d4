import { smsNumber } from "../../shared/phone-number.ts";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { waysOf } from "./event.rules.ts";
import type {
  EventMode,
  RegistrationAction,
  RegistrationFacts,
  RegistrationState,
  TypedRegistration,
  WayIn,
} from "./event.ts";

/**
 * A place given stays until it is given back; who waits moves up by itself. When an event is held
 * another way and has fewer places, the last who came wait again.
 */
export const registrationStates = {
  requested: {
    accept: "registered",
    "accept-waiting": "waiting",
    decline: "declined",
    cancel: "cancelled",
  },
  waiting: { promote: "registered", decline: "declined", cancel: "cancelled" },
  registered: { "move-back": "waiting", cancel: "cancelled" },
  declined: {},
  cancelled: {},
} as const satisfies Record<
  RegistrationState,
  Partial<Record<RegistrationAction, RegistrationState>>
>;

export function nextRegistration(
  state: RegistrationState,
  action: RegistrationAction,
): Result<RegistrationState> {
  const steps: Partial<Record<RegistrationAction, RegistrationState>> = registrationStates[state];
  const to = steps[action];
  return to ? ok(to) : refuse({ code: "registration-not-in-state" });
}

/** Somebody who comes, hopes to come, or waits: not gone and not refused. */
export const isLive = (state: RegistrationState): boolean =>
  state !== "cancelled" && state !== "declined";

const ADDRESS = /^[^\s@<>(),;:"\\]+@[^\s@<>(),;:"\\.]+(\.[^\s@<>(),;:"\\.]+)+$/;

/** Three fields as they were typed, and how somebody comes, with everything wrong with them. */
export function registrationFrom(
  typed: TypedRegistration,
  mode: EventMode,
): Result<RegistrationFacts> {
  const problems: Problem[] = [];
  const add = (field: string, code: string, params?: Problem["params"]) =>
    problems.push(params ? { code, params, field } : { code, field });
  const text = (field: "name" | "organisation"): string => {
    const value = typed[field].replace(/\s+/g, " ").trim();
    if (value === "") add(field, "required");
    else if (value.length < 2) add(field, "too-short", { min: 2 });
    else if (value.length > 200) add(field, "too-long", { max: 200 });
    return value;
  };
  const name = text("name");
  const contact = typed.contact.trim();
  let email: string | null = null;
  let phone: string | null = null;
  if (contact === "") add("contact", "required");
  else if (contact.includes("@")) {
    if (contact.length > 254) add("contact", "too-long", { max: 254 });
    else if (!ADDRESS.test(contact)) add("contact", "not-an-email");
    email = contact;
  } else {
    phone = smsNumber(contact);
    if (phone === null) add("contact", "not-a-telephone");
  }
  const organisation = text("organisation");
  const ways = waysOf(mode);
  const way = ways.length === 1 ? ways[0] : ways.find((each) => each === typed.mode);
  if (!way) add("mode", typed.mode === "" ? "required" : "not-a-choice");
  if (problems.length > 0 || !way) return refuse(...problems);
  return ok({ name, email, phone, organisation, mode: way });
}

/**
 * How somebody comes once the event is held this way: as chosen where that is still possible, else in
 * the one way there is.
 */
export const wayAfter = (mode: EventMode, was: WayIn): WayIn =>
  waysOf(mode).includes(was) ? was : waysOf(mode)[0]!;
