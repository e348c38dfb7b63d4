import type { PartnerKey } from "./consortium.ts";

/** A flow of the demo: who hosts it where, how many seats, and which of them are reserved. */
export type DemoFlow = {
  readonly from: string;
  readonly city: string;
  readonly country: string;
  readonly host: PartnerKey;
  readonly minimum: number;
  readonly leader: string;
  /** `trade: null` takes every trade; a counted trade is a place of its own. */
  readonly places: readonly {
    trade: string | null;
    seats: number;
    reserved?: Readonly<Record<string, number>>;
  }[];
};

export const CITY = {
  bologna: { city: "Bologna", country: "IT", host: "uniser" },
  milan: { city: "Milan", country: "IT", host: "uniser" },
  seville: { city: "Seville", country: "ES", host: "incoma" },
  maribor: { city: "Maribor", country: "SI", host: "zni" },
  wroclaw: { city: "Wrocław", country: "PL", host: "mode" },
  lyon: { city: "Lyon", country: "FR", host: "sepr" },
} as const;

const flow = (
  from: string,
  to: keyof typeof CITY,
  leader: string,
  minimum: number,
  places: DemoFlow["places"],
): DemoFlow => ({ from, ...CITY[to], leader, minimum, places });

const any = (seats: number, reserved?: Readonly<Record<string, number>>) => [
  reserved ? { trade: null, seats, reserved } : { trade: null, seats },
];

/** Summer, one month: 84 seats in 18 flows, three a country (issue 2; sizes as in domain 1.5). */
export const CALL_3_FLOWS: readonly DemoFlow[] = [
  flow("AL", "bologna", "Mirela Dibra", 3, any(6, { reserve_1: 1 })),
  flow("AL", "maribor", "Ardian Kuqi", 3, any(5)),
  flow("AL", "wroclaw", "Genta Lika", 3, any(4)),
  flow("BA", "milan", "Senad Alić", 3, any(5, { reserve_1: 1 })),
  flow("BA", "wroclaw", "Nataša Perić", 3, [
    { trade: "car-mechanics", seats: 3 },
    { trade: "hospitality", seats: 2 },
  ]),
  flow("BA", "seville", "Edina Zukić", 3, any(4)),
  flow("XK", "maribor", "Fisnik Aliu", 3, any(6, { reserve_2: 1 })),
  flow("XK", "bologna", "Vlora Haxha", 3, any(4, { reserve_1: 1 })),
  flow("XK", "lyon", "Burim Syla", 3, any(4)),
  flow("ME", "bologna", "Dragana Vuković", 3, any(4)),
  flow("ME", "seville", "Goran Ilić", 4, any(5)),
  flow("ME", "maribor", "Vesna Perović", 3, any(4)),
  flow("MK", "wroclaw", "Zoran Mitrev", 3, any(5)),
  flow("MK", "lyon", "Suzana Koleva", 3, any(5, { reserve_1: 1 })),
  flow("MK", "seville", "Goce Arsov", 3, any(4)),
  flow("RS", "maribor", "Ivana Tasić", 3, any(5, { reserve_2: 1 })),
  flow("RS", "milan", "Nenad Kostić", 3, any(4, { reserve_1: 1 })),
  flow("RS", "lyon", "Olivera Simić", 3, any(5)),
];

/** Late summer, one month: the call that is open now. */
export const CALL_4_FLOWS: readonly DemoFlow[] = [
  flow("AL", "bologna", "Mirela Dibra", 3, any(5, { reserve_1: 1 })),
  flow("AL", "seville", "Ardian Kuqi", 3, any(4)),
  flow("BA", "maribor", "Senad Alić", 3, any(5, { reserve_2: 1 })),
  flow("BA", "lyon", "Edina Zukić", 3, any(4)),
  flow("XK", "bologna", "Vlora Haxha", 3, any(6, { reserve_1: 1 })),
  flow("XK", "wroclaw", "Fisnik Aliu", 3, any(5, { reserve_2: 1 })),
  flow("XK", "maribor", "Burim Syla", 3, any(4)),
  flow("ME", "bologna", "Dragana Vuković", 3, any(4)),
  flow("ME", "lyon", "Goran Ilić", 3, any(4)),
  flow("MK", "seville", "Zoran Mitrev", 3, [
    { trade: "hospitality", seats: 3 },
    { trade: "it-support", seats: 2 },
  ]),
  flow("MK", "maribor", "Suzana Koleva", 3, any(4, { reserve_1: 1 })),
  flow("RS", "wroclaw", "Ivana Tasić", 3, any(5, { reserve_2: 1 })),
  flow("RS", "bologna", "Nenad Kostić", 3, any(5)),
];

/** Autumn, one month: the call before, published and answered. */
export const CALL_2_FLOWS: readonly DemoFlow[] = [
  flow("AL", "maribor", "Ardian Kuqi", 3, any(5)),
  flow("AL", "bologna", "Mirela Dibra", 3, any(5, { reserve_1: 1 })),
  flow("BA", "wroclaw", "Nataša Perić", 3, any(6)),
  flow("XK", "maribor", "Fisnik Aliu", 3, any(6)),
  flow("ME", "seville", "Goran Ilić", 3, any(5)),
  flow("MK", "lyon", "Suzana Koleva", 3, any(6)),
  flow("RS", "milan", "Nenad Kostić", 3, any(7, { reserve_2: 1 })),
];

export const RESERVES = [
  {
    code: "reserve_1",
    ground: "fewer-opportunities",
    name: {
      bs: "Za učenike s manje mogućnosti",
      cnr: "Za učenike sa manje mogućnosti",
      en: "For learners with fewer opportunities",
      hr: "Za učenike s manje mogućnosti",
      mk: "За ученици со помалку можности",
      sq: "Për nxënës me më pak mundësi",
      "sr-Cyrl": "За ученике са мање могућности",
    },
  },
  {
    code: "reserve_2",
    ground: "rural-school",
    name: {
      bs: "Za učenike seoskih škola",
      cnr: "Za učenike seoskih škola",
      en: "For learners of rural schools",
      hr: "Za učenike seoskih škola",
      mk: "За ученици од селски училишта",
      sq: "Për nxënës të shkollave rurale",
      "sr-Cyrl": "За ученике сеоских школа",
    },
  },
] as const;

/** What makes 100 points, in the order a learner reads it. */
export const CRITERIA = [
  {
    code: "school-record",
    maximum: 35,
    name: {
      bs: "Uspjeh u školi",
      cnr: "Uspjeh u školi",
      en: "School record",
      hr: "Uspjeh u školi",
      mk: "Успех во училиште",
      sq: "Suksesi në shkollë",
      "sr-Cyrl": "Успех у школи",
    },
  },
  {
    code: "motivation",
    maximum: 25,
    name: {
      bs: "Zašto želiš ići",
      cnr: "Zašto želiš da ideš",
      en: "Why you want to go",
      hr: "Zašto želiš ići",
      mk: "Зошто сакаш да одиш",
      sq: "Pse do të shkosh",
      "sr-Cyrl": "Зашто хоћеш да идеш",
    },
  },
  {
    code: "languages",
    maximum: 20,
    name: {
      bs: "Jezici",
      cnr: "Jezici",
      en: "Languages",
      hr: "Jezici",
      mk: "Јазици",
      sq: "Gjuhët",
      "sr-Cyrl": "Језици",
    },
  },
  {
    code: "independence",
    maximum: 15,
    name: {
      bs: "Samostalnost, po ocjeni škole",
      cnr: "Samostalnost, po ocjeni škole",
      en: "Independence, in the school's words",
      hr: "Samostalnost, po ocjeni škole",
      mk: "Самостојност, според училиштето",
      sq: "Pavarësia, sipas shkollës",
      "sr-Cyrl": "Самосталност, по оцени школе",
    },
  },
  {
    code: "first-time",
    maximum: 5,
    name: {
      bs: "Bez ranijeg boravka u ovom programu",
      cnr: "Bez ranijeg boravka u ovom programu",
      en: "No earlier stay with this programme",
      hr: "Bez ranijeg boravka u ovom programu",
      mk: "Без поранешен престој во оваа програма",
      sq: "Pa qëndrim të mëparshëm me këtë program",
      "sr-Cyrl": "Без ранијег боравка у овом програму",
    },
  },
] as const;

export const TRADES = [
  "car-mechanics",
  "hospitality",
  "electrical",
  "hairdressing",
  "it-support",
  "carpentry",
  "health-care",
  "agriculture",
] as const;
