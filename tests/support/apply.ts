/** Applications that only wait to be sent, many at once, as people would have left them. */
import { randomUUID } from "node:crypto";
import type { Database } from "../../src/platform/db/index.ts";
import { draftCode } from "../../src/platform/random.ts";
import { APPLICANT_COOKIE, sealApplicant } from "../../src/platform/web/applicant-cookie.ts";
import { saveNeeds } from "../../src/stages/applications/needs.store.ts";
import { ensureFormOfCall } from "../../src/stages/applications/standard-forms.ts";
import type { TestCall } from "./call.ts";
import type { TestDatabase } from "./database.ts";

export type ReadyDraft = {
  readonly draftId: string;
  readonly code: string;
  /** What the browser of this person sends along. */
  readonly cookie: string;
};

/** Letters of a Cyrillic text that make about eight kilobytes, the longest answer there can be. */
const LONG = "Желим да научим како се пече хлеб у другој земљи, јер ".repeat(60).slice(0, 2990);

export async function readyDrafts(
  from: { readonly database: Database; readonly sql: TestDatabase["sql"] },
  call: TestCall,
  options: {
    readonly count: number;
    readonly secret: string;
    /** When the cookies were given and the drafts begun. */
    readonly now: Date;
    readonly needs?: boolean;
    readonly name?: string;
  },
): Promise<ReadyDraft[]> {
  const { now } = options;
  const form = await from.database.withTx(call.actor, (tx) =>
    ensureFormOfCall(tx, { formVersionId: null, audience: "learners" }),
  );
  // Of ten thousand codes two are alike one time in ten; a page would simply draw another.
  const codes = new Set<string>();
  while (codes.size < options.count) codes.add(draftCode());
  const drafts = [...codes].map((code, at) => {
    const id = randomUUID();
    const country = at % 2 === 0 ? ("AL" as const) : ("RS" as const);
    return {
      id,
      code,
      answers: {
        name: { givenNames: `Person ${at}`, familyName: options.name ?? "Storm" },
        birth: `20${10 + (at % 2)}-0${1 + (at % 9)}-1${at % 10}`,
        school: {
          country,
          town: "Korçë",
          organisationId: call.schools[country],
          name: "School",
        },
        trade: { trade: "hospitality", year: "2" },
        contact: {
          phone: "+355 69 123 4567",
          email: `person${at}.${id.slice(0, 8)}@example.org`,
          way: "email",
        },
        cities: [call.flows[`${country}-1`], call.flows[`${country}-2`]],
        why: LONG,
        guardian: { name: "Parent", phone: "069 765 4321" },
      },
    };
  });
  for (let at = 0; at < drafts.length; at += 500) {
    await from.sql(
      `insert into application_drafts (id, scheme_id, call_id, form_version_id, code, start_key, locale, answers, state, started_at, saved_at)
       select (d->>'id')::uuid, $1, $2, $3, d->>'code', d->>'id', 'sr-Cyrl', d->'answers', 'open', $4, $4
       from jsonb_array_elements($5::jsonb) d`,
      [call.scheme.id, call.callId, form.id, now, JSON.stringify(drafts.slice(at, at + 500))],
    );
  }
  if (options.needs) {
    await from.database.withTx(
      call.actor,
      async (tx) => {
        for (const { id } of drafts) await saveNeeds(tx, id, "");
      },
      { purpose: "own-answers" },
    );
  }
  return drafts.map(({ id, code }) => {
    const actor = { kind: "applicant", schemeId: call.scheme.id, draftId: id } as const;
    const cookie = sealApplicant(options.secret, actor, now);
    return { draftId: id, code, cookie: `${APPLICANT_COOKIE}=${cookie}` };
  });
}
