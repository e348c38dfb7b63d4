/** Every URL of a consortium's own templates, as a builder. */
const at = (scheme: string, rest = "") => `/console/${scheme}/own-templates${rest}`;

export const ownPaths = {
  list: (scheme: string) => at(scheme),
  add: (scheme: string) => at(scheme, "/new"),
  /** Which kinds go out in the consortium's own wording. */
  choice: (scheme: string) => at(scheme, "/choice"),
  sample: (scheme: string) => at(scheme, "/sample.docx"),
  one: (scheme: string, id: string) => at(scheme, `/${id}`),
  /** The file as it was added: "file"; filled with somebody invented: "preview". */
  part: (scheme: string, id: string, part: string) => at(scheme, `/${id}/${part}`),
  bundles: (scheme: string) => at(scheme, "/archives"),
  bundle: (scheme: string, id: string) => at(scheme, `/archives/${id}`),
  bundleFile: (scheme: string, id: string) => at(scheme, `/archives/${id}/file`),
  /** The papers of one stay. */
  stay: (scheme: string, mobilityId: string) =>
    `/console/${scheme}/mobilities/${mobilityId}/own-papers`,
  paper: (scheme: string, paperId: string) => `/console/${scheme}/own-papers/${paperId}/file`,
};
