import { INTERVET_LINES, type LineCode } from "../../src/stages/schemes/intervet-lines.ts";

/**
 * The consortium of INTERVET Western Balkans as it was published (14 partners: erasmusplus.ac.me;
 * roles: efvet.org and mobiliteach.net). The organisations are real and public; every person and
 * school of the demo is invented and marked as such.
 */
export const PARTNERS = [
  {
    key: "uniser",
    name: "Uniser Soc. Coop. Sociale Onlus",
    kind: "social-enterprise",
    roles: ["coordinating", "hosting"],
    city: "Forlì",
    country: "IT",
    website: "https://www.uniser.net",
  },
  {
    key: "efvet",
    name: "EfVET",
    kind: "association",
    roles: ["support"],
    city: "Brussels",
    country: "BE",
    website: "https://efvet.org",
  },
  {
    key: "davinci",
    name: "ROC Da Vinci College",
    kind: "vet-school",
    roles: ["hosting", "excellence"],
    city: "Dordrecht",
    country: "NL",
    website: "https://www.davinci.nl",
  },
  {
    key: "sepr",
    name: "SEPR",
    kind: "vet-school",
    roles: ["hosting", "excellence"],
    city: "Lyon",
    country: "FR",
    website: "https://www.sepr.edu",
  },
  {
    key: "mcast",
    name: "MCAST",
    kind: "vet-school",
    roles: ["hosting", "excellence"],
    city: "Paola",
    country: "MT",
    website: "https://mcast.edu.mt",
  },
  {
    key: "incoma",
    name: "INCOMA",
    kind: "company",
    roles: ["hosting"],
    city: "Seville",
    country: "ES",
    website: "https://incoma.net",
  },
  {
    key: "zni",
    name: "ZNI",
    kind: "company",
    roles: ["hosting"],
    city: "Maribor",
    country: "SI",
    website: "https://zni.si",
  },
  {
    key: "mode",
    name: "MODE Foundation",
    kind: "foundation",
    roles: ["hosting"],
    city: "Wrocław",
    country: "PL",
    website: null,
  },
  {
    key: "rs",
    name: "Chamber of Commerce and Industry of Serbia",
    kind: "chamber",
    roles: ["sending"],
    city: "Belgrade",
    country: "RS",
    website: "https://pks.rs",
  },
  {
    key: "al",
    name: "Albanian Skills",
    kind: "ngo",
    roles: ["sending", "hosting"],
    city: "Tirana",
    country: "AL",
    website: "https://albanianskills.org",
  },
  {
    key: "me",
    name: "Chamber of Economy of Montenegro",
    kind: "chamber",
    roles: ["sending"],
    city: "Podgorica",
    country: "ME",
    website: "https://privrednakomora.me",
  },
  {
    key: "ba",
    name: "International University of Sarajevo (IUS Life)",
    kind: "higher-education",
    roles: ["sending", "hosting"],
    city: "Sarajevo",
    country: "BA",
    website: "https://ius.edu.ba",
  },
  {
    key: "xk",
    name: "Prishtina REA",
    kind: "company",
    roles: ["sending"],
    city: "Prishtina",
    country: "XK",
    website: null,
  },
  {
    key: "mk",
    name: "NCDIEL",
    kind: "centre",
    roles: ["sending"],
    city: "Skopje",
    country: "MK",
    website: null,
  },
] as const;

export type PartnerKey = (typeof PARTNERS)[number]["key"];

/** Sending countries in alphabetical order of their English names. */
export const SENDING: readonly { country: string; partner: PartnerKey }[] = [
  { country: "AL", partner: "al" },
  { country: "BA", partner: "ba" },
  { country: "XK", partner: "xk" },
  { country: "ME", partner: "me" },
  { country: "MK", partner: "mk" },
  { country: "RS", partner: "rs" },
];

/** Invented schools, two or three a country, one of them rural. */
export const SCHOOLS: readonly {
  country: string;
  name: string;
  city: string;
  setting: "rural" | "urban";
}[] = [
  { country: "AL", name: "Shkolla teknike „Punë e dorës“", city: "Tirana", setting: "urban" },
  { country: "AL", name: "Shkolla profesionale „Ura e vjetër“", city: "Shkodër", setting: "urban" },
  { country: "AL", name: "Shkolla bujqësore „Fusha“", city: "Lushnjë", setting: "rural" },
  { country: "BA", name: "Srednja tehnička škola „Zanat“", city: "Sarajevo", setting: "urban" },
  { country: "BA", name: "Mješovita srednja škola „Most“", city: "Vogošća", setting: "urban" },
  { country: "BA", name: "Srednja stručna škola „Una“", city: "Bihać", setting: "rural" },
  {
    country: "XK",
    name: "Shkolla e mesme teknike „Mjeshtri“",
    city: "Prishtina",
    setting: "urban",
  },
  {
    country: "XK",
    name: "Shkolla e mesme profesionale „Drini“",
    city: "Prizren",
    setting: "urban",
  },
  { country: "XK", name: "Shkolla bujqësore „Arat“", city: "Lipjan", setting: "rural" },
  { country: "ME", name: "Srednja stručna škola „Morača“", city: "Podgorica", setting: "urban" },
  { country: "ME", name: "Srednja mješovita škola „Tara“", city: "Mojkovac", setting: "rural" },
  { country: "MK", name: "Средно стручно училиште „Занает“", city: "Skopje", setting: "urban" },
  { country: "MK", name: "Средно училиште „Пелагонија“", city: "Bitola", setting: "urban" },
  { country: "MK", name: "Земјоделско училиште „Поле“", city: "Kočani", setting: "rural" },
  { country: "RS", name: "Техничка школа „Шегрт“", city: "Niš", setting: "urban" },
  { country: "RS", name: "Занатска школа „Калемегдан“", city: "Belgrade", setting: "urban" },
  { country: "RS", name: "Пољопривредна школа „Равница“", city: "Futog", setting: "rural" },
];

export { INTERVET_LINES as LINES, type LineCode };

/** What was published about the real scheme (`domain`: albanianskills.org, intervetwb.net). */
export const PUBLISHED_TOTALS: readonly {
  line: LineCode;
  realised: number | null;
  inferred: boolean;
  sourceTitle: string;
  sourceUrl: string;
}[] = [
  {
    line: "one-month",
    realised: 372,
    inferred: false,
    sourceTitle: "Albanian Skills: project page",
    sourceUrl: "https://albanianskills.org/project/gwoon",
  },
  {
    line: "three-months",
    realised: 54,
    inferred: false,
    sourceTitle: "Albanian Skills: project page",
    sourceUrl: "https://albanianskills.org/project/gwoon",
  },
  {
    line: "job-shadowing",
    realised: 57,
    inferred: false,
    sourceTitle: "Albanian Skills: project page",
    sourceUrl: "https://albanianskills.org/project/gwoon",
  },
  {
    line: "summer-school",
    realised: 42,
    inferred: false,
    sourceTitle: "Albanian Skills: project page",
    sourceUrl: "https://albanianskills.org/project/gwoon",
  },
  {
    line: "thematic-teams",
    realised: 66,
    inferred: true,
    sourceTitle: "INTERVET WB: final publication (165 staff less 57 and 42)",
    sourceUrl: "https://intervetwb.net/mo/intervet-western-balkans-final-publication",
  },
  {
    line: "training-assignments",
    realised: null,
    inferred: false,
    sourceTitle: "No published figure found",
    sourceUrl: "https://intervetwb.net",
  },
  {
    line: "teaching-assignments",
    realised: null,
    inferred: false,
    sourceTitle: "No published figure found",
    sourceUrl: "https://intervetwb.net",
  },
];
