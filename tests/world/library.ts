import { addGuides } from "../../src/stages/library/add-guides.ts";
import { readWritten } from "../../src/stages/library/read-library.ts";
import type { ResourceText } from "../../src/stages/library/resource.ts";
import { publishResource, submitResource } from "../../src/stages/library/review-resource.ts";
import { draftResource } from "../../src/stages/library/write-resource.ts";
import type { World } from "./build.ts";
import { must } from "./must.ts";

const HALL: ResourceText = {
  title: "A first day in a kitchen in Bologna",
  summary: "A trainer films the way from the door to the first dish (invented).",
  body: "",
  kind: "video",
  minutes: 4,
  readers: ["learner", "school"],
  licence: "cc-by",
  credit: "Mirela Lleshi (invented)",
  link: "https://example.org/films/first-day-in-a-kitchen",
  linkKilobytes: 38_000,
  uploadId: null,
  transcript:
    "**0:00** The back door of a restaurant. A trainer in white says: here you change your shoes, always.\n\n**0:40** She washes her hands for twenty seconds and shows the poster above the sink.\n\n**1:30** The board with the dishes of the day. Each learner has a colour; today green peels and cuts.\n\n**2:20** A learner cuts onions slowly. The trainer turns the knife in her hand and says: thumb behind.\n\n**3:30** At the end everybody eats together. What did you learn? One word each: shoes, thumb, salt.",
  translation: "original",
};

const ASKED: ResourceText = {
  ...HALL,
  title: "Ten questions for the first meeting with parents",
  summary: "What parents asked in four towns, and what we answered (invented).",
  body: "- Who opens the door when they come home late?\n- Is there a doctor who speaks our language?\n- What happens if my child does not like the work?\n\nAnswer the hard ones first. Whoever hears them answered listens to the rest.",
  kind: "lesson",
  minutes: 20,
  readers: ["school", "guardian"],
  licence: "cc-by-nc",
  link: null,
  linkKilobytes: null,
  transcript: "",
};

/** The guides that come with the program, a film with its text, and a text that waits to be looked at. */
export async function buildLibrary(world: World): Promise<void> {
  const anna = world.actorOf("anna@uniser.example");
  const mirela = world.actorOf("mirela@albanianskills.example");
  await world.database.withTx(anna, async (tx) => {
    await must("guides", addGuides(tx));
  });
  const [film] = await world.database.withTx(mirela, async (tx) => {
    const ids: string[] = [];
    for (const text of [HALL, ASKED]) {
      const id = await must(text.title, draftResource(tx, { language: "en", text }));
      await must(text.title, submitResource(tx, id));
      ids.push(id);
    }
    return ids;
  });
  await world.database.withTx(anna, async (tx) => {
    const written = film && (await readWritten(tx, film));
    if (written) await must("film", publishResource(tx, written.resource.id));
  });
}
