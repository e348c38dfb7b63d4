-- A country may ask for both guardians, and a child may have one. The school or the partner who knows
-- says so with a reason, seen by everybody who sees the consents; it is taken back by an end, never
-- by rubbing it out.
create table sole_guardians (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  application_id uuid not null references applications,
  -- One of three, so that nobody writes down why a family is as it is.
  reason text not null check (reason in ('only-one', 'decided', 'institution')),
  said_by text not null,
  said_name text not null,
  said_at timestamptz not null,
  ended_by text,
  ended_at timestamptz,
  check ((ended_at is null) = (ended_by is null))
);
create unique index sole_guardians_live on sole_guardians (application_id) where ended_at is null;
alter table sole_guardians enable row level security;
alter table sole_guardians force row level security;
create policy sole_guardians_scheme on sole_guardians using (scheme_id = (select ref.current_scheme()));
grant select, insert, update on sole_guardians to app;
