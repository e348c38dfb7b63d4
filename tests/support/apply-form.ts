/** The pages of an application as a learner of 17 fills them in, without a browser. */
import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { clockAt } from "../../src/platform/clock.ts";
import { routes } from "../../src/portal/index.ts";
import { testCall } from "./call.ts";
import { testDatabase } from "./database.ts";
import { type Reply, testServer, type Visitor } from "./server.ts";

export const OPEN = "2027-03-01T09:00:00Z";
export const NAME = { "name-given": "Era", "name-family": "Gashi" };

export const visitorOf = (reply: Reply): Visitor => ({
  cookies: Object.fromEntries(reply.cookies.map((cookie) => [cookie.name, cookie.value])),
});

/** Call it at the top of a test file. */
export async function applyForm() {
  const clock = clockAt(OPEN);
  const db = await testDatabase({ clock });
  const call = await testCall(db);
  const server = await testServer(db, routes, { clock });
  const root = `/en/${call.scheme.slug}/apply`;
  const [row] = await db.sql<{ code: string }>(
    "select public_code as code from calls where id = $1",
    [call.callId],
  );
  const callCode = row!.code;
  const question = (code: string) => `${root}/question/${code}`;
  /** What a learner of 17 writes. */
  const answers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    birth: { "birth-day": "14", "birth-month": "3", "birth-year": "2010" },
    school: { school: call.schools.AL },
    trade: { "trade-trade": "hospitality", "trade-year": "2" },
    contact: {
      "contact-phone": "+355 69 123 4567",
      "contact-email": "era@example.org",
      "contact-way": "viber",
    },
    cities: { "cities-1": call.flows["AL-2"], "cities-2": call.flows["AL-1"] },
    why: { why: "Era wants to bake bread as they do in Bologna. I will learn from Gashi." },
    guardian: { "guardian-name": "Drita Gashi", "guardian-phone": "069 765 4321" },
    needs: { needs: "canary-nut-allergy" },
  };
  return {
    clock,
    db,
    call,
    server,
    root,
    callCode,
    question,
    answers,
    async begin(fields: Readonly<Record<string, string>> = NAME): Promise<Visitor> {
      const reply = await server.post(`${root}/${callCode}/first`, fields);
      expect(reply.statusCode, reply.body).toBe(303);
      return visitorOf(reply);
    },
    /** @returns where the last page leads */
    async answerAll(as: Visitor, given = answers): Promise<string> {
      let next = "";
      for (const [code, fields] of Object.entries(given)) {
        const reply = await server.post(question(code), fields, as);
        expect([code, reply.statusCode], reply.body).toEqual([code, 303]);
        next = reply.headers.location ?? "";
      }
      return next;
    },
    send: (as: Visitor, key: string = randomUUID()) =>
      server.post(`${root}/submission`, { _key: key }, as),
    one: async <Row extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
      (await db.sql<Row>(text, values))[0]!,
  };
}
