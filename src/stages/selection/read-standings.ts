import { type LearnerActor, visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import type { ApplicantFilter } from "../applications/applicant-list.ts";
import { can } from "../applications/application.policy.ts";
import { type PersonStanding, removalsOf, standingOf } from "./eligibility.rules.ts";
import { type StandingRow, standingRows } from "./standing.store.ts";

function standing(row: StandingRow): PersonStanding {
  const wishes = row.wishes.map((flow) => ({
    flowId: flow.id,
    city: flow.city,
    starts: flow.starts,
    ends: flow.ends,
    removals: removalsOf(row.applicant, flow, row.call),
  }));
  const first = wishes
    .filter((wish) => wish.removals.length === 0)
    .map((wish) => wish.starts)
    .sort()
    .at(0);
  return standingOf(row.facts, row.call, first ?? row.call.decideBy, row.earlierStays, wishes);
}

/** What the rules say of everybody in a call, or of one of them; the caller has asked who may see it. */
export async function standingsOf(
  tx: Tx,
  of: { readonly callId: string } | { readonly applicationId: string },
  countries: readonly string[] | null,
): Promise<ReadonlyMap<string, PersonStanding>> {
  return new Map((await standingRows(tx, of, countries)).map((row) => [row.id, standing(row)]));
}

/** What the rules say of one person's applications, or of everybody's in a call, by application. */
export async function readStandings(
  tx: Tx,
  of: { readonly personId: string } | { readonly callId: string | undefined },
): Promise<ReadonlyMap<string, PersonStanding>> {
  const { actor } = tx;
  if (actor.kind !== "staff" || !can.seeApplicants(actor)) return new Map();
  const rows = await standingRows(tx, of, visibleCountries(actor));
  return new Map(rows.map((row) => [row.id, standing(row)]));
}

/** A filter of applicants with those of whom the rules say what it asks for. */
export async function withStanding(tx: Tx, filter: ApplicantFilter): Promise<ApplicantFilter> {
  const { callId, eligibility } = filter;
  if (eligibility === undefined) return filter;
  if (callId !== undefined && !isUuid(callId)) return { ...filter, only: [] };
  const all = await readStandings(tx, { callId });
  const only = [...all].flatMap(([id, one]) => (one.kind === eligibility ? [id] : []));
  return { ...filter, only };
}

/** The same for the person itself. */
export async function readOwnEligibility(
  tx: Tx<LearnerActor>,
): Promise<PersonStanding | undefined> {
  const [row] = await standingRows(tx, { applicationId: tx.actor.applicationId }, null);
  return row && standing(row);
}
