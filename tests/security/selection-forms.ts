/** The forms on the way from cases to a final list, in the order in which people send them. */
import type { StaffActor } from "../../src/platform/db/actor.ts";
import type { Tx } from "../../src/platform/db/index.ts";
import type { Result } from "../../src/shared/result.ts";
import { correctPoints } from "../../src/stages/selection/committee.ts";
import { planInterview } from "../../src/stages/selection/interviews.ts";
import { answerObjection } from "../../src/stages/selection/objections.ts";
import { assignAssessor } from "../../src/stages/selection/prepare-selection.ts";
import { recordMinutes } from "../../src/stages/selection/record-minutes.ts";
import { saveScores } from "../../src/stages/selection/save-scores.ts";
import { must } from "../support/small-scheme.ts";
import { closedSelection } from "./selection-things.ts";
import { oneValue, type Send } from "./send-form.ts";
import type { SecuritySite } from "./site.ts";

export async function sendSelectionForms(site: SecuritySite, send: Send): Promise<void> {
  const { cookies, scheme, db, staff, world } = site;
  const anna = world.actorOf("anna@uniser.example");
  const { callId, people } = await closedSelection(db, {
    anna,
    assessor: staff.assessor.actor,
    other: world.actorOf("marta@assessor.example"),
    number: 40,
    publicCode: "K8FRMS",
    // Without days for objections the list is final as soon as they are answered.
    objectionDays: 0,
  });
  const root = `/console/${scheme.slug}`;
  const value = (text: string, ...values: unknown[]) => oneValue(site, text, ...values);
  /** What is not a form of its own here, or was sent as one already. */
  const act = async <T>(who: StaffActor, work: (tx: Tx<StaffActor>) => Promise<Result<T>>) =>
    must(await db.database.withTx(who, work));
  const office = (part: string, fields: Readonly<Record<string, string>> = {}) =>
    send(
      `POST /console/:scheme/selection/:callId/${part}`,
      `${root}/selection/${callId}/${part}`,
      cookies.coordinator,
      fields,
    );
  const ofCase = (
    at: number,
    part: string,
    fields: Readonly<Record<string, string>>,
    as = cookies.coordinator,
  ) =>
    send(
      `POST /console/:scheme/selection/cases/:applicationId/${part}`,
      `${root}/selection/cases/${people[at]}/${part}`,
      as,
      fields,
    );
  await office("settings", { assessorsACase: "1", sharedCases: "0", spreadLimit: "2" });
  await office("teams", { name: "Team of two", country: "" });
  await office("assessors", { userId: staff.assessor.userId, teamId: "" });
  // A second one, who is taken off again.
  const second = world.actorOf("marta@assessor.example").userId;
  await act(anna, (tx) => assignAssessor(tx, callId, { userId: second, teamId: null }));
  const gone = await value(
    "select id as value from assessors where call_id = $1 and user_id = $2",
    callId,
    second,
  );
  await send(
    "POST /console/:scheme/selection/:callId/assessors/:assessorId/removal",
    `${root}/selection/${callId}/assessors/${gone}/removal`,
    cookies.coordinator,
    {},
  );
  await office("distribution");
  const cases = (
    await db.sql<{ id: string; application: string }>(
      `select t.id, t.application_id as application from assessments t join assessors r on r.id = t.assessor_id
       where t.call_id = $1 and r.user_id = $2 order by t.position`,
      [callId, staff.assessor.userId],
    )
  ).map((row) => row);
  const own = (at: number, part: string, fields: Readonly<Record<string, string>>) =>
    send(
      `POST /console/:scheme/assessment/cases/:assessmentId/${part}`,
      `${root}/assessment/cases/${cases[at]!.id}/${part}`,
      cookies.assessor,
      fields,
    );
  await own(0, "skip", { order: "given" });
  await own(0, "scores", { motivation: "3", plan: "2", note: "", reason: "" });
  await own(1, "conflict", { ground: "taught" });
  await send(
    "POST /console/:scheme/assessment/:callId/grid",
    `${root}/assessment/${callId}/grid`,
    cookies.assessor,
    Object.fromEntries(
      cases.slice(2).flatMap(({ id }) => [
        [`${id}:motivation`, "2"],
        [`${id}:plan`, "4"],
      ]),
    ),
  );
  const conflict = await value("select id as value from conflicts where call_id = $1", callId);
  await send(
    "POST /console/:scheme/selection/cases/:applicationId/conflicts/:conflictId/lifting",
    `${root}/selection/cases/${cases[1]!.application}/conflicts/${conflict}/lifting`,
    cookies.coordinator,
    {},
  );
  await act(staff.assessor.actor, (tx) => {
    const values = { motivation: 4, plan: 4 };
    return saveScores(tx, cases[1]!.id, { values, reason: "", note: "", forPanel: false });
  });
  await ofCase(2, "conflicts", { form: "conflicts", assessorId: gone, ground: "family" });
  await ofCase(0, "facts", { criterion: "languages", languages: "b1" }, cookies.partner);
  const year = String(new Date().getUTCFullYear() + 1);
  const interview = {
    "at-year": year,
    "at-month": "2",
    "at-day": "3",
    time: "14:30",
    place: "Room 2",
    link: "",
    panel: "Two people of the office",
  };
  await ofCase(0, "interview", interview);
  await ofCase(0, "interview-scores", { talk: "3" });
  // One does not come; for the others the committee decides without an interview.
  const planned = {
    at: new Date(`${year}-02-03T10:00:00Z`),
    place: "Room 2",
    link: "",
    panel: "Two",
  };
  await act(anna, (tx) => planInterview(tx, people[3]!, planned));
  await ofCase(3, "interview-ending", { action: "miss" });
  const points = { criterion: "talk", points: 5, reason: "Nobody could travel to the interview." };
  for (const [at, id] of people.entries()) {
    if (at !== 0 && at !== 3) await act(anna, (tx) => correctPoints(tx, id, points));
  }
  await ofCase(3, "correction", {
    form: "correction",
    criterion: "talk",
    points: "4",
    reason: "Did not come because of the snow; heard by telephone.",
  });
  await ofCase(4, "veto", {
    form: "veto",
    criterion: "motivation",
    standing: "yes",
    reason: "The committee said no after the talk.",
  });
  await ofCase(5, "eligibility", {
    form: "eligibility",
    eligible: "no",
    note: "Left the school in the meantime.",
  });
  const now = new Date().toISOString().slice(0, 10).split("-");
  const minutes = {
    "heldOn-year": now[0]!,
    "heldOn-month": now[1]!,
    "heldOn-day": now[2]!,
    members: "One Member, chair\nAnother Member",
    minutes: "The committee looked at every case and takes the order as computed.",
  };
  const again = {
    heldOn: now.join("-"),
    members: [
      { name: "One Member", role: "chair" },
      { name: "Another Member", role: "" },
    ],
    minutes: minutes.minutes,
  };
  await office("decisions", minutes);
  await office("reopening");
  await act(anna, (tx) => recordMinutes(tx, callId, again));
  await office("lists/provisional");
  await office("letters");
  await office("letters-release");
  await send(
    "POST /console/:scheme/selection/:callId/objections",
    `${root}/selection/${callId}/objections`,
    cookies.partner,
    { applicationId: people[0]!, message: "A certificate was not counted." },
  );
  const objection = await value("select id as value from objections where call_id = $1", callId);
  await send(
    "POST /console/:scheme/selection/objections/:objectionId",
    `${root}/selection/objections/${objection}`,
    cookies.coordinator,
    { verdict: "reject", answer: "The certificate came after the deadline.", criterion: "" },
  );
  await send(
    "POST /:lang/:scheme/place/objection",
    `/en/${scheme.slug}/place/objection`,
    site.learnerOf(people[1]!),
    { message: "My second language was not counted." },
  );
  const own2 = await value(
    "select id as value from objections where call_id = $1 and state = 'open'",
    callId,
  );
  await act(anna, (tx) =>
    answerObjection(tx, own2, {
      verdict: "reject",
      answer: "The certificate was not in the papers.",
      corrections: [],
    }),
  );
  await act(anna, (tx) => recordMinutes(tx, callId, again));
  await office("lists/final");
  const school = await value(
    "select id as value from organisations where scheme_id = $1 and country = 'AL' and 'school' = any(roles) limit 1",
    scheme.id,
  );
  await send(
    "POST /console/:scheme/selection/:callId/populations",
    `${root}/selection/${callId}/populations`,
    cookies.partner,
    { organisationId: school, schoolYear: "2026/27", women: "120", men: "140" },
  );
}
