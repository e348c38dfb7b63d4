import type { Tx } from "../../platform/db/index.ts";
import { type NetworkLink, networkLinks } from "./network.store.ts";

export type { NetworkLink, NetworkNode } from "./network.store.ts";

/** Who worked with whom: organisations and numbers, no person. Anybody may read it. */
export const readNetwork = (tx: Tx): Promise<NetworkLink[]> => networkLinks(tx);
