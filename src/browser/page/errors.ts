/** Moves the focus to the list of problems, and from a problem to its field with the label in view. */
export function showErrors(root: Document): void {
  const summary = root.querySelector<HTMLElement>(".govuk-error-summary");
  if (!summary || summary.dataset.disableAutoFocus === "true") return;
  summary.tabIndex = -1;
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = (event.target as Element).closest?.("a[href^='#']");
    const field = link && root.getElementById((link.getAttribute("href") ?? "#").slice(1));
    if (!field) return;
    event.preventDefault();
    const title =
      field.closest("fieldset")?.querySelector("legend") ??
      root.querySelector(`label[for="${CSS.escape(field.id)}"]`);
    (title ?? field).scrollIntoView();
    const target = field.matches("input,select,textarea,button,a")
      ? field
      : field.querySelector<HTMLElement>("input,select,textarea");
    (target ?? field).focus({ preventScroll: true });
  });
}
