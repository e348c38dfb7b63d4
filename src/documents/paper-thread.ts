/** A thread that sets papers: in comes a model, out come its bytes, or what was wrong with it. */
import { parentPort } from "node:worker_threads";
import type { PaperModel } from "./model.ts";
import { renderPaper } from "./render-paper.ts";

parentPort?.on("message", (model: PaperModel) => {
  try {
    const bytes = renderPaper(model);
    parentPort?.postMessage({ bytes }, [bytes.buffer as ArrayBuffer]);
  } catch (error) {
    parentPort?.postMessage({ failure: error instanceof Error ? error.message : String(error) });
  }
});
