import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isLocale, wordsFor } from "../../platform/i18n/index.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { submitResource } from "../library/review-resource.ts";
import { draftResource } from "../library/write-resource.ts";
import { readScheme } from "../schemes/read-scheme.ts";
import { can } from "./recognition.policy.ts";
import { next } from "./reflection.rules.ts";
import { livedStays, markOffered, reflectionOf } from "./reflection.store.ts";
import { PROMPTS } from "./reflection.ts";

/** Reading three answers aloud takes about so long. */
const MINUTES = 3;

/**
 * Gives answers whose writer ticked it to the library, where somebody else looks at them before they
 * are read by all. No name goes with them; from here on they stay as they are.
 */
export async function offerReflection(tx: Tx, mobilityId: string): Promise<Result<string>> {
  const [lived] = isUuid(mobilityId) ? await livedStays(tx, { ids: [mobilityId] }) : [];
  if (!lived || !can.changeOutcome(tx.actor, lived.sendingCountry)) return notFound;
  const reflection = await reflectionOf(tx, { mobilityId }, true);
  const scheme = await readScheme(tx);
  if (!reflection || !scheme) return notFound;
  const after = next(reflection.state, "offer");
  if (!after.ok) return after;
  if (!reflection.share) return refuse({ code: "reflection-not-shared" });
  const words = wordsFor(isLocale(reflection.locale) ? reflection.locale : "en");
  const title = `${words.local(lived.line)}: ${lived.city}`;
  const drafted = await draftResource(tx, {
    language: reflection.locale,
    text: {
      title,
      summary: words.t("recognition.resource-summary", {
        line: words.local(lived.line),
        city: lived.city,
        country: words.country(lived.country),
      }),
      body: PROMPTS.map(
        (prompt) => `## ${words.t(`recognition.${prompt}`)}\n\n${reflection[prompt] ?? ""}`,
      ).join("\n\n"),
      kind: "reflection",
      minutes: MINUTES,
      readers: ["staff"],
      licence: "cc-by",
      credit: words.local(scheme.name),
      link: null,
      linkKilobytes: null,
      uploadId: null,
      transcript: "",
      translation: "original",
    },
  });
  if (!drafted.ok) return drafted;
  const submitted = await submitResource(tx, drafted.value);
  if (!submitted.ok) return submitted;
  await markOffered(tx, reflection.id, drafted.value);
  const about = { type: "mobility", id: mobilityId };
  await record(tx, "reflection.offered", about, { resourceId: drafted.value });
  return ok(drafted.value);
}
