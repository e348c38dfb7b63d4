-- What has to be done before somebody leaves: tasks with a day and a person each, medical cards,
-- adults of a group, journeys and beds, and addresses from which calendars read dates.

-- The list that a line begins with. A scheme changes its own copy.
create table ref.task_kinds (
  audience text not null check (audience in ('learners', 'staff')),
  code text not null check (code ~ '^[a-z][a-z0-9-]{2,39}$'),
  who text not null check (who in ('learner', 'guardian', 'school', 'sending-partner', 'hosting-partner', 'office')),
  days_before smallint not null check (days_before between 0 and 365),
  blocking boolean not null,
  after_code text,
  proof boolean not null,
  minors_only boolean not null default false,
  position smallint not null,
  primary key (audience, code)
);
grant select on ref.task_kinds to app;
insert into ref.task_kinds (audience, code, who, days_before, blocking, after_code, proof, minors_only, position) values
  ('learners', 'id-papers', 'learner', 90, true, null, false, false, 1),
  ('learners', 'company-found', 'hosting-partner', 60, true, null, false, false, 2),
  ('learners', 'agreement-signed', 'office', 30, true, 'company-found', false, false, 3),
  ('learners', 'exit-authorisation', 'guardian', 14, true, null, false, true, 4),
  ('learners', 'group-adults', 'sending-partner', 30, true, null, false, true, 5),
  ('learners', 'medical-card', 'learner', 21, true, null, false, false, 6),
  ('learners', 'language-course', 'learner', 14, true, null, true, false, 7),
  ('learners', 'intercultural-course', 'learner', 14, true, null, false, false, 8),
  ('learners', 'safety-briefing', 'learner', 7, true, 'company-found', false, false, 9),
  ('learners', 'insurance-accident', 'sending-partner', 21, true, null, true, false, 10),
  ('learners', 'insurance-liability', 'sending-partner', 21, true, null, true, false, 11),
  ('learners', 'insurance-health', 'learner', 21, true, null, true, false, 12),
  -- All papers before a ticket is bought: a school's rule that saved more than one flight.
  ('learners', 'journey-booked', 'sending-partner', 30, true, 'id-papers', false, false, 13),
  ('learners', 'lodging', 'hosting-partner', 21, true, null, false, false, 14),
  ('staff', 'id-papers', 'learner', 60, true, null, false, false, 1),
  ('staff', 'agreement-signed', 'office', 21, true, null, false, false, 2),
  ('staff', 'insurance-accident', 'sending-partner', 14, true, null, true, false, 3),
  ('staff', 'insurance-liability', 'sending-partner', 14, true, null, true, false, 4),
  ('staff', 'insurance-health', 'learner', 14, true, null, true, false, 5),
  ('staff', 'journey-booked', 'sending-partner', 21, true, 'id-papers', false, false, 6),
  ('staff', 'lodging', 'hosting-partner', 14, false, null, false, false, 7);

create table task_kinds (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  line_id uuid not null references activity_lines,
  code text not null check (code ~ '^[a-z][a-z0-9-]{2,39}$'),
  -- A scheme's own words, by language, for what the catalogues do not know; null for the standard list.
  name jsonb,
  who text not null check (who in ('learner', 'guardian', 'school', 'sending-partner', 'hosting-partner', 'office')),
  days_before smallint not null check (days_before between 0 and 365),
  blocking boolean not null,
  after_code text,
  proof boolean not null,
  minors_only boolean not null,
  position smallint not null,
  ended_at timestamptz,
  check (after_code is distinct from code)
);
create unique index task_kinds_once on task_kinds (line_id, code) where ended_at is null;

create function ref.give_task_kinds() returns trigger language plpgsql as $$
  begin
    insert into task_kinds (id, scheme_id, line_id, code, who, days_before, blocking, after_code, proof, minors_only, position)
      select gen_random_uuid(), new.scheme_id, new.id, code, who, days_before, blocking, after_code, proof, minors_only, position
      from ref.task_kinds where audience = new.audience;
    return null;
  end $$;
create trigger lines_know_tasks after insert on activity_lines
  for each row execute function ref.give_task_kinds();

-- Lines that are here already: the owner is bound by row-level security like everybody.
alter table activity_lines no force row level security;
insert into task_kinds (id, scheme_id, line_id, code, who, days_before, blocking, after_code, proof, minors_only, position)
  select gen_random_uuid(), l.scheme_id, l.id, k.code, k.who, k.days_before, k.blocking, k.after_code, k.proof, k.minors_only, k.position
  from activity_lines l join ref.task_kinds k on k.audience = l.audience;
alter table activity_lines force row level security;

-- One thing to do before one stay, as its kind said when the list was made.
create table stay_tasks (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  mobility_id uuid not null references mobilities,
  kind_id uuid not null references task_kinds,
  code text not null,
  who text not null,
  due date not null,
  blocking boolean not null,
  after_code text,
  proof boolean not null,
  position smallint not null,
  state text not null check (state in ('open', 'being-checked', 'done', 'not-needed', 'sent-back')),
  state_since timestamptz not null,
  -- What was written as proof: a number, a day, where it was. Nothing about health.
  note text check (length(note) between 1 and 300),
  -- Why the office sent it back, or needs none.
  reason text check (length(reason) between 1 and 300),
  changed_by text,
  reminders smallint not null default 0,
  reminded_at timestamptz,
  made_at timestamptz not null,
  unique (mobility_id, code)
);
create index stay_tasks_checks on stay_tasks (scheme_id, state_since) where state = 'being-checked';

-- How many minors one adult may look after; the usual ten where a scheme says nothing.
create table preparation_rules (
  scheme_id uuid primary key references schemes,
  minors_per_adult smallint not null check (minors_per_adult between 1 and 50),
  set_by text not null,
  set_at timestamptz not null
);

-- That there is a card is no secret; what stands on it is.
create table medical_cards (
  mobility_id uuid primary key references mobilities,
  scheme_id uuid not null references schemes,
  written_at timestamptz not null,
  written_by text not null check (written_by in ('learner', 'guardian', 'office')),
  -- The day after which what stands on it is deleted.
  delete_after date not null,
  deleted_at timestamptz
);
create table medical_card_fields (
  mobility_id uuid not null references medical_cards,
  field text not null check (field in ('diet', 'allergies', 'medicines', 'conditions')),
  scheme_id uuid not null references schemes,
  sealed bytea not null,
  primary key (mobility_id, field)
);
create table medical_card_readings (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  mobility_id uuid not null references mobilities,
  fields text[] not null,
  reason text not null check (reason in ('food', 'host', 'journey', 'emergency', 'person-asked')),
  reader text not null,
  reader_name text not null,
  at timestamptz not null
);
create index medical_card_readings_stay on medical_card_readings (mobility_id, at);

-- Adults who go with groups. Of a certificate it is known who saw it and how long it holds, never
-- what stands in it.
create table adults (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  country text not null check (country ~ '^[A-Z]{2}$'),
  name text not null check (length(name) between 2 and 120),
  phone text not null check (length(phone) between 5 and 40),
  seen_by text,
  seen_by_name text,
  seen_on date,
  valid_until date,
  added_by text not null,
  added_at timestamptz not null,
  ended_at timestamptz,
  check ((seen_on is null) = (seen_by is null) and (seen_on is null) = (valid_until is null)),
  check (valid_until >= seen_on)
);
create table flow_adults (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  flow_id uuid not null references flows,
  adult_id uuid not null references adults,
  role text not null check (role in ('leader', 'accompanying')),
  added_by text not null,
  added_at timestamptz not null,
  ended_at timestamptz
);
create unique index flow_adults_once on flow_adults (flow_id, adult_id) where ended_at is null;
create unique index flow_adults_leader on flow_adults (flow_id) where role = 'leader' and ended_at is null;

-- A journey there or home with its legs, for one person or a whole group.
create table journeys (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  flow_id uuid references flows,
  direction text not null check (direction in ('there', 'home')),
  reference text not null check (length(reference) <= 60),
  -- Who waits at the last stop, with a telephone.
  met_by text not null check (length(met_by) <= 200),
  booked_by text not null,
  booked_at timestamptz not null,
  ended_at timestamptz
);
create index journeys_flow on journeys (flow_id) where ended_at is null;
-- Times are those on the clocks of the two places, as a ticket says them.
create table journey_legs (
  journey_id uuid not null references journeys,
  position smallint not null check (position between 1 and 8),
  scheme_id uuid not null references schemes,
  carrier text not null check (length(carrier) between 1 and 80),
  number text not null check (length(number) <= 20),
  from_place text not null check (length(from_place) between 1 and 80),
  from_country text not null check (from_country ~ '^[A-Z]{2}$'),
  departs timestamp not null,
  to_place text not null check (length(to_place) between 1 and 80),
  to_country text not null check (to_country ~ '^[A-Z]{2}$'),
  arrives timestamp not null,
  primary key (journey_id, position)
);
create table journey_people (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  journey_id uuid not null references journeys,
  mobility_id uuid not null references mobilities,
  direction text not null check (direction in ('there', 'home')),
  left_at timestamptz
);
create unique index journey_people_once on journey_people (mobility_id, direction) where left_at is null;
create index journey_people_journey on journey_people (journey_id) where left_at is null;

-- Who sleeps where. A room is its host's and named as the host names it, so that a table of rooms
-- that is pasted again does not turn anybody out.
create table bed_stays (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  mobility_id uuid not null references mobilities,
  organisation_id uuid not null references organisations,
  room text not null check (length(room) between 1 and 100),
  starts date not null,
  ends date not null check (ends >= starts),
  given_by text not null,
  given_at timestamptz not null,
  ended_at timestamptz
);
create unique index bed_stays_one on bed_stays (mobility_id) where ended_at is null;
create index bed_stays_host on bed_stays (organisation_id) where ended_at is null;

-- A calendar reads dates from an address that only its owner knows. A hash of its secret is kept.
create table calendar_feeds (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  user_id text not null,
  -- Null: every country.
  countries text[],
  secret_hash text not null,
  made_at timestamptz not null,
  ended_at timestamptz
);
create unique index calendar_feeds_secret on calendar_feeds (scheme_id, secret_hash);
create unique index calendar_feeds_one on calendar_feeds (scheme_id, user_id) where ended_at is null;

do $$ declare t text; begin
  foreach t in array array['task_kinds', 'stay_tasks', 'preparation_rules', 'medical_cards',
    'medical_card_readings', 'adults', 'flow_adults', 'journeys', 'journey_legs', 'journey_people',
    'bed_stays', 'calendar_feeds'] loop
    execute format('alter table %I enable row level security; alter table %I force row level security', t, t);
    execute format('create policy %I on %I using (scheme_id = (select ref.current_scheme()))', t || '_scheme', t);
    execute format('grant select, insert on %I to app', t);
  end loop;
end $$;
grant update on task_kinds, stay_tasks, preparation_rules, medical_cards, adults, flow_adults, journeys,
  journey_people, bed_stays, calendar_feeds to app;
alter table medical_card_fields enable row level security;
alter table medical_card_fields force row level security;
create policy medical_card_fields_purpose on medical_card_fields
  using (scheme_id = (select ref.current_scheme()) and (select ref.current_purpose()) in ('care', 'own-answers', 'person-request'));
grant select, insert, update, delete on medical_card_fields to app;
