-- A call says in data all that it promises: who may apply, what is paid, how points come about, who
-- answers in each country. From the day it opens nobody can change a word of it, the office and a
-- careless script included: the triggers at the end are the promise "the rule was there first".

-- Six places, typed from a poster: K and five of the letters that cannot be misread.
create function ref.call_code() returns text
language sql volatile set search_path = pg_catalog as $$
  select 'K' || string_agg(substr('23456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + floor(random() * 30)::int, 1), '')
  from generate_series(1, 5)
$$;
-- The default is evaluated row by row, so calls made before this day have a code as well.
alter table calls
  add column public_code text not null unique default ref.call_code()
    check (public_code ~ '^K[2-9A-HJKMNP-TV-Z]{5}$'),
  add column about jsonb not null default '{}',
  -- [{paid: boolean, text: {locale: text}}] in the order shown.
  add column paid jsonb not null default '[]',
  add column who jsonb not null default '{"enrolled": false, "graduateMonths": null, "earlierMobility": "any"}',
  -- Criterion codes; the draw comes last by itself.
  add column ties jsonb not null default '[]',
  -- A second round gives out what the first one left. It has a number of its own, because lists,
  -- letters and files tell calls apart by it, and remembers which call it continues.
  add column round smallint not null default 1 check (round >= 1),
  add column round_of uuid references calls,
  add column copied_from uuid references calls,
  add column form_version_id uuid,
  add column grace_minutes smallint not null default 60 check (grace_minutes between 0 and 1440),
  add column objection_days smallint not null default 10 check (objection_days between 0 and 60),
  -- True: points come from a final list made here; false: they were imported.
  add column needs_list boolean not null default false,
  add constraint calls_round_of check ((round > 1) = (round_of is not null));
create unique index calls_one_of_a_round on calls (round_of, round) where round_of is not null;

-- Seats that a later round gives out again: the place of the round before they were left on.
alter table places add column carried_from uuid references places;
create index places_carried on places (carried_from) where carried_from is not null;

-- Whom a person in that country calls. Changes with people's jobs, so it is not frozen.
create table call_owners (
  scheme_id uuid not null references schemes,
  call_id uuid not null references calls,
  country text not null check (country ~ '^[A-Z]{2}$'),
  name text not null check (length(name) between 1 and 100),
  phone text not null check (length(phone) between 5 and 30),
  email text,
  user_id text,
  primary key (call_id, country)
);
-- More time for one person, given by name and for a reason that tells nothing of anybody's health.
create table call_extensions (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  call_id uuid not null references calls,
  -- Of the application begun; the person keeps it as long as the application lives.
  code text not null check (code ~ '^KLF-[0-9A-Z]{3}-[0-9A-Z]{3}$'),
  until timestamptz not null,
  reason text not null check (reason in ('could-not-apply', 'connection', 'school', 'our-mistake')),
  granted_by text not null,
  granted_at timestamptz not null,
  revoked_by text,
  revoked_at timestamptz,
  check ((revoked_by is null) = (revoked_at is null))
);
create unique index call_extensions_one_live on call_extensions (call_id, code) where revoked_at is null;
do $$ declare t text; begin
  foreach t in array array['call_owners', 'call_extensions'] loop
    execute format('alter table %I enable row level security; alter table %I force row level security', t, t);
    execute format('create policy %I on %I using (scheme_id = (select ref.current_scheme()))', t || '_scheme', t);
    execute format('grant select, insert, update on %I to app', t);
  end loop;
end $$;
-- Of a draft anything may still go; the triggers keep everything else.
grant delete on call_owners, flows, places, reserves, reserved_seats to app;

create function ref.keep_opened_call() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and (new.state = 'draft' or to_jsonb(new) - 'state' <> to_jsonb(old) - 'state') then
    raise exception 'call % is frozen since it opened', old.number using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger calls_frozen before update on calls for each row execute function ref.keep_opened_call();

-- What hangs on a call. A flow may be added while a call is open (everybody can still wish for it)
-- and ended with a reason; its city, days, seats and kept seats stay.
create function ref.keep_part_of_opened_call() returns trigger language plpgsql as $$
declare
  part jsonb := to_jsonb(coalesce(new, old));
  call_state text;
begin
  if tg_op = 'UPDATE' and tg_table_name = 'flows'
    and to_jsonb(new) - array['state', 'state_reason', 'merged_into'] = to_jsonb(old) - array['state', 'state_reason', 'merged_into'] then
    return new;
  end if;
  select c.state into call_state from calls c where c.id = coalesce(
    (part->>'call_id')::uuid,
    (select f.call_id from flows f where f.id = coalesce((part->>'flow_id')::uuid,
      (select p.flow_id from places p where p.id = (part->>'place_id')::uuid))));
  if call_state <> 'draft' then
    raise exception 'the % of a call are frozen since it opened', tg_table_name using errcode = 'integrity_constraint_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger flows_frozen before update or delete on flows
  for each row execute function ref.keep_part_of_opened_call();
create trigger places_frozen before update or delete on places
  for each row execute function ref.keep_part_of_opened_call();
create trigger reserves_frozen before insert or update or delete on reserves
  for each row execute function ref.keep_part_of_opened_call();
create trigger reserved_seats_frozen before update or delete on reserved_seats
  for each row execute function ref.keep_part_of_opened_call();
create trigger call_owners_frozen before delete on call_owners
  for each row execute function ref.keep_part_of_opened_call();
