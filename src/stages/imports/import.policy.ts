import { type Actor, hasRole, visibleCountries } from "../../platform/db/actor.ts";
import type { ImportKind } from "./import.ts";

const ofTheWholeCall = (kind: ImportKind): boolean => kind === "flows" || kind === "flow-changes";

export const can = {
  seeImports: (actor: Actor): boolean =>
    hasRole(actor, "coordinator") || hasRole(actor, "country-partner"),

  /** Flows are what the whole call competes for; people are entered by their country. */
  bring: (actor: Actor, kind: ImportKind): boolean =>
    hasRole(actor, "coordinator") || (!ofTheWholeCall(kind) && hasRole(actor, "country-partner")),

  /** A file holds people of the country of who brought it, so others do not see it. */
  open: (actor: Actor, brought: { readonly createdBy: string }): boolean => {
    if (actor.kind === "system") return true;
    if (actor.kind !== "staff") return false;
    return (
      actor.userId === brought.createdBy || actor.memberships.some((m) => m.role === "coordinator")
    );
  },
} as const;

/** Countries whose people a file may hold; kept with the file for the job that writes it. */
export const writableCountries = (actor: Actor): readonly string[] | null =>
  actor.kind === "staff" ? visibleCountries(actor) : null;
