/** From the fields of an agreement to the frozen model of its paper. */
import type {
  Activity,
  Contact,
  Funding,
  PaperHead,
  PaperLanguage,
  PaperModel,
  Party as PaperParty,
  SignatureLine,
  TemplateYear,
} from "../../documents/index.ts";
import type { Standing } from "./agreement.rules.ts";
import type { StoredAgreement } from "./agreement.store.ts";
import type { Change, Content, Version } from "./agreement.ts";
import { outcomeOf, supportOf } from "./fields.rules.ts";
import { partyOf, sectionOf } from "./paper-sections.ts";
import { readContent } from "./send-agreement.ts";
import { linesOf, textOf } from "./template.ts";
import { escoOf } from "./trade-outcomes.ts";

export type PaperFrom = {
  readonly agreement: StoredAgreement;
  readonly version: Version;
  readonly standings: readonly Standing[];
  readonly madeAt: Date;
  readonly checkAddress: string;
  readonly issuer: string;
  readonly funding: Funding | null;
  readonly trade: string | null;
  /** What a changed field is called, in the paper's languages. */
  readonly nameOf: (change: Change) => string;
};

export function paperModel(from: PaperFrom): PaperModel {
  const content = readContent(from.version);
  const head = headOf(from);
  switch (from.agreement.kind) {
    case "learning-agreement":
      return learningAgreement(head, content, from.trade);
    case "grant-agreement":
      return grantAgreement(head, content);
    case "host-agreement":
      return hostAgreement(head, content);
    case "staff-agreement":
      return staffAgreement(head, content);
  }
}

/** Whole seconds: the time inside the file is the one that is printed. */
const moment = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

function headOf(from: PaperFrom): PaperHead {
  const { agreement, version } = from;
  const [first = "en", second] = agreement.languages as readonly PaperLanguage[];
  return {
    year: agreement.templateYear as TemplateYear,
    languages: second ? [first, second] : [first],
    madeAt: moment(from.madeAt),
    code: agreement.code,
    checkAddress: from.checkAddress,
    funding: from.funding,
    issuer: from.issuer,
    ...(version.number > 1 && version.changes.length > 0
      ? {
          amendment: {
            number: version.number - 1,
            of: agreement.code,
            changes: version.changes.map((change) => ({
              what: from.nameOf(change),
              before: [change.before].flat().join("; ") || "–",
              after: [change.after].flat().join("; ") || "–",
            })),
          },
        }
      : {}),
    signatures: from.standings.map(signatureLine),
  };
}

function signatureLine({ party, valid }: Standing): SignatureLine {
  const line = {
    role: party.role,
    name: valid?.signedName || party.name || party.capacity,
    ...(party.capacity ? { capacity: party.capacity } : {}),
  };
  if (!valid) return line;
  return {
    ...line,
    signed: {
      at: moment(valid.at),
      channel: valid.channel,
      typedName: valid.signedName,
      textHash: valid.textHash,
      ...(valid.drawing ? { drawing: valid.drawing } : {}),
    },
  };
}

function mentorOf(content: Content): Contact | null {
  const own = sectionOf(content, "mentor");
  const name = own.text("name");
  return name ? { name, ...own.only("email", "phone") } : null;
}

const hostOf = (content: Content) => ({
  ...partyOf(content, "hosting"),
  mentor: mentorOf(content),
});
const between = (content: Content): PaperParty[] =>
  textOf(content, "intermediary.name") ? [partyOf(content, "intermediary")] : [];
const person = (name: string): Contact => ({ name });

function learningAgreement(head: PaperHead, content: Content, trade: string | null): PaperModel {
  const stay = sectionOf(content, "mobility");
  const learner = sectionOf(content, "participant");
  const work = sectionOf(content, "programme");
  const contact = sectionOf(content, "monitoring");
  const evaluation = sectionOf(content, "evaluation");
  const recognition = sectionOf(content, "recognition");
  const eqf = learner.number("eqf");
  // An outcome without a skill of its own is told by the occupations that its trade belongs to.
  const group = escoOf(trade);
  const virtualPart = stay.text("virtual-part");
  const timetable = work.text("timetable");
  return {
    ...head,
    paper: "learning-agreement",
    mobility: {
      id: stay.text("mobility-id"),
      projectCode: stay.text("project-code"),
      activity: stay.text("activity") as Activity,
      field: stay.text("field"),
      mode: stay.text("mode") === "blended" ? "blended" : "physical",
      ...(virtualPart ? { virtualPart } : {}),
      from: stay.day("from"),
      to: stay.day("to"),
      workingLanguage: stay.text("working-language"),
    },
    participant: {
      name: learner.text("name"),
      born: learner.day("born"),
      ...learner.only("email", "phone"),
      programme: learner.text("programme"),
      ...(eqf === null ? {} : { eqf }),
      guardians: learner.lines("guardians").map(person),
    },
    sending: partyOf(content, "sending"),
    hosting: hostOf(content),
    intermediaries: between(content),
    outcomes: linesOf(content, "outcomes.outcomes").map((line) => ({
      ...group,
      ...outcomeOf(line),
    })),
    programme: {
      tasks: work.lines("tasks"),
      workplaces: work.lines("workplaces"),
      weeklyHours: work.number("weekly-hours"),
      ...(timetable ? { timetable } : {}),
    },
    monitoring: {
      sendingPerson: person(contact.text("sending-person")),
      hostingPerson: person(contact.text("hosting-person")),
      frequency: contact.text("frequency"),
      channel: contact.text("channel"),
      accompanying: contact.lines("accompanying").map(person),
      emergency: person(contact.text("emergency")),
    },
    evaluation: {
      format: evaluation.text("format"),
      criteria: evaluation.text("criteria"),
      procedure: evaluation.text("procedure"),
      evaluator: evaluation.text("evaluator") || textOf(content, "mentor.name"),
    },
    recognition: {
      conditions: recognition.text("conditions"),
      procedure: recognition.text("procedure"),
      documents: recognition.lines("documents") as never,
    },
    reintegration: textOf(content, "reintegration.text"),
  };
}

function grantAgreement(head: PaperHead, content: Content): PaperModel {
  const learner = sectionOf(content, "participant");
  const stay = sectionOf(content, "stay");
  const insurance = sectionOf(content, "insurance");
  return {
    ...head,
    paper: "grant-agreement",
    mobilityId: stay.text("mobility-id"),
    projectCode: stay.text("project-code"),
    activity: stay.text("activity") as Activity,
    sending: {
      ...partyOf(content, "sending"),
      representedBy: textOf(content, "sending.represented"),
    },
    participant: {
      name: learner.text("name"),
      born: learner.day("born"),
      nationality: learner.text("nationality"),
      address: learner.text("address"),
      ...learner.only("email", "phone"),
      programme: learner.text("programme"),
    },
    from: stay.day("from"),
    to: stay.day("to"),
    hostingPlace: stay.text("hosting-place"),
    fundedDays: stay.number("funded-days") ?? 0,
    travelDays: stay.number("travel-days") ?? 0,
    currency: "EUR",
    supports: linesOf(content, "amounts.supports").flatMap((line) => supportOf(line) ?? []),
    payment: {
      firstShare: 80,
      firstWithinDays: 30,
      balanceWithinDays: 45,
      reportWithinDays: 30,
      account: null,
    },
    insurance: {
      health: insurance.text("health"),
      accident: insurance.text("accident"),
      liability: insurance.text("liability"),
    },
    law: textOf(content, "conditions.law"),
  };
}

function hostAgreement(head: PaperHead, content: Content): PaperModel {
  const stay = sectionOf(content, "stay");
  const work = sectionOf(content, "work");
  return {
    ...head,
    paper: "host-agreement",
    projectCode: stay.text("project-code"),
    sending: partyOf(content, "sending"),
    hosting: hostOf(content),
    intermediaries: between(content),
    stays: [
      {
        participant: stay.text("participant"),
        occupation: stay.text("occupation"),
        from: stay.day("from"),
        to: stay.day("to"),
        isMinor: stay.text("minor") === "yes",
      },
    ],
    weeklyHours: work.number("weekly-hours"),
    workplace: work.text("workplace"),
    tasks: work.lines("tasks"),
    insurance: work.text("insurance"),
    emergency: person(work.text("emergency")),
  };
}

function staffAgreement(head: PaperHead, content: Content): PaperModel {
  const stay = sectionOf(content, "mobility");
  const person = sectionOf(content, "participant");
  const programme = sectionOf(content, "programme");
  const virtualPart = stay.text("virtual-part");
  return {
    ...head,
    paper: "staff-agreement",
    mobility: {
      id: stay.text("mobility-id"),
      projectCode: stay.text("project-code"),
      activity: stay.text("activity") as Activity,
      mode: stay.text("mode") === "blended" ? "blended" : "physical",
      ...(virtualPart ? { virtualPart } : {}),
      from: stay.day("from"),
      to: stay.day("to"),
      workingLanguage: stay.text("working-language"),
    },
    participant: {
      name: person.text("name"),
      ...person.only("email", "phone"),
      post: person.text("post"),
    },
    sending: partyOf(content, "sending"),
    hosting: partyOf(content, "hosting"),
    programme: {
      objectives: programme.text("objectives"),
      addedValue: programme.text("added-value"),
      activities: programme.lines("activities"),
      outcomes: programme.text("outcomes"),
    },
  };
}
