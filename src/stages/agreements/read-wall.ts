import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import { can } from "./agreement.policy.ts";
import { type Standing, standings, whoseTurn } from "./agreement.rules.ts";
import { openSecret } from "./signing-link.ts";
import { templateOf } from "./template.ts";
import { sentToLearner, type WallFlow, type WallRow, wallFlows, wallRows } from "./wall.store.ts";

export type { WallFlow } from "./wall.store.ts";

export const WALL_STATES = {
  open: ["draft", "sent", "amended"],
  signed: ["signed"],
  withdrawn: ["withdrawn"],
  all: ["draft", "sent", "amended", "signed", "withdrawn"],
} as const;
export type WallState = keyof typeof WALL_STATES;

export type WallLine = WallRow & {
  readonly standings: readonly Standing[];
  readonly turn: readonly Standing[];
};

/** The signature wall: document by party, with where each stands. */
export async function readWall(
  tx: Tx,
  from: { flow: string; state: WallState; page: number; aPage: number },
): Promise<{ rows: WallLine[]; total: number; flows: WallFlow[] }> {
  if (!can.see(tx.actor)) return { rows: [], total: 0, flows: [] };
  const flows = await wallFlows(tx);
  const { rows, total } = await wallRows(tx, {
    flowId: isUuid(from.flow) ? from.flow : null,
    states: WALL_STATES[from.state],
    page: from.page,
    aPage: from.aPage,
  });
  return {
    flows,
    total,
    rows: rows.map((row) => {
      // Before it is sent nobody has signed; the parties are shown all the same.
      const all = row.hashes
        ? standings(templateOf(row), row.parties, row.signatures, {
            hashes: row.hashes,
            named: row.named,
          })
        : row.parties.map((party) => ({ party, valid: null, fallen: null }));
      return { ...row, standings: all, turn: row.hashes ? whoseTurn(all) : [] };
    }),
  };
}

/** What a learner can open and sign from the own page. */
export async function readOwnAgreements(
  tx: Tx,
): Promise<{ readonly kind: WallRow["kind"]; readonly state: string; readonly secret: string }[]> {
  if (tx.actor.kind !== "learner") return [];
  const found = [];
  for (const one of await sentToLearner(tx, tx.actor.applicationId)) {
    const secret = await openSecret(tx, one.partyId);
    if (secret) found.push({ kind: one.kind, state: one.state, secret });
  }
  return found;
}
