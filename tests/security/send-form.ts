/** Sends a form that succeeds, and everything that must not happen with it. */
import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { CANARY } from "./kept.ts";
import { faultsOf, race } from "./race.ts";
import type { Cookies, SecuritySite, SentFile } from "./site.ts";
import { watchWriters } from "./writers.ts";

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

export type FormSender = {
  readonly send: Send;
  readonly sent: Set<string>;
  /** Of all races: forms sent by a client that has one key, all requests, lost answers. */
  readonly counted: { operations: number; requests: number; lost: number };
};

/**
 * Each form is sent by several clients at once with one key while answers are lost, then with the
 * same key again, and with the same key and another body.
 */
export async function formSender(
  site: SecuritySite,
  by: { readonly clients: number; readonly seed: string },
): Promise<FormSender> {
  const sent = new Set<string>();
  const counted = { operations: 0, requests: 0, lost: 0 };
  const writers = await watchWriters(site.db);
  let forms = 0;
  const location = (reply: { headers: { location?: string | undefined } }) =>
    reply.headers.location ?? "";
  const send: Send = async (route, url, as, fields, files = [], answers = 303) => {
    const form = { ...EXTRA, ...fields, _key: randomUUID() };
    const post = (body: Readonly<Record<string, string>>) =>
      site.post(url, body, as, undefined, files);
    await writers.holdJobs();
    await site.quiet();
    await writers.look();
    forms += 1;
    const raced = await race(await site.overSocket(url, form, as, files), { ...by, form: forms });
    // A request whose client has gone is worked on to its end.
    await site.idle();
    const shownOnce = answers === 303 ? undefined : url;
    const faults = faultsOf(raced.replies, await writers.look(), shownOnce);
    expect([route, faults], `seed ${by.seed}`).toEqual([route, []]);
    await writers.releaseJobs();
    counted.operations += by.clients;
    counted.requests += raced.requests;
    counted.lost += raced.lost;
    const leads = raced.replies.find(({ status }) => status === 303)?.location ?? "";
    await site.quiet();
    const after = await site.kept();
    const again = await post(form);
    // What is shown once is not shown again: the form that asks for it is.
    const back = answers === 303 ? leads : url;
    expect([route, again.statusCode, location(again)]).toEqual([route, 303, back]);
    const other = await post({ ...form, more: "another body" });
    expect([route, other.statusCode]).toEqual([route, 422]);
    const still = await site.kept();
    expect(still.all, `${route} sent again`).toBe(after.all);
    expect(still.canaries, route).toEqual([]);
    sent.add(route);
    return answers === 303 ? leads : "";
  };
  return { send, sent, counted };
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
