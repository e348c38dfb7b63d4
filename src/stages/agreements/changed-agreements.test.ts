/** A signed agreement that changes, one that is taken back, and agreements for a whole group. */
import { expect, test } from "vitest";
import {
  agreementScene,
  codes,
  hands,
  PUBLIC,
  sentAgreement,
} from "../../../tests/support/agreements.ts";
import { need } from "../../../tests/support/call.ts";
import { draftAgreements } from "../../worker/draft-agreements.ts";
import { changePerson } from "./change-party.ts";
import { changeText } from "./change-text.ts";
import { isLearningAgreementSigned } from "./read-agreements.ts";
import { readSigning } from "./read-signing.ts";
import { sendAgreement } from "./send-agreement.ts";
import { asSigner } from "./signing-link.ts";
import { readStayedDrafts } from "./stayed-drafts.ts";
import { withdrawAgreement } from "./withdraw-agreement.ts";

const scene = await agreementScene();
const { db, as, agreementId } = scene;
const { context, page, sign, signAll } = hands(scene);
await signAll();

test("a change asks again those whose part changed, and shows them the old beside the new", async () => {
  const change = (fields: Record<string, string>) =>
    as((tx) => changeText(tx, agreementId, (path) => (fields[path] ? [fields[path]] : undefined)));
  const send = () => as((tx) => sendAgreement(tx, agreementId, PUBLIC));
  expect(codes(await send())).toEqual(["agreement-unchanged"]);
  need(await change({ "programme.tasks": "Painting" }));
  // Nothing fell before it was sent.
  expect((await page()).agreement.state).toBe("signed");
  expect(need(await send())).toEqual({ version: 2 });
  const after = await page();
  expect(after.agreement.state).toBe("amended");
  const open = after.stand?.standings.filter(({ valid }) => !valid).map((one) => one.party.role);
  expect(open).toEqual(["guardian", "participant", "sending", "hosting"]);
  const secret = await scene.secret("participant");
  const shown = await as(async (tx) => readSigning((await asSigner(tx, secret))!));
  expect(shown?.changes.map((one) => [one.section, one.before, one.after])).toEqual([
    ["programme", ["Preparing parts", "Sanding"], ["Painting"]],
  ]);
  // A page opened before the change: refused, and says what changed.
  const old = await sign(secret, { version: 1 });
  expect(old).toEqual({
    ok: false,
    problems: [{ code: "agreement-outdated", params: { sections: "programme" } }],
  });
  need(await sign(secret, { version: 2 }));
  // Corrected once more in another part, while it waits: the signature just given stays.
  need(await change({ "monitoring.frequency": "Every day" }));
  expect(need(await send())).toEqual({ version: 3 });
  const last = await page();
  const valid = last.stand?.standings.filter((one) => one.valid).map((one) => one.party.role);
  expect(valid).toEqual(["participant", "intermediary"]);
  expect(await as((tx) => isLearningAgreementSigned(tx, scene.stays[0] ?? ""))).toBe(false);
});

test("taken back, its pages open nothing that can be signed, and it is the office's to say why", async () => {
  const secret = await scene.secret("guardian");
  expect(codes(await as((tx) => withdrawAgreement(tx, agreementId, " ")))).toEqual([
    "reason required",
  ]);
  need(await as((tx) => withdrawAgreement(tx, agreementId, "The stay moved to autumn.")));
  expect(await as((tx) => asSigner(tx, secret))).toBe(undefined);
  expect(codes(await as((tx) => sendAgreement(tx, agreementId, PUBLIC)))).toEqual([
    "agreement-withdrawn",
  ]);
  // The next one of the same kind can begin.
  const next = await sentAgreement(scene, 0);
  expect(next.agreementId).not.toBe(agreementId);
});

test("a whole group is written at once, and what lacks something stays with the office", async () => {
  const [progress] = await db.sql<{ id: string }>(
    `insert into job_progress (id, scheme_id, task, updated_at)
     values (gen_random_uuid(), $1, 'draft-agreements', now()) returning id`,
    [scene.scheme.id],
  );
  const [flow] = await db.sql<{ id: string }>(
    "select flow_id as id from mobilities where id = $1",
    [scene.stays[1]],
  );
  await draftAgreements(
    {
      flowId: flow!.id,
      kind: "host-agreement",
      send: true,
      progressId: progress!.id,
      publicUrl: PUBLIC,
    },
    context,
  );
  const made = await db.sql<{ state: string }>(
    "select state from agreements where kind = 'host-agreement' order by state",
  );
  expect(made.length).toBe(2);
  const [told] = await db.sql<{ done: number; state: string }>(
    "select done, state from job_progress where id = $1",
    [progress!.id],
  );
  expect(told).toEqual({ done: 2, state: "done" });
  const stayed = await as((tx) =>
    readStayedDrafts(tx, { flowId: flow!.id, progressId: progress!.id }),
  );
  expect(stayed.length).toBe(made.filter(({ state }) => state === "draft").length);
  expect(stayed.length).toBeGreaterThan(0);
  expect(stayed.every(({ problems }) => problems.length > 0)).toBe(true);

  // The head of a school that several of the group come from is named once.
  const unnamed = () =>
    db.sql<{ id: string; agreement: string }>(
      `select q.id, q.agreement_id as agreement from agreement_parties q
         join agreements a on a.id = q.agreement_id
       where a.kind = 'host-agreement' and q.role = 'sending' and q.ended_at is null and q.name = ''`,
    );
  const [first, ...others] = await unnamed();
  expect(others.length).toBe(1);
  const of = { agreementId: first!.agreement, partyId: first!.id };
  const head = { name: "Head", email: "head@school.example" };
  need(await as((tx) => changePerson(tx, { ...of, forGroup: true }, head, PUBLIC)));
  expect(await unnamed()).toEqual([]);

  // One that stops for good says so instead of being at work for ever.
  const broken = { ...context, lastAttempt: true };
  const from = { flowId: flow!.id, kind: "host-agreement", send: false, publicUrl: PUBLIC };
  await db.sql("alter table agreements rename to away");
  const stopped = draftAgreements({ ...from, progressId: progress!.id }, broken);
  await expect(stopped).rejects.toThrow();
  await db.sql("alter table away rename to agreements");
  const [after] = await db.sql("select done, total, state from job_progress where id = $1", [
    progress!.id,
  ]);
  expect(after).toEqual({ done: 0, total: 2, state: "failed" });
});
