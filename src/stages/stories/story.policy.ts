import { type Actor, hasRole, isOffice, visibleCountries } from "../../platform/db/actor.ts";

const acts = (actor: Actor) =>
  actor.kind === "system" || hasRole(actor, "coordinator") || hasRole(actor, "country-partner");

/** A country partner for stories of its own country; the coordinator and jobs for all. */
const officeOf = (actor: Actor, country: string) => {
  if (!acts(actor)) return false;
  if (actor.kind !== "staff" || hasRole(actor, "coordinator")) return true;
  return visibleCountries(actor)?.includes(country) ?? true;
};
const decides = (actor: Actor) => actor.kind === "system" || hasRole(actor, "coordinator");

/** Who may do what with stories, news and the newsletter; what is not here is forbidden. */
export const can = {
  seeStories: (actor: Actor) => isOffice(actor) || actor.kind === "system",
  /** For routes, where the story is not known yet. */
  workOnStories: acts,
  workOnStory: officeOf,
  seeNews: (actor: Actor) => isOffice(actor) || actor.kind === "system",
  writeNews: decides,
  /** Addresses of readers are nobody's to look at but the coordinator's, who sees how many. */
  sendNewsletters: decides,
};
