import type { Tx } from "../../platform/db/index.ts";
import { flowFigures } from "./flow-figures.store.ts";

/** What stands behind a flow that the caller has loaded through the actor. */
export const readFlowFigures = (tx: Tx, id: string): ReturnType<typeof flowFigures> =>
  flowFigures(tx, id);
