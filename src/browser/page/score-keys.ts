/**
 * `<form data-score-keys>`: digits choose the score of the criterion at hand and go on to the next
 * one; Enter then saves (the form's own first button). Letters reach what carries `data-key`. Keys
 * count only while the focus is in the form, and never while somebody writes (WCAG 2.1.4); on
 * arrival the focus is there, unless the page has problems to show first.
 */
export function scoreKeys(root: Document): void {
  const form = root.querySelector<HTMLFormElement>("form[data-score-keys]");
  if (!form) return;
  const groups = Array.from(form.querySelectorAll("fieldset")).filter((group) =>
    group.querySelector("[data-score]"),
  );
  const radiosOf = (group: Element): HTMLInputElement[] =>
    Array.from(group.querySelectorAll<HTMLInputElement>("[data-score]"));
  const chosenOf = (group: Element): HTMLInputElement | undefined =>
    radiosOf(group).find((radio) => radio.checked);
  const reach = (group: Element | undefined): void => {
    const target = group
      ? (chosenOf(group) ?? radiosOf(group)[0])
      : form.querySelector<HTMLElement>("[data-key-save]");
    target?.focus();
  };
  form.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const target = event.target as HTMLElement;
    if (target.matches("textarea,select,input:not([type=radio],[type=checkbox])")) return;
    const held = target.closest("fieldset");
    const group = groups.find((one) => one === held) ?? groups.find((one) => !chosenOf(one));
    const radio = group && radiosOf(group).find((one) => one.dataset.score === event.key);
    if (group && radio) {
      radio.checked = true;
      radio.dispatchEvent(new Event("change", { bubbles: true }));
      event.preventDefault();
      reach(groups[groups.indexOf(group) + 1]);
      return;
    }
    const key = CSS.escape(event.key);
    const other = form.querySelector<HTMLElement>(`[data-key="${key}"]`);
    if (!other) return;
    event.preventDefault();
    if (other.matches("textarea")) other.focus();
    else other.click();
  });
  if (!root.querySelector(".govuk-error-summary")) {
    reach(groups.find((group) => !chosenOf(group)) ?? groups[0]);
  }
}
