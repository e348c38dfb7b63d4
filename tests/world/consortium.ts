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

/** Lines of INTERVET with their planned figures (the 72 thematic-team places counted once). */
export const LINES = [
  {
    code: "one-month",
    audience: "learners",
    direction: "to-hosts",
    counted: "participants",
    target: 360,
    minimumDays: 19,
    maximumDays: 45,
    name: {
      en: "One month abroad for school learners",
      sq: "Një muaj jashtë vendit për nxënës",
      "sr-Cyrl": "Месец дана у иностранству за ученике",
    },
  },
  {
    code: "three-months",
    audience: "learners",
    direction: "to-hosts",
    counted: "participants",
    target: 56,
    minimumDays: 80,
    maximumDays: 90,
    name: {
      en: "Three months for recent graduates and apprentices",
      sq: "Tre muaj për të sapodiplomuar dhe çirakë",
      "sr-Cyrl": "Три месеца за недавно свршене ученике и шегрте",
    },
  },
  {
    code: "job-shadowing",
    audience: "staff",
    direction: "to-hosts",
    counted: "participants",
    target: 54,
    minimumDays: 2,
    maximumDays: 60,
    name: {
      en: "Job shadowing for teachers and managers",
      sq: "Vëzhgim në punë për mësues e drejtues",
      "sr-Cyrl": "Праћење рада за наставнике и руководиоце",
    },
  },
  {
    code: "summer-school",
    audience: "staff",
    direction: "to-hosts",
    counted: "participants",
    target: 36,
    minimumDays: 2,
    maximumDays: 30,
    name: {
      en: "Summer schools for teachers",
      sq: "Shkolla verore për mësues",
      "sr-Cyrl": "Летње школе за наставнике",
    },
  },
  {
    code: "thematic-teams",
    audience: "staff",
    direction: "to-hosts",
    counted: "participants",
    target: 72,
    minimumDays: 1,
    maximumDays: 30,
    name: {
      en: "EfVET thematic teams",
      sq: "Ekipet tematike të EfVET",
      "sr-Cyrl": "Тематски тимови EfVET",
    },
  },
  {
    code: "training-assignments",
    audience: "staff",
    direction: "to-senders",
    counted: "assignments",
    target: 18,
    minimumDays: 1,
    maximumDays: 60,
    name: {
      en: "Training assignments of the coordinator's staff",
      sq: "Trajnime të mbajtura nga stafi i koordinatorit",
      "sr-Cyrl": "Обуке које држе запослени координатора",
    },
  },
  {
    code: "teaching-assignments",
    audience: "staff",
    direction: "to-senders",
    counted: "assignments",
    target: 26,
    minimumDays: 1,
    maximumDays: 60,
    name: {
      en: "Teaching assignments of the coordinator's staff",
      sq: "Mësimdhënie nga stafi i koordinatorit",
      "sr-Cyrl": "Настава коју држе запослени координатора",
    },
  },
  {
    code: "transnational-meetings",
    audience: "staff",
    direction: "both",
    counted: "meetings",
    target: 6,
    minimumDays: 1,
    maximumDays: 5,
    name: {
      en: "Transnational meetings of the partners",
      sq: "Takime ndërkombëtare të partnerëve",
      "sr-Cyrl": "Међународни састанци партнера",
    },
  },
] as const;

export type LineCode = (typeof LINES)[number]["code"];

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
