import type { Room } from "./table.ts";

export const offer: readonly Room[] = [
  {
    room: "accounts",
    tables: [
      {
        name: "memberships",
        columns:
          "id country created_at email ended_at ends_at organisation_id person_name role starts_at user_id",
      },
      { name: "calendar_feeds", left: "secret" },
      {
        name: "hand_overs",
        columns:
          "id ended_at ended_by ends from_name from_user_id made_at membership_id organisation_id starts to_name",
      },
    ],
  },
  {
    room: "organisations",
    tables: [
      {
        name: "organisations",
        columns:
          "id city country created_at hosting_partner_id invented kind landline name office_hours postcode roles sending_partner_id setting street verified_at verified_by website",
        open: {
          columns: "id name kind roles city country website invented",
          where: "roles && array['coordinating', 'sending', 'hosting', 'support', 'excellence']",
        },
      },
      {
        name: "school_requests",
        columns:
          "id answered_at answered_by asked_at city country email landline locale organisation_id person_name reason school_name state",
      },
    ],
  },
  {
    room: "schemes",
    tables: [
      {
        name: "schemes",
        columns: "id created_at invented kind listed name settings slug",
        open: { columns: "id slug name kind invented created_at", where: "true" },
      },
      {
        name: "scheme_countries",
        columns: "country position sending_partner_id",
        open: { columns: "country position", where: "true" },
      },
      {
        name: "activity_lines",
        columns:
          "id activity audience code counted direction maximum_days minimum_days name online_counts position target",
        open: {
          columns:
            "id code name audience direction activity counted target position minimum_days maximum_days online_counts",
          where: "true",
        },
      },
      {
        name: "reported_totals",
        columns: "inferred line_id realised source_title source_url",
        open: { columns: "line_id realised inferred source_title source_url", where: "true" },
      },
      {
        name: "text_reviews",
        columns: "id approved_at approved_by locale reviewer text_group words_hash",
      },
    ],
  },
  {
    room: "library",
    tables: [
      {
        name: "resources",
        columns: "id created_at created_by created_by_name guide language work_id",
        open: {
          columns: "id work_id guide language created_at",
          where: "id in (select resource_id from resource_versions where state = 'published')",
        },
      },
      {
        name: "resource_versions",
        columns:
          "id body bytes credit decided_at decided_by decided_by_name kind language licence link minutes number published_at readers reason resource_id state submitted_at submitted_by summary title transcript translation upload_id work_id written_at written_by written_by_name",
        open: {
          columns:
            "id resource_id number title summary body kind licence link minutes readers credit transcript translation bytes published_at",
          where: "state = 'published'",
        },
        out: { folded_title: "machine" },
      },
      { name: "resource_index", left: "machine" },
      {
        name: "resource_kits",
        columns: "id about changed_at changed_by guide readers retired_at title works",
        open: { columns: "id guide title about readers works", where: "retired_at is null" },
      },
    ],
  },
  {
    room: "country-sheets",
    tables: [
      {
        name: "sheet_versions",
        columns:
          "again checked_by checked_by_name checked_on country line_id link shown source topic version words written_at",
      },
      { name: "sheet_ages", columns: "days set_at set_by" },
    ],
  },
  {
    room: "opportunities",
    tables: [
      {
        name: "opportunities",
        columns:
          "id about audience changed_at checked_on countries deadline line_code link organiser proposed_at proposed_by proposed_by_name proposed_in reason source state state_since title",
      },
    ],
  },
  {
    room: "calls",
    tables: [
      {
        name: "calls",
        columns:
          "id about answer_by closes_at copied_from created_at criteria decide_by draw_seed form_version_id grace_minutes line_id maximum_age minimum_age needs_list number objection_days opens_at paid public_code round round_of state ties title who",
        open: {
          columns:
            "id number public_code line_id title about who state opens_at closes_at decide_by answer_by minimum_age maximum_age criteria ties paid round round_of objection_days grace_minutes",
          where: "state <> 'draft'",
        },
      },
      {
        name: "call_extensions",
        columns: "id call_id code granted_at granted_by reason revoked_at revoked_by until",
      },
      { name: "call_owners", columns: "call_id country email name phone user_id" },
      {
        name: "flows",
        columns:
          "id call_id city code country created_at ends hosting_organisation_id leader merged_into minimum sending_country starts state state_reason",
        open: {
          columns:
            "id call_id code sending_country country city starts ends minimum state merged_into",
          where: "call_id in (select id from calls where state <> 'draft')",
        },
      },
      {
        name: "places",
        columns: "id carried_from flow_id seats trade",
        open: {
          columns: "id flow_id trade seats",
          where:
            "flow_id in (select id from flows where call_id in (select id from calls where state <> 'draft'))",
        },
      },
      {
        name: "reserves",
        columns: "id call_id code ground name position",
        open: {
          columns: "id call_id code name position",
          where: "call_id in (select id from calls where state <> 'draft')",
        },
      },
      {
        name: "reserved_seats",
        columns: "place_id reserve_id seats",
        open: {
          columns: "place_id reserve_id seats",
          where:
            "place_id in (select p.id from places p join flows f on f.id = p.flow_id where f.call_id in (select id from calls where state <> 'draft'))",
        },
      },
    ],
  },
];
