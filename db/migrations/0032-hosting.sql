-- Who takes learners in: the people to ask, what they can take, what they were asked and said, what
-- they were like over the years, and which learner was proposed for which company of a city.

alter table event_log drop constraint event_log_actor_kind_check;
alter table event_log add constraint event_log_actor_kind_check
  check (actor_kind in ('staff', 'learner', 'applicant', 'guardian', 'host', 'system', 'anonymous'));

-- People of a host. One who left is ended and stays: letters and answers name who it was.
create table host_contacts (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  organisation_id uuid not null references organisations,
  role text not null check (role in ('contact', 'mentor')),
  name text not null check (length(name) between 1 and 200),
  email text not null check (email !~ '[\r\n]' and length(email) between 3 and 254),
  phone text check (length(phone) between 5 and 40),
  language text not null check (language in ('en', 'es', 'fr', 'it', 'mt', 'nl', 'pl', 'sl')),
  created_at timestamptz not null,
  created_by text not null,
  ended_at timestamptz,
  ended_by text,
  check ((ended_at is null) = (ended_by is null))
);
create unique index host_contacts_once on host_contacts (organisation_id, role, lower(email)) where ended_at is null;

-- What a host can take: places for a trade (null: for every trade) from a day to a day.
create table host_capacities (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  organisation_id uuid not null references organisations,
  trade text check (length(trade) between 1 and 60),
  starts date not null,
  ends date not null,
  places smallint not null check (places between 1 and 500),
  minimum_age smallint check (minimum_age between 14 and 30),
  language text check (language ~ '^[a-z]{2}$'),
  level text check (level in ('A1', 'A2', 'B1', 'B2', 'C1', 'C2')),
  accessible boolean not null,
  tasks text not null check (length(tasks) <= 500),
  set_at timestamptz not null,
  set_by text not null,
  ended_at timestamptz,
  check (ends >= starts),
  check ((language is null) = (level is null))
);
create index host_capacities_live on host_capacities (organisation_id) where ended_at is null;

-- Where learners sleep.
create table host_beds (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  organisation_id uuid not null references organisations,
  name text not null check (length(name) between 1 and 100),
  street text not null check (length(street) between 1 and 200),
  beds smallint not null check (beds between 1 and 500),
  gender text not null check (gender in ('any', 'women', 'men')),
  accessible boolean not null,
  starts date not null,
  ends date not null,
  set_at timestamptz not null,
  set_by text not null,
  ended_at timestamptz,
  check (ends >= starts)
);
create index host_beds_live on host_beds (organisation_id) where ended_at is null;

-- The address at which a host writes down what it can take. Only a hash of its secret is kept.
create table host_links (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  organisation_id uuid not null references organisations,
  secret_hash text not null,
  language text not null check (language in ('en', 'es', 'fr', 'it', 'mt', 'nl', 'pl', 'sl')),
  made_at timestamptz not null,
  made_by text not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create unique index host_links_secret on host_links (scheme_id, secret_hash);
create index host_links_organisation on host_links (organisation_id) where ended_at is null;

-- "Can you host?" What was asked stands beside what was answered and never changes.
create table host_requests (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  organisation_id uuid not null references organisations,
  contact_id uuid not null references host_contacts,
  flow_id uuid references flows,
  -- The request that somebody sent on to a colleague.
  forwarded_from uuid references host_requests,
  trade text not null,
  starts date not null,
  ends date not null,
  places smallint not null check (places between 1 and 100),
  tasks text not null check (length(tasks) <= 500),
  state text not null check (state in
    ('asked', 'accepted', 'accepted-with-change', 'declined', 'forwarded', 'withdrawn', 'lapsed')),
  state_since timestamptz not null,
  secret_hash text not null,
  asked_at timestamptz not null,
  asked_by text not null,
  -- The last day on which the link takes an answer.
  answer_by date not null,
  reminders smallint not null default 0,
  answered_at timestamptz,
  changed_places smallint check (changed_places between 1 and 100),
  changed_starts date,
  changed_ends date,
  changed_tasks text check (length(changed_tasks) <= 500),
  reason text check (reason in ('no-place', 'no-mentor', 'not-our-trade', 'too-young', 'language', 'papers', 'other')),
  again text check (again in ('3', '6', '12', 'never')),
  again_on date,
  -- The office's own words when it takes a request back.
  withdrawn_because text check (length(withdrawn_because) between 1 and 500),
  check ((state = 'declined') = (reason is not null)),
  check ((again is null) = (state <> 'declined'))
);
create unique index host_requests_secret on host_requests (scheme_id, secret_hash);
create index host_requests_organisation on host_requests (organisation_id, asked_at);
create index host_requests_flow on host_requests (flow_id);
create index host_requests_state on host_requests (scheme_id, state, asked_at);

-- Whom a request is for. A stay waits for one company at a time; who left a request stays written.
create table host_request_people (
  request_id uuid not null references host_requests,
  mobility_id uuid not null references mobilities,
  scheme_id uuid not null references schemes,
  left_at timestamptz,
  primary key (request_id, mobility_id)
);
create unique index host_request_people_one on host_request_people (mobility_id) where left_at is null;

-- What a host was like: visits, marks in four words, incidents. Words of incidents are sealed.
create table host_notes (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  organisation_id uuid not null references organisations,
  kind text not null check (kind in ('visit', 'rating', 'incident')),
  happened_on date not null,
  who text not null check (length(who) between 1 and 200),
  -- Of a rating: criterion to one of four words.
  marks jsonb,
  note text check (length(note) <= 1000),
  sealed_note bytea,
  written_at timestamptz not null,
  written_by text not null,
  check ((kind = 'rating') = (marks is not null)),
  check (kind = 'incident' or sealed_note is null),
  check (kind <> 'incident' or note is null)
);
create index host_notes_organisation on host_notes (organisation_id, happened_on);

-- A decision of a person about one learner and one company, for the runs to come.
create table match_pins (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  flow_id uuid not null references flows,
  mobility_id uuid not null references mobilities,
  organisation_id uuid not null references organisations,
  reason text not null check (length(reason) between 3 and 500),
  made_at timestamptz not null,
  made_by text not null,
  ended_at timestamptz
);
create unique index match_pins_one on match_pins (mobility_id) where ended_at is null;

-- Runs of the matching inside a city. The frozen problem and its result are sealed: who needs a place
-- without stairs stands in them.
create table match_runs (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  flow_id uuid not null references flows,
  number integer not null,
  problem_hash text not null,
  verified boolean not null,
  people integer not null,
  placed integer not null,
  objective bigint not null,
  gap bigint not null,
  sealed bytea not null,
  made_at timestamptz not null,
  made_by text not null,
  kept_at timestamptz,
  kept_by text,
  unique (flow_id, number)
);

do $$
declare name text;
begin
  foreach name in array array['host_contacts', 'host_capacities', 'host_beds', 'host_links', 'host_requests',
    'host_request_people', 'host_notes', 'match_pins', 'match_runs'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy %I on %I using (scheme_id = (select ref.current_scheme()))', name || '_scheme', name);
    execute format('grant select, insert, update on %I to app', name);
  end loop;
end $$;
