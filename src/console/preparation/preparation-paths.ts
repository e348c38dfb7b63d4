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
} as const;
