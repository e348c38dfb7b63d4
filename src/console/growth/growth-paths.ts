/** Every address about how organisations grow and who works with whom, as a builder. */
const at = (scheme: string, rest = "") => `/console/${scheme}/growth${rest}`;

export const growthPaths = {
  all: (scheme: string) => at(scheme),
  network: (scheme: string) => `/console/${scheme}/network`,
  one: (scheme: string, organisationId: string) => at(scheme, `/${organisationId}`),
  decisions: (scheme: string, organisationId: string) => at(scheme, `/${organisationId}/decisions`),
  standard: (scheme: string, organisationId: string, standard: string) =>
    at(scheme, `/${organisationId}/standards/${standard}`),
  file: (scheme: string, organisationId: string, standard: string, answerId: string) =>
    at(scheme, `/${organisationId}/standards/${standard}/files/${answerId}`),
  fileRemoval: (scheme: string, organisationId: string, standard: string, answerId: string) =>
    at(scheme, `/${organisationId}/standards/${standard}/files/${answerId}/removal`),
} as const;
