import type { Room } from "./table.ts";

export const stay: readonly Room[] = [
  {
    room: "hosting",
    tables: [
      {
        name: "host_beds",
        columns:
          "id accessible beds ended_at ends gender name organisation_id rooms set_at set_by starts street",
      },
      {
        name: "host_capacities",
        columns:
          "id accessible ended_at ends language level minimum_age organisation_id places set_at set_by starts tasks trade",
      },
      {
        name: "host_contacts",
        columns:
          "id created_at created_by email ended_at ended_by language name organisation_id phone role",
      },
      {
        name: "host_links",
        columns: "id ended_at expires_at language made_at made_by organisation_id",
        out: { secret_hash: "secret" },
      },
      {
        name: "host_notes",
        columns:
          "id happened_on kind marks note organisation_id restricted who written_at written_by",
      },
      {
        name: "host_note_words",
        columns: "note_id who",
        sealed: { sealed: "host-note/{note_id}" },
      },
      {
        name: "host_requests",
        columns:
          "id again again_on answer_by answered_at asked_at asked_by asked_in changed_ends changed_places changed_starts changed_tasks contact_id ends flow_id forwarded_from heard_from heard_how heard_on organisation_id places reason reminders starts state state_since tasks trade withdrawn_because withdrawn_by",
        out: { secret_hash: "secret" },
      },
      { name: "host_request_people", columns: "left_at mobility_id request_id" },
      {
        name: "match_pins",
        columns: "id ended_at flow_id made_at made_by mobility_id organisation_id reason",
      },
      {
        name: "match_runs",
        columns:
          "id flow_id gap kept_at kept_by made_at made_by number objective people placed problem_hash verified",
        sealed: { sealed: "match-run/{id}" },
      },
      {
        name: "bed_stays",
        columns: "id ended_at ends given_at given_by mobility_id organisation_id room starts",
      },
      {
        name: "stay_needs",
        columns: "mobility_id need said_at said_by",
        inConfidence: { where: "true", called: "*" },
        sealed: { sealed: "stay_needs/{mobility_id}/{need}" },
      },
    ],
  },
  {
    room: "agreements",
    tables: [
      {
        name: "agreements",
        columns:
          "id code company_id content created_at created_by hosting_partner_id kind languages mobility_id state state_reason state_since template_version template_year version",
      },
      {
        name: "agreement_versions",
        columns:
          "agreement_id changes company_id content hashes hosting_partner_id named number sent_at sent_by text_hash",
      },
      {
        name: "agreement_parties",
        columns:
          "id agreement_id asked_at capacity email ended_at ended_reason locale name number phone reminded_at reminders role turn",
      },
      {
        name: "agreement_links",
        columns: "id ended_at expires_at made_at party_id",
        out: { secret_hash: "secret" },
      },
      {
        name: "agreement_signatures",
        columns:
          "id agreement_id at channel file_id hashes party_id recorded_by said_hash said_locale signed_name signed_on text_hash version",
        out: { drawing: "in-documents" },
      },
      {
        name: "agreement_questions",
        columns: "id agreement_id answer answered_at answered_by asked_at party_id question",
      },
      {
        name: "agreement_files",
        columns: "id agreement_id at by digest kind size type upload_id version",
      },
      { name: "agreement_file_bytes", columns: "file_id", out: { sealed: "in-documents" } },
      {
        name: "agreement_own_papers",
        columns: "id agreement_id facts file_id made_at number template_id",
      },
      {
        name: "own_templates",
        columns:
          "id added_at added_by digest ended_at ended_by file_name kind language size version year",
        out: { bytes: "in-documents" },
      },
      { name: "own_papers", columns: "id ended_at kind made_at made_by mobility_id template_id" },
      { name: "own_bundles", left: "machine" },
    ],
  },
];
