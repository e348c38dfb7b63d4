-- How a disputed territory is written and drawn is said for each kind of reader. What a scheme said
-- once for all of them, it keeps saying to each.
alter table schemes no force row level security;
update schemes
set settings = (settings - 'territory' - 'baseMap') || jsonb_build_object('readers', jsonb_build_object(
  'public', said.reading, 'staff', said.reading, 'papers', said.reading - 'baseMap'))
from (select id, jsonb_strip_nulls(jsonb_build_object('territory', settings->'territory',
  'baseMap', settings->'baseMap')) as reading from schemes) said
where said.id = schemes.id and (settings ? 'territory' or settings ? 'baseMap');
alter table schemes force row level security;
