-- Insurance is a policy with days, for a whole flow or for some of its stays: whether somebody is
-- covered on every day of the journey is counted and not believed. Adults who go with groups stand on
-- a list from which they are chosen.

create table insurance_policies (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  flow_id uuid not null references flows,
  insurer text not null check (length(insurer) between 2 and 120),
  number text not null check (length(number) between 1 and 60),
  kinds text[] not null
    check (kinds <@ array['accident', 'liability', 'health'] and cardinality(kinds) between 1 and 3),
  starts date not null,
  ends date not null check (ends >= starts),
  -- Answered at every hour, also from abroad.
  phone text not null check (length(phone) between 5 and 40),
  -- False: it is for those of `insured_stays` alone.
  everybody boolean not null,
  set_by text not null,
  set_at timestamptz not null,
  ended_at timestamptz
);
create index insurance_policies_flow on insurance_policies (flow_id) where ended_at is null;
create table insured_stays (
  policy_id uuid not null references insurance_policies,
  mobility_id uuid not null references mobilities,
  scheme_id uuid not null references schemes,
  primary key (policy_id, mobility_id)
);
create index insured_stays_stay on insured_stays (mobility_id);

do $$ declare t text; begin
  foreach t in array array['insurance_policies', 'insured_stays'] loop
    execute format('alter table %I enable row level security; alter table %I force row level security', t, t);
    execute format('create policy %I on %I using (scheme_id = (select ref.current_scheme()))', t || '_scheme', t);
    execute format('grant select, insert on %I to app', t);
  end loop;
end $$;
grant update on insurance_policies to app;
grant delete on insured_stays to app;

-- A change of a policy lets everybody of its flow be looked at, as a change of the days does already.
create trigger insurance_policies_wake after insert or update on insurance_policies
  for each row execute function ref.fact_of_flow();
create trigger insured_stays_wake after insert or delete on insured_stays
  for each row execute function ref.fact_of_stay();

create function ref.policies_of(stay mobilities) returns setof insurance_policies language sql stable as $$
  select i.* from insurance_policies i
  where i.ended_at is null and ((i.everybody and i.flow_id = stay.flow_id)
    or (not i.everybody and exists (select from insured_stays s
      where s.policy_id = i.id and s.mobility_id = stay.id)))
$$;

-- From the door to the door: a journey that is booked belongs to the days somebody is insured for. A
-- ticket that is two weeks off is for other days, as at the border.
create function ref.away_from(stay mobilities) returns date language sql stable as $$
  select least(stay.starts, case when d.first >= stay.starts - 14 then d.first end)
  from (select min(l.departs)::date as first from journey_people p join journey_legs l on l.journey_id = p.journey_id
    where p.mobility_id = stay.id and p.direction = 'there' and p.left_at is null) d
$$;
create function ref.away_until(stay mobilities) returns date language sql stable as $$
  select greatest(stay.ends, case when d.last <= stay.ends + 14 then d.last end)
  from (select max(l.arrives)::date as last from journey_people p join journey_legs l on l.journey_id = p.journey_id
    where p.mobility_id = stay.id and p.direction = 'home' and p.left_at is null) d
$$;
grant execute on function ref.policies_of(mobilities), ref.away_from(mobilities), ref.away_until(mobilities) to app;

-- The owner is under row-level security too, which shows no scheme's rows here.
alter table adults no force row level security;
alter table flow_adults no force row level security;
alter table adults
  add column organisation text not null default '' check (length(organisation) <= 120),
  add column email text not null default '' check (length(email) <= 254),
  -- Tells two people of one name apart; null where nobody asked.
  add column birth_date date;
-- Whoever was typed anew for each group becomes one line of the list. The certificate that holds
-- longest counts.
create temporary table same_adults as
  select id, first_value(id) over (partition by scheme_id, country, ref.fold(name), regexp_replace(phone, '\D', '', 'g')
    order by valid_until desc nulls last, added_at, id) as kept
  from adults where ended_at is null;
-- One who goes twice with one group goes once, as its leader if either line says so.
update flow_adults a set ended_at = now() from same_adults s
  where s.id = a.adult_id and a.ended_at is null and exists (
    select from flow_adults b join same_adults t on t.id = b.adult_id
    where t.kept = s.kept and b.flow_id = a.flow_id and b.ended_at is null
      and (b.role = 'leader', b.id) > (a.role = 'leader', a.id));
update flow_adults a set adult_id = s.kept from same_adults s where s.id = a.adult_id and s.id <> s.kept;
update adults u set ended_at = now() from same_adults s where s.id = u.id and s.id <> s.kept;
drop table same_adults;
create index adults_list on adults (scheme_id, country, name) where ended_at is null;
alter table adults force row level security;
alter table flow_adults force row level security;
