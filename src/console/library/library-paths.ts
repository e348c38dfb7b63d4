const at = (scheme: string, path: string) => `/console/${scheme}${path}`;

/** Addresses of the staff's pages of the library. */
export const libraryPaths = {
  library: (scheme: string) => at(scheme, "/library"),
  guides: (scheme: string) => at(scheme, "/library/guides"),
  newResource: (scheme: string) => at(scheme, "/library/new"),
  resource: (scheme: string, resourceId: string) => at(scheme, `/library/${resourceId}`),
  change: (scheme: string, resourceId: string) => at(scheme, `/library/${resourceId}/change`),
  /** What is done with the newest version: handed in, published, sent back ... */
  steps: (scheme: string, resourceId: string) => at(scheme, `/library/${resourceId}/steps`),
  file: (scheme: string, resourceId: string, versionId: string) =>
    at(scheme, `/library/${resourceId}/versions/${versionId}/file`),
  kits: (scheme: string) => at(scheme, "/library/kits"),
  newKit: (scheme: string) => at(scheme, "/library/kits/new"),
  kit: (scheme: string, kitId: string) => at(scheme, `/library/kits/${kitId}`),
  kitRemoval: (scheme: string, kitId: string) => at(scheme, `/library/kits/${kitId}/removal`),
  /** What readers see, on the public side. */
  shown: (lang: string, scheme: string, resourceId: string) =>
    `/${lang}/${scheme}/library/${resourceId}`,
} as const;
