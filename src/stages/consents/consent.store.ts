import { ownSchools, visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { stands } from "./consent.rules.ts";
import type { Consent, GuardianNumber, Medium, Purpose, Wording } from "./consent.ts";

const facts = [
  "id",
  "application_id as applicationId",
  "purpose",
  "guardian",
  "guardian_name as guardianName",
  "medium",
  "given_on as givenOn",
  "ends_on as endsOn",
  "recorded_at as recordedAt",
  "withdrawn_at as withdrawnAt",
  "paper_id as paperId",
] as const;

/** Every consent of an application, taken back ones too, the oldest first. */
export const consentsOf = (tx: Tx, applicationId: string): Promise<Consent[]> =>
  tx.db
    .selectFrom("consents")
    .where("application_id", "=", applicationId)
    .select(facts)
    .orderBy("recorded_at")
    .orderBy("guardian")
    .orderBy("purpose")
    .$castTo<Consent>()
    .execute();

export type NewConsentRow = {
  readonly id: string;
  readonly applicationId: string;
  readonly purpose: Purpose;
  readonly guardian: GuardianNumber;
  readonly guardianName: string;
  readonly medium: Medium;
  readonly givenOn: string;
  readonly endsOn: string;
  readonly wording: Wording | null;
  readonly linkId?: string;
  readonly paperId?: string;
  readonly by: string;
};

/**
 * Leaves out what this guardian's standing consent already says; gives back what was written. One
 * whose time ended says nothing any more and stays beside the new one.
 */
export async function insertConsents(tx: Tx, all: readonly NewConsentRow[]): Promise<Purpose[]> {
  const standing = await standingAmong(tx, all);
  const rows = all.filter((row) => !standing.some((one) => isSame(one, row)));
  if (rows.length === 0) return [];
  const written = await tx.db
    .insertInto("consents")
    .values(
      rows.map((row) => ({
        id: row.id,
        scheme_id: tx.actor.schemeId!,
        application_id: row.applicationId,
        purpose: row.purpose,
        guardian: row.guardian,
        guardian_name: row.guardianName,
        medium: row.medium,
        given_on: row.givenOn,
        ends_on: row.endsOn,
        text_locale: row.wording?.locale ?? null,
        text_hash: row.wording?.hash ?? null,
        link_id: row.linkId ?? null,
        paper_id: row.paperId ?? null,
        recorded_by: row.by,
        recorded_at: tx.now,
      })),
    )
    .onConflict((c) => c.doNothing())
    .returning("purpose")
    .execute();
  return written.map((row) => row.purpose as Purpose);
}

type Given = Pick<Consent, "applicationId" | "purpose" | "guardian">;

const isSame = (a: Given, b: Given): boolean =>
  a.applicationId === b.applicationId && a.purpose === b.purpose && a.guardian === b.guardian;

const standingAmong = async (tx: Tx, rows: readonly NewConsentRow[]): Promise<Consent[]> => {
  const ids = [...new Set(rows.map((row) => row.applicationId))];
  const given = await Promise.all(ids.map((id) => consentsOf(tx, id)));
  const today = wallTimeOf(tx.now).day;
  return given.flat().filter((one) => stands(one, today));
};

/**
 * Ends what stands of this guardian and purpose, or the newest that was never taken back; one whose
 * time ended before it keeps saying what it said. Null when there was none.
 */
export async function endConsent(
  tx: Tx,
  from: { applicationId: string; purpose: Purpose; guardian: GuardianNumber; by: string },
): Promise<string | null> {
  const given = await tx.db
    .selectFrom("consents")
    .where("application_id", "=", from.applicationId)
    .where("purpose", "=", from.purpose)
    .where("guardian", "=", from.guardian)
    .where("withdrawn_at", "is", null)
    .select(facts)
    .orderBy("recorded_at", "desc")
    .orderBy("ends_on", "desc")
    .forUpdate()
    .$castTo<Consent>()
    .execute();
  const [newest] = given;
  if (!newest) return null;
  const today = wallTimeOf(tx.now).day;
  const ended = given.filter((one) => one === newest || stands(one, today)).map(({ id }) => id);
  await tx.db
    .updateTable("consents")
    .set({ withdrawn_at: tx.now, withdrawn_by: from.by })
    .where("id", "in", ended)
    .execute();
  return newest.id;
}

/** Through the actor: what a guardian, a learner, a school or a country may know of. */
const applications = (tx: Tx) => {
  const { actor } = tx;
  const countries = actor.kind === "staff" ? visibleCountries(actor) : null;
  const schools = ownSchools(actor);
  return tx.db
    .selectFrom("applications as a")
    .innerJoin("persons as p", "p.id", "a.person_id")
    .$if(countries !== null, (q) =>
      q.where((e) =>
        e.or([
          ...((countries ?? []).length > 0
            ? [e("a.sending_country", "in", [...(countries ?? [])])]
            : []),
          ...(schools.length > 0 ? [e("a.organisation_id", "in", [...schools])] : []),
          e.lit(false),
        ]),
      ),
    )
    .$if(actor.kind === "learner" || actor.kind === "guardian", (q) =>
      q.where("a.id", "=", "applicationId" in actor ? actor.applicationId : ""),
    )
    .$if(actor.kind === "anonymous" || actor.kind === "applicant", (q) =>
      q.where((e) => e.lit(false)),
    );
};

export type Subject = {
  readonly applicationId: string;
  readonly personId: string;
  readonly sendingCountry: string;
  readonly organisationId: string;
  readonly birthDate: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly locale: string;
  readonly callId: string;
  readonly state: string;
  /** The latest last day of a stay this person may have by this call. */
  readonly lastDay: string;
};

/** The learners that consents are about; whom the actor may not know of is left out. */
export const subjectsOf = async (tx: Tx, ids: readonly string[]): Promise<Subject[]> => {
  const asked = ids.filter(isUuid);
  if (asked.length === 0) return [];
  return applications(tx)
    .innerJoin("calls as c", "c.id", "a.call_id")
    .where("a.id", "in", asked)
    .select([
      "a.id as applicationId",
      "a.person_id as personId",
      "a.sending_country as sendingCountry",
      "a.organisation_id as organisationId",
      "p.birth_date as birthDate",
      "p.given_names as givenNames",
      "p.family_name as familyName",
      "a.locale",
      "a.call_id as callId",
      "a.state",
    ])
    .select((e) =>
      e.fn
        .coalesce(
          e
            .selectFrom("flows as f")
            .whereRef("f.call_id", "=", "a.call_id")
            .whereRef("f.sending_country", "=", "a.sending_country")
            .select((x) => x.fn.max("f.ends").as("ends")),
          "c.decide_by",
        )
        .as("lastDay"),
    )
    .$castTo<Subject>()
    .execute();
};

/** One of them, or undefined for "not there" and "not yours" alike. */
export const subjectOf = async (tx: Tx, applicationId: string): Promise<Subject | undefined> =>
  (await subjectsOf(tx, [applicationId]))[0];

/** What the permission to take part is worked out from, in one statement: the country's rule too. */
export async function takingPartFacts(
  tx: Tx,
  applicationId: string,
): Promise<{ readonly needed: 1 | 2; readonly consents: readonly Consent[] }> {
  const rows = await tx.db
    .selectFrom("applications as a")
    .leftJoin("consent_rules as r", "r.country", "a.sending_country")
    .leftJoin("consents as c", (join) =>
      join
        .onRef("c.application_id", "=", "a.id")
        .on("c.purpose", "=", "taking-part")
        .on("c.withdrawn_at", "is", null),
    )
    .where("a.id", "=", applicationId)
    .leftJoin("sole_guardians as s", (join) =>
      join.onRef("s.application_id", "=", "a.id").on("s.ended_at", "is", null),
    )
    .select((e) =>
      e.case().when("s.id", "is not", null).then(1).else(e.ref("r.guardians")).end().as("needed"),
    )
    .select(facts.map((fact) => `c.${fact}` as const))
    .$castTo<Consent & { readonly needed: 1 | 2 | null }>()
    .execute();
  return {
    needed: rows[0]?.needed ?? 1,
    consents: rows.flatMap(({ needed: _, ...row }) => (row.id ? [row] : [])),
  };
}
