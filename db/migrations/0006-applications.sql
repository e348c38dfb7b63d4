-- People and what they asked for. A person stays one across calls and lines, because stays in the
-- Schengen area add up across them (domain rule S1).
create table persons (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  given_names text not null check (length(given_names) between 1 and 100),
  family_name text not null check (length(family_name) between 1 and 100),
  birth_date date not null,
  gender text check (gender in ('woman', 'man', 'other')),
  email text,
  phone text,
  country text not null check (country ~ '^[A-Z]{2}$'),
  folded text not null generated always as (ref.fold(given_names || ' ' || family_name)) stored,
  invented boolean not null default false,
  created_at timestamptz not null
);
-- One index a reading language: each sorts letters its own way (dh after d in Albanian, č after c
-- in Serbian), and a list of thousands must not be sorted anew for every page shown.
create index persons_list_en on persons (scheme_id, family_name collate "en-x-icu", given_names collate "en-x-icu", id);
create index persons_list_sq on persons (scheme_id, family_name collate "sq-x-icu", given_names collate "sq-x-icu", id);
create index persons_list_sr_cyrl on persons (scheme_id, family_name collate "sr-Cyrl-x-icu", given_names collate "sr-Cyrl-x-icu", id);
create index persons_list_sr_latn on persons (scheme_id, family_name collate "sr-Latn-x-icu", given_names collate "sr-Latn-x-icu", id);
-- Is this person already here, by exact names and birth date.
create index persons_same on persons (scheme_id, family_name, given_names, birth_date);

create table declared_stays (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  person_id uuid not null references persons,
  entry date not null,
  exit date not null check (exit >= entry),
  permit boolean not null default false,
  unique (person_id, entry, exit)
);

create table applications (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  call_id uuid not null references calls,
  person_id uuid not null references persons,
  -- What a learner types to see the result, with the birth date. Unguessable, never in a URL.
  code text not null unique check (code ~ '^KLF-[0-9A-Z]{3}-[0-9A-Z]{3}$'),
  state text not null check (state in ('submitted', 'withdrawn')),
  organisation_id uuid not null references organisations,
  sending_country text not null,
  trade text not null,
  locale text not null,
  points integer not null check (points >= 0),
  submitted_at timestamptz not null,
  created_at timestamptz not null,
  unique (call_id, person_id)
);
create index applications_list on applications (scheme_id, call_id, points desc, id);
create index applications_person on applications (person_id);
create table application_points (
  scheme_id uuid not null references schemes,
  application_id uuid not null references applications,
  criterion text not null,
  points integer not null check (points >= 0),
  primary key (application_id, criterion)
);
create table wishes (
  scheme_id uuid not null references schemes,
  application_id uuid not null references applications,
  flow_id uuid not null references flows,
  rank smallint not null check (rank between 1 and 20),
  primary key (application_id, rank),
  unique (application_id, flow_id)
);
create index wishes_flow on wishes (flow_id);
do $$ declare t text; begin
  foreach t in array array['persons', 'declared_stays', 'applications', 'application_points', 'wishes'] loop
    execute format('alter table %I enable row level security; alter table %I force row level security', t, t);
    execute format('create policy %I on %I using (scheme_id = (select ref.current_scheme()))', t || '_scheme', t);
    execute format('grant select, insert, update on %I to app', t);
  end loop;
end $$;

-- Special-category data apart: encrypted a field, row and field bound in, visible only while a
-- purpose is stated, and every reading leaves a row the person can be shown.
create table application_grounds (
  scheme_id uuid not null references schemes,
  application_id uuid not null references applications,
  ground text not null check (ground in ('fewer-opportunities')),
  sealed bytea not null,
  primary key (application_id, ground)
);
alter table application_grounds enable row level security;
alter table application_grounds force row level security;
create policy application_grounds_purpose on application_grounds
  using (scheme_id = (select ref.current_scheme()) and (select ref.current_purpose()) in ('freeze', 'import', 'person-request'));
grant select, insert, update, delete on application_grounds to app;
create table ground_readings (
  id bigint generated always as identity primary key,
  scheme_id uuid not null references schemes,
  application_id uuid not null references applications,
  purpose text not null,
  actor_id text not null,
  at timestamptz not null
);
alter table ground_readings enable row level security;
alter table ground_readings force row level security;
create policy ground_readings_scheme on ground_readings using (scheme_id = (select ref.current_scheme()));
grant select, insert on ground_readings to app;

-- A file somebody brought: kept while columns are matched and rows corrected, written only by a confirmed run.
create table imports (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  kind text not null check (kind in ('applicants', 'flows', 'participants')),
  call_id uuid references calls,
  line_id uuid references activity_lines,
  file_name text not null,
  content bytea not null,
  mapping jsonb not null default '{}',
  report jsonb not null default '{}',
  state text not null check (state in ('uploaded', 'checking', 'checked', 'writing', 'written', 'discarded', 'failed')),
  progress_id uuid references job_progress,
  -- What the person who brought it may write: countries of a country partner, null for all.
  countries text[],
  created_by text not null,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index imports_recent on imports (scheme_id, created_at desc);
alter table imports enable row level security;
alter table imports force row level security;
create policy imports_scheme on imports using (scheme_id = (select ref.current_scheme()));
grant select, insert, update on imports to app;
