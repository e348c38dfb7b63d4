-- The page that checks a poster before anybody knows of which programme it is obeys the same rule as
-- the others: its words stand in a language once somebody of a listed programme has read them there.
-- The words are the same for all programmes, and the hash says whether they still are.
create policy text_reviews_front_door on text_reviews for select to current_user
  using (scheme_id in (select s.id from schemes s where s.listed and s.kind = 'running'));

create function ref.reviews_of_listed() returns table (text_group text, locale text, words_hash text)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (r.scheme_id, r.text_group, r.locale) r.text_group, r.locale, r.words_hash
  from public.text_reviews r
  join public.schemes s on s.id = r.scheme_id and s.listed and s.kind = 'running'
  order by r.scheme_id, r.text_group, r.locale, r.approved_at desc, r.id
$$;
revoke all on function ref.reviews_of_listed from public;
grant execute on function ref.reviews_of_listed to app;
