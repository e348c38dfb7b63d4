-- What an organisation says of itself by the quality standards, with what shows it, and what the
-- coordinator thinks of that. Nothing is written over: a new answer takes the place of the last, and
-- the years can be compared.
create table growth_answers (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  organisation_id uuid not null references organisations,
  -- Which list of standards; those of the program change with its generations.
  edition text not null check (edition in ('2021')),
  standard text not null check (standard ~ '^[a-z-]{3,40}$'),
  level text not null check (level in ('not-yet', 'begun', 'in-place')),
  evidence text not null check (length(evidence) <= 1000),
  link text check (link ~ '^https?://' and length(link) <= 500),
  state text not null check (state in ('said', 'confirmed', 'returned')),
  said_by text not null,
  said_by_name text not null,
  said_at timestamptz not null,
  decided_by_name text,
  decided_at timestamptz,
  -- What is missing, for whoever said it.
  reason text check (length(reason) between 1 and 500),
  superseded_at timestamptz,
  check ((state = 'said') = (decided_at is null)),
  check ((state = 'returned') = (reason is not null)),
  check (level <> 'in-place' or length(evidence) > 0 or link is not null)
);
create unique index growth_answers_now on growth_answers (organisation_id, edition, standard)
  where superseded_at is null;
create index growth_answers_scheme on growth_answers (scheme_id, state);
alter table growth_answers enable row level security;
alter table growth_answers force row level security;
create policy growth_answers_scheme on growth_answers using (scheme_id = (select ref.current_scheme()));
grant select, insert, update on growth_answers to app;
