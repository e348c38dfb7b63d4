import {
  languagesOf,
  type Certificate as Paper,
  type PaperLanguage,
  type Party,
} from "../../documents/index.ts";
import { isLocale, wordsFor } from "../../platform/i18n/index.ts";
import { lengthInDays } from "../../shared/day.ts";
import { paperFunding } from "../agreements/paper-funding.ts";
import type { Scheme } from "../schemes/scheme.ts";
import type { CertifiedStay } from "./certificate.store.ts";

/** What the host's country reads beside the participant's language; elsewhere it is English. */
const OF_HOST: Readonly<Record<string, PaperLanguage>> = {
  ES: "es",
  FR: "fr",
  IT: "it",
  MT: "mt",
  NL: "nl",
  PL: "pl",
  SI: "sl",
};
const OF_SENDER: Readonly<Record<string, PaperLanguage>> = {
  AL: "sq",
  BA: "bs",
  IT: "it",
  ME: "cnr",
  MK: "mk",
  RS: "sr-Cyrl",
  XK: "sq",
};

/** The participant's language and English or the host's, as far as the paper is written in them. */
function languages(
  stay: CertifiedStay,
): readonly [PaperLanguage] | readonly [PaperLanguage, PaperLanguage] {
  const written = languagesOf("certificate");
  const own = (stay.locale as PaperLanguage | null) ?? OF_SENDER[stay.sendingCountry] ?? "en";
  const first = written.includes(own) ? own : "en";
  const second = OF_HOST[stay.hostingCountry] ?? "en";
  if (second !== first) return [first, second];
  return first === "en" ? ["en"] : [first, "en"];
}

const partyOf = (of: NonNullable<CertifiedStay["host"]>, language: PaperLanguage): Party => {
  const town = [of.postcode, of.city].filter(Boolean).join(" ");
  return {
    name: of.name,
    address: [of.street, town].filter(Boolean).join(", "),
    country: wordsFor(isLocale(language) ? language : "en").country(of.country),
  };
};

/** Whole seconds: the time inside the file is the one that is printed. */
const moment = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

/** What is certified: who was where, from when to when, as what. Nothing is judged. */
export function certificateModel(from: {
  readonly stay: CertifiedStay;
  readonly scheme: Scheme;
  readonly code: string;
  readonly checkAddress: string;
  readonly madeAt: Date;
}): Paper {
  const { stay, scheme } = from;
  const spoken = languages(stay);
  const words = wordsFor(isLocale(spoken[0]) ? spoken[0] : "en");
  const line = words.local(stay.line);
  const host = stay.host ?? {
    name: stay.city,
    street: null,
    postcode: null,
    city: stay.city,
    country: stay.hostingCountry,
  };
  return {
    year: 2026,
    languages: spoken,
    madeAt: moment(from.madeAt),
    code: from.code,
    checkAddress: from.checkAddress,
    funding: paperFunding(scheme.settings.funding, spoken),
    issuer: scheme.name.en ?? scheme.slug,
    signatures: [],
    paper: "certificate",
    ...(stay.mode === "virtual" ? { online: true } : {}),
    projectCode: scheme.settings.funding?.grantNumber ?? "",
    participant: { name: `${stay.givenNames} ${stay.familyName}`, born: stay.birthDate },
    sending: partyOf(stay.sender, spoken[0]),
    hosting: { ...partyOf(host, spoken[0]), mentor: null },
    from: stay.starts,
    to: stay.ends,
    days: lengthInDays(stay.starts, stay.ends) - stay.interruptionDays,
    occupation: stay.post ?? "",
    tasks: stay.activities && stay.activities.length > 0 ? stay.activities : [line],
  };
}
