/** Keeps the page one is on, with what it is drawn with, on this telephone; or takes it away again. */
const KEPT = "kalfa-kept-pages";
/** Somebody said that this telephone is not theirs: nothing personal stays on it. */
const SHARED = "kalfa-shared-device";

export const canKeep = (): boolean => "serviceWorker" in navigator && "caches" in window;

const ownAddress = (): string => location.pathname;

export function isShared(): boolean {
  try {
    return localStorage.getItem(SHARED) !== null;
  } catch {
    // A browser that keeps nothing for a page keeps no page either.
    return true;
  }
}

/**
 * @param worker address of the script that answers without a line
 * @param more what is loaded later and needed all the same
 * @returns whether the page lies on this telephone now; false where this browser keeps nothing, or must not
 */
export async function keepPage(worker: string, more: readonly string[] = []): Promise<boolean> {
  if (!canKeep() || isShared()) return false;
  try {
    await navigator.serviceWorker.register(worker, { scope: ownAddress() });
    const kept = await caches.open(KEPT);
    const parts = performance
      .getEntriesByType("resource")
      .map(({ name }) => name)
      .filter((name) => new URL(name).pathname.startsWith("/assets/"));
    await Promise.all([...new Set([...parts, ...more])].map((part) => kept.add(part)));
    const page = await fetch(ownAddress(), { credentials: "same-origin" });
    if (!page.ok) return false;
    await kept.put(ownAddress(), page);
    return true;
  } catch {
    // Without a line nothing new is kept; what was kept before is.
    return (await caches.match(ownAddress())) !== undefined;
  }
}

/** What has ended is not opened here again, with a line or without. */
export async function dropPage(): Promise<void> {
  if (!canKeep()) return;
  const registration = await navigator.serviceWorker.getRegistration(ownAddress());
  await registration?.unregister();
  await (await caches.open(KEPT)).delete(ownAddress());
}

/** Takes the page away, and keeps no page of anybody on this telephone from now on. */
export async function forgetPage(): Promise<void> {
  localStorage.setItem(SHARED, "1");
  const registration = await navigator.serviceWorker.getRegistration(ownAddress());
  await registration?.unregister();
  await caches.delete(KEPT);
}
