-- The policy itself as a file: of a group's policy the office keeps it, of an insurance of the family the
-- learner sends it with the task, so that whoever checks has something to look at.
create table insurance_copies (
  upload_id uuid primary key references uploads,
  scheme_id uuid not null references schemes,
  policy_id uuid references insurance_policies,
  mobility_id uuid references mobilities,
  -- The task that it was handed in with.
  code text,
  by text not null,
  at timestamptz not null,
  check ((policy_id is null) <> (mobility_id is null)),
  check ((mobility_id is null) = (code is null))
);
create index insurance_copies_policy on insurance_copies (policy_id, at) where policy_id is not null;
create index insurance_copies_stay on insurance_copies (mobility_id, at) where mobility_id is not null;
alter table insurance_copies enable row level security;
alter table insurance_copies force row level security;
create policy insurance_copies_scheme on insurance_copies using (scheme_id = (select ref.current_scheme()));
grant select, insert on insurance_copies to app;
