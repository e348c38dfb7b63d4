import type { Tx } from "../../platform/db/index.ts";
import { recordAll } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { type Day, day } from "../../shared/day.ts";
import { fold } from "../../shared/fold.ts";
import type { ApplicationId } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { can } from "./application.policy.ts";
import { entryProblems } from "./application.rules.ts";
import { insertApplications, readCallFacts, readIdentities } from "./application.store.ts";
import type { Entry, PersonDetails, Registered } from "./application.ts";
import { insertGrounds } from "./ground.store.ts";
import { addStays, keepPersons } from "./person.store.ts";

/** Entries are written while people may apply and until the call's places are given. */
const OPEN_FOR_ENTRIES = new Set(["open", "closed"]);

const exactly = (person: Identity): string =>
  [person.givenNames, person.familyName, person.birthDate].join("\n");
const roughly = (person: Identity): string =>
  [fold(`${person.givenNames} ${person.familyName}`), person.birthDate].join("\n");
type Identity = Pick<PersonDetails, "givenNames" | "familyName"> & { readonly birthDate: string };

/**
 * Registers many applicants of a call in the caller's transaction: all of them or, with every
 * problem of every entry, none. A problem's field is `<place in the list>:<field>`.
 */
export async function registerApplicants(
  tx: Tx,
  callId: string,
  entries: readonly Entry[],
): Promise<Result<readonly Registered[]>> {
  if (!can.register(tx.actor)) return notFound;
  const call = await readCallFacts(tx, callId);
  if (!call) return notFound;
  if (!OPEN_FOR_ENTRIES.has(call.state)) {
    return refuse({ code: "call-not-open", params: { state: call.state } });
  }
  const problems = await problemsOf(tx, callId, entries, (entry) =>
    entryProblems(entry, call, today(tx)),
  );
  if (problems.length > 0) return refuse(...problems);

  const persons = await keepPersons(
    tx,
    entries.map((entry) => entry.person),
  );
  const applications = entries.map((entry, at) => ({
    id: newId() as ApplicationId,
    callId,
    personId: persons[at]!.id,
    entry,
  }));
  const codes = await insertApplications(tx, applications);
  await addStays(
    tx,
    applications.flatMap(({ personId, entry }) =>
      (entry.declaredStays ?? []).map((stay) => ({ personId, stay })),
    ),
  );
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

const today = (tx: Tx): Day => day(tx.now.toISOString().slice(0, 10));

async function problemsOf(
  tx: Tx,
  callId: string,
  entries: readonly Entry[],
  judge: (entry: Entry) => Problem[],
): Promise<Problem[]> {
  const exact = new Set<string>();
  const rough = new Set<string>();
  for (const person of await readIdentities(tx, callId)) {
    exact.add(exactly(person));
    rough.add(roughly(person));
  }
  return entries.flatMap((entry, at) => {
    const problems = judge(entry);
    const { person } = entry;
    if (!can.register(tx.actor, person.country)) {
      problems.push({
        code: "not-your-country",
        params: { country: person.country },
        field: "country",
      });
    }
    if (exact.has(exactly(person))) {
      problems.push({ code: "already-applied", field: "familyName" });
    } else if (rough.has(roughly(person))) {
      // Ćosić and Cosic with one birth date: nobody is merged by guess, a person looks at it.
      problems.push({ code: "maybe-already-applied", field: "familyName" });
    }
    exact.add(exactly(person));
    rough.add(roughly(person));
    return problems.map((problem) => ({ ...problem, field: `${at}:${problem.field ?? ""}` }));
  });
}
