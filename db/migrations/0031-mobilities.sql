-- A stay is the centre from here on: how far it is on the way to its first day, since when, and with
-- which company. What was planned and what was lived are kept apart, because a report asks for both.
alter table mobilities drop constraint mobilities_state_check;
alter table mobilities
  add column company_id uuid references organisations,
  add column state_since timestamptz not null default now(),
  -- Why a stay was moved past its order, broken off or ended; never a diagnosis.
  add column state_reason text check (length(state_reason) between 1 and 500),
  add column actual_starts date,
  add column actual_ends date check (actual_ends >= actual_starts),
  add column interruption_days smallint not null default 0 check (interruption_days between 0 and 365),
  add constraint mobilities_state_check check (state in ('planned', 'matched', 'preparing', 'ready',
    'on-hold', 'in-progress', 'interrupted', 'finished', 'cancelled'));
update mobilities set state_since = created_at,
  actual_starts = case when state in ('in-progress', 'finished') then starts end,
  actual_ends = case when state = 'finished' then ends end;
create index mobilities_company on mobilities (company_id) where company_id is not null;
create index mobilities_flow on mobilities (flow_id) where flow_id is not null;
create index mobilities_days on mobilities (scheme_id, starts);

-- A company takes learners in; a hosting partner finds companies and answers for them.
alter table organisations
  add column hosting_partner_id uuid references organisations,
  drop constraint organisations_roles_check,
  add constraint organisations_roles_check
    check (roles <@ array['coordinating', 'sending', 'hosting', 'support', 'excellence', 'school', 'company']);
create index organisations_hosting_partner on organisations (hosting_partner_id)
  where hosting_partner_id is not null;
