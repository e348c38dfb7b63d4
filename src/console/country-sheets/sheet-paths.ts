/** Every address of the sheets of countries, as a builder. */
const at = (scheme: string, rest = "") => `/console/${scheme}/country-sheets${rest}`;

export const sheetPaths = {
  all: (scheme: string) => at(scheme),
  age: (scheme: string) => at(scheme, "/age"),
  country: (scheme: string, country: string) => at(scheme, `/countries/${country}`),
  line: (scheme: string, id: string) => at(scheme, `/lines/${id}`),
  /** What is done with one line: "check", "removal". */
  act: (scheme: string, id: string, act: string) => at(scheme, `/lines/${id}/${act}`),
} as const;
