/**
 * `<button data-copy="id of the element" data-copied="Copied" hidden>`: hidden until this script
 * can do it, because without it the text can still be marked and copied by hand.
 */
export function copyButtons(root: Document): void {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const source = root.getElementById(button.dataset.copy ?? "");
      await navigator.clipboard.writeText(source?.textContent?.trim() ?? "");
      const before = button.textContent;
      button.textContent = button.dataset.copied ?? before;
      setTimeout(() => {
        button.textContent = before;
      }, 2000);
    });
  }
}
