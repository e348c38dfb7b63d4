import { forgetPage, keepPage } from "./page/keep-offline.ts";

const ticket = document.querySelector<HTMLElement>("[data-offline]");
const note = ticket?.querySelector<HTMLElement>("[data-kept]");
const gone = ticket?.querySelector<HTMLElement>("[data-forgotten]");

if (ticket?.dataset.offline && note && gone) {
  note.querySelector("[data-forget]")?.addEventListener("click", async () => {
    await forgetPage();
    note.hidden = true;
    gone.hidden = false;
  });
  keepPage(ticket.dataset.offline).then((isKept) => {
    note.hidden = !isKept;
  });
}
