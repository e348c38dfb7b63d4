import { join } from "node:path";
import { uploadStates } from "../../src/platform/files/upload.rules.ts";
import { membershipTable } from "../../src/stages/accounts/membership.rules.ts";
import { agreementStates } from "../../src/stages/agreements/agreement.rules.ts";
import { runTable } from "../../src/stages/allocation-runs/allocation-run.rules.ts";
import { APPLICATION_STEPS } from "../../src/stages/applications/application.rules.ts";
import { DRAFT_STEPS } from "../../src/stages/applications/draft.rules.ts";
import { callTable } from "../../src/stages/calls/call.rules.ts";
import { flowTable } from "../../src/stages/calls/flow.rules.ts";
import { exitStates, paperStates } from "../../src/stages/consents/consent.rules.ts";
import { eventStates } from "../../src/stages/events/event.rules.ts";
import { registrationStates } from "../../src/stages/events/registration.rules.ts";
import { answerStates } from "../../src/stages/growth/growth.rules.ts";
import { requestStates as hostRequestStates } from "../../src/stages/hosting/request.rules.ts";
import { resourceStates } from "../../src/stages/library/resource.rules.ts";
import { sendingStates } from "../../src/stages/messages/sending.rules.ts";
import { checkRequestStates } from "../../src/stages/mobilities/check-request.rules.ts";
import { mobilityStates } from "../../src/stages/mobilities/mobility.rules.ts";
import { offerStates } from "../../src/stages/mobilities/offer.rules.ts";
import { opportunityStates } from "../../src/stages/opportunities/opportunity.rules.ts";
import { taskStates } from "../../src/stages/preparation/task.rules.ts";
import { certificateStates } from "../../src/stages/recognition/certificate.rules.ts";
import { reflectionStates } from "../../src/stages/recognition/reflection.rules.ts";
import { requestStates } from "../../src/stages/schools/school-request.rules.ts";
import {
  assessmentTable,
  interviewTable,
  objectionTable,
  selectionTable,
} from "../../src/stages/selection/selection.rules.ts";
import { newsletterStates, newsStates } from "../../src/stages/stories/news.rules.ts";
import { storyStates } from "../../src/stages/stories/story.rules.ts";

export const STATES_FILE = join(import.meta.dirname, "../../docs/states.md");

type Table = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** In the order of a mobility's life, each with the sentence that says what the thing is. */
const THINGS: readonly { name: string; about: string; table: Table }[] = [
  {
    name: "Role",
    about: "What one person may do in one scheme. The last coordinator's cannot end.",
    table: membershipTable,
  },
  {
    name: "Version of a resource",
    about:
      "A text of the library in one language. Whoever reads sees the published one; a change is the next version.",
    table: resourceStates,
  },
  {
    name: "Opportunity elsewhere",
    about:
      "A programme of another organisation. Its end is no state: it leaves the list after its last day.",
    table: opportunityStates,
  },
  {
    name: "Answer about a quality standard",
    about: "What an organisation says of itself; a later answer takes its place and begins again.",
    table: answerStates,
  },
  { name: "Call", about: "An open invitation to apply for one line.", table: callTable },
  {
    name: "Flow",
    about: "Sending country, hosting city and window that people compete for.",
    table: flowTable,
  },
  {
    name: "Application being written",
    about:
      "From the first answer to the sending. A correction opens it again; what was sent stands until it is sent anew.",
    table: DRAFT_STEPS,
  },
  { name: "Application", about: "What one person asks of one call.", table: APPLICATION_STEPS },
  {
    name: "Request of a school",
    about: "A teacher asks for a school's pages; the partner of the country calls the school.",
    table: requestStates,
  },
  {
    name: "Selection",
    about: "The way of one call from its applications to a list that stands.",
    table: selectionTable,
  },
  {
    name: "Assessment",
    about: "One case with one assessor. A saved one is saved again by new scores with a reason.",
    table: assessmentTable,
  },
  { name: "Interview", about: "Somebody is heard by a panel.", table: interviewTable },
  {
    name: "Objection",
    about: "Somebody does not agree with a provisional list. Each gets one answer.",
    table: objectionTable,
  },
  {
    name: "Allocation run",
    about: "One frozen problem with its result. Published, it never changes.",
    table: runTable,
  },
  {
    name: "Offer",
    about: "A place held out to one person. `wished` is a minor's yes before a guardian's consent.",
    table: offerStates,
  },
  {
    name: "Photographed sheet",
    about: "A guardian's signed sheet, from the phone to a recorded consent.",
    table: paperStates,
  },
  {
    name: "Border form",
    about: "The paper that a border asks for when a minor travels without the parents.",
    table: exitStates,
  },
  {
    name: "File that somebody sent",
    about:
      "One that no scanner could look at, where there is one, lies apart and is served to nobody; a refused one is a row without its bytes.",
    table: uploadStates,
  },
  {
    name: "Request for a check",
    about: "Somebody asks that a person looks at a result again.",
    table: checkRequestStates,
  },
  {
    name: "Mobility",
    about: "One person's stay. On hold while a guardian's consent is taken back.",
    table: mobilityStates,
  },
  {
    name: "Agreement",
    about:
      "A text that parties sign. A correction is the next version; a signature stays while what it signed is the same.",
    table: agreementStates,
  },
  {
    name: "Question to a host",
    about: "Can you host? Answered once; a yes with a change waits for the office.",
    table: hostRequestStates,
  },
  {
    name: "Task before a journey",
    about:
      "Something to do before a stay. That it cannot start yet follows from the task before it; what the program knows elsewhere settles some by itself.",
    table: taskStates,
  },
  {
    name: "Event",
    about:
      "A summer school, a meeting, a course. Once it is held or called off it stays as it was.",
    table: eventStates,
  },
  {
    name: "Registration for an event",
    about:
      "Somebody comes or wants to. A free place goes at once to whoever waits first; with fewer places the last who came wait again.",
    table: registrationStates,
  },
  {
    name: "Sending",
    about: "One message to each person of a view. Called off only before anything has gone.",
    table: sendingStates,
  },
  {
    name: "Reflection",
    about: "Three answers of whoever is home from a staff stay. The library has what is offered.",
    table: reflectionStates,
  },
  {
    name: "Certificate of attendance",
    about: "One a stay. A sealed paper is never changed: a wrong one is withdrawn.",
    table: certificateStates,
  },
  {
    name: "Story",
    about:
      "What somebody tells of a stay. Published, it is shown while each consent for its words counts.",
    table: storyStates,
  },
  {
    name: "News",
    about: "A short text of the programme, in as many languages as somebody wrote.",
    table: newsStates,
  },
  {
    name: "Newsletter",
    about: "Chosen stories and news for everybody on the list. What was sent stays as it was sent.",
    table: newsletterStates,
  },
];

/** `docs/states.md`: every transition table as a list and a diagram, nothing typed by hand. */
export function printStates(): string {
  const parts = THINGS.map(({ name, about, table }) => {
    const rows = Object.entries(table).flatMap(([from, actions]) =>
      Object.entries(actions).map(([action, to]) => ({ from, action, to })),
    );
    const ends = Object.keys(table).filter((state) => Object.keys(table[state] ?? {}).length === 0);
    return [
      `## ${name}`,
      "",
      about,
      "",
      "| From | Action | To |",
      "| --- | --- | --- |",
      ...rows.map((row) => `| ${row.from} | ${row.action} | ${row.to} |`),
      "",
      `Never left again: ${ends.length > 0 ? ends.join(", ") : "none"}.`,
      "",
      "```mermaid",
      "stateDiagram-v2",
      ...rows.map((row) => `  ${diagram(row.from)} --> ${diagram(row.to)}: ${row.action}`),
      "```",
      "",
    ].join("\n");
  });
  return [
    "# States",
    "",
    "Printed from the transition tables by `npm run states`; a test fails when it is stale.",
    "What is not in a table is refused.",
    "",
    ...parts,
  ].join("\n");
}

// A hyphen would end a state's name in the diagram's language.
const diagram = (state: string): string => state.replaceAll("-", "_");
