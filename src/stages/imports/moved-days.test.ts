/** A file that moves days asks whoever a page asks: the host's places among them. */
import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { hostingScene } from "../../../tests/support/hosting.ts";
import { day } from "../../shared/day.ts";
import { setCapacities } from "../hosting/set-capacity.ts";
import { participants } from "./participants.kind.ts";

const scene = await hostingScene(2);
const { db, actor, stays, companies } = scene;
const [company] = companies;
const place = {
  trade: null,
  starts: "2027-06-01",
  ends: "2027-08-31",
  places: 1,
  minimumAge: null,
  language: null,
  level: null,
  accessible: false,
  tasks: "",
};
const target = { callId: "", lineId: scene.lineId, countries: null };
const row = (at: number, starts: string, ends: string) => ({
  reference: `S-${at}`,
  person: {
    givenNames: "Ana",
    familyName: `Secret0${at}`,
    birthDate: day("2010-05-01"),
    country: "AL",
  },
  sendingOrganisationId: scene.schools.AL,
  hostingOrganisationId: scene.host,
  hostingCountry: "ES",
  hostingCity: "Sevilla",
  starts,
  ends,
});
const bring = (rows: readonly ReturnType<typeof row>[]) =>
  db.database.withTx(actor, (tx) => participants.write(tx, target, rows));

test("a file moves no learner to days on which the company has no place", async () => {
  need(await db.database.withTx(actor, (tx) => setCapacities(tx, company, [place])));
  const [first, second] = stays;
  const matched = "update mobilities set state = 'matched', company_id = $1 where id = any($2)";
  await db.sql(matched, [company, [first, second]]);
  await db.sql("update mobilities set starts = '2027-08-01', ends = '2027-08-28' where id = $1", [
    second,
  ]);
  const full = await bring([
    row(0, "2027-07-01", "2027-07-28"),
    row(1, "2027-07-20", "2027-08-16"),
  ]);
  expect(full.problems.map(({ at, column, code }) => [at, column, code])).toEqual([
    [1, "starts", "host-full"],
  ]);
  const free = await bring([
    row(0, "2027-07-01", "2027-07-28"),
    row(1, "2027-07-29", "2027-08-25"),
  ]);
  expect(free.outcomes).toEqual(["unchanged", "corrected"]);
  const [moved] = await db.sql("select starts, company_id from mobilities where id = $1", [second]);
  expect(moved).toEqual({ starts: "2027-07-29", company_id: company });
});
