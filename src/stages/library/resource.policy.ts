import { type Actor, actorId, hasRole, isOffice } from "../../platform/db/actor.ts";
import type { Resource, ResourceVersion } from "./resource.ts";

const isSystem = (actor: Actor): boolean => actor.kind === "system";
const decides = (actor: Actor): boolean => isSystem(actor) || hasRole(actor, "coordinator");
const writes = (actor: Actor): boolean =>
  decides(actor) || hasRole(actor, "country-partner") || hasRole(actor, "school-officer");

type Written = Pick<ResourceVersion, "submittedBy" | "writtenBy">;
const isOwn = (actor: Actor, { submittedBy, writtenBy }: Written): boolean =>
  [submittedBy, writtenBy].includes(actorId(actor));

/** Who may do what in the library; what is not here is forbidden. */
export const can = {
  /** The staff's own pages of it; what is published anybody reads. */
  seeLibrary: (actor: Actor): boolean => writes(actor) || isOffice(actor),
  write: writes,
  /** Offices read everything; a school reads its own drafts and what is published. */
  see: (actor: Actor, { createdBy }: Pick<Resource, "createdBy">, published: boolean): boolean =>
    isSystem(actor) || isOffice(actor) || published || actorId(actor) === createdBy,
  change: (actor: Actor, { createdBy }: Pick<Resource, "createdBy">): boolean =>
    decides(actor) || hasRole(actor, "country-partner")
      ? true
      : writes(actor) && actorId(actor) === createdBy,
  review: (actor: Actor): boolean => decides(actor) || hasRole(actor, "country-partner"),
  /** Two people see each resource before it is read; a coordinator answers for the whole library. */
  publish: (actor: Actor, version: Written): boolean =>
    decides(actor) || (hasRole(actor, "country-partner") && !isOwn(actor, version)),
  withdraw: (actor: Actor, { createdBy }: Pick<Resource, "createdBy">): boolean =>
    decides(actor) || (writes(actor) && actorId(actor) === createdBy),
  keepKits: decides,
  addGuides: decides,
};
