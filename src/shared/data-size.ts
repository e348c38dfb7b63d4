/** What a bundle of a few cents carries without a thought: half a second on a slow line. */
export const LIGHT_BYTES = 300 * 1024;

/** Whether somebody who pays by the megabyte may open it unasked; null bytes are not known. */
export const isLight = (bytes: number | null): boolean => bytes !== null && bytes <= LIGHT_BYTES;
