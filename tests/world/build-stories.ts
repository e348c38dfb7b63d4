import sharp from "sharp";
import type { Tx } from "../../src/platform/db/index.ts";
import type { Locale } from "../../src/platform/i18n/index.ts";
import { decideStory } from "../../src/stages/stories/moderate-story.ts";
import {
  askForConsent,
  giveByLink,
  openStoryLink,
} from "../../src/stages/stories/publication-consent.ts";
import { partiesOf } from "../../src/stages/stories/story.rules.ts";
import { storyById } from "../../src/stages/stories/story.store.ts";
import type { Parts } from "../../src/stages/stories/story.ts";
import { translateStory } from "../../src/stages/stories/translate-story.ts";
import { decideNews, writeNews } from "../../src/stages/stories/write-news.ts";
import { writeNewsletter } from "../../src/stages/stories/write-newsletter.ts";
import { writeStory } from "../../src/stages/stories/write-story.ts";
import type { World } from "./build.ts";
import { must } from "./must.ts";
import { FROM_A_GARAGE, FROM_A_KITCHEN, FROM_A_SALON, NEWS } from "./told-stories.ts";

type Told = {
  readonly from: string;
  readonly to: string;
  readonly trade: string;
  readonly name: string;
  readonly language: Locale;
  readonly parts: Parts;
  readonly english?: Parts;
  readonly picture?: { readonly bytes: Buffer; readonly alt: string };
};

/** Two stories that are shown, one that waits for a parent and for the office, news, a newsletter begun. */
export async function buildStories(world: World): Promise<void> {
  const bench = await plate();
  const anna = world.actorOf("anna@uniser.example");
  await world.database.withTx(anna, async (tx) => {
    const kitchen = await tell(tx, world, {
      from: "AL",
      to: "Bologna",
      trade: "hospitality",
      name: "Arta",
      language: "sq",
      parts: FROM_A_KITCHEN.own,
      english: FROM_A_KITCHEN.english,
      picture: { bytes: bench, alt: "A drawing of a plate of tortellini on a checked tablecloth" },
    });
    const garage = await tell(tx, world, {
      from: "RS",
      to: "Maribor",
      trade: "car-mechanics",
      name: "Милош",
      language: "sr-Cyrl",
      parts: FROM_A_GARAGE.own,
      english: FROM_A_GARAGE.english,
    });
    await tell(tx, world, {
      from: "XK",
      to: "Wrocław",
      trade: "hairdressing",
      name: "Era",
      language: "en",
      parts: FROM_A_SALON,
    });
    for (const id of [kitchen, garage]) {
      await agreed(tx, id);
      await must("publish", decideStory(tx, id, { decision: "publish", note: "" }));
    }
    const news = [];
    for (const post of NEWS) {
      let id: string | null = null;
      for (const [language, text] of Object.entries(post)) {
        id = await must("news", writeNews(tx, id, { language, ...text }));
      }
      if (id) news.push(id);
    }
    for (const id of news) await must("news", decideNews(tx, id, "publish"));
    await must(
      "newsletter",
      writeNewsletter(tx, null, {
        language: "en",
        subject: "Back from abroad: a kitchen, a garage, and a new call",
        intro: "Two people tell what a month in another country was like.",
        items: [kitchen, garage, ...news],
      }),
    );
  });
}

/** Of the oldest finished stay there: nobody of the calls is moved by it. */
async function tell(tx: Tx, world: World, told: Told): Promise<string> {
  const { reference } = await tx.db
    .selectFrom("mobilities")
    .where("scheme_id", "=", world.schemeId)
    .where("sending_country", "=", told.from)
    .where("hosting_city", "=", told.to)
    .where("reference", "like", "one-month-%")
    .where("state", "=", "finished")
    .orderBy("reference")
    .select("reference")
    .executeTakeFirstOrThrow();
  const id = await must(
    "story",
    writeStory(tx, {
      reference,
      sendingCountry: "",
      organisationId: "",
      trade: told.trade,
      city: "",
      country: "",
      shownName: told.name,
      language: told.language,
      parts: told.parts,
      isMinor: false,
      picture: {
        bytes: told.picture?.bytes ?? null,
        alt: told.picture?.alt ?? "",
        remove: false,
      },
    }),
  );
  if (told.english) {
    await must(
      "translation",
      translateStory(tx, id, { language: "en", parts: told.english, madeBy: "human" }),
    );
  }
  return id;
}

async function agreed(tx: Tx, storyId: string): Promise<void> {
  const story = await storyById(tx, storyId);
  if (!story) throw new Error("a story that was just written is not there");
  for (const party of partiesOf(story)) {
    const secret = await must(
      "address",
      askForConsent(tx, storyId, {
        party,
        language: story.language,
        email: "",
        publicUrl: "http://localhost",
      }),
    );
    const visit = await openStoryLink(tx, secret);
    if (!visit) throw new Error("an address that was just made opens nothing");
    await must(
      "consent",
      giveByLink(tx, visit, {
        typedName: party === "person" ? story.shownName : `Parent of ${story.shownName}`,
        years: "2",
        contentHash: story.contentHash,
        locale: story.language,
      }),
    );
  }
}

/** Drawn here, so that no photograph of anybody is in the demonstration. */
const plate = (): Promise<Buffer> => {
  const check = Array.from({ length: 96 }, (_, at) =>
    (at + Math.floor(at / 12)) % 2 === 0
      ? `<rect x="${(at % 12) * 80}" y="${Math.floor(at / 12) * 80}" width="80" height="80" fill="#b3162b"/>`
      : "",
  ).join("");
  const tortellini = Array.from({ length: 19 }, (_, at) => {
    const angle = at * 2.4;
    const away = 30 * Math.sqrt(at);
    const x = 480 + away * Math.cos(angle);
    const y = 310 + away * 0.9 * Math.sin(angle);
    return `<ellipse cx="${x}" cy="${y}" rx="27" ry="20" fill="#f2cf7a" stroke="#a8480f" stroke-width="4" transform="rotate(${at * 40} ${x} ${y})"/><circle cx="${x}" cy="${y}" r="6" fill="#a8480f"/>`;
  }).join("");
  return sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="640"><rect width="960" height="640" fill="#fff"/>${check}<circle cx="480" cy="320" r="250" fill="#fff" stroke="#d9d4da" stroke-width="8"/><circle cx="480" cy="320" r="190" fill="#fbf7ee"/>${tortellini}</svg>`,
    ),
  )
    .jpeg({ quality: 90 })
    .toBuffer();
};
