/** The film of a session, with the words of its captions, becomes a text of the library. */
import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { eventScene, there } from "../../../tests/support/door.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import { clockAt } from "../../platform/clock.ts";
import { openVault } from "../../platform/vault.ts";
import { publishResource, submitResource } from "../library/review-resource.ts";
import { addRecording } from "./add-recording.ts";
import { readCaptions } from "./captions.rules.ts";
import { readMaterials, readRecordings } from "./read-events.ts";

openVault("a data key of the tests only, long enough");
const db = await testDatabase({ clock: clockAt("2027-03-02T18:00:00Z") });
const small = await smallScheme(db.database);
const scene = await eventScene(db, { id: small.schemeId, slug: small.slug }, { people: 1 });

const VTT = `WEBVTT

1
00:00:01.000 --> 00:00:04.000
<v Anna>Welcome to the session about finding companies.

00:00:04.000 --> 00:00:08.000
Welcome to the session about finding companies.
We begin with what a company wants to know.

00:01:05.500 --> 00:02:10.000
First: who looks after the learner on the first day?`;

test("captions become paragraphs led by their time; anything else is no captions", () => {
  expect(readCaptions(VTT)).toEqual({
    text: "0:01 Welcome to the session about finding companies. We begin with what a company wants to know.\n\n1:05 First: who looks after the learner on the first day?",
    minutes: 3,
  });
  expect(readCaptions("1\r\n00:00:01,000 --> 00:00:02,000\r\n{an8}Hello\r\n")?.text).toBe(
    "0:01 Hello",
  );
  for (const bad of ["", "WEBVTT", "%PDF-1.7", "00:00:01.000 --> 00:00:02.000\n<b></b>"]) {
    expect(readCaptions(bad)).toBeNull();
  }
});

test("it waits in the library as a draft, and is seen beside its session once published", async () => {
  const add = (more: object) =>
    db.database.withTx(small.coordinator, (tx) =>
      addRecording(tx, scene.eventId, scene.sessions[0], {
        title: "Finding companies",
        summary: "Recording of a session.",
        link: "https://films.example.org/1",
        language: "en",
        licence: "cc-by",
        credit: "Uniser",
        captions: Buffer.from(VTT),
        ...more,
      }),
    );
  const refused = await add({ captions: undefined, licence: "", link: "" });
  expect(refused.ok ? [] : refused.problems.map(({ field }) => field)).toEqual([
    "licence",
    "link",
    "captions",
  ]);
  const id = must(await add({}));
  const films = () =>
    db.database.withTx({ kind: "anonymous", schemeId: small.schemeId }, (tx) =>
      readRecordings(tx, scene.eventId),
    );
  expect(await films()).toEqual([]);
  await db.database.withTx(small.coordinator, async (tx) => {
    expect(there((await readMaterials(tx, scene.eventId))[0]).waits).toBe(true);
    must(await submitResource(tx, id));
    must(await publishResource(tx, id));
  });
  expect((await films()).map(({ resourceId }) => resourceId)).toEqual([id]);
});
