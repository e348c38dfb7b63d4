-- Summer schools, thematic teams, meetings and courses: what is on, when and where, who comes, who
-- waits. Whoever registers has no account: a link in a letter opens one registration.

create table events (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  kind text not null check (kind in
    ('summer-school', 'thematic-team', 'transnational-meeting', 'kick-off', 'preparation-course', 'open')),
  -- By language, as titles of calls are.
  title jsonb not null,
  about jsonb not null,
  mode text not null check (mode in ('on-site', 'online', 'blended')),
  state text not null check (state in ('draft', 'open', 'closed', 'held', 'cancelled')),
  state_since timestamptz not null,
  -- First and last day on the wall where it happens.
  starts date not null,
  ends date not null,
  time_zone text not null check (length(time_zone) between 3 and 60),
  venue text check (length(venue) between 1 and 200),
  city text check (length(city) between 1 and 100),
  country text check (country ~ '^[A-Z]{2}$'),
  -- Where people online come in; told to those who have a place, never shown on a public page.
  link text check (link ~ '^https://' and length(link) <= 500),
  languages text[] not null check (cardinality(languages) between 1 and 8),
  -- The line its people may count for; null where it counts for none.
  line_id uuid references activity_lines,
  organiser_id uuid references organisations,
  -- Null where nobody comes that way; places are never given beyond these.
  capacity_on_site integer check (capacity_on_site between 1 and 5000),
  capacity_online integer check (capacity_online between 1 and 5000),
  -- The office says yes to each person before a place is given.
  approval boolean not null,
  -- The written rule: registrations come in until this moment.
  closes_at timestamptz not null,
  made_at timestamptz not null,
  made_by text not null,
  check (ends >= starts),
  check ((mode in ('on-site', 'blended')) = (capacity_on_site is not null)),
  check ((mode in ('online', 'blended')) = (capacity_online is not null)),
  check (mode = 'online' or (city is not null and country is not null))
);
create index events_days on events (scheme_id, starts desc, id);
create index events_line on events (line_id);

create table event_sessions (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  event_id uuid not null references events,
  title text not null check (length(title) between 1 and 200),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  speakers text[] not null check (cardinality(speakers) <= 20),
  room text check (length(room) between 1 and 100),
  link text check (link ~ '^https://' and length(link) <= 500),
  -- What was said and decided, written afterwards.
  minutes text check (length(minutes) between 1 and 20000),
  minutes_at timestamptz,
  minutes_by text,
  made_at timestamptz not null,
  made_by text not null,
  removed_at timestamptz,
  check (ends_at > starts_at),
  check ((minutes is null) = (minutes_at is null))
);
create index event_sessions_event on event_sessions (event_id, starts_at) where removed_at is null;
-- Which speaker speaks where at a moment is asked over all events of a scheme.
create index event_sessions_times on event_sessions (scheme_id, starts_at, ends_at) where removed_at is null;

create table event_registrations (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  event_id uuid not null references events,
  -- Who somebody is in this scheme, once the office has said so.
  person_id uuid references persons,
  name text not null check (length(name) between 2 and 200),
  folded text not null generated always as (ref.fold(name)) stored,
  email text check (email !~ '[\r\n]' and length(email) between 3 and 254),
  phone text check (length(phone) between 5 and 40),
  organisation text not null check (length(organisation) between 2 and 200),
  organisation_id uuid references organisations,
  mode text not null check (mode in ('on-site', 'online')),
  state text not null check (state in ('requested', 'waiting', 'registered', 'declined', 'cancelled')),
  state_since timestamptz not null,
  locale text not null,
  -- Six digits to say at the door; what a ticket's square says as well.
  ticket_code text not null check (ticket_code ~ '^[0-9]{6}$'),
  -- Of the secret in the letter's link.
  secret_hash text not null,
  -- The order of the waiting list.
  sequence bigint generated always as identity,
  invented boolean not null default false,
  created_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  -- When somebody who waited got a place.
  promoted_at timestamptz,
  cancelled_at timestamptz,
  -- The second form, asked of those who have a place.
  arrives date,
  leaves date,
  answered_at timestamptz,
  check (email is not null or phone is not null),
  check ((state = 'cancelled') = (cancelled_at is not null)),
  check (leaves >= arrives)
);
create unique index event_registrations_ticket on event_registrations (scheme_id, ticket_code);
create unique index event_registrations_secret on event_registrations (scheme_id, secret_hash);
create unique index event_registrations_email on event_registrations (event_id, lower(email))
  where state not in ('declined', 'cancelled');
create unique index event_registrations_phone on event_registrations (event_id, phone)
  where email is null and state not in ('declined', 'cancelled');
create index event_registrations_queue on event_registrations (event_id, state, mode, sequence);
create index event_registrations_person on event_registrations (person_id) where person_id is not null;

-- Diet, access, care: sealed and of equal length, visible only while a purpose is stated.
create table event_needs (
  registration_id uuid primary key references event_registrations,
  scheme_id uuid not null references schemes,
  sealed bytea not null,
  saved_at timestamptz not null
);

do $$
declare name text;
begin
  foreach name in array array['events', 'event_sessions', 'event_registrations', 'event_needs'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('grant select, insert, update on %I to app', name);
  end loop;
  foreach name in array array['events', 'event_sessions', 'event_registrations'] loop
    execute format('create policy %I on %I using (scheme_id = (select ref.current_scheme()))', name || '_scheme', name);
  end loop;
end $$;
create policy event_needs_purpose on event_needs
  using (scheme_id = (select ref.current_scheme()) and (select ref.current_purpose()) in ('own-answers', 'care', 'person-request'))
  with check (scheme_id = (select ref.current_scheme()));
