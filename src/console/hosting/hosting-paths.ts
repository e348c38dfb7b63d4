const at = (scheme: string, path: string) => `/console/${scheme}${path}`;

/** Addresses of the hosts' pages. */
export const hostingPaths = {
  board: (scheme: string) => at(scheme, "/hosting"),
  flow: (scheme: string, flowId: string) => at(scheme, `/hosting/flows/${flowId}`),
  ask: (scheme: string, flowId: string) => at(scheme, `/hosting/flows/${flowId}/requests`),
  matching: (scheme: string, flowId: string) => at(scheme, `/hosting/flows/${flowId}/matching`),
  matchRun: (scheme: string, flowId: string, matchId: string) =>
    at(scheme, `/hosting/flows/${flowId}/matching/${matchId}`),
  keepRun: (scheme: string, flowId: string, matchId: string) =>
    at(scheme, `/hosting/flows/${flowId}/matching/${matchId}/keep`),
  matchPins: (scheme: string, flowId: string) => at(scheme, `/hosting/flows/${flowId}/pins`),
  matchPinRemoval: (scheme: string, flowId: string, pinnedId: string) =>
    at(scheme, `/hosting/flows/${flowId}/pins/${pinnedId}/removal`),
  request: (scheme: string, requestId: string) => at(scheme, `/hosting/requests/${requestId}`),
  settlement: (scheme: string, requestId: string) =>
    at(scheme, `/hosting/requests/${requestId}/settlement`),
  withdrawal: (scheme: string, requestId: string) =>
    at(scheme, `/hosting/requests/${requestId}/withdrawal`),
  host: (scheme: string, id: string) => at(scheme, `/organisations/${id}/hosting`),
  table: (scheme: string, id: string) => at(scheme, `/organisations/${id}/hosting/table`),
  contacts: (scheme: string, id: string) => at(scheme, `/organisations/${id}/hosting/contacts`),
  contactEnd: (scheme: string, id: string, contactId: string) =>
    at(scheme, `/organisations/${id}/hosting/contacts/${contactId}/end`),
  link: (scheme: string, id: string) => at(scheme, `/organisations/${id}/hosting/link`),
  notes: (scheme: string, id: string) => at(scheme, `/organisations/${id}/hosting/notes`),
  note: (scheme: string, id: string, noteId: string) =>
    at(scheme, `/organisations/${id}/hosting/notes/${noteId}`),
  askKept: (scheme: string, requestId: string) =>
    at(scheme, `/hosting/requests/${requestId}/asking`),
  hearYes: (scheme: string, requestId: string) =>
    at(scheme, `/hosting/requests/${requestId}/heard-yes`),
  needs: (scheme: string, flowId: string) => at(scheme, `/hosting/flows/${flowId}/needs`),
  needsOpening: (scheme: string, flowId: string) =>
    at(scheme, `/hosting/flows/${flowId}/needs/opening`),
} as const;
