import type { Tx } from "../../platform/db/index.ts";
import { type AppetiteRow, answersByYear } from "./appetite.store.ts";
import { can } from "./hosting.policy.ts";
import type { DeclineReason } from "./hosting.ts";

/** What a host was asked and said in one year, by the year in which the learners would have come. */
export type AppetiteYear = {
  readonly year: number;
  readonly asked: number;
  readonly yes: number;
  /** Learners of the questions that were answered with yes, as many as the host took. */
  readonly learners: number;
  readonly no: number;
  readonly silent: number;
  readonly reasons: readonly { readonly reason: DeclineReason; readonly count: number }[];
};
/** How ready a host is, for whoever plans the next round. */
export type Appetite = {
  readonly organisationId: string;
  readonly years: readonly AppetiteYear[];
  /** The first day on which it may be asked again; null for now. */
  readonly askFrom: string | null;
  readonly neverAgain: boolean;
};

/** The appetite of hosts over the years, newest year first; a host that was never asked is not here. */
export async function readAppetite(
  tx: Tx,
  organisationIds: readonly string[],
): Promise<readonly Appetite[]> {
  if (!can.seeHosting(tx.actor) || organisationIds.length === 0) return [];
  const rows = await answersByYear(tx, organisationIds);
  return [...new Set(rows.map((row) => row.organisationId))].map((organisationId) =>
    appetiteOf(
      organisationId,
      rows.filter((row) => row.organisationId === organisationId),
    ),
  );
}

function appetiteOf(organisationId: string, rows: readonly AppetiteRow[]): Appetite {
  const years = [...new Set(rows.map((row) => row.year))].sort((a, b) => b - a);
  // Only the last no says from when: an earlier one was answered by being asked again.
  const [last] = rows
    .filter((row) => row.again !== null)
    .sort((a, b) => b.lastAt.getTime() - a.lastAt.getTime());
  return {
    organisationId,
    years: years.map((year) => {
      const own = rows.filter((row) => row.year === year);
      const sum = (test: (row: AppetiteRow) => boolean, of = (row: AppetiteRow) => row.count) =>
        own.filter(test).reduce((all, row) => all + of(row), 0);
      const reasons = [...new Set(own.flatMap((row) => row.reason ?? []))].map((reason) => ({
        reason,
        count: sum((row) => row.reason === reason),
      }));
      return {
        year,
        asked: sum(() => true),
        yes: sum((row) => row.state === "accepted"),
        learners: sum(
          (row) => row.state === "accepted",
          (row) => row.places,
        ),
        no: sum((row) => row.state === "declined"),
        silent: sum((row) => row.state === "lapsed"),
        reasons: reasons.sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
      };
    }),
    askFrom: last?.againOn ?? null,
    neverAgain: last?.again === "never",
  };
}
