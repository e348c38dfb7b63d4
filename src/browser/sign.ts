/** A name drawn with a finger, where there is a script; the typed name signs with and without it. */
const MOST_LETTERS = 19_000;

const part = document.querySelector<HTMLElement>("[data-drawing]");
const kept = document.querySelector<HTMLInputElement>('input[name="drawing"]');
const board = part?.querySelector("svg");

if (part && kept && board) {
  part.hidden = false;
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  board.append(line);
  let path = "";
  let drawing = false;
  const at = (event: PointerEvent): string => {
    const box = board.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * 600;
    const y = ((event.clientY - box.top) / box.height) * 160;
    const inside = (value: number, most: number) => Math.round(Math.min(Math.max(value, 0), most));
    return `${inside(x, 600)} ${inside(y, 160)}`;
  };
  const show = (): void => {
    line.setAttribute("d", path);
    kept.value = path === "" ? "" : `600x160|${path}`;
  };
  board.addEventListener("pointerdown", (event) => {
    drawing = true;
    board.setPointerCapture(event.pointerId);
    path += `M${at(event)}`;
    event.preventDefault();
  });
  board.addEventListener("pointermove", (event) => {
    if (!drawing || path.length > MOST_LETTERS) return;
    path += `L${at(event)}`;
    show();
  });
  board.addEventListener("pointerup", () => {
    drawing = false;
    show();
  });
  part.querySelector("button")?.addEventListener("click", () => {
    path = "";
    show();
  });
}
