import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import type { Wait } from "../mobilities/stay-record.ts";
import { contactsOf } from "./contact.store.ts";
import { can } from "./hosting.policy.ts";
import type { HostContact, HostRequest } from "./hosting.ts";
import { oneRequest } from "./request.store.ts";
import { staysById } from "./stay.store.ts";

export type HostingOfStay = {
  readonly waits: readonly Wait[];
  readonly company: { readonly id: string; readonly name: string } | null;
  /** The question this stay is in, while it is in one. */
  readonly request: HostRequest | null;
  readonly mentor: HostContact | null;
};

/** What a stay has and waits for with its company, for its record page. */
export async function readHosting(tx: Tx, mobilityId: string): Promise<HostingOfStay> {
  const nothing = { waits: [], company: null, request: null, mentor: null };
  if (!can.seeHosting(tx.actor) || !isUuid(mobilityId)) return nothing;
  const [stay] = await staysById(tx, [mobilityId]);
  if (!stay) return nothing;
  const request = stay.requestId ? ((await oneRequest(tx, stay.requestId)) ?? null) : null;
  const { companyId, company } = stay;
  const people = companyId ? await contactsOf(tx, [companyId]) : [];
  const waits: Wait[] = [];
  if (request?.state === "asked") {
    waits.push({
      what: "host-answer",
      who: "company",
      name: request.company,
      since: request.askedAt,
    });
  }
  if (request?.state === "kept") {
    waits.push({ what: "host-asking", who: "office", since: request.stateSince });
  }
  if (request?.state === "accepted-with-change") {
    waits.push({ what: "host-change", who: "office", since: request.stateSince });
  }
  return {
    waits,
    company: companyId && company ? { id: companyId, name: company } : null,
    request,
    mentor: people.find((one) => one.role === "mentor" && one.endedAt === null) ?? null,
  };
}
