import type { SchemeSettings } from "../../platform/db/actor.ts";

export const FUNDING = ["none", "funded", "co-funded"] as const;

/** What a choice of the funding line means; undefined for what is no choice. */
export function fundingOf(
  choice: string,
  shows: { readonly emblem: boolean; readonly disclaimer: boolean } = {
    emblem: true,
    disclaimer: true,
  },
): SchemeSettings["funding"] | undefined {
  if (choice === "none") return null;
  if (choice !== "funded" && choice !== "co-funded") return undefined;
  return { line: choice, ...shows };
}
