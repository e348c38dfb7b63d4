-- What stands in front of every programme: in which countries the listed ones take part, and which
-- of them a code on a poster belongs to. Whoever checks a poster knows the code, not the programme.
-- The functions run as the tables' owner, whom row-level security binds too; it sees of each scheme
-- no more than what its public pages say to anybody.
create policy scheme_countries_front_door on scheme_countries for select to current_user
  using (scheme_id in (select s.id from schemes s where s.listed and s.kind = 'running'));
create policy calls_front_door on calls for select to current_user
  using (state <> 'draft' and scheme_id in (select s.id from schemes s where s.listed));
create policy class_codes_front_door on class_codes for select to current_user
  using (withdrawn_at is null and scheme_id in (select s.id from schemes s where s.listed));

create function ref.listed_countries() returns table (slug text, country text)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.slug, c.country
  from public.scheme_countries c
  join public.schemes s on s.id = c.scheme_id
  where s.listed and s.kind = 'running'
  order by s.slug, c.position
$$;

-- The short name of the listed scheme that gave out a code, or nothing. Codes of both kinds are
-- unique over the installation.
create function ref.scheme_of_code(typed text) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select s.slug from public.schemes s
  where s.listed and s.id in (
    select c.scheme_id from public.calls c where c.public_code = typed and c.state <> 'draft'
    union all
    select k.scheme_id from public.class_codes k where k.code = typed and k.withdrawn_at is null)
$$;
revoke all on function ref.listed_countries, ref.scheme_of_code from public;
grant execute on function ref.listed_countries, ref.scheme_of_code to app;
