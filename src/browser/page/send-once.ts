/**
 * A second tap within two seconds is dropped. The server would answer it with the first result
 * anyway (each form carries a key); this only saves a slow line the second trip.
 */
export function sendOnce(root: Document): void {
  root.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.method !== "post") return;
    const now = performance.now();
    const last = Number(form.dataset.sent ?? Number.NEGATIVE_INFINITY);
    if (now - last < 2000) event.preventDefault();
    else form.dataset.sent = String(now);
  });
}
