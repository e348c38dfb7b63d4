import { hasCamera, watchCamera } from "./page/desk-camera.ts";
import { deskList } from "./page/desk-list.ts";
import { openQueue } from "./page/desk-queue.ts";
import { runDesk } from "./page/desk-run.ts";
import { keepPage } from "./page/keep-offline.ts";

const root = document.querySelector<HTMLElement>("[data-desk]");
const { worker, queue: address, decoder } = root?.dataset ?? {};

if (root && worker && address && decoder && "indexedDB" in window) {
  const list = deskList(root);
  openQueue(address).then((queue) => {
    const desk = runDesk(root, list, queue);
    camera(root, decoder, desk.check);
  });
  keepPage(worker, [decoder]);
}

function camera(
  desk: HTMLElement,
  reader: string,
  check: (ticket: string, how: "scan") => Promise<void>,
): void {
  const part = desk.querySelector<HTMLElement>("[data-camera]");
  const picture = desk.querySelector<HTMLVideoElement>("[data-camera-picture]");
  const press = desk.querySelector<HTMLButtonElement>("[data-camera-button]");
  if (!part || !picture || !press || !hasCamera()) return;
  const words = JSON.parse(desk.dataset.said ?? "{}") as Record<string, string>;
  const start = press.textContent ?? "";
  let end: (() => void) | null = null;
  part.hidden = false;
  press.addEventListener("click", async () => {
    if (end) {
      end();
      end = null;
    } else {
      end = await watchCamera(picture, reader, (text) => check(text, "scan")).catch(() => null);
      if (!end) {
        part.replaceChildren(words["no-camera"] ?? "");
        return;
      }
    }
    picture.hidden = end === null;
    press.textContent = end === null ? start : (words["camera-off"] ?? start);
  });
}
