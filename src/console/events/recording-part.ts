import { HOST_LOCALES, LOCALES } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { TypedRecording } from "../../stages/events/add-recording.ts";
import type { EventSession, SchemeEvent } from "../../stages/events/event.ts";
import { LICENCES } from "../../stages/library/resource.ts";
import {
  button,
  fileUpload,
  form,
  type Html,
  hidden,
  html,
  input,
  select,
} from "../../ui/index.ts";
import { languageName, licenceName } from "../../ui/library/index.ts";
import { wordsOf } from "../shell.ts";
import { eventPaths } from "./events-paths.ts";
import type { Refused } from "./session-forms.ts";

const LANGUAGES = [...new Set([...LOCALES, ...HOST_LOCALES])];

/** As the form was sent, with the sentence that the library's list shows. */
export function typedRecording(
  visit: StaffVisit,
  event: SchemeEvent,
  session: EventSession,
): TypedRecording {
  const words = wordsOf(visit);
  const { form: sent } = visit;
  const file = sent.file("captions");
  return {
    title: sent.text("title"),
    summary: words.t("events.recording-summary", {
      session: session.title,
      event: words.local(event.title),
    }),
    link: sent.text("link"),
    language: sent.text("language"),
    licence: sent.text("licence"),
    credit: sent.text("credit"),
    captions: file && file.bytes.length > 0 ? file.bytes : undefined,
  };
}

/** The film of a session, once it has been: an address, captions, and whose it is. */
export function recordingPart(
  visit: StaffVisit,
  event: SchemeEvent,
  session: EventSession,
  refused: Refused | null,
): Html | null {
  if (session.startsAt > visit.tx.now) return null;
  const words = wordsOf(visit);
  const { t } = words;
  const own = refused?.of === "recording";
  const problems = own ? refused.problems : [];
  const typed = (name: string, otherwise = "") => (own ? visit.form.text(name) : otherwise);
  return html`<h2 class="govuk-heading-m">${t("events.recording")}</h2><p class="govuk-body">${t("events.recording-lead")}</p>${form(
    {
      action: eventPaths.materials(visit.tx.actor.scheme.slug, event.id, session.id),
      key: newId(),
      multipart: true,
      classes: "app-text",
    },
    hidden("act", "recording"),
    input({
      words,
      name: "title",
      id: "recording-title",
      label: t("events.material-title"),
      value: typed("title", session.title),
      problems,
    }),
    input({
      words,
      name: "link",
      id: "recording-link",
      label: t("events.recording-link"),
      value: typed("link"),
      problems,
    }),
    fileUpload({
      words,
      name: "captions",
      label: t("events.recording-captions"),
      accept: ".vtt,.srt",
      problems,
    }),
    select({
      words,
      name: "language",
      label: t("events.recording-language"),
      value: typed("language", event.languages[0] ?? ""),
      items: LANGUAGES.map((value) => ({ value, text: languageName(words, value) })),
      problems,
    }),
    input({
      words,
      name: "credit",
      label: t("events.recording-credit"),
      value: typed("credit", event.organiser?.name ?? ""),
      problems,
    }),
    select({
      words,
      name: "licence",
      label: t("library.field-licence"),
      value: typed("licence"),
      items: [
        { value: "", text: t("library.choose") },
        ...LICENCES.map((value) => ({ value, text: licenceName(words, value) })),
      ],
      problems,
    }),
    button({ text: t("events.recording-add"), kind: "secondary", preventDoubleClick: true }),
  )}`;
}
