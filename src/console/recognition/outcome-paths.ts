/** Every URL of what came of stays, as a builder. */
const at = (scheme: string, rest: string) => `/console/${scheme}${rest}`;

export const outcomePaths = {
  list: (scheme: string) => at(scheme, "/outcomes"),
  /** For a whole line at once: "questions", "certificates". */
  all: (scheme: string, act: string) => at(scheme, `/outcomes/${act}`),
  question: (scheme: string, mobilityId: string) => at(scheme, `/stays/${mobilityId}/reflection`),
  offer: (scheme: string, mobilityId: string) =>
    at(scheme, `/stays/${mobilityId}/reflection/library`),
  certificate: (scheme: string, mobilityId: string) =>
    at(scheme, `/stays/${mobilityId}/certificate`),
  withdrawal: (scheme: string, mobilityId: string) =>
    at(scheme, `/stays/${mobilityId}/certificate/withdrawal`),
};
