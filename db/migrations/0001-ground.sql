-- The ground every stage stands on: who is asking (row-level security context), what happened
-- (event log), what was already answered (idempotency keys), what is to be said (mail outbox).
-- Why functions live in `ref`: `public` holds only tables under row-level security, so one look at
-- the catalogue shows that nothing escapes it.

create schema if not exists ref;
grant usage on schema public, ref to app;

-- Garbage or a missing context must mean "no rows", never an error text that tells an attacker
-- something, so the cast is guarded.
create function ref.current_scheme() returns uuid
language sql stable parallel safe as $$
  select case when current_setting('kalfa.scheme', true) ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
    then current_setting('kalfa.scheme', true)::uuid end
$$;

create function ref.current_purpose() returns text
language sql stable parallel safe as $$ select nullif(current_setting('kalfa.purpose', true), '') $$;

-- Search key for people's names: Cyrillic to Latin, Albanian, Bosnian, Croatian, Macedonian,
-- Montenegrin and Serbian letters to their plain neighbours. For finding only, never for merging.
create function ref.fold(name text) returns text
language sql immutable parallel safe as $$
  select regexp_replace(
    normalize(
      translate(
        replace(replace(replace(replace(replace(replace(replace(replace(lower(name),
          'љ', 'lj'), 'њ', 'nj'), 'џ', 'dz'), 'ѓ', 'gj'), 'ќ', 'kj'), 'ѕ', 'dz'), 'ђ', 'd'), 'dj', 'd'),
        'абвгдежзијклмнопрстћуфхцчшđ', 'abvgdezzijklmnoprstcufhccsd'),
      nfd),
    '[\u0300-\u036f]', '', 'g')
$$;

create table schemes (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,40}$'),
  name jsonb not null,
  -- 'running' has calls and staff; 'archive' holds published totals of a finished scheme only.
  kind text not null check (kind in ('running', 'archive')),
  listed boolean not null default false,
  invented boolean not null default false,
  settings jsonb not null default '{}',
  created_at timestamptz not null
);
alter table schemes enable row level security;
alter table schemes force row level security;
-- A listed scheme has a public front door: its name may be read by anybody.
create policy schemes_read on schemes for select using (id = (select ref.current_scheme()) or listed);
create policy schemes_write on schemes for insert with check (id = (select ref.current_scheme()));
create policy schemes_change on schemes for update using (id = (select ref.current_scheme()));
grant select, insert, update on schemes to app;

create table event_log (
  id bigint generated always as identity primary key,
  scheme_id uuid not null references schemes,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('staff', 'learner', 'system', 'anonymous')),
  actor_id text,
  name text not null check (name ~ '^[a-z-]+\.[a-z-]+$'),
  subject_type text not null,
  subject_id uuid not null,
  data jsonb not null default '{}'
);
create index event_log_subject on event_log (scheme_id, subject_id, id);
create index event_log_recent on event_log (scheme_id, id desc);
alter table event_log enable row level security;
alter table event_log force row level security;
create policy event_log_scheme on event_log using (scheme_id = (select ref.current_scheme()));
-- Append-only: the application may add and read, never change or remove.
grant select, insert on event_log to app;

create table idempotency_keys (
  scheme_id uuid not null references schemes,
  actor text not null,
  key uuid not null,
  body_hash text not null,
  status smallint not null,
  location text,
  body text,
  at timestamptz not null,
  primary key (scheme_id, actor, key)
);
alter table idempotency_keys enable row level security;
alter table idempotency_keys force row level security;
create policy idempotency_keys_scheme on idempotency_keys using (scheme_id = (select ref.current_scheme()));
grant select, insert, update on idempotency_keys to app;

create table mail_messages (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  to_address text not null check (to_address !~ '[\r\n]'),
  locale text not null,
  template text not null,
  subject text not null check (subject !~ '[\r\n]'),
  body text not null,
  state text not null default 'queued' check (state in ('queued', 'sent', 'kept', 'failed')),
  attempts smallint not null default 0,
  last_error text,
  created_at timestamptz not null,
  sent_at timestamptz
);
create index mail_messages_recent on mail_messages (scheme_id, created_at desc);
alter table mail_messages enable row level security;
alter table mail_messages force row level security;
create policy mail_messages_scheme on mail_messages using (scheme_id = (select ref.current_scheme()));
grant select, insert, update on mail_messages to app;

-- How far a long piece of work is; shown while a person waits.
create table job_progress (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  task text not null,
  done integer not null default 0,
  total integer not null default 0,
  state text not null default 'waiting' check (state in ('waiting', 'working', 'done', 'failed')),
  note text,
  updated_at timestamptz not null
);
alter table job_progress enable row level security;
alter table job_progress force row level security;
create policy job_progress_scheme on job_progress using (scheme_id = (select ref.current_scheme()));
grant select, insert, update on job_progress to app;
