import type { Tx } from "../../platform/db/index.ts";
import { type PublishedPlace, publishedPlaces } from "./published-places.store.ts";

export type { PublishedPlace } from "./published-places.store.ts";

/** Last places of published runs, for anybody: of one line, of one city, or of the whole scheme. */
export const readPublishedPlaces = (
  tx: Tx,
  of: { readonly lineId?: string; readonly city?: string } = {},
): Promise<PublishedPlace[]> => publishedPlaces(tx, of);
