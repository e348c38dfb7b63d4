import {
  type Actor,
  hasRole,
  isOffice,
  ownSchools,
  visibleCountries,
} from "../../platform/db/actor.ts";

const coordinator = (actor: Actor): boolean => hasRole(actor, "coordinator");
const writes = (actor: Actor): boolean => coordinator(actor) || hasRole(actor, "country-partner");

/** What is not said here is forbidden. Countries and schools are kept apart in the queries too. */
export const can = {
  /** What was said to somebody; a school's officer sees what the own school wrote down. */
  readContacts: (actor: Actor): boolean => isOffice(actor) || ownSchools(actor).length > 0,

  /** Whether somebody may write contacts down at all; of whom, `writeContact` says. */
  writeContacts: (actor: Actor): boolean => writes(actor) || ownSchools(actor).length > 0,

  /** A country partner of the own country's people, an officer of the own school's. */
  writeContact: (
    actor: Actor,
    of: { readonly countries: readonly string[]; readonly schools: readonly string[] },
  ): boolean =>
    coordinator(actor) ||
    (hasRole(actor, "country-partner") &&
      of.countries.some((country) => visibleCountries(actor)?.includes(country) ?? true)) ||
    of.schools.some((school) => ownSchools(actor).includes(school)),

  /** Templates, sendings and how far they are. An auditor reads. */
  seeMessages: (actor: Actor): boolean => actor.kind === "system" || isOffice(actor),

  /** Writes templates and to people; a country partner to the own country's alone. */
  write: writes,

  /** A template is changed by whoever wrote it, and by the coordinator. */
  changeTemplate: (actor: Actor, template: { readonly ownerId: string }): boolean =>
    coordinator(actor) ||
    (writes(actor) && actor.kind === "staff" && actor.userId === template.ownerId),

  /** Called off by whoever scheduled it, and by the coordinator. */
  cancelSending: (actor: Actor, sending: { readonly madeBy: string }): boolean =>
    coordinator(actor) ||
    (writes(actor) && actor.kind === "staff" && actor.userId === sending.madeBy),

  /** The job that lets what was scheduled go. */
  startSending: (actor: Actor): boolean => actor.kind === "system",

  /** Views of a list are one's own; one shared is taken away by the coordinator too. */
  saveView: (actor: Actor): boolean => isOffice(actor),
  removeView: (
    actor: Actor,
    view: { readonly ownerId: string; readonly shared: boolean },
  ): boolean =>
    isOffice(actor) && (actor.userId === view.ownerId || (view.shared && coordinator(actor))),
} as const;
