/** Every address of programmes of others, as a builder. */
const at = (scheme: string, rest = "") => `/console/${scheme}/opportunities${rest}`;

export const opportunityPaths = {
  all: (scheme: string) => at(scheme),
  add: (scheme: string) => at(scheme, "/new"),
  one: (scheme: string, id: string) => at(scheme, `/${id}`),
  /** What is done with one: "decision", "check". */
  act: (scheme: string, id: string, act: string) => at(scheme, `/${id}/${act}`),
} as const;
