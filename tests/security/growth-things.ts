/** What Albania's partner says of one quality standard with a file, and the forms about it. */
import type { StaffActor } from "../../src/platform/db/actor.ts";
import { sayStandard } from "../../src/stages/growth/say-standard.ts";
import type { TestDatabase } from "../support/database.ts";
import { pdf } from "../support/hostile.ts";
import { must } from "../support/small-scheme.ts";
import { oneValue, type Send } from "./send-form.ts";
import type { SecuritySite } from "./site.ts";

const SAID = { level: "in-place", evidence: "Written rules since 2024.", link: "" };

/** After `preparedGuardians`, which opens uploads. */
export async function preparedGrowth(
  db: TestDatabase,
  partner: StaffActor,
): Promise<{ partnerId: string; standard: string; growthAnswerId: string }> {
  const [one] = await db.sql<{ id: string }>(
    `select id from organisations where scheme_id = $1 and country = 'AL' and 'sending' = any(roles)
     order by name limit 1`,
    [partner.schemeId],
  );
  const partnerId = one?.id ?? "";
  const file = { name: "rules.pdf", bytes: pdf() };
  const of = { organisationId: partnerId, standard: "selection" };
  await db.database.withTx(partner, async (tx) =>
    must(await sayStandard(tx, of, { ...SAID, file })),
  );
  const [answer] = await db.sql<{ id: string }>(
    "select id from growth_answers where organisation_id = $1 and upload_id is not null",
    [partnerId],
  );
  return { partnerId, standard: "selection", growthAnswerId: answer?.id ?? "" };
}

export async function sendGrowthForms(site: SecuritySite, send: Send): Promise<void> {
  const { coordinator, partner } = site.cookies;
  const { scheme, things } = site;
  const root = `/console/${scheme.slug}/growth/${things.partnerId}`;
  const routes = "POST /console/:scheme/growth/:partnerId";
  await send(`${routes}/standards/:standard`, `${root}/standards/safety`, partner, SAID);
  const file = `standards/selection/files/${things.growthAnswerId}/removal`;
  const removal = "standards/:standard/files/:growthAnswerId/removal";
  await send(`${routes}/${removal}`, `${root}/${file}`, partner, {});
  const waiting = await oneValue(
    site,
    "select id as value from growth_answers where organisation_id = $1 and standard = 'safety' and superseded_at is null",
    things.partnerId,
  );
  await send(`${routes}/decisions`, `${root}/decisions`, coordinator, {
    answers: waiting,
    action: "confirm",
    reason: "",
  });
}
