-- A consortium's own Word templates beside ours. A version that was added is never changed: a paper
-- says which one it was made with, and is made with it again.
create table own_templates (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  kind text not null check (kind in ('learning-agreement', 'grant-agreement', 'host-agreement')),
  year smallint not null check (year between 2021 and 2100),
  language text not null check (length(language) between 2 and 7),
  version smallint not null check (version > 0),
  file_name text not null check (length(file_name) between 1 and 200),
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  size integer not null check (size between 1 and 5242880),
  bytes bytea not null,
  added_at timestamptz not null,
  added_by text not null,
  -- Taken out of use: no new paper begins with it, those that were begun keep it.
  ended_at timestamptz,
  ended_by text,
  check ((ended_at is null) = (ended_by is null)),
  unique (scheme_id, kind, year, language, version)
);

-- Which version the paper of a stay is made with. Another one is another row; the earlier one ends.
create table own_papers (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  mobility_id uuid not null references mobilities,
  kind text not null check (kind in ('learning-agreement', 'grant-agreement', 'host-agreement')),
  template_id uuid not null references own_templates,
  made_at timestamptz not null,
  made_by text not null,
  ended_at timestamptz
);
create unique index own_papers_one on own_papers (mobility_id, kind) where ended_at is null;
create index own_papers_template on own_papers (template_id);

-- Papers of a flow in one archive, for a day; sealed under the installation's data key.
create table own_bundles (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  flow_id uuid not null references flows,
  kind text not null check (kind in ('learning-agreement', 'grant-agreement', 'host-agreement')),
  progress_id uuid not null references job_progress,
  stays uuid[] not null,
  made_at timestamptz not null,
  made_by text not null,
  papers smallint check (papers >= 0),
  -- Stays without a paper, each with the code of the reason.
  left_out jsonb not null default '[]',
  sealed bytea
);
create index own_bundles_made on own_bundles (scheme_id, made_at);

do $$ declare t text; begin
  foreach t in array array['own_templates', 'own_papers', 'own_bundles'] loop
    execute format('alter table %I enable row level security; alter table %I force row level security', t, t);
    execute format('create policy %I on %I using (scheme_id = (select ref.current_scheme()))', t || '_scheme', t);
    execute format('grant select, insert on %I to app', t);
  end loop;
end $$;
grant update (ended_at, ended_by) on own_templates to app;
grant update (ended_at) on own_papers to app;
grant update (papers, left_out, sealed), delete on own_bundles to app;
