import type { Tx } from "../../platform/db/index.ts";
import { savepoint } from "../../platform/db/savepoint.ts";
import { recordAll } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import type { Day } from "../../shared/day.ts";
import { fold } from "../../shared/fold.ts";
import type { ApplicationId } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { can } from "./application.policy.ts";
import { entryProblems } from "./application.rules.ts";
import { insertApplications, readCallFacts, readIdentities } from "./application.store.ts";
import type { Entry, PersonDetails, Registered } from "./application.ts";
import { insertGrounds } from "./ground.store.ts";
import { addLanguages } from "./language.store.ts";
import { inThisCall, unlessAlreadyThere } from "./once.store.ts";
import { addStays, keepPersons } from "./person.store.ts";

/** Entries are written while people may apply and until the call's places are given. */
const OPEN_FOR_ENTRIES = new Set(["open", "closed"]);

const exactly = (person: Identity): string =>
  [person.givenNames, person.familyName, person.birthDate].join("\n");
const roughly = (person: Identity): string =>
  [fold(`${person.givenNames} ${person.familyName}`), person.birthDate].join("\n");
type Identity = Pick<PersonDetails, "givenNames" | "familyName"> & { readonly birthDate: string };

const placed = (at: number, problems: readonly Problem[]): Problem[] =>
  problems.map((problem) => ({ ...problem, field: `${at}:${problem.field ?? ""}` }));

/**
 * Registers many applicants of a call in the caller's transaction: all of them or, with every
 * problem of every entry, none. A problem's field is `<place in the list>:<field>`.
 * Somebody who applies is never told whether a person of that name is here already (who takes part
 * is nobody's business): two such applications are kept and a human looks at them.
 * @param isOtherPerson staff made sure that somebody of a name alike is another person
 */
export async function registerApplicants(
  tx: Tx,
  callId: string,
  entries: readonly Entry[],
  isOtherPerson = false,
): Promise<Result<readonly Registered[]>> {
  if (!can.enterFor(tx.actor, { country: null, organisationId: null })) return notFound;
  const call = await readCallFacts(tx, callId, entries);
  if (!call) return notFound;
  if (!OPEN_FOR_ENTRIES.has(call.state)) {
    return refuse({ code: "call-not-open", params: { state: call.state } });
  }
  const isApplicant = tx.actor.kind === "applicant";
  const judge = (entry: Entry) => entryProblems(entry, call, today(tx));
  const problems = isApplicant
    ? entries.flatMap((entry, at) => placed(at, judge(entry)))
    : await problemsOf(tx, callId, entries, judge, isOtherPerson);
  if (problems.length > 0) return refuse(...problems);

  const before = await savepoint(tx);
  const persons = await keepPersons(
    tx,
    entries.map((entry) => entry.person),
    isApplicant ? callId : null,
  );
  const applications = entries.map((entry, at) => ({
    id: newId() as ApplicationId,
    callId,
    personId: persons[at]!.id,
    entry,
  }));
  const again = await alreadyThere(tx, callId, applications);
  if (again.length > 0) return refuse(...again);
  const codes = await unlessAlreadyThere(() => insertApplications(tx, applications));
  if (!codes) {
    // Another hand wrote one of them in the same instant; it can be seen now and is told.
    await before.undo();
    return registerApplicants(tx, callId, entries, isOtherPerson);
  }
  await before.keep();
  await addStays(
    tx,
    applications.flatMap(({ personId, entry }) =>
      (entry.declaredStays ?? []).map((stay) => ({ personId, stay })),
    ),
  );
  const spoken = applications.flatMap(({ personId, entry }) =>
    entry.languages?.length ? [{ personId, languages: entry.languages }] : [],
  );
  if (spoken.length > 0) await addLanguages(tx, spoken);
  await insertGrounds(
    tx,
    applications.map(({ id, entry }) => ({ applicationId: id, stated: entry.grounds ?? [] })),
  );
  await recordAll(
    tx,
    "application.submitted",
    "application",
    applications.map(({ id }) => ({ id, data: { callId } })),
  );
  return ok(
    applications.map(({ id, personId }) => ({
      applicationId: id,
      personId,
      code: codes.get(id)!,
    })),
  );
}

/** Also somebody whom the call knows by the names of another row that turned out to be the same person. */
async function alreadyThere(
  tx: Tx,
  callId: string,
  applications: readonly { readonly personId: string }[],
): Promise<Problem[]> {
  const there = new Set(
    await inThisCall(
      tx,
      callId,
      applications.map(({ personId }) => personId),
    ),
  );
  return applications.flatMap(({ personId }, at) => {
    if (there.has(personId)) return placed(at, [{ code: "already-applied", field: "familyName" }]);
    there.add(personId);
    return [];
  });
}

const today = (tx: Tx): Day => wallTimeOf(tx.now).day;

async function problemsOf(
  tx: Tx,
  callId: string,
  entries: readonly Entry[],
  judge: (entry: Entry) => Problem[],
  isOtherPerson: boolean,
): Promise<Problem[]> {
  const exact = new Set<string>();
  const rough = new Set<string>();
  const born = entries.map((entry) => entry.person.birthDate);
  for (const person of await readIdentities(tx, callId, born)) {
    exact.add(exactly(person));
    rough.add(roughly(person));
  }
  return entries.flatMap((entry, at) => {
    const problems = judge(entry);
    const { person } = entry;
    const { organisationId } = entry;
    if (!can.enterFor(tx.actor, { country: person.country, organisationId })) {
      problems.push({
        code: "not-your-country",
        params: { country: person.country },
        field: "country",
      });
    }
    if (exact.has(exactly(person))) {
      problems.push({ code: "already-applied", field: "familyName" });
    } else if (!isOtherPerson && rough.has(roughly(person))) {
      // Ćosić and Cosic with one birth date: nobody is merged by guess, a person looks at it.
      problems.push({ code: "maybe-already-applied", field: "familyName" });
    }
    exact.add(exactly(person));
    rough.add(roughly(person));
    return placed(at, problems);
  });
}
