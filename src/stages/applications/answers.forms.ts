import type { Day } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import { dayFrom } from "../../shared/typed-day.ts";
import {
  type Answer,
  type Answers,
  type FormField,
  type FormPage,
  LONGEST_TEXT,
  type SchoolAnswer,
  WAYS_TO_REACH,
} from "./application.forms.ts";
import { isEmail } from "./application.rules.ts";
import { LANGUAGE_LEVELS, type LanguageLevel, languagesText } from "./language.rules.ts";

/** What a form brought: trimmed text of a name, "" when absent; every value of a name. */
export type Typed = {
  text(name: string): string;
  all(name: string): readonly string[];
};
export type School = {
  readonly id: string;
  readonly name: string;
  readonly city: string;
  readonly country: string;
};
/** What an answer is checked against; schools and flows only where their page is read. */
export type Known = {
  readonly today: Day;
  readonly answers: Answers;
  readonly countries: readonly string[];
  readonly trades: readonly string[];
  readonly schools: readonly School[];
  /** Flows of the call that somebody of this school's country may wish for. */
  readonly flowIds: readonly string[];
};

export type PageRead = {
  readonly answers: Answers;
  /** Given for a page that asks for needs, "" for none; never among the answers. */
  readonly needs: string | null;
  readonly problems: readonly Problem[];
};

type Read = { answer?: Answer | undefined; needs?: string };
type Reader = (field: FormField, typed: Typed, known: Known, add: Add) => Read;
type Add = (field: string, code: string, params?: Problem["params"]) => void;

export const MOST_CHOICES = 5;
/** Languages that the question about them has boxes for. */
export const MOST_SPOKEN = 3;
export const YEARS = ["1", "2", "3", "4", "5", "finished"] as const;
/** Values of a select or a radio that open a box to write in. */
export const OTHER = "other";
/** The select of towns: a country and a town of a school that is on the list. */
export const townValue = (country: string, town: string): string => `${country} ${town}`;

// Figures with the signs people put between them, at least six of them: +383 44 123-456, (069) 1234567.
const PHONE = /^\+?[\d\s()/.-]{6,30}$/;
const isPhone = (text: string): boolean =>
  PHONE.test(text) && text.replace(/\D/g, "").length >= 6 && text.replace(/\D/g, "").length <= 15;

const plainText: Reader = (field, typed, _known, add) => {
  const text = typed.text(field.code);
  const max = field.max ?? 200;
  if (text === "" && field.required) add(field.code, "required");
  else if (text.length > max) add(field.code, "too-long", { max });
  return { answer: text };
};

const READERS: Readonly<Record<FormField["kind"], Reader>> = {
  names(field, typed, _known, add) {
    const read = (part: "given" | "family") => {
      const name = `${field.code}-${part}`;
      // Spaces from a phone's keyboard; letters and their case stay as they were written.
      const text = typed.text(name).replace(/\s+/g, " ");
      if (text === "") add(name, `write-${part}-name`);
      else if (text.length > 100) add(name, "too-long", { max: 100 });
      else if (!/\p{L}/u.test(text)) add(name, "name-without-letters");
      return text;
    };
    return { answer: { givenNames: read("given"), familyName: read("family") } };
  },
  "birth-date"(field, typed, { today }, add) {
    const box = (part: string) => typed.text(`${field.code}-${part}`);
    const birth = dayFrom({ day: box("day"), month: box("month"), year: box("year") }, field.code);
    for (const problem of birth.problems) add(field.code, problem.code, problem.params);
    if (birth.day && birth.day >= today) add(field.code, "day-in-future");
    else if (birth.day && Number(today.slice(0, 4)) - Number(birth.day.slice(0, 4)) > 100) {
      add(field.code, "birth-too-early");
    }
    return { answer: birth.day ?? undefined };
  },
  school: readSchool,
  "trade-year"(field, typed, { trades, today }, add) {
    const chosen = typed.text(`${field.code}-trade`);
    const written = typed.text(`${field.code}-other`);
    const year = typed.text(`${field.code}-year`);
    const trade = chosen === OTHER ? written : chosen;
    if (chosen === "") add(`${field.code}-trade`, "choose-answer");
    else if (chosen === OTHER && written === "") add(`${field.code}-other`, "required");
    else if (chosen === OTHER && written.length > 80)
      add(`${field.code}-other`, "too-long", { max: 80 });
    else if (chosen !== OTHER && !trades.includes(chosen))
      add(`${field.code}-trade`, "not-a-choice");
    if (year === "") add(`${field.code}-year`, "choose-answer");
    else if (!(YEARS as readonly string[]).includes(year))
      add(`${field.code}-year`, "not-a-choice");
    if (year !== "finished") return { answer: { trade, year } };
    const finished = dayFrom(
      {
        day: "1",
        month: typed.text(`${field.code}-month`),
        year: typed.text(`${field.code}-finished`),
      },
      `${field.code}-month`,
    );
    for (const problem of finished.problems) add(`${field.code}-month`, problem.code);
    if (finished.day && finished.day > today) add(`${field.code}-month`, "day-in-future");
    return { answer: { trade, year: `finished ${finished.day?.slice(0, 7) ?? ""}` } };
  },
  contact(field, typed, _known, add) {
    const [phone, email, way] = ["phone", "email", "way"].map((part) =>
      typed.text(`${field.code}-${part}`),
    ) as [string, string, string];
    if (phone !== "" && !isPhone(phone)) add(`${field.code}-phone`, "phone-shape");
    if (email !== "" && !isEmail(email)) add(`${field.code}-email`, "not-an-email");
    if (way === "") add(`${field.code}-way`, "choose-answer");
    else if (!(WAYS_TO_REACH as readonly string[]).includes(way)) {
      add(`${field.code}-way`, "not-a-choice");
    } else if (way === "email" && email === "") add(`${field.code}-email`, "way-needs-email");
    else if (way !== "email" && way !== "school" && phone === "") {
      add(`${field.code}-phone`, "way-needs-phone");
    }
    return { answer: { phone, email, way } };
  },
  cities(field, typed, { flowIds }, add) {
    const chosen: string[] = [];
    for (let place = 1; place <= MOST_CHOICES; place += 1) {
      const name = `${field.code}-${place}`;
      const flow = typed.text(name);
      if (flow === "") continue;
      if (!flowIds.includes(flow)) add(name, "not-a-choice");
      else if (chosen.includes(flow)) add(name, "city-twice");
      else chosen.push(flow);
    }
    if (chosen.length === 0) add(`${field.code}-1`, "city-needed");
    return { answer: chosen };
  },
  "long-text": (field, typed, known, add) =>
    plainText({ ...field, max: field.max ?? LONGEST_TEXT }, typed, known, add),
  guardian(field, typed, _known, add) {
    const name = typed.text(`${field.code}-name`).replace(/\s+/g, " ");
    const phone = typed.text(`${field.code}-phone`);
    if (name === "") add(`${field.code}-name`, "required");
    else if (name.length > 100) add(`${field.code}-name`, "too-long", { max: 100 });
    if (phone === "") add(`${field.code}-phone`, "required");
    else if (!isPhone(phone)) add(`${field.code}-phone`, "phone-shape");
    return { answer: { name, phone } };
  },
  needs(field, typed, known, add) {
    const { answer } = plainText({ ...field, max: field.max ?? 1000 }, typed, known, add);
    return { needs: String(answer) };
  },
  text: plainText,
  choice(field, typed, _known, add) {
    const value = typed.text(field.code);
    if (value === "" && field.required) add(field.code, "choose-answer");
    else if (value !== "" && !field.options?.some((option) => option.value === value)) {
      add(field.code, "not-a-choice");
    }
    return { answer: value };
  },
  several(field, typed, _known, add) {
    const values = [...new Set(typed.all(field.code))].filter((value) => value !== "");
    if (values.length === 0 && field.required) add(field.code, "choose-answer");
    else if (values.some((value) => !field.options?.some((option) => option.value === value))) {
      add(field.code, "not-a-choice");
    }
    return { answer: values };
  },
  "yes-no"(field, typed, _known, add) {
    const value = typed.text(field.code);
    if (value === "" && field.required) add(field.code, "choose-answer");
    else if (value !== "" && value !== "yes" && value !== "no") add(field.code, "not-a-choice");
    return { answer: value };
  },
  number(field, typed, _known, add) {
    const text = typed.text(field.code).replace(",", ".");
    if (text === "") {
      if (field.required) add(field.code, "required");
      return { answer: "" };
    }
    const value = Number(text);
    if (!Number.isFinite(value)) add(field.code, "not-a-number");
    else if (value < 0) add(field.code, "too-small", { min: 0 });
    else if (field.max !== undefined && value > field.max) {
      add(field.code, "too-big", { max: field.max });
    }
    return { answer: value };
  },
  languages(field, typed, _known, add) {
    const found: string[] = [];
    for (let at = 1; at <= MOST_SPOKEN; at += 1) {
      const name = `${field.code}-${at}`;
      const language = typed.text(name);
      const level = typed.text(`${name}-level`);
      if (language === "" && level === "") continue;
      const basis = typed.text(`${name}-proof`) === "certificate" ? "certificate" : "self";
      if (language === "") add(name, "choose-answer");
      else if (!/^[a-z]{2}$/.test(language)) add(name, "not-a-choice");
      else if (found.some((one) => one.startsWith(language))) {
        add(name, "language-twice", { value: language });
      }
      if (level === "") add(`${name}-level`, "choose-answer");
      else if (!(LANGUAGE_LEVELS as readonly string[]).includes(level)) {
        add(`${name}-level`, "not-a-choice");
      }
      found.push(languagesText([{ language, level: level as LanguageLevel, basis }]));
    }
    if (found.length === 0 && field.required) add(`${field.code}-1`, "choose-answer");
    return { answer: found };
  },
};

/** A town first, then its schools; or everything written, where the list does not have it. */
function readSchool(field: FormField, typed: Typed, known: Known, add: Add): Read {
  const { code } = field;
  const name = (part: string) => `${code}-${part}`;
  if (typed.text(name("unlisted")) !== "") {
    const country = typed.text(name("country"));
    const town = typed.text(name("written-town"));
    const school = typed.text(name("name"));
    if (country === "") add(name("country"), "choose-answer");
    else if (!known.countries.includes(country)) add(name("country"), "not-a-choice");
    for (const [at, text] of [
      [name("written-town"), town],
      [name("name"), school],
    ] as const) {
      if (text === "") add(at, "required");
      else if (text.length > 200) add(at, "too-long", { max: 200 });
    }
    return { answer: { country, town, organisationId: null, name: school } };
  }
  const chosen = typed.text(code);
  if (chosen === "" && typed.text(name("town")) === "") {
    add(typed.all(name("town")).length > 0 ? name("town") : code, "choose-answer");
    return {};
  }
  if (chosen === "") {
    const found = known.schools.find(
      (school) => townValue(school.country, school.city) === typed.text(name("town")),
    );
    if (!found) add(name("town"), "not-a-choice");
    const { country = "", city = "" } = found ?? {};
    return { answer: { country, town: city, organisationId: null, name: "" } };
  }
  if (chosen === OTHER) {
    const before = known.answers[code] as SchoolAnswer | undefined;
    const written = typed.text(name("name"));
    if (written === "") add(name("name"), "required");
    else if (written.length > 200) add(name("name"), "too-long", { max: 200 });
    return {
      answer: {
        country: before?.country ?? "",
        town: before?.town ?? "",
        organisationId: null,
        name: written,
      },
    };
  }
  const school = known.schools.find((each) => each.id === chosen);
  if (!school) {
    add(code, "not-a-choice");
    return {};
  }
  return {
    answer: {
      country: school.country,
      town: school.city,
      organisationId: school.id,
      name: school.name,
    },
  };
}

/** One page as it was sent: its answers, and every problem at its box. */
export function readPage(page: FormPage, typed: Typed, known: Known): PageRead {
  const problems: Problem[] = [];
  const add: Add = (field, code, params) =>
    problems.push(params ? { code, params, field } : { code, field });
  const answers: Record<string, Answer> = {};
  let needs: string | null = null;
  for (const field of page.fields) {
    const read = READERS[field.kind](field, typed, known, add);
    if (read.answer !== undefined) answers[field.code] = read.answer;
    if (read.needs !== undefined) needs = read.needs;
  }
  return { answers, needs, problems };
}
