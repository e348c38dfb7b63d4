import { readTicket, ticketProblem } from "../../stages/attendance/ticket.rules.ts";
import type { DeskList, Listed } from "./desk-list.ts";
import type { Queue, Sent, Waiting } from "./desk-queue.ts";
import { randomId } from "./random-id.ts";

const AGAIN = 20_000;

/**
 * The desk on a telephone: judges a ticket at once from the list it has, keeps the check-in, and
 * sends what waits as soon as there is a line. The server judges again, and has the last word.
 */
export function runDesk(root: HTMLElement, list: DeskList, queue: Queue) {
  const said = JSON.parse(root.dataset.said ?? "{}") as Record<string, string>;
  const result = root.querySelector<HTMLElement>("[data-result]");
  const note = root.querySelector<HTMLElement>("[data-queue-note]");
  const later = root.querySelector<HTMLElement>("[data-later]");
  const eventId = root.dataset.event ?? "";
  const session = (): string => root.dataset.session ?? "";

  function tell(key: string, name = ""): void {
    if (!result) return;
    const isGood = key === "welcome";
    result.className = isGood ? "govuk-inset-text" : "govuk-error-summary";
    result.textContent = (said[key] ?? key).replace("{name}", name);
    if (!isGood) navigator.vibrate?.([80, 60, 80]);
  }

  async function tellWaiting(over = false): Promise<void> {
    const waiting = (await queue.all()).length;
    if (!note) return;
    if (over) note.textContent = said["link-over"] ?? "";
    else
      note.textContent =
        waiting === 0
          ? (said["all-sent"] ?? "")
          : (said["not-sent"] ?? "").replace("{count}", String(waiting));
  }

  /** What the server found otherwise than this telephone, for somebody to look at. */
  function tellLater(
    problems: readonly { name: string | null; ticket: string; text: string | null }[],
  ) {
    const lines = later?.querySelector("ul");
    if (!later || !lines) return;
    for (const one of problems) {
      const line = document.createElement("li");
      line.textContent = [one.name ?? one.ticket, one.text].filter((part) => part).join(": ");
      lines.append(line);
    }
    later.hidden = lines.children.length === 0;
  }

  let isSending = false;
  async function send(): Promise<Sent> {
    if (isSending) return "empty";
    isSending = true;
    let sent: Sent = "empty";
    try {
      do {
        sent = await queue.send();
        if (typeof sent === "string") break;
        for (const [id, at, since] of sent.here) list.mark(id, at, since);
        list.draw();
        tellLater(
          sent.outcomes.filter(({ problem }) => problem !== null && problem !== "ticket-used"),
        );
      } while ((await queue.all()).length > 0);
    } finally {
      isSending = false;
    }
    await tellWaiting(sent === "over");
    return sent;
  }

  function judged(
    ticket: string,
    how: Waiting["how"],
  ): { guest: Listed | undefined; problem: string | null } {
    const read = how === "list" ? null : readTicket(ticket);
    if (how !== "list" && !read) return { guest: undefined, problem: "ticket-unknown" };
    if (read?.eventId && read.eventId !== eventId) {
      return { guest: undefined, problem: "ticket-of-other-event" };
    }
    const guest = read ? list.byCode(read.code) : list.byId(ticket);
    // Six digits that this list does not know may have been given since it was loaded.
    if (!guest) return { guest, problem: read ? "kept-for-later" : "ticket-unknown" };
    const problem = ticketProblem({ ...guest, eventId }, { eventId, hereSince: guest.hereSince });
    return { guest, problem };
  }

  async function check(ticket: string, how: Waiting["how"]): Promise<void> {
    const { guest, problem } = judged(ticket, how);
    if (problem !== null && problem !== "kept-for-later") {
      tell(problem, guest?.name);
      return;
    }
    const at = Date.now();
    await queue.add({ id: randomId(), session: session(), ticket, at, how });
    if (guest) list.mark(guest.id, session(), at);
    list.draw();
    tell(problem ?? "welcome", guest?.name);
    await tellWaiting();
    await send();
  }

  forms(root, list, check);
  addEventListener("online", send);
  setInterval(send, AGAIN);
  list.draw();
  send().then(() => tellWaiting());
  return { check, send };
}

/** The forms of the page do the same as without a script, on this telephone. */
function forms(
  root: HTMLElement,
  list: DeskList,
  check: (ticket: string, how: Waiting["how"]) => Promise<void>,
): void {
  const on = (name: string, act: (form: HTMLFormElement, event: SubmitEvent) => void) => {
    root.querySelector<HTMLFormElement>(`[${name}]`)?.addEventListener("submit", (event) => {
      event.preventDefault();
      act(event.currentTarget as HTMLFormElement, event);
    });
  };
  on("data-code-form", (form) => {
    const box = form.elements.namedItem("ticket") as HTMLInputElement;
    const typed = box.value;
    box.value = "";
    box.focus();
    check(typed, "code");
  });
  on("data-list-form", (_, event) => {
    const press = event.submitter as HTMLButtonElement | null;
    if (press?.value) check(press.value, "list");
  });
  const find = root.querySelector<HTMLFormElement>("[data-find-form]");
  const looked = find?.elements.namedItem("find") as HTMLInputElement | undefined;
  on("data-find-form", () => list.search(looked?.value ?? ""));
  looked?.addEventListener("input", () => list.search(looked.value));
  const choice = root.querySelector<HTMLSelectElement>("[data-session-form] select");
  on("data-session-form", () => list.choose(choice?.value ?? ""));
  choice?.addEventListener("change", () => list.choose(choice.value));
}
