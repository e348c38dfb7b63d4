import type { Role } from "../platform/db/actor.ts";

/** Every console URL, as a builder. Patterns for routes use the same builders with `:name` parts. */
const at = (scheme: string, rest = "") => `/console/${scheme}${rest}`;

export const paths = {
  home: (scheme: string) => at(scheme),
  board: (scheme: string) => at(scheme, "/board"),
  boardLine: (scheme: string, line: string) => at(scheme, `/board/${line}`),
  boardCountry: (scheme: string, line: string, country: string) =>
    at(scheme, `/board/${line}/${country}`),
  boardCsv: (scheme: string) => at(scheme, "/board/targets.csv"),
  boardLineCsv: (scheme: string, line: string) => at(scheme, `/board/${line}/countries.csv`),
  boardCountryCsv: (scheme: string, line: string, country: string) =>
    at(scheme, `/board/${line}/${country}/people.csv`),
  applicants: (scheme: string) => at(scheme, "/applicants"),
  applicantsCsv: (scheme: string) => at(scheme, "/applicants.csv"),
  person: (scheme: string, personId: string) => at(scheme, `/people/${personId}`),
  /** Days and papers of a person: what a border asks. */
  spoken: (scheme: string, personId: string) => at(scheme, `/people/${personId}/languages`),
  /** How a member of staff belongs to the organisation that sends. */
  post: (scheme: string, personId: string) => at(scheme, `/people/${personId}/post`),
  postEnd: (scheme: string, personId: string, linkId: string) =>
    at(scheme, `/people/${personId}/post/${linkId}/ending`),
  travel: (scheme: string, personId: string) => at(scheme, `/people/${personId}/travel`),
  travelPapers: (scheme: string, personId: string) =>
    at(scheme, `/people/${personId}/travel/papers`),
  /** What is done with one passport: "use", "number", "removal". */
  travelPaper: (scheme: string, personId: string, paperId: string, act: string) =>
    at(scheme, `/people/${personId}/travel/papers/${paperId}/${act}`),
  travelStays: (scheme: string, personId: string) => at(scheme, `/people/${personId}/travel/stays`),
  travelStayRemoval: (scheme: string, personId: string, stayId: string) =>
    at(scheme, `/people/${personId}/travel/stays/${stayId}/removal`),
  duplicates: (scheme: string) => at(scheme, "/duplicates"),
  duplicate: (scheme: string, first: string, second: string) =>
    at(scheme, `/duplicates/${first}/${second}`),
  newEntry: (scheme: string) => at(scheme, "/entries/new"),
  entries: (scheme: string) => at(scheme, "/entries"),
  entry: (scheme: string, draftId: string) => at(scheme, `/entries/${draftId}`),
  entryRemoval: (scheme: string, draftId: string) => at(scheme, `/entries/${draftId}/removal`),
  correction: (scheme: string, applicationId: string) =>
    at(scheme, `/applications/${applicationId}/correction`),
  forms: (scheme: string) => at(scheme, "/forms"),
  form: (scheme: string, id: string) => at(scheme, `/forms/${id}`),
  /** What is done with a version as a whole: "copy", "freeze", "removal", "moves". */
  formAct: (scheme: string, id: string, act: string) => at(scheme, `/forms/${id}/${act}`),
  formPage: (scheme: string, id: string, page: string) => at(scheme, `/forms/${id}/pages/${page}`),
  formField: (scheme: string, id: string, page: string, field: string) =>
    at(scheme, `/forms/${id}/pages/${page}/${field}`),
  formPreview: (scheme: string, id: string, page: string) =>
    at(scheme, `/forms/${id}/preview/${page}`),
  applicationChanges: (scheme: string, applicationId: string) =>
    at(scheme, `/applications/${applicationId}/changes`),
  needs: (scheme: string, applicationId: string) =>
    at(scheme, `/applications/${applicationId}/needs`),
  search: (scheme: string) => at(scheme, "/search"),
  contacts: (scheme: string, personId: string) => at(scheme, `/people/${personId}/contacts`),
  savedViews: (scheme: string) => at(scheme, "/applicants/views"),
  savedViewRemoval: (scheme: string, viewId: string) =>
    at(scheme, `/applicants/views/${viewId}/removal`),
  messages: (scheme: string) => at(scheme, "/messages"),
  templates: (scheme: string) => at(scheme, "/messages/templates"),
  newTemplate: (scheme: string) => at(scheme, "/messages/templates/new"),
  template: (scheme: string, templateId: string) => at(scheme, `/messages/templates/${templateId}`),
  templateRetirement: (scheme: string, templateId: string) =>
    at(scheme, `/messages/templates/${templateId}/retirement`),
  /** Who would get what, before it is scheduled. */
  newSending: (scheme: string) => at(scheme, "/messages/new"),
  sendings: (scheme: string) => at(scheme, "/messages/sendings"),
  sending: (scheme: string, sendingId: string) => at(scheme, `/messages/sendings/${sendingId}`),
  sendingCancellation: (scheme: string, sendingId: string) =>
    at(scheme, `/messages/sendings/${sendingId}/cancellation`),
  organisations: (scheme: string) => at(scheme, "/organisations"),
  organisationsCsv: (scheme: string) => at(scheme, "/organisations.csv"),
  newOrganisation: (scheme: string) => at(scheme, "/organisations/new"),
  organisation: (scheme: string, id: string) => at(scheme, `/organisations/${id}`),
  organisationChange: (scheme: string, id: string) => at(scheme, `/organisations/${id}/change`),
  office: (scheme: string, id: string) => at(scheme, `/offices/${id}`),
  calls: (scheme: string) => at(scheme, "/calls"),
  newCall: (scheme: string) => at(scheme, "/calls/new"),
  call: (scheme: string, id: string) => at(scheme, `/calls/${id}`),
  /** A part of a call by its name: "basics", "dates", "rule" ... */
  callWords: (scheme: string, callId: string, locale: string) =>
    at(scheme, `/calls/${callId}/words/${locale}`),
  callPart: (scheme: string, id: string, part: string) => at(scheme, `/calls/${id}/${part}`),
  callFlow: (scheme: string, id: string, flowId: string) =>
    at(scheme, `/calls/${id}/places/${flowId}`),
  callFlowRemoval: (scheme: string, id: string, flowId: string) =>
    at(scheme, `/calls/${id}/places/${flowId}/removal`),
  criterion: (scheme: string, id: string, code: string) => at(scheme, `/calls/${id}/rule/${code}`),
  criterionMove: (scheme: string, id: string, code: string) =>
    at(scheme, `/calls/${id}/rule/${code}/move`),
  criterionRemoval: (scheme: string, id: string, code: string) =>
    at(scheme, `/calls/${id}/rule/${code}/removal`),
  reserve: (scheme: string, id: string, code: string) =>
    at(scheme, `/calls/${id}/reserved/${code}`),
  reserveRemoval: (scheme: string, id: string, code: string) =>
    at(scheme, `/calls/${id}/reserved/${code}/removal`),
  extensionEnding: (scheme: string, extensionId: string) =>
    at(scheme, `/extensions/${extensionId}/ending`),
  flows: (scheme: string) => at(scheme, "/flows"),
  flowsCsv: (scheme: string) => at(scheme, "/flows.csv"),
  flow: (scheme: string, id: string) => at(scheme, `/flows/${id}`),
  flowCancellation: (scheme: string, id: string) => at(scheme, `/flows/${id}/cancellation`),
  flowMerger: (scheme: string, id: string) => at(scheme, `/flows/${id}/merger`),
  /** One stay of staff, written down by hand; `?person` is somebody who is here already. */
  newStay: (scheme: string) => at(scheme, "/stays/new"),
  mobilities: (scheme: string) => at(scheme, "/stays"),
  mobilitiesCsv: (scheme: string) => at(scheme, "/stays.csv"),
  mobility: (scheme: string, id: string) => at(scheme, `/stays/${id}`),
  mobilityMoves: (scheme: string, id: string) => at(scheme, `/stays/${id}/moves`),
  mobilityDays: (scheme: string, id: string) => at(scheme, `/stays/${id}/days`),
  mobilityShorter: (scheme: string, id: string) => at(scheme, `/stays/${id}/shorter`),
  mobilityShorterRemoval: (scheme: string, id: string) =>
    at(scheme, `/stays/${id}/shorter/removal`),
  imports: (scheme: string) => at(scheme, "/imports"),
  newImport: (scheme: string) => at(scheme, "/imports/new"),
  importColumns: (scheme: string, id: string) => at(scheme, `/imports/${id}/columns`),
  importConfirmation: (scheme: string, id: string) => at(scheme, `/imports/${id}/confirmation`),
  importDiscard: (scheme: string, id: string) => at(scheme, `/imports/${id}/discard`),
  importProblemsCsv: (scheme: string, id: string) => at(scheme, `/imports/${id}/problems.csv`),
  import: (scheme: string, id: string) => at(scheme, `/imports/${id}`),
  workbench: (scheme: string, callId: string) => at(scheme, `/calls/${callId}/allocation`),
  runs: (scheme: string, callId: string) => at(scheme, `/calls/${callId}/runs`),
  run: (scheme: string, runId: string) => at(scheme, `/runs/${runId}`),
  runPerson: (scheme: string, runId: string, applicationId: string) =>
    at(scheme, `/runs/${runId}/people/${applicationId}`),
  runCase: (scheme: string, runId: string, caseId: string) =>
    at(scheme, `/runs/${runId}/cases/${caseId}`),
  runTrace: (scheme: string, runId: string, applicationId: string) =>
    at(scheme, `/runs/${runId}/people/${applicationId}/trace`),
  runComparison: (scheme: string, runId: string) => at(scheme, `/runs/${runId}/comparison`),
  runComparisonCsv: (scheme: string, runId: string) => at(scheme, `/runs/${runId}/comparison.csv`),
  runFolder: (scheme: string, runId: string) => at(scheme, `/runs/${runId}/folder`),
  /** The page of a published run that anybody may open, on the public side. */
  publicRun: (lang: string, scheme: string, runId: string) => `/${lang}/${scheme}/runs/${runId}`,
  signatures: (scheme: string, runId: string) => at(scheme, `/runs/${runId}/signatures`),
  publication: (scheme: string, runId: string) => at(scheme, `/runs/${runId}/publication`),
  pins: (scheme: string, callId: string) => at(scheme, `/calls/${callId}/pins`),
  pinRemoval: (scheme: string, pinId: string) => at(scheme, `/pins/${pinId}/removal`),
  offers: (scheme: string, callId: string) => at(scheme, `/calls/${callId}/offers`),
  offersCsv: (scheme: string, callId: string) => at(scheme, `/calls/${callId}/offers.csv`),
  offer: (scheme: string, offerId: string) => at(scheme, `/offers/${offerId}`),
  offerAnswer: (scheme: string, offerId: string) => at(scheme, `/offers/${offerId}/answer`),
  reserveOffers: (scheme: string, placeId: string) =>
    at(scheme, `/places/${placeId}/reserve-offers`),
  checkRequests: (scheme: string) => at(scheme, "/check-requests"),
  checkAnswer: (scheme: string, id: string) => at(scheme, `/check-requests/${id}/answer`),
  consents: (scheme: string, applicationId: string) =>
    at(scheme, `/applications/${applicationId}/consents`),
  headLetter: (scheme: string, applicationId: string) =>
    at(scheme, `/applications/${applicationId}/head-letter`),
  soleGuardian: (scheme: string, applicationId: string) =>
    at(scheme, `/applications/${applicationId}/one-guardian`),
  soleGuardianEnd: (scheme: string, applicationId: string) =>
    at(scheme, `/applications/${applicationId}/one-guardian/end`),
  consentWithdrawal: (scheme: string, applicationId: string) =>
    at(scheme, `/applications/${applicationId}/consents/withdrawal`),
  guardianLinks: (scheme: string, applicationId: string) =>
    at(scheme, `/applications/${applicationId}/guardian-links`),
  /** What a guardian opens, on the public side. */
  guardian: (lang: string, scheme: string, secret: string) =>
    `/${lang}/${scheme}/guardian/${secret}`,
  exitAuthorisation: (scheme: string, applicationId: string) =>
    at(scheme, `/applications/${applicationId}/border-form`),
  exitScans: (scheme: string, applicationId: string) =>
    at(scheme, `/applications/${applicationId}/border-form/scans`),
  exitScan: (scheme: string, applicationId: string, uploadId: string) =>
    at(scheme, `/applications/${applicationId}/border-form/scans/${uploadId}`),
  consentWall: (scheme: string) => at(scheme, "/consents"),
  consentDays: (scheme: string) => at(scheme, "/consents/days"),
  consentSheets: (scheme: string) => at(scheme, "/consents/sheets"),
  papers: (scheme: string) => at(scheme, "/consents/papers"),
  paper: (scheme: string, paperId: string) => at(scheme, `/consents/papers/${paperId}`),
  paperMatch: (scheme: string, paperId: string) => at(scheme, `/consents/papers/${paperId}/match`),
  paperRemoval: (scheme: string, paperId: string) =>
    at(scheme, `/consents/papers/${paperId}/removal`),
  paperPicture: (scheme: string, paperId: string) =>
    at(scheme, `/consents/papers/${paperId}/picture`),
  consentRules: (scheme: string) => at(scheme, "/consents/countries"),
  agreements: (scheme: string) => at(scheme, "/agreements"),
  agreement: (scheme: string, id: string) => at(scheme, `/agreements/${id}`),
  /** Something of one agreement: "text", "sending", "withdrawal", "paper". */
  agreementPart: (scheme: string, id: string, part: string) =>
    at(scheme, `/agreements/${id}/${part}`),
  agreementFile: (scheme: string, id: string, fileId: string) =>
    at(scheme, `/agreements/${id}/files/${fileId}`),
  agreementAnswer: (scheme: string, id: string, questionId: string) =>
    at(scheme, `/agreements/${id}/questions/${questionId}/answer`),
  agreementParty: (scheme: string, id: string, partyId: string) =>
    at(scheme, `/agreements/${id}/parties/${partyId}`),
  /** What is done about one party: "person", "reminder", "signature". */
  agreementPartyAct: (scheme: string, id: string, partyId: string, act: string) =>
    at(scheme, `/agreements/${id}/parties/${partyId}/${act}`),
  mobilityAgreements: (scheme: string, mobilityId: string) =>
    at(scheme, `/stays/${mobilityId}/agreements`),
  outbox: (scheme: string) => at(scheme, "/outbox"),
  filesApart: (scheme: string) => at(scheme, "/files-apart"),
  fileApart: (scheme: string, id: string) => at(scheme, `/files-apart/${id}`),
  message: (scheme: string, id: string) => at(scheme, `/outbox/${id}`),
  people: (scheme: string) => at(scheme, "/settings/people"),
  programme: (scheme: string) => at(scheme, "/settings/programme"),
  lines: (scheme: string) => at(scheme, "/settings/lines"),
  line: (scheme: string, lineId: string) => at(scheme, `/settings/lines/${lineId}`),
  readers: (scheme: string) => at(scheme, "/settings/readers"),
  languages: (scheme: string) => at(scheme, "/settings/languages"),
  /** Everything of the scheme in one archive. */
  archive: (scheme: string) => at(scheme, "/settings/archive"),
  archiveOne: (scheme: string, exportId: string) => at(scheme, `/settings/archive/${exportId}`),
  archiveFile: (scheme: string, exportId: string) =>
    at(scheme, `/settings/archive/${exportId}/file`),
  visas: (scheme: string) => at(scheme, "/settings/visas"),
  visaDefaults: (scheme: string) => at(scheme, "/settings/visas/defaults"),
  visa: (scheme: string, ruleId: string) => at(scheme, `/settings/visas/rows/${ruleId}`),
  visaRemoval: (scheme: string, ruleId: string) =>
    at(scheme, `/settings/visas/rows/${ruleId}/removal`),
  kit: (scheme: string) => at(scheme, "/settings/kit"),
  texts: (scheme: string, group: string, locale: string) =>
    at(scheme, `/settings/languages/${group}/${locale}`),
  roleEnding: (scheme: string, membershipId: string) =>
    at(scheme, `/settings/people/${membershipId}/ending`),
  /** First pages of a school officer and of an assessor, who have no part in the office. */
  school: (scheme: string) => at(scheme, "/school"),
  assessment: (scheme: string) => at(scheme, "/assessment"),
  queue: (scheme: string, callId: string) => at(scheme, `/assessment/${callId}`),
  scoreGrid: (scheme: string, callId: string) => at(scheme, `/assessment/${callId}/grid`),
  ownCase: (scheme: string, assessmentId: string) =>
    at(scheme, `/assessment/cases/${assessmentId}`),
  ownScores: (scheme: string, assessmentId: string) =>
    at(scheme, `/assessment/cases/${assessmentId}/scores`),
  ownSkip: (scheme: string, assessmentId: string) =>
    at(scheme, `/assessment/cases/${assessmentId}/skip`),
  ownConflict: (scheme: string, assessmentId: string) =>
    at(scheme, `/assessment/cases/${assessmentId}/conflict`),
  selections: (scheme: string) => at(scheme, "/selection"),
  selection: (scheme: string, callId: string) => at(scheme, `/selection/${callId}`),
  /** A part of a call's selection by its name: "cases", "panel", "decisions", "lists" ... */
  selectionPart: (scheme: string, callId: string, part: string) =>
    at(scheme, `/selection/${callId}/${part}`),
  assessorRemoval: (scheme: string, callId: string, assessorId: string) =>
    at(scheme, `/selection/${callId}/assessors/${assessorId}/removal`),
  selectionCase: (scheme: string, applicationId: string) =>
    at(scheme, `/selection/cases/${applicationId}`),
  /** Something written down for one case: "facts", "correction", "veto", "interview" ... */
  casePart: (scheme: string, applicationId: string, part: string) =>
    at(scheme, `/selection/cases/${applicationId}/${part}`),
  conflictLifting: (scheme: string, applicationId: string, conflictId: string) =>
    at(scheme, `/selection/cases/${applicationId}/conflicts/${conflictId}/lifting`),
  objection: (scheme: string, objectionId: string) =>
    at(scheme, `/selection/objections/${objectionId}`),
  listFile: (scheme: string, listId: string, file: string) =>
    at(scheme, `/selection/lists/${listId}/files/${file}`),
  /** The page of a published list that anybody may open, on the public side. */
  publicList: (lang: string, scheme: string, listId: string) =>
    `/${lang}/${scheme}/lists/${listId}`,
  language: () => "/console/language",
  choose: () => "/console",
  setUp: () => "/set-up",
  setUpDone: () => "/set-up/done",
  signIn: () => "/sign-in",
  signOut: () => "/sign-out",
  demo: (scheme: string, role: string) => `/demo/${scheme}/${role}`,
} as const;

/** Where somebody with these roles begins: the office, else the own school, else the own cases. */
export function startOf(scheme: string, roles: readonly Role[]): string {
  if (roles.every((role) => role === "assessor")) return paths.assessment(scheme);
  if (roles.every((role) => role === "assessor" || role === "school-officer")) {
    return paths.school(scheme);
  }
  return paths.home(scheme);
}
