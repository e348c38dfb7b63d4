/** A passport and a stay of somebody of Albania, a row about visas, and the forms about them. */
import type { StaffActor } from "../../src/platform/db/actor.ts";
import { declareStay } from "../../src/stages/travel/change-stays.ts";
import { addPapers } from "../../src/stages/travel/keep-papers.ts";
import type { TestDatabase } from "../support/database.ts";
import { must } from "../support/small-scheme.ts";
import { oneValue, type Send } from "./send-form.ts";
import type { SecuritySite } from "./site.ts";

export async function preparedTravel(
  db: TestDatabase,
  partner: StaffActor,
  personId: string,
): Promise<{ passportId: string; stayId: string; ruleId: string }> {
  const passportId = await db.database.withTx(
    partner,
    async (tx) => {
      must(
        await declareStay(tx, personId, { entry: "2026-01-02", exit: "2026-01-09", permit: "" }),
      );
      return must(
        await addPapers(tx, personId, {
          nationality: "AL",
          passport: "biometric",
          issuer: "AL",
          issued: "2024-03-01",
          expires: "2034-02-28",
          number: "BX0000000",
        }),
      );
    },
    { purpose: "care" },
  );
  const [stay] = await db.sql<{ id: string }>(
    "select id from declared_stays where person_id = $1 and entry = '2026-01-02'",
    [personId],
  );
  const [rule] = await db.sql<{ id: string }>(
    "select id from visa_rules where scheme_id = $1 and host = 'ES' and unsure",
    [partner.schemeId],
  );
  return { passportId, stayId: stay!.id, ruleId: rule!.id };
}

export async function sendTravelForms(site: SecuritySite, send: Send): Promise<void> {
  const { things, cookies, scheme } = site;
  const { coordinator, partner } = cookies;
  const of = "POST /console/:scheme/people/:personId/travel";
  const travel = `/console/${scheme.slug}/people/${things.personId}/travel`;
  const dated = (name: string, year: string) => ({
    [`${name}-day`]: "3",
    [`${name}-month`]: "4",
    [`${name}-year`]: year,
  });
  await send(`${of}/papers`, `${travel}/papers`, partner, {
    nationality: "IT",
    passport: "biometric",
    issuer: "IT",
    ...dated("issued", "2023"),
    ...dated("expires", "2033"),
    number: "YA 000 0000",
  });
  const one = `${travel}/papers/${things.passportId}`;
  await send(`${of}/papers/:passportId/use`, `${one}/use`, partner, {});
  await send(`${of}/papers/:passportId/number`, `${one}/number`, partner, {}, [], 200);
  await send(`${of}/papers/:passportId/removal`, `${one}/removal`, coordinator, {});
  await send(`${of}/stays`, `${travel}/stays`, partner, {
    ...dated("entry", "2025"),
    ...dated("exit", "2025"),
    permit: "yes",
  });
  const stay = `${travel}/stays/${things.stayId}/removal`;
  await send(`${of}/stays/:stayId/removal`, stay, partner, {});

  const visas = `/console/${scheme.slug}/settings/visas`;
  const all = "POST /console/:scheme/settings/visas";
  const row = {
    nationality: "TR",
    passport: "any",
    issuer: "",
    host: "SCHENGEN",
    regime: "visa",
    leadWeeks: "8",
    source: "The consulate, by telephone",
    link: "https://example.org/visa",
  };
  await send(all, visas, coordinator, row);
  const made = await oneValue(
    site,
    "select id as value from visa_rules where scheme_id = $1 and nationality = 'TR'",
    scheme.id,
  );
  await send(`${all}/rows/:ruleId`, `${visas}/rows/${made}`, coordinator, {
    ...row,
    leadWeeks: "10",
    unsure: "yes",
  });
  await send(`${all}/rows/:ruleId/removal`, `${visas}/rows/${made}/removal`, coordinator, {});
  await send(`${all}/defaults`, `${visas}/defaults`, coordinator, {});
}
