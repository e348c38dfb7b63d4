import { fold } from "../../shared/fold.ts";

/** Somebody of the list as the page was drawn, or as the server said since. */
export type Listed = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly state: "registered" | "waiting" | "cancelled" | "declined" | "requested";
  readonly hereSince: number | null;
};
export type DeskList = ReturnType<typeof deskList>;

const clockOf = (at: number): string => {
  const when = new Date(at);
  return `${String(when.getHours()).padStart(2, "0")}:${String(when.getMinutes()).padStart(2, "0")}`;
};

/** The list on the page is the list of the desk: what is drawn is what is known. */
export function deskList(root: HTMLElement) {
  const rows = [...root.querySelectorAll<HTMLElement>("[data-guest]")];
  const sessionOf = (): string => root.dataset.session ?? "";
  const marks = new Map(
    rows.map((row) => [
      row.dataset.guest ?? "",
      new Map(
        (row.dataset.here ?? "")
          .split(" ")
          .filter((mark) => mark !== "")
          .map((mark) => [mark.slice(0, 36), Number(mark.slice(37))] as const),
      ),
    ]),
  );
  const count = root.querySelector<HTMLElement>("[data-count]");
  const coming = rows.filter(({ dataset }) => dataset.state === "registered").length;

  const find = (by: (row: HTMLElement) => boolean): Listed | undefined => {
    const row = rows.find(by);
    const id = row?.dataset.guest;
    return row && id
      ? {
          id,
          code: row.dataset.code ?? "",
          name: row.dataset.name ?? "",
          state: row.dataset.state as Listed["state"],
          hereSince: marks.get(id)?.get(sessionOf()) ?? null,
        }
      : undefined;
  };

  function draw(): void {
    let inNow = 0;
    for (const row of rows) {
      const since = marks.get(row.dataset.guest ?? "")?.get(sessionOf());
      if (since !== undefined) inNow += 1;
      const badge = row.querySelector<HTMLElement>("[data-in]");
      const press = row.querySelector<HTMLButtonElement>("button");
      const clock = row.querySelector<HTMLElement>("[data-since]");
      if (badge) badge.hidden = since === undefined;
      if (press) press.hidden = since !== undefined;
      if (clock) clock.textContent = since === undefined ? "" : clockOf(since);
    }
    // The sentence is the page's own; its two figures are filled in anew.
    const figures = [inNow, coming];
    if (count)
      count.textContent = (count.textContent ?? "").replace(/\d+/g, () =>
        String(figures.shift() ?? ""),
      );
  }

  return {
    byCode: (code: string) => find(({ dataset }) => dataset.code === code),
    byId: (id: string) => find(({ dataset }) => dataset.guest === id),
    /** Writes down that somebody is in; the earliest moment stays. */
    mark(id: string, session: string, at: number): void {
      const own = marks.get(id);
      if (own) own.set(session, Math.min(own.get(session) ?? at, at));
    },
    /** Who is in a session, as somebody knows who knows all of it: also what was taken back. */
    settle(session: string, marked: readonly (readonly [string, string, number])[]): void {
      for (const own of marks.values()) own.delete(session);
      for (const [id, , at] of marked) marks.get(id)?.set(session, at);
    },
    /** Who is in a session, as far as it is known here. */
    marked: (session: string): [string, string, number][] =>
      [...marks].flatMap(([id, own]) => {
        const at = own.get(session);
        return at === undefined ? [] : [[id, session, at] as [string, string, number]];
      }),
    draw,
    choose(session: string): void {
      root.dataset.session = session;
      draw();
    },
    /** A link that has ended leaves no name on the telephone. */
    clear(): void {
      for (const row of rows.splice(0)) row.remove();
      marks.clear();
    },
    search(text: string): void {
      const looked = fold(text);
      for (const row of rows) row.hidden = !(row.dataset.key ?? "").includes(looked);
    },
  };
}
