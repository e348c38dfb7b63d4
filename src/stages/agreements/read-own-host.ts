import type { Tx } from "../../platform/db/index.ts";
import { type OwnHost, ownHost } from "./wall.store.ts";

export type { OwnHost } from "./wall.store.ts";

/** The company that said yes to a learner's stay, and the mentor there once the agreement is signed. */
export const readOwnHost = async (tx: Tx): Promise<OwnHost | undefined> =>
  tx.actor.kind === "learner" ? ownHost(tx, tx.actor.applicationId) : undefined;
