/**
 * An invented paper of each kind, for whoever wants to see what leaves the house before anything
 * does: `kalfa papers`. Names, numbers and addresses belong to nobody.
 */
import { day } from "../shared/day.ts";
import type {
  Certificate,
  GrantAgreement,
  HostAgreement,
  LearningAgreement,
  PaperHead,
  PaperKind,
  PaperLanguage,
  PaperModel,
  PocketCard,
  SignatureLine,
  TravelConsent,
} from "./model.ts";

const CODE: Readonly<Record<PaperKind, string>> = {
  "learning-agreement": "LA-7K4M-QX2P",
  "grant-agreement": "GA-3T9R-WH6D",
  "host-agreement": "HA-5N2C-VB8J",
  "travel-consent": "TC-8F6L-ZK3Y",
  "pocket-card": "PC-2D7G-RM9T",
  certificate: "CA-6P3X-JN4W",
};

const HASH = "9f2c4e7a1b6d8035c4f1e2a7b9d06853e1c7a4f2d8b5096e3a1c7f4d2b8e6095";

const sending = {
  name: "Shkolla e Mesme Profesionale “Kolin Gjoka”",
  oid: "E10203040",
  address: "Rruga e Kalasë 12, Lezhë",
  country: "Albania",
  contact: {
    name: "Valbona Marku",
    role: "Mobility coordinator",
    email: "mobility@shkolla.example",
    phone: "+355 69 000 0001",
  },
};
const mentor = {
  name: "Francesca Bellini",
  role: "Head of workshop",
  email: "f.bellini@officina.example",
  phone: "+39 051 000 0002",
};
const hosting = {
  name: "Officina Meccanica Bellini s.r.l.",
  oid: "E50607080",
  address: "Via del Lavoro 8, 40127 Bologna",
  country: "Italy",
  contact: { name: "Paolo Bellini", role: "Owner", phone: "+39 051 000 0003" },
  mentor,
};
const intermediary = {
  name: "Ponte Formazione",
  oid: "E11223344",
  address: "Piazza Verde 3, 40121 Bologna",
  country: "Italy",
  contact: { name: "Giulia Rinaldi", role: "Mobility officer", phone: "+39 051 000 0004" },
};
const participant = {
  name: "Đorđe Çela",
  born: day("2009-05-17"),
  email: "djordje.cela@learner.example",
  phone: "+355 69 000 0005",
};
const guardian = { name: "Ćamila Çela", role: "mother", phone: "+355 69 000 0006" };
const [from, to] = [day("2027-03-14"), day("2027-04-10")];

const line = (
  role: SignatureLine["role"],
  name: string,
  signed?: SignatureLine["signed"],
  capacity?: string,
): SignatureLine => ({
  role,
  name,
  ...(capacity === undefined ? {} : { capacity }),
  ...(signed === undefined ? {} : { signed }),
});

const byLink = (at: string, typedName: string) =>
  ({ at, channel: "link", typedName, textHash: HASH }) as const;

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
      grantingAuthority: "EACEA",
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

const learningAgreement = (head: PaperHead): LearningAgreement => ({
  ...head,
  paper: "learning-agreement",
  signatures: [
    line("participant", participant.name, {
      ...byLink("2027-02-03T16:20:11Z", participant.name),
      drawing: {
        width: 300,
        height: 90,
        path: "M12 60C40 10 60 10 52 52S20 80 60 70S110 20 120 40S100 80 140 66S190 30 200 50S240 70 288 40",
      },
    }),
    line(
      "guardian",
      guardian.name,
      { at: "2027-02-04T08:02:45Z", channel: "paper", textHash: HASH },
      "mother",
    ),
    line(
      "sending",
      sending.contact.name,
      byLink("2027-02-04T10:15:00Z", sending.contact.name),
      sending.name,
    ),
    line("hosting", mentor.name, undefined, hosting.name),
    line("intermediary", intermediary.contact.name, undefined, intermediary.name),
  ],
  mobility: {
    id: "2026-1-AL01-KA121-VET-000123456-017",
    projectCode: "2026-1-AL01-KA121-VET-000123456",
    activity: "vet-short",
    field: "0715 Mechanics and metal trades",
    mode: "blended",
    virtualPart: "Two online meetings with the mentor before departure, 4 hours",
    from,
    to,
    workingLanguage: "Italian (A2), English (B1)",
  },
  participant: {
    ...participant,
    programme: "Mechanics, grade 11",
    eqf: 3,
    nqf: "KSHK 3",
    guardians: [guardian],
  },
  sending,
  hosting,
  intermediaries: [intermediary],
  outcomes: [
    {
      title: "Maintains a manual lathe",
      description:
        "Knows the parts of the machine, cleans and oils it by the plan, reports wear and works with the guards in place.",
      esco: "maintain industrial equipment",
      escoUri: "http://data.europa.eu/esco/skill/example",
      eqf: 3,
    },
    {
      title: "Reads a workshop drawing",
      description:
        "Takes measures and tolerances from a drawing and checks a finished part against it.",
    },
  ],
  programme: {
    tasks: [
      "Daily care of machines",
      "Turning of simple parts under supervision",
      "Measuring and notes of quality",
    ],
    workplaces: ["Workshop, Via del Lavoro 8"],
    weeklyHours: 36,
    timetable: "Monday to Friday, 8.00 to 13.00 and 14.00 to 16.12",
  },
  monitoring: {
    sendingPerson: sending.contact,
    hostingPerson: mentor,
    frequency: "Twice a week",
    channel: "Video call, e-mail, logbook",
    accompanying: [{ name: "Arben Prenga", phone: "+355 69 000 0007" }],
    emergency: { name: "Giulia Rinaldi", phone: "+39 051 000 0004" },
  },
  evaluation: {
    format: "Observation at work and a talk at the end",
    criteria: "Criteria of the evaluation sheet, 1 to 5 for each outcome",
    procedure:
      "The mentor fills in the sheet in the last week and goes through it with the participant",
    evaluator: "Francesca Bellini",
  },
  recognition: {
    conditions: "Every outcome evaluated with 3 or more",
    procedure: "The school enters the stay as practical training of grade 11 within 30 days",
    documents: ["europass-mobility", "certificate"],
  },
  reintegration:
    "Two afternoons of individual support in mathematics; missed tests are taken in the first three weeks.",
});

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

const MODELS: Readonly<Record<PaperKind, (head: PaperHead) => PaperModel>> = {
  "learning-agreement": learningAgreement,
  "grant-agreement": grantAgreement,
  "host-agreement": hostAgreement,
  "travel-consent": travelConsent,
  "pocket-card": pocketCard,
  certificate,
};
