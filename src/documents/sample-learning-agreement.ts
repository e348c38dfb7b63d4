import type { LearningAgreement } from "./model.ts";
import type { PaperHead } from "./paper-head.ts";
import {
  byLink,
  from,
  guardian,
  HASH,
  hosting,
  intermediary,
  line,
  mentor,
  participant,
  sending,
  to,
} from "./sample-people.ts";

export const learningAgreement = (head: PaperHead): LearningAgreement => ({
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
      esco: "Metal working machine tool setters and operators (ISCO-08 7223)",
      escoUri: "http://data.europa.eu/esco/isco/C7223",
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
