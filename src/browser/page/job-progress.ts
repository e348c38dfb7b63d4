/**
 * `<div data-progress="/address">`: asks every second how far a job is and puts the answer in. The
 * answer is the same fragment that the page holds without scripts (there a plain reload updates
 * it); when it says `data-done`, the page is loaded again to show what comes next.
 */
export function jobProgress(root: Document): void {
  for (const box of root.querySelectorAll<HTMLElement>("[data-progress]")) {
    let pause = 1000;
    const ask = async (): Promise<void> => {
      try {
        const answer = await fetch(box.dataset.progress ?? "", {
          headers: { accept: "text/html" },
        });
        if (answer.ok) {
          const page = new DOMParser().parseFromString(await answer.text(), "text/html");
          const fresh = page.querySelector("[data-progress]") ?? page.body;
          if (fresh.hasAttribute("data-done") || fresh.querySelector("[data-done]")) {
            location.reload();
            return;
          }
          box.replaceChildren(...Array.from(fresh.childNodes));
          pause = 1000;
        }
      } catch {
        // The line is down: ask again, ever less often.
        pause = Math.min(pause * 2, 30_000);
      }
      setTimeout(ask, pause);
    };
    setTimeout(ask, pause);
  }
}
