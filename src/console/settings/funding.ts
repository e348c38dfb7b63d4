import type { SchemeSettings } from "../../platform/db/actor.ts";

type Funding = NonNullable<SchemeSettings["funding"]>;

export const FUNDING = ["none", "funded", "co-funded"] as const;

/** What a choice of the funding line means; undefined for what is no choice. */
export function fundingOf(
  choice: string,
  shows: Omit<Funding, "line"> = {
    emblem: true,
    disclaimer: true,
  },
): SchemeSettings["funding"] | undefined {
  if (choice === "none") return null;
  if (choice !== "funded" && choice !== "co-funded") return undefined;
  return { line: choice, ...shows };
}
