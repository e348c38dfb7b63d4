/** Somebody who does not exist, with every field filled: what a template is tried with. */
import { type Day, day } from "../../shared/day.ts";
import { serbianLatin } from "../../shared/serbian-latin.ts";
import type { AgreementKind, Content } from "./agreement.ts";
import type { Beside } from "./own-template-fields.ts";

type Example = {
  readonly content: Content;
  readonly beside: Readonly<Record<Exclude<Beside, "programme.name">, string>>;
};

const FROM = day("2027-03-14");
const TO = day("2027-04-10");
const MADE: Day = day("2027-02-01");

/** Written once in Cyrillic letters; in a language of Latin letters the same person in those. */
const NAMES = { given: "Ђорђе", family: "Пробановић", guardian: "Ћамила Пробановић" };
const CYRILLIC = ["sr-Cyrl", "mk"];

const house = (section: string, name: string, address: string, contact: string) => ({
  [`${section}.name`]: name,
  [`${section}.oid`]: "E10203040",
  [`${section}.address`]: address,
  [`${section}.contact`]: contact,
  [`${section}.email`]: "office@example.org",
  [`${section}.phone`]: "+39 051 000 0003",
});

const hosts = {
  ...house(
    "hosting",
    "Officina Meccanica Bellini Srl",
    "Via del Lavoro 8, 40127 Bologna",
    "Paolo Bellini",
  ),
  ...house("intermediary", "Ponte Formazione", "Piazza Verde 3, 40121 Bologna", "Giulia Rinaldi"),
  "mentor.name": "Francesca Bellini",
  "mentor.email": "f.bellini@officina.example",
  "mentor.phone": "+39 051 000 0002",
};

function contents(name: string, guardian: string): Readonly<Record<AgreementKind, Content>> {
  const person = {
    "participant.name": name,
    "participant.born": "2009-05-17",
    "participant.email": "probanovic@learner.example",
    "participant.phone": "+355 69 000 0005",
    "participant.programme": "Automechanik – Auto mechanics (3)",
  };
  return {
    "learning-agreement": {
      ...person,
      ...hosts,
      ...house(
        "sending",
        "Shkolla Profesionale “Provë” & Co",
        "Rruga e Kalasë 12, Lezhë",
        "Valbona Marku",
      ),
      "mobility.activity": "vet-short",
      "mobility.field": "Car mechanics",
      "mobility.mobility-id": "M-0001",
      "mobility.project-code": "2027-1-XX01-KA121-VET-000000000",
      "mobility.from": FROM,
      "mobility.to": TO,
      "mobility.mode": "blended",
      "mobility.virtual-part": "Two meetings by video before the journey",
      "mobility.working-language": "English",
      "participant.eqf": "4",
      "participant.guardians": [guardian],
      "outcomes.outcomes": [
        "Brakes: measures and changes the pads of a disc brake",
        "Faults: reads out and explains the fault memory of a car",
      ],
      "programme.tasks": ["Changing wheels and brake pads", "Reading out the fault memory"],
      "programme.workplaces": ["Via del Lavoro 8, 40127 Bologna"],
      "programme.weekly-hours": "30",
      "programme.timetable": "Monday to Friday, 8:30 to 14:30",
      "monitoring.sending-person": "Valbona Marku, +355 69 000 0001",
      "monitoring.hosting-person": "Giulia Rinaldi, +39 051 000 0004",
      "monitoring.frequency": "Once a week",
      "monitoring.channel": "By telephone",
      "monitoring.accompanying": ["Agron Provë"],
      "monitoring.emergency": "Giulia Rinaldi, +39 051 000 0004",
      "evaluation.format": "A talk about the work and a list of tasks",
      "evaluation.criteria": "Care, safety, independence",
      "evaluation.procedure": "The mentor and the teacher look at the list together",
      "evaluation.evaluator": "Francesca Bellini",
      "recognition.conditions": "The stay was completed",
      "recognition.procedure": "The school enters the weeks as practice",
      "recognition.documents": ["europass-mobility", "certificate"],
      "reintegration.text": "The learner comes back into the same class",
    },
    "grant-agreement": {
      ...person,
      "participant.nationality": "Albania",
      "participant.address": "Rruga e Detit 5, Lezhë",
      "sending.name": "UniProvë",
      "sending.oid": "E10203040",
      "sending.address": "Via Verde 1, 40121 Bologna",
      "sending.represented": "Anna Rossi",
      "stay.activity": "vet-short",
      "stay.project-code": "2027-1-XX01-KA121-VET-000000000",
      "stay.mobility-id": "M-0001",
      "stay.hosting-place": "Bologna, Italy",
      "stay.from": FROM,
      "stay.to": TO,
      "stay.funded-days": "28",
      "stay.travel-days": "2",
      "amounts.supports": ["individual: 1450.00: paid", "travel: 275.00: in-kind"],
      "insurance.health": "Taken out by the sending organisation",
      "insurance.accident": "Taken out by the sending organisation",
      "insurance.liability": "Taken out by the sending organisation",
      "conditions.law": "Italy",
    },
    "host-agreement": {
      ...hosts,
      ...house("sending", "UniProvë", "Via Verde 1, 40121 Bologna", "Anna Rossi"),
      "stay.participant": name,
      "stay.occupation": "Car mechanics",
      "stay.from": FROM,
      "stay.to": TO,
      "stay.minor": "yes",
      "stay.project-code": "2027-1-XX01-KA121-VET-000000000",
      "work.workplace": "Via del Lavoro 8, 40127 Bologna",
      "work.weekly-hours": "30",
      "work.tasks": ["Changing wheels and brake pads", "Reading out the fault memory"],
      "work.insurance": "Taken out by the sending organisation",
      "work.emergency": "Giulia Rinaldi, +39 051 000 0004",
    },
    "staff-agreement": {
      ...hosts,
      ...house(
        "sending",
        "Shkolla Profesionale “Provë” & Co",
        "Rruga e Kalasë 12, Lezhë",
        "Valbona Marku",
      ),
      "mobility.activity": "job-shadowing",
      "mobility.mobility-id": "M-0001",
      "mobility.project-code": "2027-1-XX01-KA121-VET-000000000",
      "mobility.virtual-part": "Two calls with the mentor before the stay",
      "mobility.from": FROM,
      "mobility.to": TO,
      "mobility.mode": "physical",
      "mobility.working-language": "English (B1)",
      "participant.name": name,
      "participant.email": "probanovic@school.example",
      "participant.phone": "+355 69 000 0005",
      "participant.post": "Teacher of car mechanics",
      "programme.objectives": "To see how companies and schools share the training",
      "programme.added-value": "Both learn whom to call, and how the other assesses",
      "programme.activities": ["Following lessons", "Talks with mentors in companies"],
      "programme.outcomes": "A reflection within 30 days, an hour with colleagues",
    },
  };
}

export function exampleOf(kind: AgreementKind, language: string): Example {
  const letters = CYRILLIC.includes(language) ? (text: string) => text : serbianLatin;
  const given = letters(NAMES.given);
  const family = letters(NAMES.family);
  return {
    content: contents(`${given} ${family}`, letters(NAMES.guardian))[kind],
    beside: {
      "paper.day": MADE,
      "paper.code": "KLA-0000-0000",
      "stay.reference": "M-0001",
      "stay.hostingCity": "Bologna",
      "stay.hostingCountry": "IT",
      "stay.sendingCountry": "AL",
      "participant.givenNames": given,
      "participant.familyName": family,
    },
  };
}
