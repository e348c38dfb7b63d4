/** Which session is in front of a door: the one somebody chose while it is on, else by the clock. */
const CHOSEN = "kalfa-desk-session";

export const sessionsOf = (root: HTMLElement): HTMLSelectElement | null =>
  root.querySelector<HTMLSelectElement>("[data-session-form] select");

export function keepChoice(session: string): void {
  try {
    localStorage.setItem(`${CHOSEN} ${location.pathname}`, session);
  } catch {
    // Chosen again after the page is opened again.
  }
}

function keptChoice(): string | null {
  try {
    return localStorage.getItem(`${CHOSEN} ${location.pathname}`);
  } catch {
    return null;
  }
}

/**
 * A page kept since the morning must not check people in to the morning's session in the afternoon, and
 * what was chosen yesterday is not meant today.
 * @param drawn the session that the page was drawn with
 */
export function sessionNow(sessions: HTMLSelectElement | null, drawn: string, now: number): string {
  const asked = new URLSearchParams(location.search).get("session");
  const options = [...(sessions?.options ?? [])];
  const isThere = (id: string | null) => options.some(({ value }) => value === id);
  if (asked !== null && isThere(asked)) return asked;
  const on = options.filter(({ dataset }) => Number(dataset.ends) > now);
  const kept = keptChoice();
  return on.find(({ value }) => value === kept)?.value ?? on[0]?.value ?? drawn;
}
