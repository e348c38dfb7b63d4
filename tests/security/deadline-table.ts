/**
 * Every deadline that a person can meet with a form, and the rule that is written for it. Where its
 * moment is kept is set past the guards of a call's frozen parts, as nobody but a test can.
 */
import { randomUUID } from "node:crypto";
import { APPLICANT_COOKIE, sealApplicant } from "../../src/platform/web/applicant-cookie.ts";
import { LEARNER_COOKIE, openLearner, sealLearner } from "../../src/platform/web/learner-cookie.ts";
import { signInAs, TEST_SECRET } from "../support/server.ts";
import { oneValue } from "./send-form.ts";
import type { Cookies, SecuritySite } from "./site.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export type Form = {
  readonly name: string;
  readonly route: `POST ${string}`;
  readonly url: string;
  /** Who sends it; a sealed cookie is as old as the moment. */
  readonly as: (now: Date) => Cookies;
  readonly fields: Readonly<Record<string, string>>;
};
export type Deadline = Form & {
  /**
   * `until`: taken at the last moment and before it. `before`: not at the moment itself any more.
   * `after`: an act of the office that waits until nobody can come in time any more.
   */
  readonly rule: "until" | "before" | "after";
  /** Minutes after the published moment in which a form that was opened before may be sent. */
  readonly grace: number;
  /** The statement that makes this the published moment. */
  readonly publish: (moment: Date) => string;
  /** Shares its moment with no other form here, so it is not sent in the crowd. */
  readonly alone?: boolean;
};
/** A deadline that is a day, on the wall clock of the countries that send. */
export type DayDeadline = Omit<Form, "fields"> & {
  readonly fields: (day: string) => Readonly<Record<string, string>>;
  /** The day ends at midnight, or with its last whole minute, as a typed time of day would. */
  readonly ends: "midnight" | "23:59";
  readonly publish: (day: string) => string;
};

export const isInTime = ({ rule }: Pick<Deadline, "rule">, now: Date, last: Date): boolean =>
  rule === "until" ? now <= last : rule === "before" ? now < last : now > last;

const text = (value: string | Date) =>
  `'${value instanceof Date ? value.toISOString() : value.replaceAll("'", "''")}'`;

export async function deadlines(site: SecuritySite): Promise<{
  readonly moments: readonly Deadline[];
  readonly days: readonly DayDeadline[];
  /** Puts back what was published before. */
  readonly restore: () => Promise<unknown>;
}> {
  const { db, things, scheme, cookies } = site;
  const value = (query: string, ...values: unknown[]) => oneValue(site, query, ...values);
  const { openCall, selectionCall } = things;
  const place = `/en/${scheme.slug}/place`;
  const console = `/console/${scheme.slug}`;
  const learner = (applicationId: string) => (now: Date) => ({
    [LEARNER_COOKIE]: sealLearner(
      TEST_SECRET,
      { kind: "learner", schemeId: scheme.id, applicationId },
      now,
    ),
  });
  const sealed = openLearner(TEST_SECRET, site.sender[LEARNER_COOKIE], new Date());
  if (!sealed) throw new Error("nobody sent an application");

  // Whole applications of somebody else, not sent yet: one in time, one with more time.
  const begun = async (code: string, name: string) => {
    const id = randomUUID();
    await db.sql(
      `insert into application_drafts
       select (jsonb_populate_record(d, jsonb_build_object('id', $2::text, 'code', $3::text,
         'start_key', $2::text, 'application_id', null, 'state', 'open',
         'answers', d.answers || jsonb_build_object('name',
           jsonb_build_object('givenNames', $4::text, 'familyName', 'Deadline'))))).*
       from application_drafts d where d.application_id = $1`,
      [sealed.applicationId, id, code, name],
    );
    return (now: Date) => ({
      [APPLICANT_COOKIE]: sealApplicant(
        TEST_SECRET,
        { kind: "applicant", schemeId: scheme.id, draftId: id },
        now,
      ),
    });
  };
  const inTime = await begun("KLF-DDD-222", "Ana");
  const moreTime = await begun("KLF-DDD-333", "Iva");
  await db.sql(
    `insert into call_extensions (id, scheme_id, call_id, code, until, reason, granted_by, granted_at)
     values ($1, $2, $3, 'KLF-DDD-333', now(), 'connection', 'test', now())`,
    [randomUUID(), scheme.id, openCall],
  );
  const objector = await value(
    "select id as value from applications where call_id = $1 and id <> $2 order by id limit 1",
    selectionCall,
    things.selectionCase,
  );
  const standIn = await signInAs(db, scheme, { role: "coordinator", name: "Stand-in" });
  const school = await value(
    "select organisation_id as value from applications where id = $1",
    things.applicationId,
  );
  await db.sql(
    `set session_replication_role = replica;
     insert into preselection_rules (call_id, scheme_id, until, set_by, set_at)
       values (${text(selectionCall)}, ${text(scheme.id)}, '2026-01-01', 'test', now());
     set session_replication_role = default;`,
  );

  const call = (set: string) => `update calls set ${set} where id = ${text(openCall)}`;
  const closes = (grace: number) => (moment: Date) =>
    call(
      `closes_at = ${text(moment)}, grace_minutes = ${grace}, decide_by = closes_at + '60 days'`,
    );
  const answers = (moment: Date) =>
    `update offers set answer_by = ${text(moment)} where id = ${text(things.offerId)}`;
  const objections = (grace: number) => (moment: Date) =>
    `update selections set objections_until = ${text(moment)} where call_id = ${text(selectionCall)};
     update calls set grace_minutes = ${grace} where id = ${text(selectionCall)}`;
  const apply = `/en/${scheme.slug}/apply`;

  const withGrace = (grace: number): readonly Deadline[] => [
    {
      name: "an answer of an application begun in time",
      route: "POST /:lang/:scheme/apply/question/:question",
      url: `${apply}/question/name`,
      as: inTime,
      fields: { "name-given": "Ana", "name-family": "Deadline" },
      rule: "until",
      grace,
      publish: closes(grace),
    },
    {
      name: "an application begun in time",
      route: "POST /:lang/:scheme/apply/submission",
      url: `${apply}/submission`,
      as: inTime,
      fields: { after: "0" },
      rule: "until",
      grace,
      publish: closes(grace),
    },
    {
      name: "an objection",
      route: "POST /:lang/:scheme/place/objection",
      url: `${place}/objection`,
      as: learner(objector),
      fields: { message: "My second language was not counted." },
      rule: "until",
      grace,
      publish: objections(grace),
    },
  ];
  const moments: readonly Deadline[] = [
    ...withGrace(0),
    ...withGrace(60).map((each) => ({ ...each, name: `${each.name}, in its grace`, alone: true })),
    {
      name: "an application with more time",
      route: "POST /:lang/:scheme/apply/submission",
      url: `${apply}/submission`,
      as: moreTime,
      fields: { after: "0" },
      rule: "until",
      grace: 0,
      alone: true,
      publish: (moment) =>
        `${closes(0)(new Date(moment.getTime() - 3 * DAY_MS))};
         update call_extensions set until = ${text(moment)} where code = 'KLF-DDD-333'`,
    },
    {
      name: "a new application",
      route: "POST /:lang/:scheme/apply/:call/first",
      url: `${apply}/${things.call}/first`,
      as: () => ({}),
      fields: { "name-given": "New", "name-family": "Deadline" },
      rule: "until",
      grace: 0,
      publish: closes(0),
    },
    {
      name: "taking an application back",
      route: "POST /:lang/:scheme/place/withdrawal",
      url: `${place}/withdrawal`,
      as: learner(sealed.applicationId),
      fields: {},
      rule: "until",
      grace: 0,
      publish: closes(0),
    },
    {
      name: "the office closes a call",
      route: "POST /console/:scheme/calls/:callId/closing",
      url: `${console}/calls/${openCall}/closing`,
      as: () => cookies.coordinator,
      fields: {},
      rule: "after",
      grace: 0,
      publish: closes(0),
    },
    {
      name: "yes to a place",
      route: "POST /:lang/:scheme/place/answer",
      url: `${place}/answer`,
      as: learner(things.applicationId),
      fields: { offer: things.offerId, answer: "yes" },
      rule: "until",
      grace: 60,
      publish: answers,
    },
    {
      name: "the office lets a place go that nobody answered for",
      route: "POST /console/:scheme/offers/:offerId/answer",
      url: `${console}/offers/${things.offerId}/answer`,
      as: () => cookies.partner,
      fields: { act: "lapse", reason: "Called twice." },
      rule: "after",
      grace: 60,
      publish: answers,
    },
    {
      name: "a guardian's answer",
      route: "POST /:lang/:scheme/guardian/:secret",
      url: `/en/${scheme.slug}/guardian/${things.secret}`,
      as: () => ({}),
      fields: { do: "answer", consent: "data", guardianName: "Mirjeta Hoxha" },
      rule: "before",
      grace: 0,
      publish: (moment) =>
        `update guardian_links set expires_at = ${text(moment)} where ended_at is null`,
    },
    {
      name: "a registration for an event",
      route: "POST /:lang/:scheme/events/:eventId/registration",
      url: `/en/${scheme.slug}/events/${things.eventId}/registration`,
      as: () => ({}),
      fields: {
        name: "Last Minute",
        contact: "last.minute@school.example",
        organisation: "Last school",
        mode: "on-site",
      },
      rule: "before",
      grace: 0,
      publish: (moment) =>
        `update events set closes_at = ${text(moment)} where id = ${text(things.eventId)}`,
    },
    {
      name: "whoever stands in for somebody",
      route: "POST /console/:scheme/applicants/views",
      url: `${console}/applicants/views`,
      as: () => standIn.cookies,
      fields: { name: "Of the stand-in", list: "country=AL" },
      rule: "before",
      grace: 0,
      publish: (moment) =>
        `update memberships set starts_at = '2026-01-01', ends_at = ${text(moment)} where user_id = ${text(standIn.userId)}`,
    },
  ];
  const days: readonly DayDeadline[] = [
    {
      name: "a host's answer",
      route: "POST /host/:language/:scheme/:secret",
      url: `/host/it/${scheme.slug}/${things.hosting.secret}`,
      as: () => ({}),
      fields: () => ({ do: "yes" }),
      ends: "midnight",
      publish: (day) =>
        `update host_requests set answer_by = ${text(day)} where id = ${text(things.hosting.asked)}`,
    },
    {
      name: "who is put forward by a country",
      route: "POST /console/:scheme/calls/:callId/pre-selection",
      url: `${console}/calls/${selectionCall}/pre-selection`,
      as: () => cookies.partner,
      fields: () => ({
        act: "mark",
        [`mark-${objector}`]: "yes",
        [`reason-${objector}`]: "Has worked in the kitchen of the school for a year.",
      }),
      ends: "midnight",
      publish: (day) =>
        `update preselection_rules set until = ${text(day)} where call_id = ${text(selectionCall)}`,
    },
    {
      name: "a paper that came in time and is written in late",
      route: "POST /console/:scheme/entries",
      url: `${console}/entries`,
      as: () => cookies.partner,
      fields: (day) => {
        const [year = "", month = ""] = day.split("-");
        return {
          "name-given": "Late",
          "name-family": "Deadline",
          call: openCall,
          how: "paper",
          language: "sq",
          school,
          lateReason: "mislaid",
          // The tenth of the month, on which the call closes below.
          "receivedOn-day": "10",
          "receivedOn-month": month,
          "receivedOn-year": year,
        };
      },
      ends: "23:59",
      publish: (day) =>
        call(
          `closes_at = ${text(`${day.slice(0, 8)}10T18:00:00Z`)}, decide_by = ${text(day)}::date + 1`,
        ),
    },
  ];
  const [before] = await db.sql<Record<string, Date | number | string>>(
    `select c.closes_at, c.grace_minutes, c.decide_by::text, o.answer_by, s.objections_until, z.grace_minutes as seen_grace,
       (select max(expires_at) from guardian_links) as expires_at,
       (select closes_at from events where id = $4) as event_closes_at
     from calls c, offers o, selections s, calls z
     where c.id = $1 and o.id = $2 and s.call_id = $3 and z.id = $3`,
    [openCall, things.offerId, selectionCall, things.eventId],
  );
  const was = (name: string) => before?.[name] as Date;
  return {
    moments,
    days,
    restore: () =>
      publishing(
        site,
        [
          call(
            `closes_at = ${text(was("closes_at"))}, grace_minutes = ${before?.grace_minutes}, decide_by = ${text(String(before?.decide_by))}`,
          ),
          answers(was("answer_by")),
          objections(Number(before?.seen_grace))(was("objections_until")),
          `update guardian_links set expires_at = ${text(was("expires_at"))}`,
          `update events set closes_at = ${text(was("event_closes_at"))} where id = ${text(things.eventId)}`,
          "update host_requests set answer_by = current_date + 14",
          `delete from preselection_rules where call_id = ${text(selectionCall)}`,
          "delete from call_extensions where code like 'KLF-DDD-%'",
          "delete from application_drafts where code like 'KLF-DDD-%'",
        ].join(";"),
      ),
  };
}

/** What is frozen is moved all the same, in one transaction. */
export const publishing = (site: SecuritySite, statements: string): Promise<unknown> =>
  site.db.sql(`set local session_replication_role = replica; ${statements}`);

/** The published moment that belongs to the last moment of a rule. */
export const publishedFor = ({ grace }: Pick<Deadline, "grace">, last: Date): Date =>
  new Date(last.getTime() - grace * MINUTE_MS);
