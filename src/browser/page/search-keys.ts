/**
 * Ctrl K (and / while nothing is typed) leads to the search, or into its field where it is on the
 * page. Keys without Ctrl can be turned off for this browser (WCAG 2.1.4); without storage they
 * are on until the page is left.
 */
const NAME = "single-keys";
let isOn = true;

export function singleKeys(): boolean {
  try {
    return localStorage.getItem(NAME) !== "off";
  } catch {
    return isOn;
  }
}

function turn(state: string): void {
  isOn = state !== "off";
  try {
    if (isOn) localStorage.removeItem(NAME);
    else localStorage.setItem(NAME, "off");
  } catch {
    // Remembered for this page alone.
  }
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("input,select,textarea"));

export function searchKeys(root: Document): void {
  const link = root.querySelector<HTMLAnchorElement>("a[data-search]");
  const field = root.querySelector<HTMLInputElement>("input[data-search-field]");
  root.addEventListener("keydown", (event) => {
    if (event.altKey || event.shiftKey) return;
    const held = event.ctrlKey || event.metaKey;
    const isAsked = held
      ? event.key.toLowerCase() === "k"
      : event.key === "/" && singleKeys() && !isTyping(event.target);
    if (!isAsked || (!field && !link)) return;
    event.preventDefault();
    if (field) {
      field.focus();
      field.select();
    } else if (link) location.assign(link.href);
  });
  const setting = root.querySelector<HTMLElement>("[data-single-keys]");
  if (!setting) return;
  const show = (): void => {
    const state = singleKeys() ? "on" : "off";
    for (const part of setting.querySelectorAll<HTMLElement>("[data-when]")) {
      part.hidden = part.dataset.when !== state;
    }
  };
  setting.hidden = false;
  show();
  setting.addEventListener("click", (event) => {
    const pressed = (event.target as Element).closest<HTMLElement>("[data-turn]");
    if (!pressed) return;
    turn(pressed.dataset.turn ?? "on");
    show();
    setting.querySelector<HTMLElement>("[data-when]:not([hidden]) button")?.focus();
  });
}
