import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, ok, type Result } from "../../shared/result.ts";
import { readNumbers } from "../travel/keep-papers.ts";
import { type Journey, readJourneysOf } from "./book-journey.ts";
import type { Policy } from "./insurance.rules.ts";
import { policiesOf } from "./insurance.store.ts";
import { type Group, readGroup } from "./keep-group.ts";
import { cardsOf, keepReadings } from "./medical-card.store.ts";
import { can } from "./preparation.policy.ts";

export type Pack = {
  readonly group: Group;
  readonly journeys: readonly Journey[];
  /** Whom to call when somebody is ill or has an accident, with the number of the policy. */
  readonly policies: readonly Policy[];
  /** Numbers of passports by stay, "" where none was written down. */
  readonly numbers: ReadonlyMap<string, string>;
  /** What somebody does not eat and what is dangerous to them, by stay. */
  readonly food: ReadonlyMap<string, { readonly diet: string; readonly allergies: string }>;
};

/**
 * Everything that whoever leads a flow takes along. Opening it opens passports' numbers and what
 * people wrote about food: each of them is told in the person's history, medicines and conditions
 * stay closed. Needs a transaction with purpose `care`.
 */
export async function readPack(tx: Tx, flowId: string): Promise<Result<Pack>> {
  const group = await readGroup(tx, flowId);
  if (!group || !can.readCard(tx.actor, group.flow.sendingCountry)) return notFound;
  const opened = await readNumbers(
    tx,
    group.people.flatMap(({ paperId }) => paperId ?? []),
  );
  const numbers = new Map(
    group.people.map(({ mobilityId, paperId }) => [mobilityId, opened.get(paperId ?? "") ?? ""]),
  );
  const ids = group.people.map(({ mobilityId }) => mobilityId);
  const cards = await cardsOf(tx, ids, ["diet", "allergies"]);
  await keepReadings(tx, [...cards.keys()], ["diet", "allergies"], "food");
  await record(tx, "flow-pack.opened", { type: "flow", id: group.flow.id });
  return ok({
    group,
    journeys: await readJourneysOf(tx, group),
    policies: await policiesOf(tx, group.flow.id),
    numbers,
    food: new Map(
      [...cards].map(([id, card]) => [
        id,
        { diet: card.diet ?? "", allergies: card.allergies ?? "" },
      ]),
    ),
  });
}
