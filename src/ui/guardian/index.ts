/** What guardians read, on the page, on the sheet and in the message: one set of pieces. */
export * from "./journey.ts";
export * from "./share.ts";
export * from "./sheet.ts";
