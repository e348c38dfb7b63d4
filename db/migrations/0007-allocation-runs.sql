-- A run: the whole problem as data, its result, its signatures. Frozen rows never change.
create table pins (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  call_id uuid not null references calls,
  application_id uuid not null references applications,
  place_id uuid not null references places,
  reason text not null check (length(reason) between 10 and 500),
  pinned_by text not null,
  pinned_at timestamptz not null,
  removed_by text,
  removed_at timestamptz
);
create unique index pins_one_live on pins (call_id, application_id) where removed_at is null;

create table allocation_runs (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  call_id uuid not null references calls,
  number smallint not null,
  state text not null check (state in ('computing', 'computed', 'failed', 'superseded', 'published')),
  seed text not null,
  rule text not null,
  code_version text not null,
  problem_hash text not null,
  result_hash text,
  summary jsonb,
  problems jsonb,
  progress_id uuid references job_progress,
  frozen_at timestamptz not null,
  frozen_by text not null,
  computed_at timestamptz,
  published_at timestamptz,
  published_by text,
  public_hash text,
  unique (call_id, number),
  check ((state = 'published') = (published_at is not null))
);
-- At most one published run a call.
create unique index allocation_runs_one_published on allocation_runs (call_id) where state = 'published';

create table run_files (
  scheme_id uuid not null references schemes,
  run_id uuid not null references allocation_runs,
  -- 'problem/applicants.csv', 'result/placements.csv', 'public/problem/options.csv' ...
  name text not null,
  sha256 text not null,
  content bytea not null,
  primary key (run_id, name)
);
-- Two ids for everybody. `ref` is what the draw is made over: the same in every draft of a call, so
-- that nobody can run again until the draw suits. `public_ref` is made for this run alone, so what is
-- published cannot be joined with anything else.
create table run_applicants (
  scheme_id uuid not null references schemes,
  run_id uuid not null references allocation_runs,
  application_id uuid not null references applications,
  ref text not null,
  public_ref text not null,
  place_id uuid references places,
  explanation jsonb,
  -- [{flowId, code, params}]: options that eligibility removed before the contest.
  removed jsonb not null default '[]',
  primary key (run_id, application_id),
  unique (run_id, ref),
  unique (run_id, public_ref)
);
create table run_places (
  scheme_id uuid not null references schemes,
  run_id uuid not null references allocation_runs,
  place_id uuid not null references places,
  ref text not null,
  seats smallint not null,
  taken smallint,
  -- {open: points|null, reserves: {reserve_1: points|null}, tieAtCutOff}
  cut_off jsonb,
  primary key (run_id, place_id),
  unique (run_id, ref)
);
create table run_flags (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  run_id uuid not null references allocation_runs,
  application_id uuid references applications,
  flow_id uuid references flows,
  code text not null check (code in ('tie-at-cut-off', 'reserve-changed-outcome', 'unplaced-beside-free-seat', 'flow-under-minimum', 'pinned')),
  params jsonb not null default '{}',
  looked_at timestamptz,
  looked_by text
);
create index run_flags_run on run_flags (run_id);
create table run_signatures (
  scheme_id uuid not null references schemes,
  run_id uuid not null references allocation_runs,
  user_id text not null,
  role text not null,
  organisation_id uuid references organisations,
  person_name text not null,
  -- What was signed: both hashes, so a signature cannot be carried to another result.
  problem_hash text not null,
  result_hash text not null,
  signed_at timestamptz not null,
  primary key (run_id, user_id)
);
do $$ declare t text; begin
  foreach t in array array['pins', 'allocation_runs', 'run_files', 'run_applicants', 'run_places', 'run_flags', 'run_signatures'] loop
    execute format('alter table %I enable row level security; alter table %I force row level security', t, t);
    execute format('create policy %I on %I using (scheme_id = (select ref.current_scheme()))', t || '_scheme', t);
    execute format('grant select, insert on %I to app', t);
  end loop;
end $$;
grant update on pins, allocation_runs, run_applicants, run_places, run_flags to app;

-- A published run is immutable even for code that forgets: the database refuses.
create function ref.refuse_change_of_published_run() returns trigger
language plpgsql as $$
declare published boolean;
begin
  if tg_table_name = 'allocation_runs' then
    if old.state = 'published' then raise exception 'a published run cannot be changed'; end if;
    return new;
  end if;
  select state = 'published' into published from allocation_runs
    where id = case when tg_op = 'INSERT' then new.run_id else old.run_id end;
  if published then raise exception 'a published run cannot be changed'; end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger published_is_final before update or delete on allocation_runs
  for each row execute function ref.refuse_change_of_published_run();
do $$ declare t text; begin
  foreach t in array array['run_files', 'run_applicants', 'run_places', 'run_flags', 'run_signatures'] loop
    execute format('create trigger published_is_final before insert or update or delete on %I
      for each row execute function ref.refuse_change_of_published_run()', t);
  end loop;
end $$;
