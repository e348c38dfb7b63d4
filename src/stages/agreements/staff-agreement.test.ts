/** The agreement of staff: written from what is known, signed by three, set as its own paper. */
import { expect, test } from "vitest";
import { codes, PUBLIC } from "../../../tests/support/agreements.ts";
import { hostingScene } from "../../../tests/support/hosting.ts";
import { must } from "../../../tests/support/small-scheme.ts";
import { renderPaper } from "../../documents/index.ts";
import type { Tx } from "../../platform/db/index.ts";
import { draftAgreement } from "./draft-agreement.ts";
import { readAgreement, readAgreements, startProblems } from "./read-agreements.ts";
import { readPaper } from "./seal-paper.ts";
import { sendAgreement } from "./send-agreement.ts";

const scene = await hostingScene();
const { db } = scene;
const as = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.database.withTx(scene.actor, work as never);
const [stay = "", learners = ""] = scene.stays;
await db.sql(
  `with staff as (insert into activity_lines
     (id, scheme_id, code, name, audience, direction, counted, target, activity, position)
     select gen_random_uuid(), scheme_id, 'job-shadowing', '{"en": "Job shadowing"}', 'staff', 'to-hosts',
       'participants', 54, 'job-shadowing', 90 from mobilities where id = $1 returning id)
   update mobilities m set line_id = staff.id, company_id = $2, state = 'matched' from staff where m.id = $1`,
  [stay, scene.companies[0]],
);
await db.sql(
  `insert into staff_links (id, scheme_id, person_id, organisation_id, basis, post, said_by, said_at)
   select gen_random_uuid(), scheme_id, person_id, sending_organisation_id, 'head', 'Teacher of carpentry',
     'head', now() from mobilities where id = $1`,
  [stay],
);

test("it is written from what is known, sent as it is, and asks three to sign", async () => {
  const { agreementId } = must(
    await as((tx) => draftAgreement(tx, { mobilityId: stay, kind: "staff-agreement" })),
  );
  const before = await as((tx) => readAgreement(tx, agreementId));
  expect(before?.agreement.content).toMatchObject({
    "mobility.activity": "job-shadowing",
    "participant.post": "Teacher of carpentry",
  });
  expect(before?.agreement.content["programme.activities"]).toHaveLength(2);
  // Nothing has to be typed: aims and outcomes are suggested, and may be written anew.
  expect(must(await as((tx) => sendAgreement(tx, agreementId, PUBLIC))).version).toBe(1);
  const found = await as((tx) => readAgreement(tx, agreementId));
  expect(found?.stand?.standings.map(({ party }) => party.role)).toEqual([
    "participant",
    "sending",
    "hosting",
  ]);
  const [state] = await db.sql<{ state: string }>("select state from mobilities where id = $1", [
    stay,
  ]);
  expect(state?.state).toBe("preparing");
  expect((await as((tx) => startProblems(tx, stay))).map(({ code }) => code)).toEqual([
    "agreement-not-signed-yet",
  ]);
  const paper = await as((tx) => readPaper(tx, agreementId, PUBLIC));
  if (!paper) throw new Error("no paper");
  expect(paper.model.paper).toBe("staff-agreement");
  expect(Buffer.from(renderPaper(paper.model)).subarray(0, 5).toString()).toBe("%PDF-");
});

test("a learner has a learning agreement and none of staff", async () => {
  const refused = await as((tx) =>
    draftAgreement(tx, { mobilityId: learners, kind: "staff-agreement" }),
  );
  expect(codes(refused)).toEqual(["kind agreement-staff-only"]);
  expect((await as((tx) => readAgreements(tx, learners))).agreements).toEqual([]);
});
