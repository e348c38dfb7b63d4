/** The first text of an agreement: everything that is already known, in the languages of its readers. */
import { isLocale, type Locale, type MessageKey, wordsFor } from "../../platform/i18n/index.ts";
import { ageOn, lengthInDays } from "../../shared/day.ts";
import { fundedDays, MOST_TRAVEL_DAYS } from "../travel/duration.rules.ts";
import type { AgreementKind, Content } from "./agreement.ts";
import type { KnownOrganisation, StayFacts } from "./facts.store.ts";
import { iscedOf, outcomesOfTrade } from "./trade-outcomes.ts";

/** A long-term stay of the programme begins here, in days. */
const LONG_DAYS = 90;
const FULL_AGE = 18;

export const isMinor = (stay: Pick<StayFacts, "birthDate" | "starts">): boolean =>
  ageOn(stay.birthDate, stay.starts) < FULL_AGE;

/** A sentence for two readers: in the learner's language, and in English where that is another. */
function twice(locale: Locale) {
  return (key: MessageKey): string => {
    const own = wordsFor(locale).t(key);
    const english = wordsFor("en").t(key);
    return own === english ? own : `${own} / ${english}`;
  };
}

export function suggestContent(kind: AgreementKind, stay: StayFacts): Content {
  const locale = isLocale(stay.locale ?? "") ? (stay.locale as Locale) : "en";
  const all =
    kind === "learning-agreement"
      ? learning(stay, locale)
      : kind === "grant-agreement"
        ? grant(stay, locale)
        : kind === "staff-agreement"
          ? staff(stay, locale)
          : host(stay, locale);
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value && value.length > 0));
}

type Draft = Record<string, string | readonly string[] | null | undefined>;
type Written = Record<string, string | readonly string[]>;

const filled = (draft: Draft): Written =>
  Object.fromEntries(Object.entries(draft).map(([path, value]) => [path, value ?? ""])) as Written;

/** "Spanjë / Spain": a country's letters say nothing to whoever signs. */
function countryOf(code: string, locale: Locale): string {
  const own = wordsFor(locale).country(code);
  const english = wordsFor("en").country(code);
  return own === english ? own : `${own} / ${english}`;
}

const addressOf = (one: KnownOrganisation, locale: Locale): string =>
  [one.street, [one.postcode, one.city].filter(Boolean).join(" "), countryOf(one.country, locale)]
    .filter(Boolean)
    .join(", ");

function organisation(
  section: string,
  one: KnownOrganisation | null | undefined,
  locale: Locale,
): Draft {
  return {
    [`${section}.name`]: one?.name,
    [`${section}.address`]: one && addressOf(one, locale),
    [`${section}.contact`]: one?.contact?.name,
    [`${section}.email`]: one?.contact?.email,
    [`${section}.phone`]: one?.contact?.phone ?? one?.phone,
  };
}

const nameOf = (stay: StayFacts) => `${stay.givenNames} ${stay.familyName}`;
const hostOf = (stay: StayFacts) => stay.company ?? stay.hostingPartner;
/** What the programme's papers call what is done on a line of staff. */
const STAFF_ACTIVITY: Readonly<Record<string, string>> = {
  "job-shadowing": "job-shadowing",
  "training-assignment": "teaching",
  "teaching-assignment": "teaching",
  "invited-expert": "teaching",
};
const activityOf = (stay: StayFacts): string => {
  if (stay.audience === "staff") return STAFF_ACTIVITY[stay.activity ?? ""] ?? "staff-training";
  return lengthInDays(stay.starts, stay.ends) >= LONG_DAYS ? "vet-long" : "vet-short";
};
const reachable = (one: KnownOrganisation["contact"]): string =>
  one ? [one.name, one.phone, one.email].filter(Boolean).join(", ") : "";

function tradeOf(stay: StayFacts, locale: Locale): string {
  if (!stay.trade) return "";
  const own = wordsFor(locale).trade(stay.trade);
  const english = wordsFor("en").trade(stay.trade);
  return own === english ? own : `${own} / ${english}`;
}

/** The trade with its field of education, as the programme's forms ask for it. */
function fieldOf(stay: StayFacts, locale: Locale): string {
  const isced = iscedOf(stay.trade);
  const trade = tradeOf(stay, locale);
  return trade && isced ? `${trade} (ISCED-F ${isced})` : trade;
}

/** "Italian (B1), English (A2)" in the learner's language, and in English where that is another. */
function workingLanguage({ languages }: StayFacts, locale: Locale): string {
  const inWords = (reader: Locale): string => {
    const words = wordsFor(reader);
    return languages.map((one) => `${words.language(one.language)} (${one.level})`).join(", ");
  };
  const own = inWords(locale);
  const english = inWords("en");
  return own === english ? own : `${own} / ${english}`;
}

function learning(stay: StayFacts, locale: Locale): Written {
  const say = twice(locale);
  const { outcomes, tasks } = outcomesOfTrade(stay.trade, say);
  const { company, hostingPartner, partner } = stay;
  return filled({
    "mobility.activity": activityOf(stay),
    "mobility.field": fieldOf(stay, locale) || say("agreement-text.field-staff"),
    "mobility.mobility-id": stay.reference,
    "mobility.from": stay.starts,
    "mobility.to": stay.ends,
    "mobility.mode": stay.mode === "blended" ? "blended" : "physical",
    "mobility.working-language":
      workingLanguage(stay, locale) || say("agreement-text.language-english"),
    "participant.name": nameOf(stay),
    "participant.born": stay.birthDate,
    "participant.email": stay.email,
    "participant.phone": stay.phone,
    "participant.programme": tradeOf(stay, locale) || say("agreement-text.field-staff"),
    "participant.guardians": isMinor(stay) ? stay.guardians.map(({ name }) => name) : [],
    ...organisation("sending", stay.school, locale),
    ...organisation("hosting", hostOf(stay), locale),
    // The one who found the company answers for it; without a company it is the host itself.
    ...organisation("intermediary", company ? hostingPartner : partner, locale),
    "outcomes.outcomes": outcomes,
    "programme.tasks": stay.tasks ? stay.tasks.split("\n") : tasks,
    "programme.workplaces": company ? [addressOf(company, locale)] : [],
    "programme.weekly-hours": isMinor(stay) ? "30" : "35",
    "monitoring.sending-person":
      reachable(partner?.contact ?? null) || partner?.name || stay.school.name,
    "monitoring.hosting-person":
      reachable(hostingPartner?.contact ?? null) || hostingPartner?.name || "",
    "monitoring.frequency": say("agreement-text.frequency"),
    "monitoring.channel": say("agreement-text.channel"),
    "monitoring.accompanying": stay.leader ? [stay.leader] : [],
    "monitoring.emergency":
      reachable(hostingPartner?.contact ?? null) || reachable(partner?.contact ?? null),
    "evaluation.format": say("agreement-text.evaluation-format"),
    "evaluation.criteria": say("agreement-text.evaluation-criteria"),
    "evaluation.procedure": say("agreement-text.evaluation-procedure"),
    "recognition.conditions": say("agreement-text.recognition-conditions"),
    "recognition.procedure": say("agreement-text.recognition-procedure"),
    "recognition.documents": ["europass-mobility", "certificate"],
    "reintegration.text": say("agreement-text.reintegration"),
  });
}

/** The policies that are written down for a kind; who sees to it while there is none. */
function insured(
  { policies }: StayFacts,
  locale: Locale,
  kind: StayFacts["policies"][number]["kind"],
): string {
  const own = policies.filter((one) => one.kind === kind);
  if (own.length === 0) return twice(locale)("agreement-text.insurance");
  const inWords = (reader: Locale): string => {
    const words = wordsFor(reader);
    return own
      .map(({ insurer, number, starts, ends, phone }) =>
        words.t("agreement-text.policy", {
          insurer,
          number,
          phone,
          days: words.days(starts, ends),
        }),
      )
      .join("; ");
  };
  const english = inWords("en");
  return locale === "en" ? english : `${inWords(locale)} / ${english}`;
}

function grant(stay: StayFacts, locale: Locale): Written {
  const say = twice(locale);
  const giver = stay.coordinator ?? stay.partner ?? stay.school;
  return filled({
    "sending.name": giver.name,
    "sending.address": addressOf(giver, locale),
    "sending.represented": giver.contact?.name,
    "participant.name": nameOf(stay),
    "participant.born": stay.birthDate,
    "participant.nationality": stay.nationality && wordsFor("en").country(stay.nationality),
    "participant.email": stay.email,
    "participant.phone": stay.phone,
    "participant.programme": fieldOf(stay, locale) || say("agreement-text.field-staff"),
    "stay.activity": activityOf(stay),
    "stay.mobility-id": stay.reference,
    "stay.hosting-place": `${stay.hostingCity}, ${countryOf(stay.hostingCountry, locale)}`,
    "stay.from": stay.starts,
    "stay.to": stay.ends,
    "stay.funded-days": String(fundedDays({ ...stay, fundedTravelDays: MOST_TRAVEL_DAYS })),
    "stay.travel-days": String(MOST_TRAVEL_DAYS),
    "insurance.health": insured(stay, locale, "health"),
    "insurance.accident": insured(stay, locale, "accident"),
    "insurance.liability": insured(stay, locale, "liability"),
    "conditions.law": wordsFor(locale).country(giver.country),
  });
}

function staff(stay: StayFacts, locale: Locale): Written {
  const say = twice(locale);
  return filled({
    "mobility.activity": activityOf(stay),
    "mobility.mobility-id": stay.reference,
    "mobility.from": stay.starts,
    "mobility.to": stay.ends,
    "mobility.mode": stay.mode === "blended" ? "blended" : "physical",
    "mobility.working-language":
      workingLanguage(stay, locale) || say("agreement-text.language-english"),
    "participant.name": nameOf(stay),
    "participant.email": stay.email,
    "participant.phone": stay.phone,
    "participant.post": stay.post || say("agreement-text.field-staff"),
    ...organisation("sending", stay.school, locale),
    ...organisation("hosting", hostOf(stay), locale),
    "programme.objectives": say("agreement-text.staff-objectives"),
    "programme.added-value": say("agreement-text.staff-added-value"),
    "programme.activities": [
      say("agreement-text.staff-activity-lessons"),
      say("agreement-text.staff-activity-talks"),
    ],
    "programme.outcomes": say("agreement-text.staff-outcomes"),
  });
}

function host(stay: StayFacts, locale: Locale): Written {
  const say = twice(locale);
  const sender = stay.partner ?? stay.coordinator ?? stay.school;
  return filled({
    ...organisation("sending", sender, locale),
    ...organisation("hosting", hostOf(stay), locale),
    ...organisation("intermediary", stay.company ? stay.hostingPartner : null, locale),
    "stay.participant": nameOf(stay),
    "stay.occupation": tradeOf(stay, locale) || say("agreement-text.field-staff"),
    "stay.from": stay.starts,
    "stay.to": stay.ends,
    "stay.minor": isMinor(stay) ? "yes" : "no",
    "work.workplace": stay.company ? addressOf(stay.company, locale) : "",
    "work.weekly-hours": isMinor(stay) ? "30" : "35",
    "work.tasks": stay.tasks ? stay.tasks.split("\n") : outcomesOfTrade(stay.trade, say).tasks,
    "work.insurance": say("agreement-text.insurance"),
    "work.emergency":
      reachable(stay.hostingPartner?.contact ?? null) || reachable(stay.partner?.contact ?? null),
  });
}
