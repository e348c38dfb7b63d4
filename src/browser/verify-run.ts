/**
 * The button on a published run's page: loads its files from here and checks them in this browser
 * with the verifier that the office uses. The page then shows what was found; nothing is sent.
 */
import type { Found } from "./run-verifier.ts";

const PROBLEM = ["applicants.csv", "options.csv", "places.csv", "rules.json"];
const RESULT = ["placements.csv", "certificate.json"];

type Verifier = { readonly judge: (files: Record<string, string>) => Found };

for (const box of document.querySelectorAll<HTMLElement>("[data-verify]")) {
  const button = box.querySelector<HTMLButtonElement>("button");
  if (!button) continue;
  // Hidden until this script can do it: without scripts the command below says the same.
  button.hidden = false;
  button.addEventListener("click", () => void check(box, button));
}

async function check(box: HTMLElement, button: HTMLButtonElement): Promise<void> {
  const bar = box.querySelector("progress");
  button.disabled = true;
  for (const outcome of box.querySelectorAll<HTMLElement>("[data-outcome]")) outcome.hidden = true;
  if (bar) bar.hidden = false;
  let done = 0;
  const load = async (name: string): Promise<readonly [string, string]> => {
    const answer = await fetch(`${box.dataset.verify}/${name}`, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(name);
    const text = await answer.text();
    done += 1;
    if (bar) bar.value = done;
    return [name.split("/")[1] ?? name, text];
  };
  try {
    // The verifier is the heavy part: only who presses the button loads it.
    const { judge } = (await import(box.dataset.verifier ?? "")) as Verifier;
    const files = await Promise.all([
      ...PROBLEM.map((name) => load(`problem/${name}`)),
      ...RESULT.map((name) => load(`result/${name}`)),
    ]);
    // Lets the full bar be painted before the thread is busy.
    await new Promise((resolve) => setTimeout(resolve, 30));
    const started = performance.now();
    const found = judge(Object.fromEntries(files));
    const right = found.verdict.ok && found.hash === box.dataset.hash;
    show(box, right ? "right" : "wrong", {
      hash: found.hash,
      applicants: String(found.applicants),
      wishes: String(found.wishes),
      placed: String(found.verdict.placed),
      "blocking-pairs": String(found.verdict.blockingPairs ?? ""),
      total: String(found.verdict.total ?? ""),
      milliseconds: String(Math.max(1, Math.round(performance.now() - started))),
      codes: found.verdict.problems.map((problem) => problem.code).join(", "),
    });
  } catch {
    show(box, "unreachable", {});
  }
  if (bar) bar.hidden = true;
  button.disabled = false;
}

function show(box: HTMLElement, outcome: string, facts: Record<string, string>): void {
  const panel = box.querySelector<HTMLElement>(`[data-outcome="${outcome}"]`);
  if (!panel) return;
  for (const [name, value] of Object.entries(facts)) {
    for (const place of panel.querySelectorAll(`[data-fact="${name}"]`)) place.textContent = value;
  }
  panel.hidden = false;
  panel.focus();
}
