-- Programmes of others, for people and schools of the countries that the scheme sends from. A partner
-- proposes one, the coordinator decides; it leaves the public list by itself on the day after its
-- deadline, and half a year after somebody last looked where it has none. Nothing is deleted.
create table opportunities (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  title jsonb not null check (title ? 'en'),
  about jsonb not null check (about ? 'en'),
  organiser text not null check (length(organiser) between 1 and 200),
  countries text[] not null check (cardinality(countries) between 1 and 60),
  audience text[] not null
    check (audience <@ array['learners', 'staff', 'schools'] and cardinality(audience) between 1 and 3),
  -- The line of this scheme that it is most like; null where none is.
  line_code text check (length(line_code) <= 100),
  -- The last day; null where one can apply all year.
  deadline date,
  source text not null check (length(source) between 1 and 300),
  link text not null check (link ~ '^https?://' and length(link) <= 500),
  checked_on date not null,
  state text not null check (state in ('proposed', 'shown', 'refused', 'taken-down')),
  state_since timestamptz not null,
  -- Why it was refused or taken down, for whoever proposed it.
  reason text check (length(reason) <= 500),
  proposed_by text not null,
  proposed_by_name text not null,
  proposed_at timestamptz not null,
  changed_at timestamptz not null
);
create index opportunities_scheme on opportunities (scheme_id, state, deadline);
alter table opportunities enable row level security;
alter table opportunities force row level security;
create policy opportunities_scheme on opportunities using (scheme_id = (select ref.current_scheme()));
grant select, insert, update on opportunities to app;
