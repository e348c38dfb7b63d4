/**
 * A form that is sent again by itself when the line was down. The server answers a script with the
 * address to go on to (`x-location`); every form that is sent here may be sent twice, by its key or
 * because saving twice is saving once. Anything but that answer is left to the browser's own way.
 */
const FIRST_PAUSE = 4_000;
const LONGEST_PAUSE = 60_000;
const NO_ANSWER = 20_000;

export function sendSurely(root: Document): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-answer]")) {
    let isSending = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (isSending) return;
      isSending = true;
      // As it is now: what is typed while it waits belongs to the next sending.
      const body = new URLSearchParams();
      for (const [name, value] of new FormData(form)) body.append(name, String(value));
      send(form, body, FIRST_PAUSE);
    });
    // Coming back by the back button the form is ready again.
    addEventListener("pageshow", () => {
      isSending = false;
    });
  }
}

async function send(form: HTMLFormElement, body: URLSearchParams, pause: number): Promise<void> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), NO_ANSWER);
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body,
      headers: { "x-step": "1" },
      redirect: "error",
      signal: patience.signal,
    });
    clearTimeout(timer);
    const to = answer.headers.get("x-location");
    if (answer.status === 204 && to !== null) {
      // At the door again, because the cookie was over: what was typed waits for the code.
      if (!to.endsWith("/continue")) form.dispatchEvent(new Event("kalfa:sent"));
      location.assign(to);
    } else {
      // Problems at the boxes, or a page of last resort: sent once more, as a browser does it.
      form.submit();
    }
  } catch {
    clearTimeout(timer);
    tell(form);
    await lineOrPause(pause);
    await send(form, body, Math.min(pause * 2, LONGEST_PAUSE));
  }
}

/** Resolves when the line is said to be back, and anyway after a while: some phones never say it. */
const lineOrPause = (pause: number): Promise<void> =>
  new Promise((done) => {
    const timer = setTimeout(over, pause);
    function over() {
      clearTimeout(timer);
      removeEventListener("online", over);
      done();
    }
    addEventListener("online", over);
  });

function tell(form: HTMLFormElement): void {
  const note = form.ownerDocument.getElementById("not-sent");
  if (note) note.hidden = false;
}
