/**
 * A form that can be checked without being saved says so at once when a date changes: the page is
 * asked for what it would show, and only the part with the answer is exchanged. Without scripts a
 * button does the same.
 */
export function liveCheck(root: Document): void {
  const form = root.querySelector<HTMLFormElement>("form[data-check]");
  const shown = form?.querySelector("[data-check-result]");
  if (!form || !shown) return;
  shown.setAttribute("aria-live", "polite");
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;
  const check = async (): Promise<void> => {
    asked += 1;
    const mine = asked;
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (name !== "_key" && typeof value === "string") fields.append(name, value);
    }
    const answer = await fetch(`${form.action}?${fields}`);
    if (!answer.ok || mine !== asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-check-result]");
    if (fresh) shown.replaceChildren(...fresh.childNodes);
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    // A lost connection only means that the button has to be used.
    waiting = setTimeout(() => void check().catch(() => {}), 400);
  });
}
