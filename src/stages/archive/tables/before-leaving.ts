import type { Room } from "./table.ts";

export const beforeLeaving: readonly Room[] = [
  {
    room: "preparation",
    tables: [
      {
        name: "task_kinds",
        columns:
          "id after_code blocking code days_before ended_at line_id name only_for position proof remind_on who",
      },
      {
        name: "stay_tasks",
        columns:
          "id after_code blocking changed_by code due kind_id made_at mobility_id note position proof reason reminded_at reminded_by reminders state state_since who",
      },
      { name: "stay_handovers", columns: "done_at done_by mobility_id parts to_mobility_id" },
      { name: "preparation_rules", columns: "minors_per_adult set_at set_by" },
      {
        name: "adults",
        columns:
          "id added_at added_by birth_date country email ended_at name organisation phone seen_by seen_by_name seen_on valid_until",
      },
      { name: "flow_adults", columns: "id added_at added_by adult_id ended_at flow_id role" },
      {
        name: "insurance_policies",
        columns:
          "id ended_at ends everybody flow_id insurer kinds number phone set_at set_by starts",
      },
      { name: "insured_stays", columns: "mobility_id policy_id" },
      {
        name: "insurance_copies",
        columns: "at by code mobility_id policy_id removed_at upload_id",
      },
      {
        name: "journeys",
        columns: "id booked_at booked_by direction ended_at flow_id met_by reference",
      },
      {
        name: "journey_legs",
        columns:
          "arrives carrier departs from_country from_place journey_id number position to_country to_place",
      },
      { name: "journey_people", columns: "id direction journey_id left_at mobility_id" },
      {
        name: "medical_cards",
        columns: "delete_after deleted_at mobility_id written_at written_by",
      },
      {
        name: "medical_card_fields",
        columns: "field mobility_id",
        inConfidence: { where: "true", called: "*" },
        sealed: { sealed: "medical_card_fields/{mobility_id}/{field}" },
      },
      {
        name: "medical_card_readings",
        columns: "id at fields mobility_id reader reader_name reason",
      },
    ],
  },
];
