import { readTicket, ticketProblem } from "../../stages/attendance/ticket.rules.ts";
import type { DeskList, Listed } from "./desk-list.ts";
import type { Answer, Queue, Sent, Waiting } from "./desk-queue.ts";
import { keepChoice, sessionNow, sessionsOf } from "./desk-session.ts";
import { dropPage } from "./keep-offline.ts";
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

  let isOver = false;
  async function tellWaiting(): Promise<void> {
    const waiting = (await queue.all()).length;
    if (!note) return;
    if (isOver) note.textContent = said["link-over"] ?? "";
    else
      note.textContent =
        waiting === 0
          ? (said["all-sent"] ?? "")
          : (said["not-sent"] ?? "").replace("{count}", String(waiting));
  }

  /** The telephone was lost, or the event is long over: names go, what was seen stays to be handed in. */
  async function end(): Promise<void> {
    isOver = true;
    list.clear();
    await queue.forget();
    await dropPage();
  }

  /** The server's word about a session, with what still waits here to be said to it. */
  async function settle(of: string, here: Answer["here"]): Promise<void> {
    list.settle(of, here);
    for (const one of await queue.all()) {
      const guest = guestOf(one.ticket, one.how);
      if (guest?.state === "registered") list.mark(guest.id, one.session, one.at);
    }
    await queue.keep(of, list.marked(of));
    list.draw();
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
  async function send(): Promise<void> {
    if (isSending || isOver) return;
    isSending = true;
    let sent: Sent = "no-line";
    try {
      do {
        const of = session();
        sent = await queue.send(of);
        if (typeof sent === "string") break;
        await settle(of, sent.here);
        tellLater(
          sent.outcomes.filter(({ problem }) => problem !== null && problem !== "ticket-used"),
        );
      } while ((await queue.all()).length > 0);
    } finally {
      isSending = false;
    }
    if (sent === "over") await end();
    await tellWaiting();
  }

  function guestOf(ticket: string, how: Waiting["how"]): Listed | undefined {
    if (how === "list") return list.byId(ticket);
    const read = readTicket(ticket);
    return read && (read.eventId ?? eventId) === eventId ? list.byCode(read.code) : undefined;
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
    const guest = guestOf(ticket, how);
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
    await queue.keep(session(), list.marked(session()));
    list.draw();
    tell(problem ?? "welcome", guest?.name);
    await tellWaiting();
    await send();
  }

  /** Of the session in front of this door: what the page was drawn with, and what was seen since. */
  async function choose(id: string): Promise<void> {
    list.choose(id);
    for (const [guest, of, at] of await queue.known(id)) list.mark(guest, of, at);
    list.draw();
  }

  async function start(): Promise<void> {
    const sessions = sessionsOf(root);
    const chosen = sessionNow(sessions, session(), Date.now());
    if (sessions) sessions.value = chosen;
    await choose(chosen);
    await tellWaiting();
    await send();
  }

  forms(root, list, { check, choose: (id) => choose(id).then(send) });
  addEventListener("online", send);
  setInterval(send, AGAIN);
  start();
  return { check };
}

/** The forms of the page do the same as without a script, on this telephone. */
function forms(
  root: HTMLElement,
  list: DeskList,
  {
    check,
    choose,
  }: {
    readonly check: (ticket: string, how: Waiting["how"]) => Promise<void>;
    readonly choose: (session: string) => Promise<void>;
  },
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
  const choice = sessionsOf(root);
  const chosen = () => {
    if (!choice) return;
    keepChoice(choice.value);
    choose(choice.value);
  };
  on("data-session-form", chosen);
  choice?.addEventListener("change", chosen);
}
