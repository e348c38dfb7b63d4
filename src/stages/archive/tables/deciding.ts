import type { Room } from "./table.ts";

export const deciding: readonly Room[] = [
  {
    room: "selection",
    tables: [
      {
        name: "selections",
        columns:
          "id assess_by assessors_a_case blind call_id created_at objections_until seed shared_cases spread_limit state",
      },
      {
        name: "assessors",
        columns: "id added_at call_id mark organisation_id person_name removed_at team_id user_id",
      },
      { name: "assessor_teams", columns: "id call_id country created_at name" },
      {
        name: "assessments",
        columns: "id application_id assessor_id call_id created_at position saved_at shared state",
      },
      {
        name: "assessment_notes",
        columns: "id application_id assessor_id body for_panel written_at",
      },
      {
        name: "scores",
        columns:
          "id application_id assessor_id choices criterion given_at given_by reason source value version",
      },
      {
        name: "conflicts",
        columns:
          "id application_id assessor_id call_id declared_at declared_by ground lifted_at lifted_by own",
      },
      {
        name: "vetoes",
        columns: "id application_id criterion decided_at decided_by reason sequence standing",
      },
      {
        name: "interviews",
        columns: "id application_id at call_id link panel place planned_at planned_by state",
      },
      {
        name: "committee_decisions",
        columns: "id call_id held_on members minutes number recorded_at recorded_by sha256",
      },
      {
        name: "eligibility_decisions",
        columns: "id application_id decided_at decided_by eligible note reasons sequence",
      },
      {
        name: "selection_lists",
        columns: "id call_id decision_id kind made_at made_by number people rule sha256",
      },
      {
        name: "selection_list_lines",
        columns: "application_id by_criterion decided_by inputs list_id points rank reasons",
      },
      {
        name: "objections",
        columns:
          "id answer answered_at answered_by application_id body brought brought_at brought_by call_id list_id state",
      },
    ],
  },
  {
    room: "allocation-runs",
    tables: [
      {
        name: "allocation_runs",
        columns:
          "id call_id code_version computed_at frozen_at frozen_by number problem_hash problems public_hash published_at published_by result_hash rule seed state summary",
        open: {
          columns:
            "id call_id number rule seed frozen_at published_at code_version problem_hash result_hash public_hash",
          where: "published_at is not null",
        },
        out: { progress_id: "machine" },
      },
      {
        name: "run_applicants",
        columns: "application_id place_id removed run_id",
        sealed: {
          ref: "run_applicants/{run_id}/{application_id}/ref",
          explanation: "run_applicants/{run_id}/{application_id}/explanation",
        },
      },
      { name: "run_files", columns: "name run_id sha256", out: { content: "in-documents" } },
      {
        name: "run_flags",
        columns: "id application_id flow_id looked_at looked_by run_id",
        sealed: { about: "run_flags/{id}/about" },
      },
      {
        name: "run_places",
        columns: "place_id ref run_id seats taken",
        sealed: { cut_off: "run_places/{run_id}/{place_id}/cut_off" },
      },
      {
        name: "run_signatures",
        columns:
          "organisation_id person_name problem_hash result_hash role run_id signed_at user_id",
      },
      {
        name: "pins",
        columns:
          "id application_id call_id pinned_at pinned_by place_id reason removed_at removed_by",
      },
    ],
  },
  {
    room: "mobilities",
    tables: [
      {
        name: "offers",
        columns:
          "id answer_by answered_at application_id call_id from_reserve_list offered_at place_id reason run_id state",
      },
      {
        name: "mobilities",
        columns:
          "id actual_ends actual_starts company_id created_at ends flow_id hosting_city hosting_country hosting_organisation_id interrupted_on interruption_days invented line_id mode offer_id person_id reference sending_country sending_organisation_id starts state state_reason state_since",
      },
      {
        name: "check_requests",
        columns: "id answer answered_at answered_by application_id asked_at message run_id state",
      },
      {
        name: "shorter_stays",
        columns: "id least mobility_id said_at said_by",
        inConfidence: { where: "true", called: "*" },
        sealed: { sealed: "shorter-stay/{id}" },
      },
    ],
  },
];
