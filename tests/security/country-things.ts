/** A line of Albania's sheet and a programme of others, and the forms about them. */
import type { StaffActor } from "../../src/platform/db/actor.ts";
import { addLine } from "../../src/stages/country-sheets/keep-line.ts";
import {
  decideOpportunity,
  proposeOpportunity,
  seenOf,
} from "../../src/stages/opportunities/propose-opportunity.ts";
import { readOpportunity } from "../../src/stages/opportunities/read-opportunities.ts";
import type { TestDatabase } from "../support/database.ts";
import { must } from "../support/small-scheme.ts";
import { oneValue, type Send } from "./send-form.ts";
import type { SecuritySite } from "./site.ts";

const SOURCE = { source: "Ministry of Education", link: "https://example.org/source" };

/** The partner wrote the line and proposed the programme; the coordinator shows it. */
export async function preparedCountries(
  db: TestDatabase,
  staff: { readonly coordinator: StaffActor; readonly partner: StaffActor },
): Promise<{ sheetLineId: string; opportunityId: string }> {
  const { sheetLineId, opportunityId } = await db.database.withTx(staff.partner, async (tx) => ({
    sheetLineId: must(
      await addLine(tx, "AL", {
        topic: "school-calendar",
        words: { en: "Lessons begin in September." },
        ...SOURCE,
        checkedOn: "2026-11-01",
      }),
    ),
    opportunityId: must(
      await proposeOpportunity(tx, {
        title: { en: "Exchange of schools" },
        about: { en: "Two schools visit each other for a week." },
        organiser: "Test Organiser",
        countries: ["AL"],
        audience: ["schools"],
        lineCode: "",
        deadline: "",
        ...SOURCE,
        checkedOn: "2026-11-01",
      }),
    ),
  }));
  await db.database.withTx(staff.coordinator, async (tx) => {
    const of = await readOpportunity(tx, opportunityId);
    must(
      await decideOpportunity(
        tx,
        opportunityId,
        of ? seenOf(of) : "",
        "publish",
        "",
        "http://localhost",
      ),
    );
  });
  return { sheetLineId, opportunityId };
}

const looked = { "checkedOn-day": "2", "checkedOn-month": "11", "checkedOn-year": "2026" };

export async function sendCountryForms(site: SecuritySite, send: Send): Promise<void> {
  const { coordinator, partner } = site.cookies;
  const { scheme, things } = site;
  const sheets = `/console/${scheme.slug}/country-sheets`;
  const all = "POST /console/:scheme/country-sheets";
  const typed = { topic: "stay", "words-en": "Who stays registers.", ...SOURCE, ...looked };
  await send(`${all}/countries/:country`, `${sheets}/countries/AL`, partner, typed);
  const line = `${sheets}/lines/${things.sheetLineId}`;
  const one = `${all}/lines/:sheetLineId`;
  await send(one, line, partner, { ...typed, version: "1" });
  await send(`${one}/check`, `${line}/check`, coordinator, { version: "2" });
  await send(`${one}/removal`, `${line}/removal`, partner, { version: "3" });
  await send(`${all}/age`, `${sheets}/age`, coordinator, { days: "400" });

  const list = `/console/${scheme.slug}/opportunities`;
  const posts = "POST /console/:scheme/opportunities";
  const programme = {
    "title-en": "Volunteering",
    "about-en": "Two weeks to twelve months.",
    organiser: "Test Organiser",
    countries: "AL",
    audience: "learners",
    lineCode: "",
    ...SOURCE,
    ...looked,
  };
  await send(`${posts}/new`, `${list}/new`, partner, programme);
  const made = await oneValue(
    site,
    "select id as value from opportunities where scheme_id = $1 and title ->> 'en' = 'Volunteering'",
    scheme.id,
  );
  const of = `${posts}/:opportunityId`;
  const seen = () =>
    oneValue(
      site,
      `select to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as value
       from opportunities where id = $1`,
      made,
    );
  await send(of, `${list}/${made}`, partner, {
    ...programme,
    seen: await seen(),
    organiser: "Another Organiser",
  });
  await send(`${of}/check`, `${list}/${made}/check`, partner, { seen: await seen() });
  await send(`${of}/decision`, `${list}/${made}/decision`, coordinator, {
    seen: await seen(),
    decision: "refuse",
    reason: "It is over.",
  });
}
