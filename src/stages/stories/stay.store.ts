import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { ageOn, type Day } from "../../shared/day.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";

/** What a story takes from the stay it is about. */
export type ToldStay = {
  readonly mobilityId: string;
  readonly reference: string;
  readonly state: string;
  readonly sendingCountry: string;
  readonly organisationId: string;
  readonly school: string;
  readonly country: string;
  readonly city: string;
  readonly trade: string | null;
  readonly givenNames: string;
  readonly birthDate: Day;
  readonly email: string | null;
  readonly locale: string | null;
  readonly invented: boolean;
};

export const isMinor = (stay: Pick<ToldStay, "birthDate">, tx: Tx): boolean =>
  ageOn(stay.birthDate, wallTimeOf(tx.now).day) < 18;

const stays = (tx: Tx) => {
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  return tx.db
    .selectFrom("mobilities as m")
    .innerJoin("persons as p", "p.id", "m.person_id")
    .innerJoin("organisations as s", "s.id", "m.sending_organisation_id")
    .leftJoin("offers as f", "f.id", "m.offer_id")
    .leftJoin("applications as a", "a.id", "f.application_id")
    .$if(seen !== null, (q) => q.where("m.sending_country", "in", [...(seen ?? [])]))
    .select([
      "m.id as mobilityId",
      "m.reference",
      "m.state",
      "m.sending_country as sendingCountry",
      "s.id as organisationId",
      "s.name as school",
      "m.hosting_country as country",
      "m.hosting_city as city",
      "a.trade",
      "p.given_names as givenNames",
      "p.birth_date as birthDate",
      "p.email",
      "a.locale",
      "m.invented",
    ])
    .$castTo<ToldStay>();
};

export const stayByReference = (tx: Tx, reference: string): Promise<ToldStay | undefined> =>
  stays(tx).where("m.reference", "=", reference).executeTakeFirst();

export const stayById = (tx: Tx, mobilityId: string): Promise<ToldStay | undefined> =>
  stays(tx).where("m.id", "=", mobilityId).executeTakeFirst();

/** The newest stay that came of an application. */
export const stayOfApplication = (tx: Tx, applicationId: string): Promise<ToldStay | undefined> =>
  stays(tx)
    .where("a.id", "=", applicationId)
    .where("m.state", "<>", "cancelled")
    .orderBy("m.starts", "desc")
    .executeTakeFirst();
