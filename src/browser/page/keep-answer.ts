/**
 * What is being typed survives a crash of the browser: kept on every pause in this phone's storage
 * under the application and the question, put back when the page is opened again, forgotten when
 * it was sent, when the phone turns out to be somebody else's, and after twelve hours. The question
 * about health and money is never kept (`data-private`). Where a browser inside an app has no
 * storage, everything works without.
 */
const PREFIX = "answer:";
const A_WHILE = 12 * 60 * 60 * 1000;

type Box = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
type Kept = { at: number; boxes: Record<string, string[]> };

export function keepAnswers(root: Document): void {
  // Somebody leaves this phone: nothing of the application stays on it.
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-done]")) {
    form.addEventListener("submit", () => forget(() => true));
  }
  // The page "sent" has nothing to be kept any more.
  if (root.querySelector("form[data-done]") && root.querySelector(".govuk-panel")) {
    forget(() => true);
  }
  forget((kept) => Date.now() - kept.at > A_WHILE);
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-answer]")) {
    const name = form.dataset.answer;
    if (!name || form.dataset.private !== undefined) continue;
    const key = PREFIX + name;
    // A page that came back with problems carries what was typed already.
    if (!root.querySelector(".govuk-error-summary")) restore(form, key);
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const later = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => keep(form, key), 300);
    };
    form.addEventListener("input", later);
    form.addEventListener("change", later);
    form.addEventListener("kalfa:sent", () => {
      clearTimeout(waiting);
      attempt(() => localStorage.removeItem(key));
    });
  }
}

const boxesOf = (form: HTMLFormElement): Box[] =>
  Array.from(
    form.querySelectorAll<Box>("textarea[name],select[name],input[name]:not([type=hidden])"),
  );
const isTick = (box: Box): box is HTMLInputElement =>
  box instanceof HTMLInputElement && (box.type === "radio" || box.type === "checkbox");

function keep(form: HTMLFormElement, key: string): void {
  const boxes: Kept["boxes"] = {};
  for (const box of boxesOf(form)) {
    const list = boxes[box.name] ?? [];
    boxes[box.name] = list;
    if (!isTick(box) || box.checked) list.push(box.value);
  }
  attempt(() => localStorage.setItem(key, JSON.stringify({ at: Date.now(), boxes })));
}

/** What the server has is older than what was typed here after it and never sent. */
function restore(form: HTMLFormElement, key: string): void {
  attempt(() => {
    const kept = JSON.parse(localStorage.getItem(key) ?? "null") as Kept | null;
    if (!kept) return;
    for (const box of boxesOf(form)) {
      const values = kept.boxes[box.name];
      if (!values) continue;
      if (isTick(box)) box.checked = values.includes(box.value);
      else box.value = values[0] ?? "";
    }
    form.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

function forget(which: (kept: Kept) => boolean): void {
  attempt(() => {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(PREFIX)) continue;
      if (which(JSON.parse(localStorage.getItem(key) ?? "{}") as Kept)) {
        localStorage.removeItem(key);
      }
    }
  });
}

function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // Full, forbidden or absent storage: the page is as it would be without this script.
  }
}
