-- A search among 20,000 texts read each text that was found twice: once for its words, once for what it
-- is. Now what the list asks of a version stands on the version, and the search gives it with the id.
alter table resource_versions add column work_id uuid, add column language text;
update resource_versions v set work_id = r.work_id, language = r.language
  from resources r where r.id = v.resource_id;
alter table resource_versions alter column work_id set not null, alter column language set not null;
-- Copied, so held to what it was copied from.
alter table resources add constraint resources_work unique (id, work_id, language);
alter table resource_versions add constraint resource_versions_work
  foreign key (resource_id, work_id, language) references resources (id, work_id, language);
-- The newest works of a language are read off it without opening a text.
create index resource_versions_works on resource_versions
  (scheme_id, work_id, language, published_at) where state = 'published';
-- Texts and their words lie apart from what lists ask, so that a list reads a tenth of the pages.
alter table resource_versions set (toast_tuple_target = 160);
alter table resource_versions alter column body set storage external,
  alter column transcript set storage external, alter column found set storage external;

-- Of all versions: a condition of its own would let another index answer it.
drop index resource_versions_found;
create index resource_versions_found on resource_versions using gin (found);

drop function ref.resources_with;
create function ref.resources_with(words text) returns table (
  work_id uuid, language text, state text, kind text, minutes smallint, readers text[], licence text,
  bytes integer, link text, folded_title text, published_at timestamptz
)
-- The planner does not know that comparing words means fetching those that lie apart, and would look for
-- a common word in every text of the scheme. So the words are asked first and alone, with nothing
-- beside them that another index could answer.
language sql stable rows 500 security definer set search_path = public, pg_temp
  set enable_seqscan = off as $$
  with hit as materialized (
    select v.work_id, v.language, v.state, v.kind, v.minutes, v.readers, v.licence, v.bytes, v.link,
      v.folded_title, v.published_at, v.scheme_id
    from public.resource_versions v where v.found @@ to_tsquery('simple', words)
  )
  select work_id, language, state, kind, minutes, readers, licence, bytes, link, folded_title,
    published_at
  from hit where state = 'published' and scheme_id = ref.current_scheme()
$$;
revoke all on function ref.resources_with from public;
grant execute on function ref.resources_with to app;
