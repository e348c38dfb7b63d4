/** Sends a form that succeeds, and everything that must not happen with it. */
import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { CANARY } from "./kept.ts";
import type { Cookies, SecuritySite, SentFile } from "./site.ts";

/** Names that columns have; as their value the canary, which is found again wherever it sticks. */
const COLUMNS =
  "status state points scheme_id schemeId organisation_id organisationId application_id id person_id user_id userId code created_by signed_by published_by actor kalfa.scheme answer_by seed problem_hash result_hash sending_country birth_date sealed ground invented listed __proto__ constructor".split(
    " ",
  );
const EXTRA = Object.fromEntries(COLUMNS.map((name) => [name, CANARY]));

/**
 * @param answers 200 for a page that shows something once; every other form leads on
 * @returns where the form leads
 */
export type Send = (
  route: string,
  url: string,
  as: Cookies,
  fields: Readonly<Record<string, string>>,
  files?: readonly SentFile[],
  answers?: 200 | 303,
) => Promise<string>;

/** Each form is sent as it is, with the same key again, and with the same key and another body. */
export function formSender(site: SecuritySite): {
  readonly send: Send;
  readonly sent: Set<string>;
} {
  const sent = new Set<string>();
  const location = (reply: { headers: { location?: string | undefined } }) =>
    reply.headers.location ?? "";
  const send: Send = async (route, url, as, fields, files = [], answers = 303) => {
    const form = { ...EXTRA, ...fields, _key: randomUUID() };
    const post = (body: Readonly<Record<string, string>>) =>
      site.post(url, body, as, undefined, files);
    const first = await post(form);
    expect([route, first.statusCode, first.statusCode === answers ? "" : first.body]).toEqual([
      route,
      answers,
      "",
    ]);
    await site.quiet();
    const after = await site.kept();
    const again = await post(form);
    // What is shown once is not shown again: the form that asks for it is.
    const back = answers === 303 ? location(first) : url;
    expect([route, again.statusCode, location(again)]).toEqual([route, 303, back]);
    const other = await post({ ...form, more: "another body" });
    expect([route, other.statusCode]).toEqual([route, 422]);
    const still = await site.kept();
    expect(still.all, `${route} sent again`).toBe(after.all);
    expect(still.canaries, route).toEqual([]);
    sent.add(route);
    return location(first);
  };
  return { send, sent };
}

/** The first row's `value`, which must be there. */
export async function oneValue(
  site: SecuritySite,
  text: string,
  ...values: unknown[]
): Promise<string> {
  const [row] = await site.db.sql<{ value: string }>(text, values);
  if (!row) throw new Error(`nothing found: ${text}`);
  return row.value;
}
