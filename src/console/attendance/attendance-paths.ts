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
  /** Many people marked at once. */
  marks: (scheme: string, eventId: string) => at(scheme, eventId, "/attendance/marks"),
  counted: (scheme: string, eventId: string) => at(scheme, eventId, "/attendance/counted"),
  /** Which organisation is meant by what people wrote. */
  organisations: (scheme: string, eventId: string) =>
    at(scheme, eventId, "/attendance/organisations"),
  certificates: (scheme: string, eventId: string) =>
    at(scheme, eventId, "/attendance/certificates"),
} as const;
