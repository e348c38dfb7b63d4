import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { resultCode } from "../../platform/random.ts";
import type { Day } from "../../shared/day.ts";
import { type ApplicationId, isUuid, type PersonId } from "../../shared/id.ts";
import type { CallFacts } from "./application.rules.ts";
import { actorEntered } from "./application.rules.ts";
import type { ApplicationState, Entry } from "./application.ts";

const CHUNK = 1000;
type Criterion = { readonly code: string; readonly maximum: number };

const inScheme = (tx: Tx): string => {
  if (!tx.actor.schemeId) throw new Error("an application outside a scheme");
  return tx.actor.schemeId;
};

async function inChunks<Row>(rows: readonly Row[], work: (chunk: Row[]) => Promise<unknown>) {
  for (let at = 0; at < rows.length; at += CHUNK) await work(rows.slice(at, at + CHUNK));
}

/**
 * The call as a judge of these entries sees it, with those of its flows and of the scheme's
 * organisations that they name; undefined when it is not there or not of this scheme. Held: nobody
 * publishes it until this transaction ends.
 */
export async function readCallFacts(
  tx: Tx,
  callId: string,
  entries: readonly Pick<Entry, "organisationId" | "wishes">[],
): Promise<CallFacts | undefined> {
  if (!isUuid(callId)) return undefined;
  const known = (ids: Iterable<string>) => [...new Set(ids)].filter(isUuid);
  const flows = known(entries.flatMap((entry) => entry.wishes));
  const organisations = known(entries.map((entry) => entry.organisationId));
  const row = await tx.db
    .selectFrom("calls")
    .where("id", "=", callId)
    .select((eb) => [
      "state",
      "criteria",
      sql<
        string[]
      >`array(select id::text from flows where call_id = calls.id and id = any(${flows}::uuid[]))`.as(
        "flowIds",
      ),
      sql<
        string[]
      >`array(select id::text from organisations where id = any(${organisations}::uuid[]))`.as(
        "organisationIds",
      ),
      sql<string[]>`array(select country from scheme_countries)`.as("countries"),
      eb.ref("line_id").as("lineId"),
    ])
    .forShare()
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    state: row.state,
    criteria: row.criteria as unknown as Criterion[],
    flowIds: new Set(row.flowIds),
    organisationIds: new Set(row.organisationIds),
    countries: new Set(row.countries),
  };
}

type Identity = {
  readonly applicationId: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly birthDate: string;
};

/** Applicants of a call who were born on one of these days: nobody else can be the same person. */
export async function readIdentities(
  tx: Tx,
  callId: string,
  birthDates: readonly string[],
): Promise<Identity[]> {
  // Two lists put together here: in a long import the database knows nothing yet of the rows that
  // were just written, and would join them by comparing each with each.
  const people = await tx.db
    .selectFrom("persons")
    .where(sql<boolean>`birth_date = any(${[...new Set(birthDates)]}::date[])`)
    .select(["id", "given_names as givenNames", "family_name as familyName"])
    .select("birth_date as birthDate")
    .execute();
  const applied = await tx.db
    .selectFrom("applications")
    .where("call_id", "=", callId)
    .where(sql<boolean>`person_id = any(${people.map(({ id }) => id)}::uuid[])`)
    .select(["id as applicationId", "person_id as personId"])
    .execute();
  const byId = new Map(people.map(({ id, ...person }) => [id, person]));
  return applied.flatMap(({ applicationId, personId }) => {
    const person = byId.get(personId);
    return person ? [{ applicationId, ...person }] : [];
  });
}

type NewApplication = {
  readonly id: ApplicationId;
  readonly callId: string;
  readonly personId: PersonId;
  readonly entry: Entry;
};

/**
 * Writes applications with their points and wishes; gives back the code of each. Codes are unique
 * over all schemes, which row-level security hides from us, so the database is asked by trying:
 * a code that is taken is drawn again.
 */
export async function insertApplications(
  tx: Tx,
  applications: readonly NewApplication[],
): Promise<Map<string, string>> {
  const schemeId = inScheme(tx);
  const codes = new Map<string, string>();
  let waiting = applications;
  while (waiting.length > 0) {
    await inChunks(waiting, async (chunk) => {
      const written = await tx.db
        .insertInto("applications")
        .values(
          chunk.map(({ id, callId, personId, entry }) => ({
            id,
            scheme_id: schemeId,
            call_id: callId,
            person_id: personId,
            code: entry.code ?? resultCode(),
            state: "submitted",
            organisation_id: entry.organisationId,
            sending_country: entry.person.country,
            trade: entry.trade.trim(),
            locale: entry.locale,
            points: Object.values(entry.points).reduce((sum, points) => sum + points, 0),
            submitted_at: entry.submittedAt ?? tx.now,
            created_at: tx.now,
            form_version_id: entry.formVersionId ?? null,
            entered_by: JSON.stringify(entry.enteredBy ?? actorEntered(tx.actor)),
            facts: JSON.stringify(entry.facts ?? {}),
          })),
        )
        .onConflict((conflict) => conflict.column("code").doNothing())
        .returning(["id", "code"])
        .execute();
      for (const row of written) codes.set(row.id, row.code);
    });
    const left = waiting.filter(({ id }) => !codes.has(id));
    const given = left.find(({ entry }) => entry.code !== undefined);
    if (given) throw new Error("a result code that was given is already taken");
    waiting = left;
  }
  const points = applications.flatMap(({ id, entry }) =>
    Object.entries(entry.points).map(([criterion, value]) => ({
      scheme_id: schemeId,
      application_id: id,
      criterion,
      points: value,
    })),
  );
  await inChunks(points, (chunk) => tx.db.insertInto("application_points").values(chunk).execute());
  const wishes = applications.flatMap(({ id, entry }) =>
    entry.wishes.map((flowId, at) => ({
      scheme_id: schemeId,
      application_id: id,
      flow_id: flowId,
      rank: at + 1,
    })),
  );
  await inChunks(wishes, (chunk) => tx.db.insertInto("wishes").values(chunk).execute());
  return codes;
}

/**
 * Locked, so that two people cannot decide about it at the same moment; and its call held first, as
 * whoever publishes does, so that its state is true until this transaction ends.
 */
export async function lockApplication(
  tx: Tx,
  id: string,
): Promise<
  { id: string; state: ApplicationState; country: string; callState: string } | undefined
> {
  if (!isUuid(id)) return undefined;
  await tx.db
    .selectFrom("calls")
    .select("id")
    .where("id", "=", (eb) =>
      eb.selectFrom("applications").select("call_id").where("applications.id", "=", id),
    )
    .forShare()
    .execute();
  const row = await tx.db
    .selectFrom("applications as a")
    .innerJoin("calls as c", "c.id", "a.call_id")
    .where("a.id", "=", id)
    .select(["a.id", "a.state", "a.sending_country as country", "c.state as callState"])
    .forUpdate("a")
    .executeTakeFirst();
  return row && { ...row, state: row.state as ApplicationState };
}

/** Whether the same person has another application in the same call that counts. */
export async function hasLiveTwin(tx: Tx, id: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom("applications as a")
    .innerJoin("applications as b", (join) =>
      join.onRef("b.person_id", "=", "a.person_id").onRef("b.call_id", "=", "a.call_id"),
    )
    .where("a.id", "=", id)
    .whereRef("b.id", "<>", "a.id")
    .where("b.state", "=", "submitted")
    .select("b.id")
    .executeTakeFirst();
  return row !== undefined;
}

export async function setApplicationState(
  tx: Tx,
  id: string,
  state: ApplicationState,
): Promise<void> {
  await tx.db.updateTable("applications").set({ state }).where("id", "=", id).execute();
}

export type ApplicationRow = Awaited<ReturnType<typeof selectApplications>>[number];

/** Whole applications for pages about one person; `countries` null means all. */
export async function selectApplications(
  tx: Tx,
  by: { readonly id: string } | { readonly personId: string },
  countries: readonly string[] | null,
) {
  if (!isUuid("id" in by ? by.id : by.personId)) return [];
  return tx.db
    .selectFrom("applications as a")
    .innerJoin("persons as p", "p.id", "a.person_id")
    .innerJoin("organisations as o", "o.id", "a.organisation_id")
    .innerJoin("calls as c", "c.id", "a.call_id")
    .$if("id" in by, (q) => q.where("a.id", "=", (by as { id: string }).id))
    .$if("personId" in by, (q) =>
      q.where("a.person_id", "=", (by as { personId: string }).personId),
    )
    .$if(countries !== null, (q) =>
      q.where("a.sending_country", "in", countries?.length ? [...countries] : ["-"]),
    )
    .select([
      "a.id",
      "a.call_id as callId",
      "a.person_id as personId",
      "a.code",
      "a.state",
      "a.organisation_id as organisationId",
      "o.name as organisationName",
      "o.city",
      "a.sending_country as sendingCountry",
      "a.trade",
      "a.locale",
      "a.points",
      "a.submitted_at as submittedAt",
      "c.number as callNumber",
      "c.title as callTitle",
      "c.state as callState",
      "c.criteria",
      "p.given_names as givenNames",
      "p.family_name as familyName",
      "p.birth_date as birthDate",
      "p.gender",
      "p.email",
      "p.phone",
      sql<Record<string, number>>`coalesce((select jsonb_object_agg(ap.criterion, ap.points)
        from application_points ap where ap.application_id = a.id), '{}')`.as("pointsByCriterion"),
      sql<
        {
          rank: number;
          flowId: string;
          code: string;
          city: string;
          country: string;
          starts: Day;
          ends: Day;
        }[]
      >`coalesce((select jsonb_agg(jsonb_build_object('rank', w.rank, 'flowId', f.id,
          'code', f.code, 'city', f.city, 'country', f.country, 'starts', f.starts, 'ends', f.ends)
          order by w.rank)
        from wishes w join flows f on f.id = w.flow_id where w.application_id = a.id), '[]')`.as(
        "wishes",
      ),
    ])
    .orderBy("c.number", "desc")
    .execute();
}
