import { Logger } from "graphile-worker";

/** The library logs job payloads at some levels; what we want to know we log ourselves. */
export const silentLogger = new Logger(() => () => {});
