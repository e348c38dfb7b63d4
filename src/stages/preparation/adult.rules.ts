import { type Day, isDay } from "../../shared/day.ts";
import { fold } from "../../shared/fold.ts";
import type { Problem } from "../../shared/result.ts";
import { isEmail } from "../applications/application.rules.ts";

/** An adult as the office keeps the list, before it is known with which groups. */
export type Adult = {
  readonly name: string;
  readonly organisation: string;
  readonly email: string;
  readonly phone: string;
  /** Tells two people of one name apart; null where nobody asked. */
  readonly birthDate: Day | null;
};

export type TypedAdult = Readonly<
  Record<"name" | "organisation" | "email" | "phone" | "birthDate", string>
>;

/** Words of a name without letters of one alphabet or an order: Ђурић Ана is Ana Đurić. */
const wordsOf = (name: string): string =>
  fold(name)
    .split(/[\s.'’-]+/)
    .filter(Boolean)
    .sort()
    .join(" ");

/**
 * Whether an adult is one of the participants (rule M2): the same name however it is written, unless
 * the dates of birth tell them apart.
 */
export const isParticipant = (
  adult: Pick<Adult, "name" | "birthDate">,
  people: readonly {
    readonly givenNames: string;
    readonly familyName: string;
    readonly birthDate: Day;
  }[],
): boolean =>
  people.some(
    (one) =>
      wordsOf(`${one.givenNames} ${one.familyName}`) === wordsOf(adult.name) &&
      (adult.birthDate === null || adult.birthDate === one.birthDate),
  );

const figures = (phone: string): string => phone.replace(/\D/g, "");

/** The same person written down twice: one name and one telephone. */
export const isSameAdult = (
  one: Pick<Adult, "name" | "phone">,
  other: Pick<Adult, "name" | "phone">,
): boolean =>
  wordsOf(one.name) === wordsOf(other.name) && figures(one.phone) === figures(other.phone);

/** Everything that is wrong with an adult as typed, and the adult where nothing is. */
export function readAdult(typed: TypedAdult): {
  readonly adult: Adult;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const tidy = (text: string) => text.trim().replace(/\s+/g, " ");
  const [name, organisation] = [tidy(typed.name), tidy(typed.organisation)];
  const [email, phone] = [typed.email.trim(), typed.phone.trim()];
  if (name.length < 2) problems.push({ code: "required", field: "name" });
  for (const [field, text] of [
    ["name", name],
    ["organisation", organisation],
  ] as const) {
    if (text.length > 120) problems.push({ code: "too-long", params: { max: 120 }, field });
  }
  if (email !== "" && !isEmail(email)) {
    problems.push({ code: "not-an-email", field: "email" });
  }
  if (!/^[+\d][\d\s/().-]{4,38}$/.test(phone)) {
    problems.push({ code: "phone-shape", field: "phone" });
  }
  const birthDate = isDay(typed.birthDate) ? (typed.birthDate as Day) : null;
  if (typed.birthDate !== "" && !birthDate) {
    problems.push({ code: "not-a-day", field: "birthDate" });
  }
  return { adult: { name, organisation, email, phone, birthDate }, problems };
}
