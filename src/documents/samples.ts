/**
 * An invented paper of each kind, for whoever wants to see what leaves the house before anything
 * does: `kalfa papers`. Names, numbers and addresses belong to nobody.
 */
import type {
  Certificate,
  EventCertificate,
  GrantAgreement,
  HostAgreement,
  PaperModel,
  PocketCard,
  StaffAgreement,
  TravelConsent,
} from "./model.ts";
import type { PaperHead, PaperKind, PaperLanguage } from "./paper-head.ts";
import { learningAgreement } from "./sample-learning-agreement.ts";
import {
  from,
  guardian,
  hosting,
  intermediary,
  line,
  mentor,
  participant,
  sending,
  to,
} from "./sample-people.ts";

const CODE: Readonly<Record<PaperKind, string>> = {
  "learning-agreement": "LA-7K4M-QX2P",
  "grant-agreement": "GA-3T9R-WH6D",
  "host-agreement": "HA-5N2C-VB8J",
  "staff-agreement": "SA-4M8D-KT2R",
  "travel-consent": "TC-8F6L-ZK3Y",
  "pocket-card": "PC-2D7G-RM9T",
  certificate: "CA-6P3X-JN4W",
  "event-certificate": "EC-4H8V-TR5B",
};

export type Languages = readonly [PaperLanguage] | readonly [PaperLanguage, PaperLanguage];

/** @param origin the address under which codes are looked up, without a stroke at its end */
export function samplePaper(paper: PaperKind, languages: Languages, origin: string): PaperModel {
  const head: PaperHead = {
    year: 2026,
    languages,
    madeAt: "2027-02-01T09:00:00Z",
    code: CODE[paper],
    checkAddress: `${origin}/papers/${CODE[paper]}`,
    funding: {
      programme: "2021-2027",
      statement: "co-funded",
      grantingAuthority: Object.fromEntries(languages.map((language) => [language, "EACEA"])),
      grantNumber: "101000000",
    },
    issuer: "INTERVET sample consortium",
    sample: true,
    signatures: [
      line("participant", participant.name),
      line("sending", sending.contact.name, undefined, sending.name),
    ],
  };
  return MODELS[paper](head);
}

const grantAgreement = (head: PaperHead): GrantAgreement => ({
  ...head,
  paper: "grant-agreement",
  mobilityId: "2026-1-AL01-KA121-VET-000123456-017",
  projectCode: "2026-1-AL01-KA121-VET-000123456",
  activity: "vet-short",
  sending: { ...sending, representedBy: "Valbona Marku" },
  participant: {
    ...participant,
    nationality: "Albanian",
    address: "Rruga Skënderbeu 5, Lezhë",
    programme: "Mechanics, grade 11",
    subject: "0715 Mechanics and metal trades",
  },
  from,
  to,
  hostingPlace: "Bologna, Italy",
  fundedDays: 28,
  travelDays: 2,
  currency: "EUR",
  supports: [
    { kind: "individual", cents: 148_400, provision: "paid" },
    { kind: "travel", cents: 30_900, provision: "in-kind" },
    { kind: "language", cents: 15_000, provision: "in-kind" },
  ],
  payment: {
    firstShare: 80,
    firstWithinDays: 30,
    balanceWithinDays: 45,
    reportWithinDays: 30,
    account: { holder: "Ćamila Çela", iban: "AL47 2121 1009 0000 0002 3569 8741" },
  },
  insurance: {
    health: "Arranged by the sending organisation, policy 55-1234",
    accident: "Arranged by the sending organisation, policy 55-1235",
    liability: "Covered by the host’s own insurance",
  },
  law: "the Republic of Albania",
});

const hostAgreement = (head: PaperHead): HostAgreement => ({
  ...head,
  paper: "host-agreement",
  signatures: [
    line("sending", sending.contact.name, undefined, sending.name),
    line("hosting", hosting.contact.name, undefined, hosting.name),
    line("intermediary", intermediary.contact.name, undefined, intermediary.name),
  ],
  projectCode: "2026-1-AL01-KA121-VET-000123456",
  sending,
  hosting,
  intermediaries: [intermediary],
  stays: [
    { participant: participant.name, occupation: "Mechanic", from, to, isMinor: true },
    { participant: "Љубица Њагуљ", occupation: "Mechanic", from, to, isMinor: false },
  ],
  weeklyHours: 36,
  workplace: "Workshop, Via del Lavoro 8, Bologna",
  tasks: ["Daily care of machines", "Turning of simple parts under supervision"],
  insurance:
    "Illness, accident and liability through the sending organisation, policies 55-1234 and 55-1235",
  emergency: { name: "Valbona Marku", phone: "+355 69 000 0001" },
});

const staffAgreement = (head: PaperHead): StaffAgreement => ({
  ...head,
  paper: "staff-agreement",
  signatures: [
    line("participant", "Љубица Њагуљ"),
    line("sending", sending.contact.name, undefined, sending.name),
    line("hosting", hosting.contact.name, undefined, hosting.name),
  ],
  mobility: {
    id: "2026-1-AL01-KA121-VET-000123456-041",
    projectCode: "2026-1-AL01-KA121-VET-000123456",
    activity: "job-shadowing",
    mode: "physical",
    from,
    to,
    workingLanguage: "English (B2)",
  },
  participant: {
    name: "Љубица Њагуљ",
    email: "nagulj@school.example",
    post: "Teacher of mechanics",
  },
  sending,
  hosting,
  programme: {
    objectives: "To see how a workshop is shared by a school and companies.",
    addedValue: "Both organisations learn whom to call, and how the other assesses.",
    activities: ["Following lessons and work in the workshop", "Talks with mentors"],
    outcomes: "A reflection within 30 days, and an hour with colleagues.",
  },
});

const travelConsent = (head: PaperHead): TravelConsent => ({
  ...head,
  paper: "travel-consent",
  signatures: [
    line("guardian", guardian.name, undefined, "mother"),
    line("guardian", "Agim Çela", undefined, "father"),
  ],
  child: {
    name: participant.name,
    born: participant.born,
    nationality: "Albanian",
    documentNumber: "BX0000000",
  },
  guardians: [
    { name: guardian.name, relation: "mother", documentNumber: "ID0000001", phone: guardian.phone },
    {
      name: "Agim Çela",
      relation: "father",
      documentNumber: "ID0000002",
      phone: "+355 69 000 0008",
    },
  ],
  journey: {
    from,
    to,
    fromPlace: "Lezhë, Albania",
    toPlace: "Bologna, Italy",
    through: ["Montenegro", "Croatia", "Slovenia"],
    purpose: "Vocational training in a company, Erasmus+",
    address: "Ostello Verde, Via dei Platani 4, 40121 Bologna",
  },
  accompanying: [{ name: "Arben Prenga", documentNumber: "BX0000009", phone: "+355 69 000 0007" }],
  organiser: sending,
});

const pocketCard = (head: PaperHead): PocketCard => ({
  ...head,
  paper: "pocket-card",
  signatures: [],
  name: participant.name,
  born: participant.born,
  nationality: "Albanian",
  from,
  to,
  lodging: "Ostello Verde, Via dei Platani 4, 40121 Bologna",
  workplace: "Officina Meccanica Bellini, Via del Lavoro 8",
  contacts: [
    { role: "leader", name: "Arben Prenga", phone: "+355 69 000 0007" },
    { role: "host", name: "Giulia Rinaldi", phone: "+39 051 000 0004" },
    { role: "mentor", name: mentor.name, phone: mentor.phone },
    { role: "school", name: "Valbona Marku", phone: "+355 69 000 0001" },
    { role: "guardian", name: guardian.name, phone: guardian.phone },
    { role: "consulate", name: "Consulate", phone: "+39 051 000 0009" },
  ],
  insurance: { company: "Sigal Example", policy: "55-1234", phone: "+355 4 000 0010" },
});

const certificate = (head: PaperHead): Certificate => ({
  ...head,
  paper: "certificate",
  signatures: [line("hosting", mentor.name, undefined, hosting.name)],
  projectCode: "2026-1-AL01-KA121-VET-000123456",
  participant: { name: participant.name, born: participant.born },
  sending,
  hosting,
  from,
  to,
  days: 28,
  occupation: "Mechanic",
  tasks: ["Daily care of machines", "Turning of simple parts under supervision"],
});

const eventCertificate = (head: PaperHead): EventCertificate => ({
  ...head,
  paper: "event-certificate",
  signatures: [],
  participant: { name: "Љубица Њагуљ", born: participant.born, organisation: sending.name },
  event: {
    titles: ["Summer school for teachers of crafts"],
    from,
    to: from,
    mode: "online",
    organiser: intermediary.name,
  },
  minutes: 165,
  ofMinutes: 180,
  percent: 91,
  sessions: [
    { title: "Working with a company", day: from, minutes: 90 },
    { title: "What a learner brings home", day: from, minutes: 75 },
  ],
});

const MODELS: Readonly<Record<PaperKind, (head: PaperHead) => PaperModel>> = {
  "learning-agreement": learningAgreement,
  "grant-agreement": grantAgreement,
  "host-agreement": hostAgreement,
  "staff-agreement": staffAgreement,
  "travel-consent": travelConsent,
  "pocket-card": pocketCard,
  certificate,
  "event-certificate": eventCertificate,
};
