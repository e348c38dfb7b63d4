/** A learner whose stay is over, and words to tell. */
import sharp from "sharp";
import type { Parts } from "../../src/stages/stories/story.ts";
import type { TestDatabase } from "./database.ts";
import { type ClosedCall, computedRun, publishAndOffer } from "./run.ts";
import { signInAs } from "./server.ts";

const sentence = (start: string, words: number): string =>
  `${start} ${Array.from({ length: words - start.split(" ").length }, (_, at) => `word${at}`).join(" ")}`;

/** 180 words of three answers, the first with signs that a page must not take for its own. */
export const TOLD: Parts = [
  sentence("I mended <b>brakes</b> & lamps.", 60),
  sentence("Talking was hard at first.", 60),
  sentence("Go, even if you are afraid.", 60),
];

/** What a learner sends who tells without a picture. */
export const TELLING = {
  do: "send",
  did: TOLD[0],
  surprised: TOLD[1],
  tell: TOLD[2],
  language: "en",
  shownName: "Arta",
  typedName: "Arta Hoxha",
  years: "1",
};

/** A photograph as large as a telephone's, with detail everywhere so that it does not shrink well. */
export async function photo(width = 1500, height = 1000): Promise<Buffer> {
  return sharp({
    create: {
      width,
      height,
      channels: 3,
      background: "#888",
      noise: { type: "gaussian", mean: 128, sigma: 24 },
    },
  })
    .withExif({ IFD0: { Copyright: "secret-of-the-camera" } })
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** Two people of a published call whose stays are over: a minor and one of age. */
export async function storyScene(db: TestDatabase, call: ClosedCall) {
  const coordinator = await signInAs(db, call.scheme, { role: "coordinator" });
  const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });
  const neighbour = await signInAs(db, call.scheme, { role: "country-partner", country: "RS" });
  const auditor = await signInAs(db, call.scheme, { role: "auditor" });
  await publishAndOffer(db, await computedRun(db, call), [coordinator, partner]);
  const stays = await db.sql<{ mobility: string; application: string }>(
    `insert into mobilities (id, scheme_id, line_id, person_id, offer_id, flow_id, reference,
        sending_organisation_id, hosting_country, hosting_city, sending_country, starts, ends, mode, state, created_at)
      select gen_random_uuid(), o.scheme_id, c.line_id, a.person_id, o.id, f.id,
        'told-' || row_number() over (order by a.code), a.organisation_id, f.country, f.city,
        a.sending_country, f.starts, f.ends, 'physical', 'finished', now()
      from offers o join applications a on a.id = o.application_id join calls c on c.id = o.call_id
        join places p on p.id = o.place_id join flows f on f.id = p.flow_id
      where a.sending_country = 'AL' order by a.code limit 2
      returning id as mobility, (select application_id from offers where id = offer_id) as application`,
  );
  const [minor, adult] = stays;
  if (!minor || !adult) throw new Error("nobody was offered a place");
  await db.sql(
    `update offers set state = 'accepted', answered_at = now() where application_id = any($1::uuid[])`,
    [stays.map(({ application }) => application)],
  );
  await db.sql(
    `update persons set birth_date = '2010-05-05' where id = (select person_id from mobilities where id = $1)`,
    [minor.mobility],
  );
  await db.sql(
    `update persons set birth_date = '2006-05-05' where id = (select person_id from mobilities where id = $1)`,
    [adult.mobility],
  );
  return { coordinator, partner, neighbour, auditor, minor, adult };
}
