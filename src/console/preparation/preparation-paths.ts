const at = (scheme: string, rest: string) => `/console/${scheme}${rest}`;

/** Every page of what has to be done before a departure. */
export const preparationPaths = {
  list: (scheme: string) => at(scheme, "/preparation"),
  checks: (scheme: string) => at(scheme, "/preparation/checks"),
  stay: (scheme: string, mobilityId: string) => at(scheme, `/stays/${mobilityId}/preparation`),
  tasks: (scheme: string, mobilityId: string) =>
    at(scheme, `/stays/${mobilityId}/preparation/tasks`),
  readiness: (scheme: string, mobilityId: string) =>
    at(scheme, `/stays/${mobilityId}/preparation/readiness`),
  card: (scheme: string, mobilityId: string) =>
    at(scheme, `/stays/${mobilityId}/preparation/medical-card`),
  /** Whom somebody has to tell, because nothing reaches them. */
  tell: (scheme: string) => at(scheme, "/preparation/tell"),
  kinds: (scheme: string) => at(scheme, "/preparation/lines"),
  lineKinds: (scheme: string, lineId: string) => at(scheme, `/preparation/lines/${lineId}`),
  boards: (scheme: string) => at(scheme, "/preparation/boards"),
  arrivals: (scheme: string) => at(scheme, "/preparation/arrivals"),
  calendar: (scheme: string) => at(scheme, "/preparation/calendar"),
  adultList: (scheme: string) => at(scheme, "/preparation/adults"),
  adult: (scheme: string, adultId: string) => at(scheme, `/preparation/adults/${adultId}`),
  adultEnd: (scheme: string, adultId: string) => at(scheme, `/preparation/adults/${adultId}/end`),
  group: (scheme: string, flowId: string) => at(scheme, `/flows/${flowId}/group`),
  adults: (scheme: string, flowId: string) => at(scheme, `/flows/${flowId}/group/adults`),
  ratio: (scheme: string, flowId: string) => at(scheme, `/flows/${flowId}/group/adults-ratio`),
  certificate: (scheme: string, flowId: string, adultId: string) =>
    at(scheme, `/flows/${flowId}/group/adults/${adultId}/certificate`),
  adultRemoval: (scheme: string, flowId: string, adultId: string) =>
    at(scheme, `/flows/${flowId}/group/adults/${adultId}/removal`),
  journeys: (scheme: string, flowId: string) => at(scheme, `/flows/${flowId}/group/journeys`),
  journeyRemoval: (scheme: string, flowId: string, journeyId: string) =>
    at(scheme, `/flows/${flowId}/group/journeys/${journeyId}/removal`),
  beds: (scheme: string, flowId: string) => at(scheme, `/flows/${flowId}/group/beds`),
  handover: (scheme: string, flowId: string, mobilityId: string) =>
    at(scheme, `/flows/${flowId}/group/handovers/${mobilityId}`),
  insurance: (scheme: string, flowId: string) => at(scheme, `/flows/${flowId}/group/insurance`),
  policy: (scheme: string, flowId: string, policyId: string) =>
    at(scheme, `/flows/${flowId}/group/insurance/${policyId}`),
  policyEnd: (scheme: string, flowId: string, policyId: string) =>
    at(scheme, `/flows/${flowId}/group/insurance/${policyId}/end`),
  policyCopies: (scheme: string, flowId: string, policyId: string) =>
    at(scheme, `/flows/${flowId}/group/insurance/${policyId}/copies`),
  /** A policy as a file, of a group or of one person. */
  insuranceCopy: (scheme: string, copyId: string) =>
    at(scheme, `/preparation/insurance-copies/${copyId}`),
  insuranceCopyRemoval: (scheme: string, copyId: string) =>
    at(scheme, `/preparation/insurance-copies/${copyId}/removal`),
  pack: (scheme: string, flowId: string) => at(scheme, `/flows/${flowId}/group/pack`),
  /** What a calendar reads, on the public side. */
  feed: (lang: string, scheme: string, secret: string) =>
    `/${lang}/${scheme}/calendar/${secret}/dates.ics`,
} as const;
