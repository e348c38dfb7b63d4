import { sql } from "kysely";
import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Problem } from "../../shared/result.ts";
import type { AgreementKind } from "./agreement.ts";

/** One of a group that was not sent with the others, and everything that stood in its way. */
export type StayedDraft = {
  readonly agreementId: string;
  readonly kind: AgreementKind;
  readonly templateYear: number;
  readonly templateVersion: number;
  readonly languages: readonly string[];
  readonly givenNames: string;
  readonly familyName: string;
  readonly problems: readonly Problem[];
};

/** What of this group is still a draft; who was sent since is told no more. */
export async function stayedDrafts(
  tx: Tx,
  of: { readonly flowId: string; readonly progressId: string },
): Promise<StayedDraft[]> {
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  const { rows } = await sql<StayedDraft>`
    select a.id as "agreementId", a.kind, a.template_year as "templateYear",
      a.template_version as "templateVersion", a.languages,
      p.given_names as "givenNames", p.family_name as "familyName", e.data -> 'problems' as problems
    from mobilities m
    join persons p on p.id = m.person_id
    join agreements a on a.mobility_id = m.id and a.state = 'draft'
    join event_log e on e.scheme_id = a.scheme_id and e.subject_id = a.id
      and e.name = 'agreement.stayed-draft' and e.data ->> 'progressId' = ${of.progressId}
    where m.flow_id = ${of.flowId}::uuid
      and ${seen === null ? sql`true` : sql`m.sending_country = any(${[...seen]}::text[])`}
    order by p.family_name, p.given_names, a.id`.execute(tx.db);
  return rows;
}
