const at = (scheme: string, eventId: string, path: string) =>
  `/console/${scheme}/events/${eventId}${path}`;

/** Addresses of the door of an event and of who was there. */
export const attendancePaths = {
  door: (scheme: string, eventId: string) => at(scheme, eventId, "/desk"),
  doorEnd: (scheme: string, eventId: string, doorId: string) =>
    at(scheme, eventId, `/desk/${doorId}/end`),
  word: (scheme: string, eventId: string, sessionId: string) =>
    at(scheme, eventId, `/sessions/${sessionId}/word`),
  screen: (scheme: string, eventId: string, sessionId: string) =>
    at(scheme, eventId, `/sessions/${sessionId}/screen`),
  attendance: (scheme: string, eventId: string) => at(scheme, eventId, "/attendance"),
  attendanceCsv: (scheme: string, eventId: string) => at(scheme, eventId, "/attendance.csv"),
  /** A mistake of the door taken back, the share, certificates: a form says which. */
  acts: (scheme: string, eventId: string) => at(scheme, eventId, "/attendance/acts"),
  counted: (scheme: string, eventId: string) => at(scheme, eventId, "/attendance/counted"),
} as const;
