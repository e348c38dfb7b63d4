-- What a school does between a call and a journey: codes on posters, confirmed grades, a colleague
-- who stands in, and how a school and its officer come in at all.

-- A code on a poster leads to a form that names the school. It opens nothing and names no pupil, so
-- it may hang in a corridor. Unique over the whole installation: whoever checks a poster types the
-- code alone.
create table class_codes (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  call_id uuid not null references calls,
  organisation_id uuid not null references organisations,
  code text not null unique check (code ~ '^[A-HJ-NP-Z]{2}-[0-9]{4}$'),
  class_name text not null check (length(class_name) between 1 and 40),
  trade text not null check (length(trade) between 1 and 80),
  teacher_name text not null check (length(teacher_name) between 2 and 100),
  -- How many sit in the class: enough to see who is missing without a list of names.
  pupils smallint check (pupils between 1 and 200),
  made_by text not null,
  made_at timestamptz not null,
  withdrawn_at timestamptz
);
create index class_codes_school on class_codes (organisation_id, call_id);
create index class_codes_call on class_codes (call_id);
create index application_drafts_class on application_drafts (scheme_id, class_code) where class_code is not null;

-- What the school says counts; each confirmation is a row, the newest of a criterion stands, and
-- what stood when a list was made can be shown for good.
create table school_confirmations (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  application_id uuid not null references applications,
  criterion text not null,
  points smallint not null check (points >= 0),
  -- The chosen rows of a criterion that is a table; null where points were typed.
  choices jsonb,
  sequence bigint generated always as identity,
  confirmed_by text not null,
  confirmed_at timestamptz not null
);
create index school_confirmations_newest on school_confirmations (application_id, criterion, sequence desc);
-- Facts that are no points: whether somebody is enrolled, and how often they came.
create table school_facts (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  application_id uuid not null references applications,
  enrolled boolean not null,
  -- Percent of the lessons of this school year; null where the school does not say.
  attendance smallint check (attendance between 0 and 100),
  sequence bigint generated always as identity,
  confirmed_by text not null,
  confirmed_at timestamptz not null
);
create index school_facts_newest on school_facts (application_id, sequence desc);

-- In some calls a country's partner says who is put forward. Laid down before the call opens.
create table preselection_rules (
  call_id uuid primary key references calls,
  scheme_id uuid not null references schemes,
  -- The most people a country may put forward; null: no limit.
  at_most smallint check (at_most > 0),
  until date not null,
  set_by text not null,
  set_at timestamptz not null
);
create table preselections (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  application_id uuid not null references applications,
  put_forward boolean not null,
  reason text not null check (length(reason) between 10 and 500),
  sequence bigint generated always as identity,
  decided_by text not null,
  decided_at timestamptz not null
);
create index preselections_newest on preselections (application_id, sequence desc);

-- A teacher asks for the school's pages; the partner calls the school and says yes or no.
create table school_requests (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  country text not null check (country ~ '^[A-Z]{2}$'),
  -- The school when it is on the list already.
  organisation_id uuid references organisations,
  school_name text not null check (length(school_name) between 2 and 200),
  city text not null check (length(city) between 1 and 200),
  -- Of the school, to call back on: the e-mail address below proves nothing.
  landline text not null check (length(landline) between 5 and 30),
  person_name text not null check (length(person_name) between 2 and 100),
  email text not null check (email !~ '[\r\n]'),
  locale text not null,
  state text not null check (state in ('open', 'verified', 'refused')),
  asked_at timestamptz not null,
  answered_by text,
  answered_at timestamptz,
  reason text check (reason in ('not-reached', 'not-of-school', 'no-such-school', 'asked-twice')),
  check ((state = 'open') = (answered_at is null)),
  check ((state = 'refused') = (reason is not null))
);
create index school_requests_open on school_requests (scheme_id, country) where state = 'open';
create unique index school_requests_once on school_requests (scheme_id, email, school_name, city) where state = 'open';

-- A class code of a school works only once somebody has made sure that the school is real.
alter table organisations add column verified_at timestamptz, add column verified_by text;
update organisations set verified_at = created_at;

-- A colleague stands in for some days: a role like any other, with a first and a last moment. It
-- ends with the first request after its end, because the sign-in itself stops seeing it.
alter table memberships
  add column starts_at timestamptz,
  add column ends_at timestamptz,
  add constraint memberships_days check (ends_at > starts_at),
  add constraint memberships_days_both check ((starts_at is null) = (ends_at is null));
create table hand_overs (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  organisation_id uuid not null references organisations,
  membership_id uuid not null unique references memberships,
  from_user_id text not null,
  from_name text not null,
  to_name text not null,
  starts date not null,
  ends date not null check (ends >= starts),
  made_at timestamptz not null,
  ended_by text,
  ended_at timestamptz,
  check ((ended_by is null) = (ended_at is null))
);
create index hand_overs_school on hand_overs (organisation_id, ends);

create or replace function auth.staff_by_session(session_token text, scheme_slug text, at timestamptz)
returns table (user_id text, user_name text, scheme_id uuid, scheme_name jsonb, scheme_settings jsonb,
  scheme_invented boolean, memberships jsonb, stale boolean)
language sql stable security definer set search_path = auth, public, pg_temp as $$
  select m.user_id, min(m.person_name), s.id, s.name, s.settings, s.invented, jsonb_agg(jsonb_build_object(
    'role', m.role, 'organisationId', m.organisation_id, 'country', m.country) order by m.role, m.country),
    x."updatedAt" < at - interval '5 minutes'
  from auth.session x
  join public.memberships m on m.user_id = x."userId" and m.ended_at is null
    and (m.starts_at is null or m.starts_at <= at) and (m.ends_at is null or m.ends_at > at)
  join public.schemes s on s.id = m.scheme_id and s.slug = scheme_slug
  where x.token = session_token and x."expiresAt" > at and x."updatedAt" > at - interval '2 hours'
  group by m.user_id, x.id, s.id
$$;
create or replace function auth.schemes_by_session(session_token text, at timestamptz)
returns table (user_id text, user_name text, scheme_slug text, scheme_name jsonb, role text, country text)
language sql stable security definer set search_path = auth, public, pg_temp as $$
  select m.user_id, m.person_name, s.slug, s.name, m.role, m.country
  from auth.session x
  join public.memberships m on m.user_id = x."userId" and m.ended_at is null
    and (m.starts_at is null or m.starts_at <= at) and (m.ends_at is null or m.ends_at > at)
  join public.schemes s on s.id = m.scheme_id
  where x.token = session_token and x."expiresAt" > at and x."updatedAt" > at - interval '2 hours'
  order by s.slug, m.role, m.country
$$;
-- Whoever stands in from next week on may already ask for a link; it opens nothing before.
create or replace function auth.live_roles(address text)
returns table (user_id text, person_name text, scheme_id uuid)
language sql stable security definer set search_path = auth, public, pg_temp as $$
  select m.user_id, m.person_name, m.scheme_id
  from auth."user" u
  join public.memberships m on m.user_id = u.id and m.ended_at is null
    and (m.ends_at is null or m.ends_at > now())
  join public.schemes s on s.id = m.scheme_id
  where u.email = lower(address)
  order by m.created_at, m.id
$$;

do $$ declare t text; begin
  foreach t in array array['class_codes', 'school_confirmations', 'school_facts', 'preselection_rules',
    'preselections', 'school_requests', 'hand_overs'] loop
    execute format('alter table %I enable row level security; alter table %I force row level security', t, t);
    execute format('create policy %I on %I using (scheme_id = (select ref.current_scheme()))', t || '_scheme', t);
    execute format('grant select, insert on %I to app', t);
  end loop;
end $$;
grant update on class_codes, preselection_rules, school_requests, hand_overs to app;

-- Laid down with the call: nobody changes it once people apply.
create function ref.keep_preselection_rule() returns trigger language plpgsql as $$
begin
  if (select c.state from calls c where c.id = coalesce(new.call_id, old.call_id)) <> 'draft' then
    raise exception 'the pre-selection of a call is laid down before it opens' using errcode = 'integrity_constraint_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger preselection_rules_frozen before insert or update or delete on preselection_rules
  for each row execute function ref.keep_preselection_rule();
