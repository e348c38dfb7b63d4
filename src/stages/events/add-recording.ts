import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import type { Licence } from "../library/resource.ts";
import { draftResource } from "../library/write-resource.ts";
import { readCaptions } from "./captions.rules.ts";
import { heldEvent } from "./keep-event.ts";
import { insertMaterial, oneSession } from "./session.store.ts";

export type TypedRecording = {
  readonly title: string;
  /** One sentence for the library's list. */
  readonly summary: string;
  readonly link: string;
  readonly language: string;
  readonly licence: string;
  readonly credit: string;
  /** The file of captions; undefined where none was chosen. */
  readonly captions: Buffer | undefined;
};

/**
 * The film of a session becomes a text of the library with the words of its captions, which waits there
 * as a draft; once it is published it stands beside the session, also on the event's public page.
 */
export async function addRecording(
  tx: Tx,
  eventId: string,
  sessionId: string,
  typed: TypedRecording,
): Promise<Result<string>> {
  const event = await heldEvent(tx, eventId);
  if (!event || !(await oneSession(tx, eventId, sessionId))) return notFound;
  const captions = typed.captions ? readCaptions(typed.captions.toString("utf8")) : null;
  const unread: Problem[] = captions ? [] : [{ code: "captions-shape", field: "captions" }];
  const drafted = await draftResource(tx, {
    language: typed.language,
    translationOf: null,
    text: {
      title: typed.title,
      summary: typed.summary,
      body: "",
      kind: "video",
      minutes: captions?.minutes ?? 1,
      readers: ["staff"],
      licence: typed.licence as Licence,
      credit: typed.credit,
      link: typed.link.trim() === "" ? null : typed.link.trim(),
      linkKilobytes: null,
      uploadId: null,
      transcript: captions?.text ?? "",
      translation: "original",
    },
  });
  if (!drafted.ok || unread.length > 0) {
    // What the captions were to be is told at their own box.
    const rest = drafted.ok ? [] : drafted.problems.filter(({ field }) => field !== "transcript");
    const short = drafted.ok ? [] : drafted.problems.filter(({ field }) => field === "transcript");
    const own = unread.length > 0 ? unread : short.map((one) => ({ ...one, field: "captions" }));
    return refuse(...rest, ...own);
  }
  const material = { sessionId, title: typed.title.trim(), link: null, uploadId: null };
  await insertMaterial(tx, { ...material, id: newId(), resourceId: drafted.value });
  const data = { sessionId, resourceId: drafted.value };
  await record(tx, "event.recording-added", { type: "event", id: eventId }, data);
  return ok(drafted.value);
}
