import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Day } from "../../shared/day.ts";
import type { ApplicationId, FlowId, OrganisationId, PersonId } from "../../shared/id.ts";
import { type ApplicationRow, selectApplications } from "./application.store.ts";
import type { Application, ApplicationState, Gender } from "./application.ts";

/** One application as its actor may see it: staff of the country, the learner it belongs to. */
export async function readApplication(
  tx: Tx,
  applicationId: string,
): Promise<Application | undefined> {
  const { actor } = tx;
  if (actor.kind === "anonymous") return undefined;
  if (actor.kind === "learner" && actor.applicationId !== applicationId) return undefined;
  const countries = actor.kind === "staff" ? visibleCountries(actor) : null;
  const [row] = await selectApplications(tx, { id: applicationId }, countries);
  return row && applicationOf(row);
}

export function applicationOf(row: ApplicationRow): Application {
  return {
    id: row.id as ApplicationId,
    callId: row.callId,
    personId: row.personId as PersonId,
    code: row.code,
    state: row.state as ApplicationState,
    organisationId: row.organisationId as OrganisationId,
    organisationName: row.organisationName,
    sendingCountry: row.sendingCountry,
    trade: row.trade,
    locale: row.locale,
    points: row.points,
    submittedAt: row.submittedAt,
    person: {
      givenNames: row.givenNames,
      familyName: row.familyName,
      birthDate: row.birthDate as Day,
      gender: row.gender as Gender | null,
      email: row.email,
      phone: row.phone,
    },
    pointsByCriterion: row.pointsByCriterion,
    wishes: row.wishes.map((wish) => ({ ...wish, flowId: wish.flowId as FlowId })),
  };
}
