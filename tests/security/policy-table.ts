/**
 * Who may open what, written from what each role is for and not from the code. A route that is not
 * here fails the build, and so does a row whose route is gone.
 *
 * The things asked for are of Albania. `partner` is Albania's country partner, `neighbour` Serbia's:
 * a row that leaves `neighbour` out says that one country's people are not another's to look at.
 */
export const ROLES = [
  "nobody",
  "learner",
  "applicant",
  "coordinator",
  "partner",
  "neighbour",
  "auditor",
  "officer",
  "assessor",
  "outsider",
] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  nobody: "anybody, not signed in",
  learner: "a learner of Albania, by code and birth date",
  applicant: "somebody of Albania who is writing an application",
  coordinator: "the scheme's coordinator",
  partner: "the country partner whose country it is",
  neighbour: "the country partner of another country",
  auditor: "the scheme's auditor",
  officer: "the officer of a school of Albania",
  assessor: "an assessor of the scheme",
  outsider: "the coordinator of another scheme",
};

const EVERYBODY = ROLES;
const STAFF = ["coordinator", "partner", "neighbour", "auditor"] as const;
/** Staff who may look at Albania's people. */
const OF_COUNTRY = ["coordinator", "partner", "auditor"] as const;
const OFFICES = ["coordinator", "partner", "neighbour"] as const;
/** Those of them who may act for Albania's people. */
const OFFICE_OF_COUNTRY = ["coordinator", "partner"] as const;
const COORDINATOR = ["coordinator"] as const;
/** A school's own pages: the office has its own lists of the same people. */
const OFFICER = ["officer"] as const;
/** Those who handle guardians' papers of Albania: its office, and the school of the learner. */
const PAPERS_OF_COUNTRY = ["coordinator", "partner", "officer"] as const;

export type Row = {
  readonly route: `${"GET" | "POST"} /${string}`;
  /** Who is let in; everybody else gets what somebody gets who asks for a thing that is not there. */
  readonly who: readonly Role[];
  /** What those who are let in get to a GET, where it is not a page. */
  readonly answers?: number;
  /** Which thing of the scheme stands in the address, by the name of its parameter. */
  readonly of?: "draft" | "published" | "preparing";
  readonly why: string;
};

const get = (
  path: `/${string}`,
  who: readonly Role[],
  why: string,
  more: Partial<Row> = {},
): Row => ({
  route: `GET ${path}`,
  who,
  why,
  ...more,
});
const post = (
  path: `/${string}`,
  who: readonly Role[],
  why: string,
  more: Partial<Row> = {},
): Row => ({
  route: `POST ${path}`,
  who,
  why,
  ...more,
});

export const TABLE: readonly Row[] = [
  get("/", EVERYBODY, "leads to the reader's language", { answers: 303 }),
  get("/:lang/", EVERYBODY, "what this is"),
  get("/:lang/help", EVERYBODY, "whom to ask"),
  get("/:lang/accessibility", EVERYBODY, "a statement for everybody"),
  get("/:lang/privacy", EVERYBODY, "a statement for everybody"),
  get("/:lang/how-places-are-given", EVERYBODY, "the rule is public"),
  get("/:lang/:scheme", EVERYBODY, "a listed scheme says what it is"),
  get("/:lang/:scheme/results", EVERYBODY, "totals name nobody"),
  get("/:lang/:scheme/results.csv", EVERYBODY, "totals name nobody"),
  get("/robots.txt", EVERYBODY, "what search engines are told"),
  get("/sitemap.xml", EVERYBODY, "addresses of public pages"),
  get("/:lang/sitemap.xml", EVERYBODY, "addresses of public pages"),
  get("/:lang/:scheme/sitemap.xml", EVERYBODY, "addresses of public pages"),
  get("/:lang/check", EVERYBODY, "whoever doubts an offer asks without a name"),
  get("/:lang/:scheme/check", EVERYBODY, "whoever doubts an offer asks without a name"),
  get("/:lang/:scheme/how-places-are-given", EVERYBODY, "the rule is public"),
  get("/:lang/:scheme/calls", EVERYBODY, "calls past the draft are for everybody"),
  get("/:lang/:scheme/calls.json", EVERYBODY, "open calls for other programs"),
  get("/:lang/:scheme/calls.atom", EVERYBODY, "open calls for other programs"),
  get("/:lang/:scheme/calls/:number", EVERYBODY, "a call past the draft is for everybody"),
  get("/:lang/:scheme/calls/:number/dates.ics", EVERYBODY, "its dates"),
  get("/:lang/:scheme/calls/:number/poster", EVERYBODY, "its poster"),
  get("/:lang/:scheme/cities", EVERYBODY, "where the stays are"),
  get("/:lang/:scheme/cities/:city", EVERYBODY, "what a call says about a city"),
  get("/:lang/:scheme/last-places.csv", EVERYBODY, "last places of published runs name nobody"),
  get("/:lang/:scheme/for-schools", EVERYBODY, "an invitation"),
  get("/:lang/:scheme/for-companies", EVERYBODY, "an invitation"),
  get("/:lang/:scheme/open-data", EVERYBODY, "what is published"),
  get("/:lang/:scheme/runs/:runId", EVERYBODY, "a published run is for everybody", {
    of: "published",
  }),
  get("/:lang/:scheme/runs/:runId", [], "a draft is nobody's outside the office", { of: "draft" }),
  get("/:lang/:scheme/runs/:runId/files/:folder/:file", EVERYBODY, "anybody may verify", {
    of: "published",
  }),
  get("/:lang/:scheme/runs/:runId/files/:folder/:file", [], "a draft's files are the office's", {
    of: "draft",
  }),
  get("/:lang/:scheme/place", EVERYBODY, "the door for a code and a birth date"),
  post("/:lang/:scheme/place", EVERYBODY, "the door itself"),
  post("/:lang/:scheme/place/end", EVERYBODY, "leaving needs no right"),
  get("/:lang/:scheme/place/result", ["learner"], "one's own result"),
  get("/:lang/:scheme/place/answer", ["learner"], "one's own answer"),
  post("/:lang/:scheme/place/answer", ["learner"], "one's own answer"),
  get("/:lang/:scheme/place/check-request", ["learner"], "one's own request"),
  post("/:lang/:scheme/place/check-request", ["learner"], "one's own request"),
  get("/:lang/:scheme/place/guardian-link", ["learner"], "a message for the own guardian"),
  post("/:lang/:scheme/place/guardian-link", ["learner"], "a message for the own guardian"),
  get("/:lang/:scheme/place/border-form", ["learner"], "one's own form"),
  get("/:lang/:scheme/guardian/:secret", EVERYBODY, "the secret of the message decides"),
  post("/:lang/:scheme/guardian/:secret", EVERYBODY, "the secret of the message decides"),
  get("/:lang/:scheme/guardian/:secret/copy", EVERYBODY, "the secret of the message decides"),
  get("/host/:language/:scheme/:secret", EVERYBODY, "the secret of the letter decides"),
  post("/host/:language/:scheme/:secret", EVERYBODY, "the secret of the letter decides"),
  get("/host/:language/:scheme/:secret/:answer", EVERYBODY, "the secret of the letter decides"),
  get("/host/:language/:scheme/table/:secret", EVERYBODY, "the secret of the letter decides"),
  post("/host/:language/:scheme/table/:secret", EVERYBODY, "the secret of the letter decides"),
  post("/:lang/:scheme/place/correction", ["learner"], "one's own answers, while the call is open"),
  get("/:lang/:scheme/place/withdrawal", ["learner"], "leads back once the call is closed", {
    answers: 303,
  }),
  post("/:lang/:scheme/place/withdrawal", ["learner"], "one's own application"),

  get("/:lang/:scheme/apply/:call", EVERYBODY, "before you start"),
  get("/:lang/:scheme/apply/:call/first", EVERYBODY, "the first question"),
  post("/:lang/:scheme/apply/:call/first", EVERYBODY, "anybody may begin an application"),
  get("/:lang/:scheme/apply/continue", EVERYBODY, "the door for a code and a birth date"),
  post("/:lang/:scheme/apply/continue", EVERYBODY, "the door itself"),
  get("/:lang/:scheme/apply/question/:question", ["applicant"], "one's own answers"),
  post("/:lang/:scheme/apply/question/:question", ["applicant"], "one's own answers"),
  get("/:lang/:scheme/apply/check", ["applicant"], "one's own answers"),
  post("/:lang/:scheme/apply/submission", ["applicant"], "one's own application"),
  get("/:lang/:scheme/apply/sent", ["applicant"], "leads back while nothing is sent", {
    answers: 303,
  }),
  get("/:lang/:scheme/apply/leave", ["applicant"], "one's own answers"),
  post("/:lang/:scheme/apply/leave", ["applicant"], "one's own answers"),
  get("/:lang/:scheme/head-confirmation/:secret", [], "only with the secret of the letter"),
  post("/:lang/:scheme/head-confirmation/:secret", [], "only with the secret of the letter"),
  get("/:lang/:scheme/lists/:listId", EVERYBODY, "a published list, under pseudonyms"),
  get("/:lang/:scheme/lists/:listId/files/:file", EVERYBODY, "anybody may compute it anew"),
  get("/:lang/:scheme/place/objection", ["learner"], "one's own objection, while it is possible", {
    answers: 303,
  }),
  post("/:lang/:scheme/place/objection", ["learner"], "one's own objection"),

  get("/console/:scheme", STAFF, "what waits for whom"),
  get("/console/:scheme/board", STAFF, "targets, a country partner's own country"),
  get("/console/:scheme/board/targets.csv", STAFF, "the same as a file; names nobody"),
  get("/console/:scheme/board/targets.xlsx", STAFF, "the same as a workbook"),
  get("/console/:scheme/board/:line", STAFF, "one line"),
  get("/console/:scheme/board/:line/countries.csv", STAFF, "the same as a file; names nobody"),
  get("/console/:scheme/board/:line/countries.xlsx", STAFF, "the same as a workbook"),
  get("/console/:scheme/board/:line/:country", OF_COUNTRY, "the people behind a figure"),
  get(
    "/console/:scheme/board/:line/:country/people.csv",
    OFFICE_OF_COUNTRY,
    "names leave the office as a file; an auditor reads on the screen",
  ),
  get(
    "/console/:scheme/board/:line/:country/people.xlsx",
    OFFICE_OF_COUNTRY,
    "the same as a workbook",
  ),
  get("/console/:scheme/applicants", STAFF, "a list, a country partner's own country"),
  get(
    "/console/:scheme/applicants.csv",
    OFFICES,
    "names leave the office as a file; an auditor reads on the screen",
  ),
  get("/console/:scheme/applicants.xlsx", OFFICES, "the same as a workbook"),
  get("/console/:scheme/people/:personId", OF_COUNTRY, "one person's page"),
  get(
    "/console/:scheme/people/:personId/travel",
    OF_COUNTRY,
    "what speaks against dates; no passport's number",
  ),
  post(
    "/console/:scheme/people/:personId/travel/papers",
    OFFICE_OF_COUNTRY,
    "the office that sends the person",
  ),
  post(
    "/console/:scheme/people/:personId/travel/papers/:passportId/use",
    OFFICE_OF_COUNTRY,
    "the office that sends the person",
  ),
  post(
    "/console/:scheme/people/:personId/travel/papers/:passportId/number",
    OFFICE_OF_COUNTRY,
    "who books a journey needs the number; each look is written down",
  ),
  post(
    "/console/:scheme/people/:personId/travel/papers/:passportId/removal",
    OFFICE_OF_COUNTRY,
    "the office that sends the person",
  ),
  post(
    "/console/:scheme/people/:personId/travel/stays",
    OFFICE_OF_COUNTRY,
    "the office that sends the person",
  ),
  post(
    "/console/:scheme/people/:personId/travel/stays/:stayId/removal",
    OFFICE_OF_COUNTRY,
    "the office that sends the person",
  ),
  get(
    "/console/:scheme/people/:personId/contacts",
    [...OF_COUNTRY, "officer"],
    "what was said to a person; a school reads what it wrote itself",
  ),
  post(
    "/console/:scheme/people/:personId/contacts",
    [...OFFICE_OF_COUNTRY, "officer"],
    "writes to own people",
  ),
  get("/console/:scheme/search", [...STAFF, "officer"], "each finds what they may open"),
  get("/console/:scheme/applicants/views", STAFF, "views of one's own and shared ones"),
  post("/console/:scheme/applicants/views", STAFF, "a view of one's own"),
  post(
    "/console/:scheme/applicants/views/:viewId/removal",
    COORDINATOR,
    "one's own; a shared one also by the coordinator",
  ),
  get("/console/:scheme/messages", STAFF, "what was written to whom, a partner's own country"),
  get("/console/:scheme/messages/new", OFFICES, "writes to own people"),
  get("/console/:scheme/messages/templates/new", OFFICES, "writes templates"),
  post("/console/:scheme/messages/templates", OFFICES, "writes templates"),
  get("/console/:scheme/messages/templates/:templateId", STAFF, "texts hold no person"),
  post("/console/:scheme/messages/templates/:templateId", COORDINATOR, "whoever wrote it"),
  post(
    "/console/:scheme/messages/templates/:templateId/retirement",
    COORDINATOR,
    "whoever wrote it",
  ),
  post("/console/:scheme/messages/sendings", OFFICES, "writes to own people"),
  get(
    "/console/:scheme/messages/sendings/:sendingId",
    OF_COUNTRY,
    "a sending names people of its countries",
  ),
  post(
    "/console/:scheme/messages/sendings/:sendingId/cancellation",
    OFFICE_OF_COUNTRY,
    "whoever scheduled it, and the coordinator",
  ),
  get("/console/:scheme/organisations", STAFF, "whom the scheme works with"),
  get("/console/:scheme/organisations.csv", STAFF, "the same as a file; no people in it"),
  get("/console/:scheme/organisations.xlsx", STAFF, "the same as a workbook"),
  get("/console/:scheme/organisations/new", OFFICES, "a country partner, a school of its own"),
  post("/console/:scheme/organisations", OFFICES, "a country partner, a school of its own"),
  get("/console/:scheme/organisations/:organisationId", OF_COUNTRY, "a school is its country's"),
  get(
    "/console/:scheme/organisations/:organisationId/change",
    OFFICE_OF_COUNTRY,
    "corrects a school",
  ),
  post(
    "/console/:scheme/organisations/:organisationId/change",
    OFFICE_OF_COUNTRY,
    "corrects a school",
  ),
  get("/console/:scheme/offices/:officeId", OFFICE_OF_COUNTRY, "where an office is"),
  post("/console/:scheme/offices/:officeId", OFFICE_OF_COUNTRY, "where an office is"),
  get("/console/:scheme/flows", STAFF, "a country partner's own country"),
  get("/console/:scheme/flows.csv", STAFF, "the same as a file; no people in it"),
  get("/console/:scheme/flows.xlsx", STAFF, "the same as a workbook"),
  get("/console/:scheme/hosting", STAFF, "a country partner's own flows and questions"),
  get("/console/:scheme/hosting/flows/:flowId", OF_COUNTRY, "who of a flow waits for a company"),
  post(
    "/console/:scheme/hosting/flows/:flowId/requests",
    OFFICE_OF_COUNTRY,
    "asks a company for the country's own",
  ),
  get(
    "/console/:scheme/hosting/flows/:flowId/matching",
    OFFICE_OF_COUNTRY,
    "matches the country's own",
  ),
  post(
    "/console/:scheme/hosting/flows/:flowId/matching",
    OFFICE_OF_COUNTRY,
    "matches the country's own",
  ),
  get(
    "/console/:scheme/hosting/flows/:flowId/matching/:matchId",
    OFFICE_OF_COUNTRY,
    "matches the country's own",
  ),
  post(
    "/console/:scheme/hosting/flows/:flowId/matching/:matchId/keep",
    OFFICE_OF_COUNTRY,
    "asks the companies of a matching",
  ),
  post("/console/:scheme/hosting/flows/:flowId/pins", OFFICE_OF_COUNTRY, "decides for one learner"),
  post(
    "/console/:scheme/hosting/flows/:flowId/pins/:pinnedId/removal",
    OFFICE_OF_COUNTRY,
    "takes a decision off",
  ),
  get(
    "/console/:scheme/hosting/requests/:requestId",
    OF_COUNTRY,
    "a question about the country's own",
  ),
  post(
    "/console/:scheme/hosting/requests/:requestId/settlement",
    OFFICE_OF_COUNTRY,
    "takes a host's change",
  ),
  post(
    "/console/:scheme/hosting/requests/:requestId/withdrawal",
    OFFICE_OF_COUNTRY,
    "takes a question back",
  ),
  get(
    "/console/:scheme/organisations/:organisationId/hosting",
    OF_COUNTRY,
    "a school is its country's; hosts are everybody's to look at",
  ),
  post(
    "/console/:scheme/organisations/:organisationId/hosting/contacts",
    COORDINATOR,
    "people of a host",
  ),
  post(
    "/console/:scheme/organisations/:organisationId/hosting/contacts/:contactId/end",
    COORDINATOR,
    "people of a host",
  ),
  post(
    "/console/:scheme/organisations/:organisationId/hosting/link",
    COORDINATOR,
    "opens a host's own table",
  ),
  post(
    "/console/:scheme/organisations/:organisationId/hosting/notes",
    COORDINATOR,
    "what was seen at a host",
  ),
  get(
    "/console/:scheme/organisations/:organisationId/hosting/table",
    COORDINATOR,
    "what a host can take",
  ),
  post(
    "/console/:scheme/organisations/:organisationId/hosting/table",
    COORDINATOR,
    "what a host can take",
  ),
  get("/console/:scheme/flows/:flowId", OF_COUNTRY, "a flow with its people"),
  get("/console/:scheme/flows/:flowId/cancellation", COORDINATOR, "ends a flow for everybody"),
  post("/console/:scheme/flows/:flowId/cancellation", COORDINATOR, "ends a flow for everybody"),
  get("/console/:scheme/flows/:flowId/merger", COORDINATOR, "ends a flow for everybody"),
  post("/console/:scheme/flows/:flowId/merger", COORDINATOR, "ends a flow for everybody"),

  get("/console/:scheme/stays", STAFF, "a country partner's own people"),
  get("/console/:scheme/stays.csv", STAFF, "the same as a file"),
  get("/console/:scheme/stays.xlsx", STAFF, "the same as a workbook"),
  get("/console/:scheme/stays/:mobilityId", OF_COUNTRY, "one person's stay"),
  post("/console/:scheme/stays/:mobilityId/moves", OFFICE_OF_COUNTRY, "what happened to a stay"),
  post("/console/:scheme/stays/:mobilityId/days", OFFICE_OF_COUNTRY, "moves planned days"),

  get("/console/:scheme/imports", OFFICES, "files brought, a country partner's own"),
  get("/console/:scheme/imports/new", OFFICES, "brings a file"),
  post("/console/:scheme/imports", OFFICES, "brings a file"),
  get("/console/:scheme/imports/:importId", OFFICE_OF_COUNTRY, "a file holds people"),
  get("/console/:scheme/imports/:importId/problems.csv", OFFICE_OF_COUNTRY, "a file holds people"),
  post("/console/:scheme/imports/:importId/columns", OFFICE_OF_COUNTRY, "a file holds people"),
  post("/console/:scheme/imports/:importId/confirmation", OFFICE_OF_COUNTRY, "a file holds people"),
  post("/console/:scheme/imports/:importId/discard", OFFICE_OF_COUNTRY, "a file holds people"),

  get("/console/:scheme/calls", STAFF, "which calls there are, those being prepared too"),
  post("/console/:scheme/calls", COORDINATOR, "begins a call"),
  get("/console/:scheme/calls/new", COORDINATOR, "begins a call"),
  get("/console/:scheme/calls/:callId", STAFF, "what a call says"),
  get("/console/:scheme/calls/:callId/preview", STAFF, "what a call will say to the public"),
  get("/console/:scheme/calls/:callId/preview-page", STAFF, "what a call will say to the public"),
  get("/console/:scheme/calls/:callId/trial", COORDINATOR, "a draft's rule on past applicants", {
    of: "preparing",
  }),
  get(
    "/console/:scheme/calls/:callId/words/:locale",
    OFFICE_OF_COUNTRY,
    "a country partner, its own country's languages",
    { of: "preparing" },
  ),
  post(
    "/console/:scheme/calls/:callId/words/:locale",
    OFFICE_OF_COUNTRY,
    "a country partner, its own country's languages",
    { of: "preparing" },
  ),
  get(
    "/console/:scheme/calls/:callId/basics",
    COORDINATOR,
    "writes what everybody will apply under",
    {
      of: "preparing",
    },
  ),
  post(
    "/console/:scheme/calls/:callId/basics",
    COORDINATOR,
    "writes what everybody will apply under",
    { of: "preparing" },
  ),
  get(
    "/console/:scheme/calls/:callId/dates",
    COORDINATOR,
    "writes what everybody will apply under",
    {
      of: "preparing",
    },
  ),
  post(
    "/console/:scheme/calls/:callId/dates",
    COORDINATOR,
    "writes what everybody will apply under",
    { of: "preparing" },
  ),
  get("/console/:scheme/calls/:callId/who", COORDINATOR, "writes what everybody will apply under", {
    of: "preparing",
  }),
  post(
    "/console/:scheme/calls/:callId/who",
    COORDINATOR,
    "writes what everybody will apply under",
    { of: "preparing" },
  ),
  get(
    "/console/:scheme/calls/:callId/paid",
    COORDINATOR,
    "writes what everybody will apply under",
    {
      of: "preparing",
    },
  ),
  post(
    "/console/:scheme/calls/:callId/paid",
    COORDINATOR,
    "writes what everybody will apply under",
    { of: "preparing" },
  ),
  get(
    "/console/:scheme/calls/:callId/rule",
    COORDINATOR,
    "writes what everybody will apply under",
    {
      of: "preparing",
    },
  ),
  post(
    "/console/:scheme/calls/:callId/rule",
    COORDINATOR,
    "writes what everybody will apply under",
    { of: "preparing" },
  ),
  get(
    "/console/:scheme/calls/:callId/form",
    COORDINATOR,
    "writes what everybody will apply under",
    {
      of: "preparing",
    },
  ),
  post(
    "/console/:scheme/calls/:callId/form",
    COORDINATOR,
    "writes what everybody will apply under",
    { of: "preparing" },
  ),
  get("/console/:scheme/calls/:callId/owners", COORDINATOR, "names who answers for a country"),
  post("/console/:scheme/calls/:callId/owners", COORDINATOR, "names who answers for a country"),
  get("/console/:scheme/calls/:callId/places", COORDINATOR, "what people will compete for", {
    of: "preparing",
  }),
  get("/console/:scheme/calls/:callId/places/:flow", COORDINATOR, "what people will compete for", {
    of: "preparing",
  }),
  post("/console/:scheme/calls/:callId/places/:flow", COORDINATOR, "what people will compete for", {
    of: "preparing",
  }),
  post(
    "/console/:scheme/calls/:callId/places/:flow/removal",
    COORDINATOR,
    "what people will compete for",
    { of: "preparing" },
  ),
  get("/console/:scheme/calls/:callId/reserved", COORDINATOR, "for whom seats are reserved", {
    of: "preparing",
  }),
  get("/console/:scheme/calls/:callId/reserved/:reserve", COORDINATOR, "for whom", {
    of: "preparing",
  }),
  post("/console/:scheme/calls/:callId/reserved/:reserve", COORDINATOR, "for whom", {
    of: "preparing",
  }),
  post("/console/:scheme/calls/:callId/reserved/:reserve/removal", COORDINATOR, "for whom", {
    of: "preparing",
  }),
  get("/console/:scheme/calls/:callId/rule/:criterion", COORDINATOR, "how points come about", {
    of: "preparing",
  }),
  post("/console/:scheme/calls/:callId/rule/:criterion", COORDINATOR, "how points come about", {
    of: "preparing",
  }),
  post(
    "/console/:scheme/calls/:callId/rule/:criterion/move",
    COORDINATOR,
    "how points come about",
    { of: "preparing" },
  ),
  post(
    "/console/:scheme/calls/:callId/rule/:criterion/removal",
    COORDINATOR,
    "how points come about",
    { of: "preparing" },
  ),
  post("/console/:scheme/calls/:callId/opening", COORDINATOR, "publishes a promise", {
    of: "preparing",
  }),
  post("/console/:scheme/calls/:callId/closing", COORDINATOR, "ends a call for everybody"),
  post("/console/:scheme/calls/:callId/rounds", COORDINATOR, "begins a call"),
  get("/console/:scheme/calls/:callId/extensions", STAFF, "who was given more time, by whom"),
  post("/console/:scheme/calls/:callId/extensions", COORDINATOR, "like cases end alike"),
  post("/console/:scheme/extensions/:extensionId/ending", COORDINATOR, "like cases end alike"),

  get("/console/:scheme/calls/:callId/allocation", STAFF, "partners sign the whole run"),
  post("/console/:scheme/calls/:callId/runs", COORDINATOR, "freezes everybody's data"),
  post("/console/:scheme/calls/:callId/pins", COORDINATOR, "decides by hand"),
  post("/console/:scheme/pins/:pinId/removal", COORDINATOR, "decides by hand"),
  get("/console/:scheme/runs/:runId", STAFF, "partners sign the whole run", { of: "draft" }),
  get("/console/:scheme/runs/:runId/people/:applicationId", OF_COUNTRY, "why this person", {
    of: "draft",
  }),
  get(
    "/console/:scheme/runs/:runId/people/:applicationId/trace",
    OF_COUNTRY,
    "every figure of it",
    {
      of: "draft",
    },
  ),
  post("/console/:scheme/runs/:runId/cases/:caseId", OFFICE_OF_COUNTRY, "looked at a flagged case"),
  get("/console/:scheme/runs/:runId/folder", ["coordinator", "auditor"], "everybody's points", {
    of: "draft",
  }),
  post("/console/:scheme/runs/:runId/folder", ["coordinator", "auditor"], "everybody's points"),
  post("/console/:scheme/runs/:runId/signatures", OFFICES, "two hands of the office"),
  get("/console/:scheme/runs/:runId/publication", COORDINATOR, "publishes", { of: "draft" }),
  post("/console/:scheme/runs/:runId/publication", COORDINATOR, "publishes"),

  get("/console/:scheme/calls/:callId/offers", STAFF, "a list, a country partner's own country"),
  get(
    "/console/:scheme/calls/:callId/offers.csv",
    OFFICES,
    "names leave the office as a file; an auditor reads on the screen",
  ),
  get("/console/:scheme/calls/:callId/offers.xlsx", OFFICES, "the same as a workbook"),
  get("/console/:scheme/offers/:offerId", OF_COUNTRY, "one person's offer"),
  post("/console/:scheme/offers/:offerId/answer", OFFICE_OF_COUNTRY, "acts for a person"),
  get("/console/:scheme/places/:placeId/reserve-offers", OFFICE_OF_COUNTRY, "who is next, by name"),
  post("/console/:scheme/places/:placeId/reserve-offers", OFFICE_OF_COUNTRY, "acts for a person"),
  get("/console/:scheme/consents", [...STAFF, "officer"], "who lacks which paper, one's own"),
  get("/console/:scheme/consents/sheets", [...OFFICES, "officer"], "sheets of one's own learners"),
  get("/console/:scheme/consents/countries", STAFF, "what each country asks for"),
  post("/console/:scheme/consents/countries", OFFICES, "a country partner, the own country"),
  get("/console/:scheme/consents/papers", [...OFFICES, "officer"], "photographs one has sent"),
  post("/console/:scheme/consents/papers", [...OFFICES, "officer"], "sends photographs"),
  get("/console/:scheme/consents/papers/:paperId", PAPERS_OF_COUNTRY, "a signed sheet"),
  get("/console/:scheme/consents/papers/:paperId/picture", PAPERS_OF_COUNTRY, "a signed sheet"),
  post("/console/:scheme/consents/papers/:paperId", PAPERS_OF_COUNTRY, "reads a signed sheet"),
  post("/console/:scheme/consents/papers/:paperId/match", PAPERS_OF_COUNTRY, "says whose it is"),
  post("/console/:scheme/consents/papers/:paperId/removal", PAPERS_OF_COUNTRY, "lets one go"),
  get(
    "/console/:scheme/applications/:applicationId/consents",
    [...OF_COUNTRY, "officer"],
    "what guardians said, the own school's too",
  ),
  post(
    "/console/:scheme/applications/:applicationId/consents",
    PAPERS_OF_COUNTRY,
    "enters a paper",
  ),
  post(
    "/console/:scheme/applications/:applicationId/consents/withdrawal",
    PAPERS_OF_COUNTRY,
    "was told by a guardian",
  ),
  get(
    "/console/:scheme/applications/:applicationId/head-letter",
    PAPERS_OF_COUNTRY,
    "to whom a letter went that nobody answered",
  ),
  post(
    "/console/:scheme/applications/:applicationId/head-letter",
    PAPERS_OF_COUNTRY,
    "writes to the head once more",
  ),
  post("/console/:scheme/consents/days", COORDINATOR, "one programme, one length"),
  post(
    "/console/:scheme/applications/:applicationId/one-guardian",
    PAPERS_OF_COUNTRY,
    "knows the family",
  ),
  post(
    "/console/:scheme/applications/:applicationId/one-guardian/end",
    PAPERS_OF_COUNTRY,
    "knows the family",
  ),
  post(
    "/console/:scheme/applications/:applicationId/guardian-links",
    PAPERS_OF_COUNTRY,
    "hands a link over",
  ),
  get(
    "/console/:scheme/applications/:applicationId/border-form",
    PAPERS_OF_COUNTRY,
    "prints a learner's form",
  ),
  post(
    "/console/:scheme/applications/:applicationId/border-form",
    PAPERS_OF_COUNTRY,
    "has seen a learner's form",
  ),
  post(
    "/console/:scheme/applications/:applicationId/changes",
    OFFICE_OF_COUNTRY,
    "acts for a person",
  ),
  get(
    "/console/:scheme/applications/:applicationId/needs",
    OFFICE_OF_COUNTRY,
    "looks after a person; not an auditor, and nobody with a word on points",
  ),
  post(
    "/console/:scheme/applications/:applicationId/needs",
    OFFICE_OF_COUNTRY,
    "reads what was said in confidence, for a reason that is written down",
  ),
  get("/console/:scheme/entries", [...OFFICES, "officer"], "begun by or for the own people"),
  post("/console/:scheme/entries", [...OFFICES, "officer"], "writes an application down"),
  get("/console/:scheme/entries/new", [...OFFICES, "officer"], "writes an application down"),
  get(
    "/console/:scheme/entries/:draftId",
    [...OFFICE_OF_COUNTRY, "officer"],
    "one of the own country or school",
  ),
  post(
    "/console/:scheme/entries/:draftId",
    [...OFFICE_OF_COUNTRY, "officer"],
    "one of the own country or school",
  ),
  post(
    "/console/:scheme/entries/:draftId/removal",
    [...OFFICE_OF_COUNTRY, "officer"],
    "throws away what was not sent",
  ),
  get(
    "/console/:scheme/applications/:applicationId/correction",
    [...OFFICE_OF_COUNTRY, "officer"],
    "corrects for a person; a teacher for the own school's",
  ),
  post(
    "/console/:scheme/applications/:applicationId/correction",
    [...OFFICE_OF_COUNTRY, "officer"],
    "corrects for a person; a teacher for the own school's",
  ),
  get("/console/:scheme/forms", COORDINATOR, "decides what applicants are asked"),
  post("/console/:scheme/forms", COORDINATOR, "decides what applicants are asked"),
  get("/console/:scheme/forms/:formId", COORDINATOR, "decides what applicants are asked"),
  post("/console/:scheme/forms/:formId/copy", COORDINATOR, "begins a version"),
  post("/console/:scheme/forms/:formId/moves", COORDINATOR, "changes a version"),
  post("/console/:scheme/forms/:formId/freeze", COORDINATOR, "finishes a version"),
  post("/console/:scheme/forms/:formId/removal", COORDINATOR, "throws a version away"),
  get("/console/:scheme/forms/:formId/pages/:page", COORDINATOR, "changes a version"),
  post("/console/:scheme/forms/:formId/pages/:page", COORDINATOR, "changes a version"),
  get("/console/:scheme/forms/:formId/pages/:page/:field", COORDINATOR, "changes a version"),
  post("/console/:scheme/forms/:formId/pages/:page/:field", COORDINATOR, "changes a version"),
  get("/console/:scheme/forms/:formId/preview/:page", COORDINATOR, "looks at it as an applicant"),
  get("/console/:scheme/duplicates", OFFICES, "a list, a country partner's own country"),
  get(
    "/console/:scheme/duplicates/:firstId/:secondId",
    OFFICE_OF_COUNTRY,
    "two rows of the own country",
  ),
  post(
    "/console/:scheme/duplicates/:firstId/:secondId",
    OFFICE_OF_COUNTRY,
    "says whether they are one person",
  ),
  get("/console/:scheme/check-requests", STAFF, "a list, a country partner's own country"),
  post("/console/:scheme/check-requests/:id/answer", OFFICE_OF_COUNTRY, "answers a person"),
  get("/:lang/:scheme/for-schools/access", EVERYBODY, "a teacher asks for a school"),
  post("/:lang/:scheme/for-schools/access", EVERYBODY, "a teacher asks; a person answers"),
  get("/:lang/:scheme/for-schools/access/sent", EVERYBODY, "says the same to everybody"),
  get("/console/:scheme/school", OFFICER, "an officer's own day"),
  get("/console/:scheme/school/classes", OFFICER, "classes of the own school"),
  post("/console/:scheme/school/classes", OFFICER, "a code for a class of the own school"),
  get("/console/:scheme/school/classes/:classId", OFFICER, "a class of the own school"),
  get("/console/:scheme/school/classes/:classId/poster", OFFICER, "a class of the own school"),
  post("/console/:scheme/school/classes/:classId/withdrawal", OFFICER, "its code stops working"),
  get("/console/:scheme/school/applicants", OFFICER, "pupils of the own school"),
  get("/console/:scheme/school/calls/:callId/facts", OFFICER, "grades of the own pupils"),
  post("/console/:scheme/school/calls/:callId/facts", OFFICER, "grades of the own pupils"),
  get("/console/:scheme/school/consent-message", OFFICER, "a text that names nobody"),
  get("/console/:scheme/school/staff", OFFICER, "colleagues who applied"),
  get("/console/:scheme/school/print", OFFICER, "what goes on paper"),
  get("/console/:scheme/school/print/:callId", OFFICER, "a list of the own pupils"),
  get("/console/:scheme/school/hand-over", OFFICER, "who stands in"),
  post("/console/:scheme/school/hand-over", OFFICER, "lets a colleague stand in for days"),
  post("/console/:scheme/school/hand-over/:handOverId/ending", OFFICER, "ends it early"),
  get("/console/:scheme/school-requests", OFFICES, "a list, a country partner's own country"),
  post(
    "/console/:scheme/school-requests/:requestId/verification",
    OFFICE_OF_COUNTRY,
    "lets a school in",
  ),
  post("/console/:scheme/school-requests/:requestId/refusal", OFFICE_OF_COUNTRY, "says no"),
  post(
    "/console/:scheme/organisations/:organisationId/verification",
    OFFICE_OF_COUNTRY,
    "makes sure of a school",
  ),
  get("/console/:scheme/calls/:callId/pre-selection", OFFICES, "a country's own people", {
    of: "preparing",
  }),
  post("/console/:scheme/calls/:callId/pre-selection", OFFICES, "a country's own people"),

  get("/console/:scheme/outbox", COORDINATOR, "letters to everybody"),
  get("/console/:scheme/outbox/:id", COORDINATOR, "letters to everybody"),
  get("/console/:scheme/settings/people", COORDINATOR, "gives roles"),
  post("/console/:scheme/settings/people", COORDINATOR, "gives roles"),
  get("/console/:scheme/settings/people/:membershipId/ending", COORDINATOR, "ends roles"),
  post("/console/:scheme/settings/people/:membershipId/ending", COORDINATOR, "ends roles"),
  get("/console/:scheme/settings/programme", COORDINATOR, "the programme's name and contact"),
  post("/console/:scheme/settings/programme", COORDINATOR, "the programme's name and contact"),
  get("/console/:scheme/settings/readers", COORDINATOR, "what each kind of reader reads"),
  post("/console/:scheme/settings/readers", COORDINATOR, "what each kind of reader reads"),
  get("/console/:scheme/settings/visas", STAFF, "what warnings rest on"),
  post("/console/:scheme/settings/visas", COORDINATOR, "lays down what is known of visas"),
  post("/console/:scheme/settings/visas/defaults", COORDINATOR, "goes back to the first table"),
  get("/console/:scheme/settings/visas/rows/:ruleId", COORDINATOR, "one row of the table"),
  post("/console/:scheme/settings/visas/rows/:ruleId", COORDINATOR, "puts a row right"),
  post("/console/:scheme/settings/visas/rows/:ruleId/removal", COORDINATOR, "takes a row out"),
  get("/console/:scheme/settings/languages", COORDINATOR, "which catalogues were read over"),
  get("/console/:scheme/settings/languages/:group/:locale", COORDINATOR, "reads texts over"),
  post("/console/:scheme/settings/languages/:group/:locale", COORDINATOR, "stands by texts"),

  get("/console/:scheme/assessment", ["assessor"], "one's own queues"),
  get("/console/:scheme/assessment/:callId", ["assessor"], "one's own queue"),
  get("/console/:scheme/assessment/:callId/grid", ["assessor"], "one's own cases at once"),
  post("/console/:scheme/assessment/:callId/grid", ["assessor"], "one's own scores"),
  get("/console/:scheme/assessment/cases/:assessmentId", ["assessor"], "a case without a name"),
  post("/console/:scheme/assessment/cases/:assessmentId/scores", ["assessor"], "one's own scores"),
  post("/console/:scheme/assessment/cases/:assessmentId/skip", ["assessor"], "one's own queue"),
  get("/console/:scheme/assessment/cases/:assessmentId/conflict", ["assessor"], "one's own word"),
  post("/console/:scheme/assessment/cases/:assessmentId/conflict", ["assessor"], "one's own word"),

  get("/console/:scheme/selection", STAFF, "which calls are assessed; names nobody"),
  get("/console/:scheme/selection/:callId", STAFF, "how far it is and who assesses"),
  ...(["settings", "teams", "assessors", "distribution", "reopening"] as const).map((part) =>
    post(`/console/:scheme/selection/:callId/${part}`, COORDINATOR, "leads the selection"),
  ),
  post(
    "/console/:scheme/selection/:callId/assessors/:assessorId/removal",
    COORDINATOR,
    "leads the selection",
  ),
  get("/console/:scheme/selection/:callId/cases", STAFF, "a country partner's own country"),
  get("/console/:scheme/selection/:callId/panel", STAFF, "a country partner's own country"),
  get("/console/:scheme/selection/:callId/decisions", STAFF, "minutes are for the whole office"),
  post("/console/:scheme/selection/:callId/decisions", COORDINATOR, "records the committee"),
  get("/console/:scheme/selection/:callId/lists", STAFF, "what was published"),
  post("/console/:scheme/selection/:callId/lists/provisional", COORDINATOR, "publishes"),
  post("/console/:scheme/selection/:callId/lists/final", COORDINATOR, "publishes"),
  get(
    "/console/:scheme/selection/lists/:listId/files/:file",
    ["coordinator", "auditor"],
    "everybody's points",
  ),
  get("/console/:scheme/selection/:callId/objections", STAFF, "a country partner's own country"),
  post("/console/:scheme/selection/:callId/objections", OFFICE_OF_COUNTRY, "acts for a person"),
  get("/console/:scheme/selection/objections/:objectionId", OF_COUNTRY, "one person's objection"),
  post("/console/:scheme/selection/objections/:objectionId", COORDINATOR, "answers for good"),
  get("/console/:scheme/selection/:callId/letters", COORDINATOR, "letters to everybody"),
  post("/console/:scheme/selection/:callId/letters", COORDINATOR, "letters to everybody"),
  post("/console/:scheme/selection/:callId/letters-release", COORDINATOR, "lets letters go"),
  get("/console/:scheme/selection/:callId/equity", STAFF, "shares name nobody"),
  post("/console/:scheme/selection/:callId/populations", OFFICES, "numbers of the own schools"),
  get("/console/:scheme/selection/cases/:applicationId", OF_COUNTRY, "one case by name"),
  post(
    "/console/:scheme/selection/cases/:applicationId/facts",
    OFFICE_OF_COUNTRY,
    "what the school says",
  ),
  ...(
    [
      "interview",
      "interview-scores",
      "interview-ending",
      "eligibility",
      "veto",
      "correction",
      "conflicts",
    ] as const
  ).map((part) =>
    post(
      `/console/:scheme/selection/cases/:applicationId/${part}`,
      COORDINATOR,
      "decides with the committee",
    ),
  ),
  post(
    "/console/:scheme/selection/cases/:applicationId/conflicts/:conflictId/lifting",
    COORDINATOR,
    "leads the selection",
  ),

  get("/console", [...STAFF, "officer", "assessor", "outsider"], "leads to one's own scheme", {
    answers: 303,
  }),
  post("/console/language", EVERYBODY, "a cookie of one's own"),
  get("/sign-in", EVERYBODY, "the door"),
  post("/sign-in", EVERYBODY, "the door"),
  get("/sign-in/sent", EVERYBODY, "says the same to everybody"),
  get("/sign-in/link", EVERYBODY, "shows a button, consumes nothing"),
  post("/sign-in/link", EVERYBODY, "the secret of the letter decides"),
  get("/sign-in/over", EVERYBODY, "says the same to everybody"),
  post("/sign-out", EVERYBODY, "leaving needs no right"),
  get("/set-up", [], "the terminal's key opens it while no scheme runs; never in the demo"),
  post("/set-up", [], "the terminal's key opens it while no scheme runs; never in the demo"),
  get("/set-up/done", [], "a key that the set-up itself gave; never in the demo"),
  get("/set-up", [], "only with the key on the terminal, and never once a scheme runs"),
  post("/set-up", [], "only with the key on the terminal, and never once a scheme runs"),
  get("/set-up/done", [], "only whoever has just set up"),
  get("/demo/:scheme/:role", EVERYBODY, "the demo's invented seats, on this machine alone"),
  post("/demo/:scheme/:role", EVERYBODY, "the demo's invented seats, on this machine alone"),
];

/** What the router serves besides pages. */
export const NOT_PAGES = ["GET /health", "GET /assets/*"] as const;
