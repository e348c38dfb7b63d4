/** Somebody who is writing an application, somebody who sent one, and a head teacher who was asked. */
import { createHash, randomUUID } from "node:crypto";
import type { ApplicantActor, LearnerActor } from "../../src/platform/db/actor.ts";
import { beginApplication } from "../../src/stages/applications/begin-application.ts";
import { submitApplication } from "../../src/stages/applications/submit-application.ts";
import { callByPublicCode } from "../../src/stages/calls/read-call-sheet.ts";
import type { TestDatabase } from "../support/database.ts";
import { must } from "../support/small-scheme.ts";
import { CALL_4_CODE } from "../world/build-calls-open.ts";

export type ApplyThings = {
  readonly applicant: ApplicantActor;
  readonly sent: LearnerActor;
  readonly headSecret: string;
};

export async function preparedApplications(
  db: TestDatabase,
  schemeId: string,
): Promise<ApplyThings> {
  const begin = async (given: string): Promise<ApplicantActor> => {
    const draftId = await db.database.withTx({ kind: "anonymous", schemeId }, async (tx) => {
      const call = await callByPublicCode(tx, CALL_4_CODE);
      if (!call) throw new Error("no call is open");
      const boxes: Record<string, string> = { "name-given": given, "name-family": "Applicant" };
      return must(
        await beginApplication(tx, {
          call,
          key: randomUUID(),
          locale: "en",
          typed: { text: (name) => boxes[name] ?? "", all: () => [] },
          ofClass: null,
        }),
      ).draftId;
    });
    return { kind: "applicant", schemeId, draftId };
  };
  const applicant = await begin("Writing");
  const sender = await begin("Sending");
  await db.sql(
    `update application_drafts d set answers = d.answers || jsonb_build_object(
       'birth', '2010-03-14',
       'school', jsonb_build_object('country', 'AL', 'town', o.city, 'organisationId', o.id, 'name', o.name),
       'trade', jsonb_build_object('trade', 'hospitality', 'year', '2'),
       'contact', jsonb_build_object('phone', '+355 69 123 4567', 'email', '', 'way', 'phone'),
       'cities', jsonb_build_array(f.id), 'why', 'To learn.',
       'guardian', jsonb_build_object('name', 'Parent', 'phone', '069 765 4321'))
     from organisations o, flows f
     where d.id = $1 and f.call_id = d.call_id and f.sending_country = 'AL'
       and o.scheme_id = d.scheme_id and o.country = 'AL' and o.roles @> array['school']`,
    [sender.draftId],
  );
  const { applicationId } = await db.database.withTx(
    sender,
    async (tx) => must(await submitApplication(tx, sender.draftId)),
    { purpose: "own-answers" },
  );
  const headSecret = randomUUID();
  await db.sql(
    `insert into head_confirmations (id, scheme_id, application_id, sent_to, secret_hash, asked_at)
     values ($1, $2, $3, 'head@example.org', $4, now())`,
    [
      randomUUID(),
      schemeId,
      applicationId,
      createHash("sha256").update(`head:${headSecret}`).digest("hex"),
    ],
  );
  return { applicant, sent: { kind: "learner", schemeId, applicationId }, headSecret };
}
