import type { Room } from "./table.ts";

export const events: readonly Room[] = [
  {
    room: "events",
    tables: [
      {
        name: "events",
        columns:
          "id about approval capacity_on_site capacity_online city closes_at country ends kind languages line_id link made_at made_by mode organiser_id starts state state_since title venue",
        open: {
          columns:
            "id kind title about mode venue city country languages line_id organiser_id starts ends state",
          where: "state <> 'draft'",
        },
      },
      {
        name: "event_sessions",
        columns:
          "id ends_at event_id link made_at made_by minutes minutes_at minutes_by removed_at room speakers starts_at title",
        open: {
          columns: "id event_id title room speakers starts_at ends_at",
          where:
            "removed_at is null and event_id in (select id from events where state <> 'draft')",
        },
      },
      {
        name: "event_materials",
        columns: "id added_at added_by link removed_at resource_id session_id title upload_id",
      },
      {
        name: "event_registrations",
        columns:
          "id answered_at arrives cancelled_at created_at decided_at decided_by email event_id invented leaves locale mode name organisation organisation_id person_id phone promoted_at sequence state state_since",
        out: { secret_hash: "secret", ticket_code: "secret", folded: "machine" },
      },
      {
        name: "event_needs",
        columns: "registration_id saved_at",
        inConfidence: { where: "true", called: "*" },
        sealed: { sealed: "event_needs/{registration_id}" },
      },
      {
        name: "event_participants",
        columns:
          "birth_date event_id family_name given_names organisation_id registration_id written_at written_by",
      },
    ],
  },
  {
    room: "attendance",
    tables: [
      { name: "event_attendance_rules", columns: "event_id set_at set_by share" },
      {
        name: "event_attendances",
        columns: "arrived_at event_id how registration_id removed_at removed_by session_id",
      },
      {
        name: "event_check_ins",
        columns: "id at by event_id how received_at registration_id session_id",
      },
      { name: "event_check_in_tries", left: "machine" },
      {
        name: "event_code_words",
        columns: "event_id session_id set_at set_by",
        out: { word: "secret" },
      },
      {
        name: "event_door_links",
        columns: "id ended_at event_id helper locale made_at made_by",
        out: { secret_hash: "secret" },
      },
      {
        name: "event_certificates",
        columns:
          "id code digest event_id made_at model registration_id sealed_at text_hash withdrawn_at withdrawn_by",
      },
      {
        name: "event_certificate_files",
        columns: "certificate_id",
        out: { sealed: "in-documents" },
      },
      {
        name: "event_counted",
        columns:
          "confirmed_at confirmed_by event_id line_id minutes mobility_id of_minutes registration_id",
      },
      {
        name: "event_feedbacks",
        columns: "better event_id given_at registration_id take_home useful",
      },
    ],
  },
  {
    room: "recognition",
    tables: [
      {
        name: "reflections",
        columns:
          "id advice asked_at asked_by changes locale mobility_id resource_id seen sent_at sent_to share state",
        out: { secret_hash: "secret" },
      },
      {
        name: "stay_certificates",
        columns:
          "id asked_at asked_by code digest ended_at ended_reason mobility_id model sealed_at size state",
      },
      {
        name: "stay_certificate_bytes",
        columns: "certificate_id",
        out: { sealed: "in-documents" },
      },
    ],
  },
];
