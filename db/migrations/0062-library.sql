-- The library: texts, papers and films for a job, each in one or more languages, each with a licence.
-- What readers see is a version that was looked at and published; a change is the next version, and
-- the one before stays as it was.

-- One text in one language. Translations of one another share `work_id`.
create table resources (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  work_id uuid not null,
  language text not null check (length(language) between 2 and 7),
  -- Which of the guides that come with the program it began as.
  guide text check (guide ~ '^[a-z][a-z-]{1,40}$'),
  created_by text,
  created_by_name text check (length(created_by_name) between 1 and 200),
  created_at timestamptz not null,
  unique (scheme_id, work_id, language)
);
create unique index resources_guide on resources (scheme_id, guide, language);

create table resource_versions (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  resource_id uuid not null references resources,
  number smallint not null check (number > 0),
  state text not null check (state in ('draft', 'in-review', 'published', 'replaced', 'withdrawn')),
  title text not null check (length(title) between 1 and 150),
  summary text not null check (length(summary) between 1 and 400),
  -- Markdown; for a film, a link or a file it may be empty.
  body text not null check (length(body) <= 60000),
  kind text not null check (kind in ('guide', 'checklist', 'worksheet', 'lesson', 'presentation', 'video', 'reflection')),
  minutes smallint not null check (minutes between 1 and 600),
  readers text[] not null check (cardinality(readers) > 0
    and readers <@ array['learner', 'guardian', 'host', 'school', 'coordinator', 'mentor', 'staff']),
  licence text not null check (licence in ('cc0', 'cc-by', 'cc-by-sa', 'cc-by-nc', 'cc-by-nc-sa', 'cc-by-nd', 'cc-by-nc-nd', 'own')),
  -- Who is named as having written it.
  credit text not null check (length(credit) between 1 and 200),
  link text check (length(link) <= 500),
  upload_id uuid references uploads,
  -- What a film shows and says, for those who do not see or hear it, or pay for each megabyte.
  transcript text not null check (length(transcript) <= 60000),
  translation text not null check (translation in ('original', 'human', 'machine')),
  -- All that a reader of everything takes over the line; null where a link does not say it.
  bytes integer check (bytes >= 0),
  written_by text,
  written_by_name text,
  written_at timestamptz not null,
  submitted_by text,
  submitted_at timestamptz,
  -- Who published it, sent it back or took it away last, and the words that went with it.
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  reason text check (length(reason) between 1 and 1000),
  published_at timestamptz,
  -- For the order of what was found, and for the finding: both scripts become one spelling.
  folded_title text not null generated always as (ref.fold(title)) stored,
  found tsvector not null generated always as (
    to_tsvector('simple'::regconfig, ref.fold(title || ' ' || summary || ' ' || body || ' ' || transcript || ' ' || credit))
  ) stored,
  check (kind <> 'video' or transcript <> ''),
  check (body <> '' or link is not null or upload_id is not null),
  check ((state in ('published', 'replaced', 'withdrawn')) <= (published_at is not null)),
  unique (resource_id, number)
);
-- One that readers see and one that is being worked on, never two of either.
create unique index resource_versions_shown on resource_versions (resource_id) where state = 'published';
create unique index resource_versions_open on resource_versions (resource_id) where state in ('draft', 'in-review');
create index resource_versions_list on resource_versions (scheme_id, state, published_at desc);
create index resource_versions_found on resource_versions using gin (found) where state = 'published';

-- What was handed in is what is looked at, and what was published is what was read: neither changes.
create function ref.keep_version() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and (old.title, old.summary, old.body, old.kind, old.minutes, old.readers,
      old.licence, old.credit, old.link, old.upload_id, old.transcript, old.translation, old.bytes,
      old.number, old.resource_id)
    is distinct from (new.title, new.summary, new.body, new.kind, new.minutes, new.readers,
      new.licence, new.credit, new.link, new.upload_id, new.transcript, new.translation, new.bytes,
      new.number, new.resource_id)
  then
    raise exception 'a version of the library that left its draft does not change';
  end if;
  return new;
end $$;
create trigger resource_versions_kept before update on resource_versions
  for each row execute function ref.keep_version();

-- Resources for a job, in the order in which they are read: whole works, so that everybody gets the
-- own language.
create table resource_kits (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  guide text check (guide ~ '^[a-z][a-z-]{1,40}$'),
  title jsonb not null,
  about jsonb not null,
  readers text[] not null check (cardinality(readers) > 0
    and readers <@ array['learner', 'guardian', 'host', 'school', 'coordinator', 'mentor', 'staff']),
  works uuid[] not null check (cardinality(works) between 1 and 30),
  changed_at timestamptz not null,
  changed_by text,
  retired_at timestamptz
);
create unique index resource_kits_guide on resource_kits (scheme_id, guide) where retired_at is null;

do $$ declare t text; begin
  foreach t in array array['resources', 'resource_versions', 'resource_kits'] loop
    execute format('alter table %I enable row level security; alter table %I force row level security', t, t);
    execute format('create policy %I on %I using (scheme_id = (select ref.current_scheme()))', t || '_scheme', t);
    execute format('grant select, insert, update on %I to app', t);
  end loop;
end $$;
-- A draft that nobody handed in may be thrown away.
grant delete on resources, resource_versions to app;

-- Under row-level security the index of words is not used: the comparison is not one that the database
-- trusts with rows of others. So the tables' owner looks, past the policy and with the same two
-- conditions in the statement itself: the scheme of whoever asks, and what is published, which anybody
-- may read. A policy that held only one of them would keep the index out again.
create policy resource_versions_finder on resource_versions for select to current_user using (true);
create function ref.resources_with(words text) returns table (version_id uuid)
language sql stable rows 200 security definer set search_path = public, pg_temp as $$
  select v.id from public.resource_versions v
  where v.state = 'published' and v.scheme_id = ref.current_scheme()
    and v.found @@ to_tsquery('simple', words)
$$;
revoke all on function ref.resources_with from public;
grant execute on function ref.resources_with to app;
