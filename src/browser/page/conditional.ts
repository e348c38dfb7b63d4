/** Hides the questions under a choice that is not made. Without scripts they are all open. */
export function conditionalQuestions(root: Document): void {
  const update = (): void => {
    for (const input of root.querySelectorAll<HTMLInputElement>("input[data-aria-controls]")) {
      const panel = root.getElementById(input.dataset.ariaControls ?? "");
      if (!panel) continue;
      panel.hidden = !input.checked;
    }
  };
  root.addEventListener("change", update);
  update();
}
