/** The papers of a mobility: from a frozen model to the bytes of a PDF. */
export * from "./model.ts";
export * from "./paper-head.ts";
export { openPaperThreads, type PaperThreads } from "./paper-threads.ts";
export { fingerprintOf, renderPaper } from "./render-paper.ts";
export { SHARE_SIZE, type ShareCard, shareCardSvg } from "./share-card.ts";
export { languagesOf, type Tongue, tongueOf } from "./words.ts";
