import type { MessageKey, Words } from "../../platform/i18n/index.ts";

/** A trade in the reader's language; a trade that nobody has translated is shown as it was written. */
export function tradeWords(words: Words, trade: string): string {
  const key = `place.trade.${trade}`;
  return words.has(key) ? words.t(key as MessageKey) : trade;
}
