const at = (scheme: string, path: string) => `/console/${scheme}${path}`;

/** Addresses of the events' pages. */
export const eventPaths = {
  events: (scheme: string) => at(scheme, "/events"),
  eventsCsv: (scheme: string) => at(scheme, "/events.csv"),
  newEvent: (scheme: string) => at(scheme, "/events/new"),
  event: (scheme: string, id: string) => at(scheme, `/events/${id}`),
  change: (scheme: string, id: string) => at(scheme, `/events/${id}/change`),
  /** Published, closed, opened again, held, called off: a form says which. */
  state: (scheme: string, id: string) => at(scheme, `/events/${id}/state`),
  mode: (scheme: string, id: string) => at(scheme, `/events/${id}/mode`),
  sessions: (scheme: string, id: string) => at(scheme, `/events/${id}/sessions`),
  newSession: (scheme: string, id: string) => at(scheme, `/events/${id}/sessions/new`),
  session: (scheme: string, id: string, sessionId: string) =>
    at(scheme, `/events/${id}/sessions/${sessionId}`),
  materials: (scheme: string, id: string, sessionId: string) =>
    at(scheme, `/events/${id}/sessions/${sessionId}/materials`),
  material: (scheme: string, id: string, materialId: string) =>
    at(scheme, `/events/${id}/materials/${materialId}`),
  /** Who comes; one form writes somebody down, the other decides about those chosen. */
  people: (scheme: string, id: string) => at(scheme, `/events/${id}/people`),
  peopleCsv: (scheme: string, id: string) => at(scheme, `/events/${id}/people.csv`),
  needs: (scheme: string, id: string) => at(scheme, `/events/${id}/needs`),
} as const;
