const NOWHERE = "https://own.invalid";

/**
 * Where to continue after signing in: a path of the console, the sign-in page or the first set-up,
 * or "" for anything else. A link that signs in and then leads to a foreign page that looks like
 * ours is how passwords and codes are stolen, so the address is read as a browser would read it
 * (backslashes, tabs and doubled slashes count) and only what stays here is kept.
 */
export function ownPath(to: string): string {
  if (!to.startsWith("/") || to.length > 500 || !URL.canParse(to, NOWHERE)) return "";
  const url = new URL(to, NOWHERE);
  if (url.origin !== NOWHERE) return "";
  if (!/^\/(console(\/|$)|(sign-in|set-up)$)/.test(url.pathname)) return "";
  return url.pathname + url.search;
}
