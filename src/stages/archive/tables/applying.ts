import type { Room } from "./table.ts";

export const applying: readonly Room[] = [
  {
    room: "applications",
    tables: [
      {
        name: "form_versions",
        columns: "id audience changed_by copied_from created_at definition frozen_at state version",
      },
      {
        name: "application_drafts",
        columns:
          "id application_id call_id class_code code entered_by form_version_id locale saved_at started_at state",
        out: { start_key: "secret", answers: "unsent" },
      },
      {
        name: "applications",
        columns:
          "id call_id code corrected_at corrected_by created_at entered_by facts form_version_id locale organisation_id person_id points receipt revision sending_country state submitted_at trade",
      },
      {
        name: "application_answers",
        columns: "answer application_id field kind locale position question revision",
      },
      { name: "application_points", columns: "application_id criterion points" },
      {
        name: "application_needs",
        columns: "draft_id saved_at",
        inConfidence: { where: "true", called: "*" },
        sealed: { sealed: "application_needs/{draft_id}" },
      },
      {
        name: "application_grounds",
        columns: "application_id ground",
        inConfidence: { where: "true", called: "*" },
        sealed: { sealed: "application_grounds/{application_id}/{ground}" },
      },
      { name: "wishes", columns: "application_id flow_id rank" },
      {
        name: "persons",
        columns:
          "id birth_date country created_at email family_name gender given_names invented merged_at merged_into phone",
        out: { folded: "machine" },
      },
      {
        name: "person_languages",
        columns: "id basis ended_at language level person_id said_at said_by",
      },
      {
        name: "person_verdicts",
        columns:
          "id decided_at decided_by decided_name first_id kept_id second_id sequence verdict why",
      },
      { name: "declared_stays", columns: "id entry exit permit person_id" },
      {
        name: "staff_links",
        columns:
          "id basis employment ended_at organisation_id paper person_id post said_at said_by since until",
      },
      { name: "ground_readings", columns: "id actor_id application_id at purpose" },
      { name: "result_attempts", left: "machine" },
      {
        name: "head_confirmations",
        columns: "id answer answered_at application_id asked_at given_by sent_to",
        out: { secret_hash: "secret" },
      },
    ],
  },
  {
    room: "schools",
    tables: [
      {
        name: "class_codes",
        columns:
          "id call_id class_name code made_at made_by organisation_id pupils teacher_name trade withdrawn_at",
      },
      {
        name: "school_confirmations",
        columns: "id application_id choices confirmed_at confirmed_by criterion points sequence",
      },
      {
        name: "school_facts",
        columns: "id application_id attendance confirmed_at confirmed_by enrolled sequence",
      },
      {
        name: "school_populations",
        columns: "id audience entered_at entered_by men organisation_id school_year women",
      },
      { name: "preselection_rules", columns: "at_most call_id only_those set_at set_by until" },
      {
        name: "preselections",
        columns: "id application_id decided_at decided_by put_forward reason sequence",
      },
    ],
  },
  {
    room: "consents",
    tables: [
      {
        name: "consent_rules",
        columns: "country exit_certified exit_needed exit_signers guardians set_at set_by",
      },
      {
        name: "consents",
        columns:
          "id application_id ends_on given_on guardian guardian_name link_id medium paper_id purpose recorded_at recorded_by text_hash text_locale withdrawn_at withdrawn_by",
      },
      {
        name: "consent_papers",
        columns:
          "id application_id digest file_name guardian height problem settled_at settled_by state text_hash text_locale uploaded_at uploaded_by width",
      },
      { name: "consent_pictures", columns: "paper_id", out: { sealed: "in-documents" } },
      {
        name: "exit_authorisations",
        columns: "application_id printed_at printed_by seen_at seen_by seen_by_name state",
      },
      { name: "exit_scans", columns: "application_id at by upload_id" },
      {
        name: "guardian_links",
        columns:
          "id answered_at application_id ended_at expires_at guardian locale made_at made_by made_by_kind",
        out: { secret_hash: "secret" },
      },
      {
        name: "sole_guardians",
        columns: "id application_id ended_at ended_by reason said_at said_by said_name",
      },
    ],
  },
  {
    room: "travel",
    tables: [
      {
        name: "travel_papers",
        columns:
          "id expires has_number issued issuer nationality passport person_id saved_at saved_by used",
      },
      {
        name: "paper_numbers",
        columns: "paper_id",
        sealed: { sealed: "paper_numbers/{paper_id}" },
      },
      {
        name: "visa_rules",
        columns:
          "id above_days entry_from entry_until host issuer lead_weeks link nationality passport regime set_at set_by set_by_name source unsure",
      },
    ],
  },
];
