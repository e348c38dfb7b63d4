import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { agreementCode, newId } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { readRule } from "../consents/set-rule.ts";
import { BEFORE_DEPARTURE } from "../mobilities/mobility.rules.ts";
import { can } from "./agreement.policy.ts";
import { insertAgreement, liveAgreement } from "./agreement.store.ts";
import { isKind, type PartyRole } from "./agreement.ts";
import { type KnownOrganisation, type StayFacts, stayFacts } from "./facts.store.ts";
import { agreementLanguages } from "./languages.ts";
import { insertParties, type NewParty } from "./party.store.ts";
import { isMinor, suggestContent } from "./suggest-content.ts";
import { newestTemplate, type Template } from "./template.ts";

const BEFORE: readonly string[] = BEFORE_DEPARTURE;

/**
 * Writes the first text of an agreement from what is known of a stay, with the parties that sign it.
 * One of a kind for a stay: asked again, the one that is there is given back.
 */
export async function draftAgreement(
  tx: Tx,
  from: { readonly mobilityId: string; readonly kind: string },
): Promise<Result<{ readonly agreementId: string; readonly isNew: boolean }>> {
  const stay = isUuid(from.mobilityId) ? await stayFacts(tx, from.mobilityId) : undefined;
  if (!stay || !can.workOn(tx.actor, stay.sendingCountry)) return notFound;
  if (!isKind(from.kind)) return refuse({ code: "choose-one", field: "kind" });
  if (from.kind === "staff-agreement" && stay.audience !== "staff") {
    return refuse({ code: "agreement-staff-only", field: "kind" });
  }
  const known = await liveAgreement(tx, { mobilityId: stay.mobilityId, kind: from.kind });
  if (known) return ok({ agreementId: known.id, isNew: false });
  if (!BEFORE.includes(stay.state)) {
    return refuse({ code: `mobility-${stay.state}`, params: { action: "draft" } });
  }
  const template = newestTemplate(from.kind);
  const id = newId();
  const isNew = await insertAgreement(tx, {
    id,
    mobilityId: stay.mobilityId,
    kind: from.kind,
    templateYear: template.year,
    templateVersion: template.version,
    code: agreementCode(),
    languages: agreementLanguages(from.kind, stay),
    content: suggestContent(from.kind, stay),
    companyId: stay.companyId,
    hostingPartnerId: stay.hostingPartnerId,
    by: actorId(tx.actor) ?? "",
  });
  if (!isNew) {
    // Somebody else began it while this one was being written: theirs is the one.
    const theirs = await liveAgreement(tx, { mobilityId: stay.mobilityId, kind: from.kind });
    if (!theirs) throw new Error("an agreement's code was given twice");
    return ok({ agreementId: theirs.id, isNew: false });
  }
  await insertParties(tx, await partiesFor(tx, template, stay, id));
  await record(tx, "agreement.drafted", { type: "agreement", id }, { mobilityId: stay.mobilityId });
  return ok({ agreementId: id, isNew: true });
}

/** How many guardians have to sign for this person: none for somebody of age. */
export async function guardiansNeeded(tx: Tx, stay: StayFacts): Promise<number> {
  if (!isMinor(stay)) return 0;
  const rule = await readRule(tx, stay.sendingCountry, stay.applicationId ?? undefined);
  return rule.guardians;
}

/** Who signs, from what is known of the stay today. */
export async function partiesFor(
  tx: Tx,
  template: Template,
  stay: StayFacts,
  agreementId: string,
): Promise<NewParty[]> {
  const guardians = await guardiansNeeded(tx, stay);
  const own = stay.locale ?? "en";
  const organisations: Partial<Record<PartyRole, KnownOrganisation | null>> = {
    sending: template.kind === "host-agreement" ? (stay.partner ?? stay.coordinator) : stay.school,
    intermediary: stay.company ? stay.hostingPartner : null,
    hosting: stay.company ?? stay.hostingPartner,
    coordinator: stay.coordinator ?? stay.partner,
  };
  return template.parties.flatMap(({ role, turn }): NewParty[] => {
    const party = (more: Partial<NewParty>): NewParty => ({
      id: newId(),
      agreementId,
      role,
      turn,
      number: 1,
      name: "",
      capacity: "",
      email: null,
      phone: null,
      locale: own,
      ...more,
    });
    if (role === "participant") {
      const name = `${stay.givenNames} ${stay.familyName}`;
      return [party({ name, email: stay.email, phone: stay.phone })];
    }
    if (role === "guardian") {
      return [1, 2].slice(0, guardians).map((number) =>
        party({
          number,
          name: stay.guardians.find((one) => one.number === number)?.name ?? "",
        }),
      );
    }
    const organisation = organisations[role];
    if (!organisation) return [];
    const { contact } = organisation;
    const sends = role === "sending";
    return [
      party({
        name: contact?.name ?? "",
        capacity: organisation.name,
        email: contact?.email ?? null,
        phone: contact?.phone ?? organisation.phone,
        locale: contact?.language ?? (sends ? own : "en"),
      }),
    ];
  });
}
