-- Days in the Schengen area are counted from the border on, not from the first day of a stay: whoever
-- books a flight for the day before has entered on the day before. One reading for everybody who counts.

-- States of the area and the first day on which days there count; the rules of travel hold the same.
create table ref.schengen_states (
  country text primary key check (country ~ '^[A-Z]{2}$'),
  since date not null
);
grant select on ref.schengen_states to app;
insert into ref.schengen_states (country, since)
  select country, '1995-03-26' from unnest(string_to_array(
    'AT BE CH CZ DE DK EE ES FI FR GR HU IS IT LT LU LV MT NL NO PL PT SE SI SK', ' ')) as country
  union all values ('LI', date '2011-12-19'), ('HR', '2023-01-01'), ('BG', '2024-03-31'), ('RO', '2024-03-31');

-- The first arrival inside the area on the booked way there, or the last departure out of it on the
-- booked way home; null where nothing is booked or no leg crosses that border.
create function ref.border_day(stay uuid, way text) returns date language sql stable as $$
  select case when way = 'there' then min(l.arrives)::date else max(l.departs)::date end
  from journey_people p join journey_legs l on l.journey_id = p.journey_id
    join ref.schengen_states s
      on s.country = case when way = 'there' then l.to_country else l.from_country end
      and s.since <= (case when way = 'there' then l.arrives else l.departs end)::date
  where p.mobility_id = stay and p.direction = way and p.left_at is null
$$;

-- A ticket that is two weeks off is for other days than those of the stay now: it is booked anew
-- and counts for nothing. Whoever came home early did not take the flight that was booked.
create function ref.entry_day(stay mobilities) returns date language sql stable as $$
  select least(first, case when border >= first - 14 then border end)
  from (select coalesce(stay.actual_starts, stay.starts) as first, ref.border_day(stay.id, 'there') as border) d
$$;
create function ref.exit_day(stay mobilities) returns date language sql stable as $$
  select greatest(last, case when border <= last + 14 and (stay.actual_ends is null or stay.actual_ends >= stay.ends)
    then border end)
  from (select greatest(coalesce(stay.actual_ends, stay.ends), coalesce(stay.actual_starts, stay.starts)) as last,
    ref.border_day(stay.id, 'home') as border) d
$$;
grant execute on function ref.border_day(uuid, text), ref.entry_day(mobilities), ref.exit_day(mobilities) to app;
