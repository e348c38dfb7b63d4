import { singleKeys } from "./search-keys.ts";

/**
 * j and k move through the rows of a table marked `data-keys`, Enter follows the row's link. Only
 * while the focus is in the table and single keys are on, so that they never fire by surprise
 * (WCAG 2.1.4).
 */
export function rowKeys(root: Document): void {
  for (const table of root.querySelectorAll<HTMLTableElement>("table[data-keys]")) {
    table.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || !singleKeys()) return;
      if ((event.target as Element).matches("input,select,textarea")) return;
      const step = event.key === "j" ? 1 : event.key === "k" ? -1 : 0;
      if (step === 0) return;
      const links = Array.from(table.tBodies)
        .flatMap((body) => Array.from(body.rows))
        .map((row) => row.querySelector<HTMLElement>("a[href]"))
        .filter((link): link is HTMLElement => link !== null);
      const row = (event.target as Element).closest("tr");
      const at = links.findIndex((link) => row?.contains(link));
      const next = links[Math.min(Math.max(at + step, 0), links.length - 1)];
      next?.focus();
      event.preventDefault();
    });
  }
}
