const at = (scheme: string, path: string) => `/console/${scheme}${path}`;

/** Addresses of a programme's kit, and of kits that somebody brought. */
export const kitPaths = {
  file: (scheme: string) => at(scheme, "/settings/kit/file"),
  brought: (scheme: string) => at(scheme, "/settings/kit/brought"),
  one: (scheme: string, kitId: string) => at(scheme, `/settings/kit/brought/${kitId}`),
};
