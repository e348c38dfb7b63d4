import { IN_CONFIDENCE } from "../../../platform/events/in-confidence.ts";
import type { Room } from "./table.ts";

/** Words, names and pictures lie thirty days longer, for one who pressed by mistake; no copy leaves. */
const TAKEN_BACK = {
  where: "exists (select from stories s where s.id = story_id and s.state = 'withdrawn')",
  called: "* (withdrawn)",
};

export const told: readonly Room[] = [
  {
    room: "stories",
    tables: [
      {
        name: "stories",
        columns:
          "id city content_hash country created_at created_by guardian_needed invented language mobility_id organisation_id parts published_at sending_country shown_name state state_note state_since trade",
        takenBack: { where: "state = 'withdrawn'", called: TAKEN_BACK.called },
      },
      {
        name: "story_consents",
        columns:
          "id content_hash ends_on given_at link_id party story_id typed_name withdrawn_at withdrawn_by wording_hash wording_locale",
        takenBack: TAKEN_BACK,
      },
      {
        name: "story_links",
        columns: "id ended_at expires_at language made_at made_by party story_id",
        out: { secret_hash: "secret" },
      },
      {
        name: "story_pictures",
        columns: "alt hash height story_id width",
        takenBack: TAKEN_BACK,
        out: { jpeg: "in-documents", small: "in-documents" },
      },
      {
        name: "story_translations",
        columns: "language made_at made_by of_hash parts story_id",
        takenBack: TAKEN_BACK,
      },
      {
        name: "news_posts",
        columns: "id body changed_at created_at created_by published_at state state_since title",
        open: { columns: "id title body published_at", where: "state = 'published'" },
      },
      {
        name: "newsletters",
        columns: "id created_at created_by intro letters sent_by state state_since subject",
      },
      { name: "newsletter_items", columns: "news_id newsletter_id position story_id" },
      { name: "newsletter_subscribers", left: "agreed-to-letters-only" },
    ],
  },
  {
    room: "messages",
    tables: [
      {
        name: "message_templates",
        columns: "id changed_at created_at name owner_id owner_name retired_at",
      },
      { name: "message_texts", columns: "body locale subject template_id" },
      { name: "saved_views", left: "own-views" },
      {
        name: "sendings",
        columns:
          "id at cancelled_by channel countries ended_at fallbacks filter made_at made_by made_name people state template_id template_name unreached view_name",
      },
      {
        name: "sending_people",
        columns: "application_id locale message_id person_id sending_id",
        out: { body: "secret", subject: "secret" },
      },
      {
        name: "contacts",
        columns:
          "id happened_on kind organisation_id person_id reason words written_at written_by written_name",
      },
      {
        name: "mail_messages",
        columns:
          "id attempts batch_id channel created_at last_error locale sent_at state template to_address",
        out: { body: "secret", html: "secret", leave_url: "secret", subject: "secret" },
      },
    ],
  },
  {
    room: "imports",
    tables: [
      {
        name: "imports",
        columns:
          "id call_id countries created_at created_by file_name finished_at kind line_id state",
        out: {
          progress_id: "machine",
          content: "in-the-tables",
          report: "in-the-tables",
          mapping: "in-the-tables",
        },
      },
    ],
  },
  {
    room: "growth",
    tables: [
      {
        name: "growth_answers",
        columns:
          "id decided_at decided_by_name edition evidence file_removed_at file_removed_by_name level link organisation_id reason said_at said_by said_by_name standard state superseded_at upload_id",
      },
    ],
  },
  {
    room: "kits",
    tables: [
      {
        name: "kit_files",
        columns: "id brought_at brought_by digest opened_as",
        out: { bytes: "machine" },
      },
    ],
  },
  { room: "archive", tables: [{ name: "scheme_exports", left: "machine" }] },
  {
    room: "program",
    tables: [
      {
        name: "event_log",
        columns: "id actor_id actor_kind at data name subject_id subject_type",
        inConfidence: { where: `name like '${IN_CONFIDENCE}'`, called: "mobility.shorter-*" },
      },
      {
        name: "uploads",
        columns:
          "id at by by_kind bytes finding hash kind name pages reason settled_at settled_by state",
      },
      { name: "idempotency_keys", left: "machine" },
      { name: "job_progress", left: "machine" },
    ],
  },
];
