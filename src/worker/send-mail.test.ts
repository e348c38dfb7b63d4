import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { testDatabase } from "../../tests/support/database.ts";
import { type MailSink, startMailSink } from "../../tests/support/smtp.ts";
import { pause, systemClock } from "../platform/clock.ts";
import type { Tx } from "../platform/db/index.ts";
import { enqueue } from "../platform/jobs/enqueue.ts";
import { startWorker, type Worker } from "../platform/jobs/runner.ts";
import { createLog } from "../platform/log.ts";
import { openPost, type Post } from "../platform/mail/index.ts";
import { newId } from "../platform/random.ts";
import { sendMail } from "./send-mail.ts";

const db = await testDatabase();
const schemeId = newId();
const actor = { kind: "system", schemeId } as const;
let sink: MailSink;
let post: Post;
let worker: Worker | null = null;
const logged: string[] = [];
const log = createLog({ to: { write: (line: string) => logged.push(line) } });

const startWith = async (carrier: Post | null) => {
  worker = await startWorker({
    workerUrl: db.workerUrl,
    database: db.database,
    clock: systemClock,
    log,
    tasks: { "send-mail": sendMail(carrier) },
  });
};

beforeAll(async () => {
  await db.sql(
    "insert into schemes (id, slug, name, kind, created_at) values ($1, 'mail', '{}', 'running', now())",
    [schemeId],
  );
  sink = await startMailSink();
  post = openPost(sink.url, "Kalfa <office@kalfa.example>");
});
afterEach(async () => {
  await worker?.stop();
  worker = null;
  sink.received.length = 0;
});
afterAll(async () => {
  post.close();
  await sink.close();
});

/** A message as `queueMail` leaves it, with words of the test's own. */
async function put(
  tx: Tx,
  to: string,
  body = "Здраво, Љубице!\n\nПрочитајте одговор.",
): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto("mail_messages")
    .values({
      id,
      scheme_id: schemeId,
      to_address: to,
      locale: "sr-Cyrl",
      template: "test.message",
      subject: "Ваше место у Болоњи",
      body,
      created_at: tx.now,
    })
    .execute();
  await enqueue(tx, "send-mail", { messageId: id }, { key: `mail:${id}` });
  return id;
}

async function settled(id: string, state: string) {
  for (let i = 0; i < 200; i++) {
    const rows = await db.sql(
      "select state, attempts, last_error, sent_at is not null as dated from mail_messages where id = $1",
      [id],
    );
    if (rows[0]?.state === state && rows[0].attempts > 0) return rows[0];
    await pause(25);
  }
  throw new Error(`message ${id} did not become ${state}`);
}

test("a committed message reaches the mail server once, in Cyrillic", async () => {
  await startWith(post);
  const id = await db.database.withTx(actor, (tx) => put(tx, "ljubica@school.example"));
  expect(await settled(id, "sent")).toEqual({
    state: "sent",
    attempts: 1,
    last_error: null,
    dated: true,
  });
  expect(sink.received).toHaveLength(1);
  const [letter] = sink.received;
  expect(letter?.to).toEqual(["ljubica@school.example"]);
  expect(letter?.from).toBe("office@kalfa.example");
  expect(letter?.source).toContain(`Message-ID: <${id}@kalfa.example>`);
  expect(letter?.source).toContain("Auto-Submitted: auto-generated");
});

test("a link goes out whole, and the copy that stays here opens nothing any more", async () => {
  await startWith(post);
  const secret = "0f".repeat(16);
  const links = [
    `https://kalfa.example/host/it/summer/${secret}/change`,
    `https://kalfa.example/sq/summer/guardian/${secret}`,
    `https://kalfa.example/sign-in/link?token=${secret}`,
  ];
  const text = `Read: ${links.join(" or ")} and https://kalfa.example/en/help.`;
  const id = await db.database.withTx(actor, (tx) => put(tx, "host@company.example", text));
  await settled(id, "sent");
  const [letter] = sink.received;
  const source = letter?.source.replace(/=\r?\n/g, "").replace(/=3D/g, "=");
  for (const link of links) expect(source).toContain(link);
  const [kept] = await db.sql<{ body: string }>("select body from mail_messages where id = $1", [
    id,
  ]);
  expect(kept?.body).not.toContain(secret);
  expect(kept?.body).toBe(
    "Read: https://kalfa.example/host/it/summer/…/change or https://kalfa.example/sq/summer/guardian/… or https://kalfa.example/sign-in/link?token=… and https://kalfa.example/en/help.",
  );
});

test("a message of an act that was rolled back is never sent", async () => {
  await startWith(post);
  await expect(
    db.database.withTx(actor, async (tx) => {
      await put(tx, "nobody@school.example");
      throw new Error("the act failed");
    }),
  ).rejects.toThrow("the act failed");
  const refused = await db.database.withTx(actor, async (tx) => {
    await put(tx, "nobody@school.example");
    return { ok: false as const, problems: [] };
  });
  expect(refused.ok).toBe(false);
  // A message committed later overtakes nothing: were the others queued, they would be first.
  const id = await db.database.withTx(actor, (tx) => put(tx, "somebody@school.example"));
  await settled(id, "sent");
  expect(sink.received.map((letter) => letter.to)).toEqual([["somebody@school.example"]]);
});

test("a mail server that refuses for a moment gets the message at the next try", async () => {
  sink.refuseNext(1);
  await startWith(post);
  const id = await db.database.withTx(actor, (tx) => put(tx, "later@school.example"));
  const first = await settled(id, "queued");
  expect(first).toMatchObject({ attempts: 1, last_error: "EMESSAGE 451" });
  expect(await settled(id, "sent")).toMatchObject({ attempts: 2, last_error: null });
  expect(sink.received).toHaveLength(1);
});

test("without a mail server the message is kept to be read", async () => {
  await startWith(null);
  const id = await db.database.withTx(actor, (tx) => put(tx, "demo@school.example"));
  expect(await settled(id, "kept")).toMatchObject({ attempts: 1, dated: false });
});

test("a job whose worker was killed is taken up at the next start", async () => {
  const id = await db.database.withTx(actor, (tx) => put(tx, "survivor@school.example"));
  // What a killed process leaves behind: the job marked as being worked on by someone.
  await db.sql(
    "update graphile_worker._private_jobs set locked_at = now(), locked_by = 'worker-killed', attempts = 1",
  );
  await startWith(post);
  await settled(id, "sent");
});

test("nothing a person could be recognised by stands in the log", () => {
  expect(logged.length).toBeGreaterThan(5);
  expect(logged.join("")).not.toMatch(/school\.example|Љубиц|Болоњ/);
});
