/**
 * What a person types survives a dead battery or a closed tab. Only forms that ask for it by
 * `data-keep`, only in this tab's session, cleared when the form is sent; passwords, files and
 * hidden fields are never kept.
 */
export function keepTyped(root: Document): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-keep]")) {
    const name = `keep:${form.dataset.keep}`;
    restore(form, name);
    let waiting: ReturnType<typeof setTimeout> | undefined;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => store(form, name), 300);
    });
    form.addEventListener("submit", () => {
      clearTimeout(waiting);
      attempt(() => sessionStorage.removeItem(name));
    });
  }
}

type Typed = HTMLInputElement | HTMLTextAreaElement;

function typedFields(form: HTMLFormElement): Typed[] {
  return Array.from(
    form.querySelectorAll<Typed>(
      "textarea[name],input[name]:not([type=hidden],[type=file],[type=password],[type=radio],[type=checkbox])",
    ),
  );
}

function store(form: HTMLFormElement, name: string): void {
  const values: Record<string, string> = {};
  for (const field of typedFields(form)) if (field.value) values[field.name] = field.value;
  attempt(() => sessionStorage.setItem(name, JSON.stringify(values)));
}

function restore(form: HTMLFormElement, name: string): void {
  attempt(() => {
    const kept = JSON.parse(sessionStorage.getItem(name) ?? "{}") as Record<string, string>;
    // What the server sent back is newer than what the browser kept.
    for (const field of typedFields(form)) {
      const value = kept[field.name];
      if (!field.value && typeof value === "string") field.value = value;
    }
  });
}

/** Storage can be full, forbidden or absent (in-app browsers); the form works without it. */
function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // Nothing to do and nothing to tell: the page is as it would be without this script.
  }
}
