-- Who was there: check-ins of a door, of a code on the wall and of a word said online, session by
-- session; what follows from it (a certificate, what somebody thought of it, who counts for a line).

do $$ declare kinds text; begin
  select pg_get_constraintdef(oid) into kinds from pg_constraint
    where conname = 'event_log_actor_kind_check' and conrelid = 'event_log'::regclass;
  execute 'alter table event_log drop constraint event_log_actor_kind_check';
  execute format('alter table event_log add constraint event_log_actor_kind_check %s',
    replace(kinds, '''staff''::text', '''staff''::text, ''door''::text'));
end $$;

-- From which share of the minutes on somebody has a certificate; 80 where nothing is said.
create table event_attendance_rules (
  event_id uuid primary key references events,
  scheme_id uuid not null references schemes,
  share smallint not null check (share between 1 and 100),
  set_by text not null,
  set_at timestamptz not null
);

-- A helper at the door has no account: a link opens the desk of one event and ends with it.
create table event_door_links (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  event_id uuid not null references events,
  helper text not null check (length(helper) between 2 and 100),
  locale text not null,
  secret_hash text not null,
  made_by text not null,
  made_at timestamptz not null,
  ended_at timestamptz
);
create unique index event_door_links_secret on event_door_links (scheme_id, secret_hash);
create index event_door_links_event on event_door_links (event_id) where ended_at is null;

-- What is said to people online so that they can check in; the newest word of a session counts.
create table event_code_words (
  session_id uuid primary key references event_sessions,
  scheme_id uuid not null references schemes,
  event_id uuid not null references events,
  word text not null check (length(word) between 3 and 40),
  set_by text not null,
  set_at timestamptz not null
);

-- Every check-in as it came in. Its id was drawn where it was made, on a telephone without a line
-- perhaps, so the same one sent again is the same row.
create table event_check_ins (
  scheme_id uuid not null references schemes,
  id uuid not null,
  event_id uuid not null references events,
  session_id uuid not null references event_sessions,
  registration_id uuid not null references event_registrations,
  at timestamptz not null,
  received_at timestamptz not null,
  how text not null check (how in ('scan', 'code', 'list', 'screen', 'word')),
  -- The link of the desk, the member of staff; null for somebody who did it alone.
  by text,
  primary key (scheme_id, id)
);
create index event_check_ins_event on event_check_ins (event_id, registration_id);

-- Who was in which session: the earliest of the check-ins, whatever order they came in.
create table event_attendances (
  session_id uuid not null references event_sessions,
  registration_id uuid not null references event_registrations,
  scheme_id uuid not null references schemes,
  event_id uuid not null references events,
  arrived_at timestamptz not null,
  how text not null check (how in ('scan', 'code', 'list', 'screen', 'word')),
  -- A mistake of the door, taken back by the office.
  removed_at timestamptz,
  removed_by text,
  primary key (session_id, registration_id),
  check ((removed_at is null) = (removed_by is null))
);
create index event_attendances_event on event_attendances (event_id, registration_id) where removed_at is null;
create index event_attendances_person on event_attendances (registration_id);

-- What a certificate and a line ask beside a name, from the person or from the office.
create table event_participants (
  registration_id uuid primary key references event_registrations,
  scheme_id uuid not null references schemes,
  event_id uuid not null references events,
  given_names text not null check (length(given_names) between 1 and 100),
  family_name text not null check (length(family_name) between 1 and 100),
  birth_date date not null,
  organisation_id uuid references organisations,
  written_by text not null check (written_by in ('participant', 'office')),
  written_at timestamptz not null
);
create index event_participants_organisation on event_participants (organisation_id);

-- Who counts for the event's line, as the office confirmed it, with the figures of that day.
create table event_counted (
  registration_id uuid primary key references event_registrations,
  scheme_id uuid not null references schemes,
  event_id uuid not null references events,
  line_id uuid not null references activity_lines,
  mobility_id uuid not null unique references mobilities,
  minutes integer not null check (minutes >= 0),
  of_minutes integer not null check (of_minutes >= minutes),
  confirmed_by text not null,
  confirmed_at timestamptz not null
);
create index event_counted_event on event_counted (event_id);

create table event_feedbacks (
  registration_id uuid primary key references event_registrations,
  scheme_id uuid not null references schemes,
  event_id uuid not null references events,
  useful smallint not null check (useful between 1 and 5),
  take_home text not null check (length(take_home) <= 1000),
  better text not null check (length(better) <= 1000),
  given_at timestamptz not null
);
create index event_feedbacks_event on event_feedbacks (event_id);

-- The text of a certificate as it was fixed, and the sealed file that was made of it.
create table event_certificates (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  event_id uuid not null references events,
  registration_id uuid not null references event_registrations,
  code text not null check (code ~ '^KLC-[0-9A-Z]{4}-[0-9A-Z]{4}$'),
  model jsonb not null,
  text_hash text not null,
  made_at timestamptz not null,
  digest text,
  sealed_at timestamptz,
  withdrawn_at timestamptz,
  withdrawn_by text,
  check ((digest is null) = (sealed_at is null)),
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
create unique index event_certificates_code on event_certificates (scheme_id, code);
create unique index event_certificates_one on event_certificates (registration_id) where withdrawn_at is null;
create index event_certificates_digest on event_certificates (scheme_id, digest);
create table event_certificate_files (
  certificate_id uuid primary key references event_certificates,
  scheme_id uuid not null references schemes,
  sealed bytea not null
);

-- Wrong tickets at the check-in without a helper, so that guessing ends.
create table event_check_in_tries (
  scheme_id uuid not null references schemes,
  event_id uuid not null references events,
  client_hash text not null,
  failed smallint not null,
  first_failed_at timestamptz not null,
  primary key (event_id, client_hash)
);

do $$
declare name text;
begin
  foreach name in array array['event_attendance_rules', 'event_door_links', 'event_code_words',
    'event_check_ins', 'event_attendances', 'event_participants', 'event_counted', 'event_feedbacks',
    'event_certificates', 'event_certificate_files', 'event_check_in_tries'] loop
    execute format('alter table %I enable row level security; alter table %I force row level security', name, name);
    execute format('create policy %I on %I using (scheme_id = (select ref.current_scheme()))', name || '_scheme', name);
    execute format('grant select, insert on %I to app', name);
  end loop;
end $$;
grant update on event_attendance_rules, event_door_links, event_code_words, event_attendances,
  event_participants, event_certificates to app;
grant update, delete on event_check_in_tries to app;
