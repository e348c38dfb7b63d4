/** Lines of INTERVET with their planned figures (the 72 thematic-team places counted once). */
const LINES = {
  "one-month": {
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
  "three-months": {
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
  "job-shadowing": {
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
  "summer-school": {
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
  "thematic-teams": {
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
  "training-assignments": {
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
  "teaching-assignments": {
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
  "transnational-meetings": {
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
} as const;

export type LineCode = keyof typeof LINES;

/** In the order of the scheme's own papers: what a first scheme is offered to begin from. */
export const INTERVET_LINES = (Object.keys(LINES) as LineCode[]).map((code) => ({
  code,
  ...LINES[code],
}));
