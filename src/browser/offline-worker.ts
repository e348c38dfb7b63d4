/**
 * Keeps one page, that of its own address, for when there is no line: a ticket, or the desk of a door.
 * Each such page asks for it with its own address as the whole of its reach, so no other page is ever
 * kept by it. What has ended on the server is forgotten here too.
 */
const KEPT = "kalfa-kept-pages";
/** On a line this slow the kept page is shown, and the door goes on. */
const PATIENCE = 4_000;

type Waiting = Event & { waitUntil(work: Promise<unknown>): void };
type Asking = Waiting & { readonly request: Request; respondWith(answer: Promise<Response>): void };
type Worker = {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(name: "install" | "activate", act: (event: Waiting) => void): void;
  addEventListener(name: "fetch", act: (event: Asking) => void): void;
};
const worker = self as unknown as Worker;

const ownPath = (): string => new URL(worker.registration.scope).pathname;

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/assets/")) event.respondWith(asset(request));
  else if (request.mode === "navigate" && url.pathname === ownPath()) {
    event.respondWith(page(request, url));
  }
});

/** Named by their content: one that is kept is the right one. */
const asset = async (request: Request): Promise<Response> =>
  (await caches.match(request.url)) ?? fetch(request);

async function page(request: Request, url: URL): Promise<Response> {
  const kept = await caches.open(KEPT);
  const impatient = new AbortController();
  const known = await kept.match(ownPath());
  const timer = setTimeout(() => known && impatient.abort(), PATIENCE);
  try {
    const answer = await fetch(request.url, {
      signal: impatient.signal,
      credentials: "same-origin",
      redirect: "manual",
    });
    clearTimeout(timer);
    // A link that has ended leaves nothing behind on the telephone.
    if (answer.status === 404) await kept.delete(ownPath());
    else if (answer.ok && known && url.search === "") await kept.put(ownPath(), answer.clone());
    return answer;
  } catch (failure) {
    clearTimeout(timer);
    if (known) return known;
    throw failure;
  }
}
