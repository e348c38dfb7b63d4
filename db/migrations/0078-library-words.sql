-- Whose scheme it is was found out once for each text that held a word, and a title lay apart from its
-- row: both are asked for hundreds of texts at a time.
alter table resource_versions set (toast_tuple_target = 512);

create or replace function ref.resources_with(words text) returns table (
  work_id uuid, language text, state text, kind text, minutes smallint, readers text[], licence text,
  bytes integer, link text, folded_title text, published_at timestamptz
)
language sql stable rows 500 security definer set search_path = public, pg_temp
  set enable_seqscan = off as $$
  with hit as materialized (
    select v.work_id, v.language, v.state, v.kind, v.minutes, v.readers, v.licence, v.bytes, v.link,
      v.folded_title, v.published_at, v.scheme_id
    from public.resource_versions v where v.found @@ to_tsquery('simple', words)
  )
  select work_id, language, state, kind, minutes, readers, licence, bytes, link, folded_title,
    published_at
  from hit where state = 'published' and scheme_id = (select ref.current_scheme())
$$;
