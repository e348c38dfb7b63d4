-- Eight languages to read in: the order of Montenegrin, one index a reading order for the longest
-- list, and a search key that finds what 0001 missed.

-- ICU orders Montenegrin like Serbian and takes ś and ź for marked s and z; in its alphabet they are
-- letters of their own, after š and ž. Bosnian, Croatian and Serbian in Latin letters share one order
-- (the last one's name stands for it), so that one index serves all three.
create collation montenegrin (provider = icu, locale = 'sr-Latn-ME', rules = '&Š<ś<<<Ś&Ž<ź<<<Ź');

create index persons_list_mk on persons (scheme_id, family_name collate "mk-x-icu", given_names collate "mk-x-icu", id);
create index persons_list_cnr on persons (scheme_id, family_name collate montenegrin, given_names collate montenegrin, id);

-- The search key again, composed first (ѓ typed as two characters is ѓ), with the marks gone before
-- letters are exchanged (ѝ, ѐ, й), and with the spellings without marks last, so that Надја and
-- Nadja, Петрушевски and the passport's Petrushevski meet. src/shared/fold.ts is the same.
create or replace function ref.fold(name text) returns text
language sql immutable parallel safe as $$
  select
    replace(replace(replace(replace(
      translate(
        regexp_replace(
          normalize(
            replace(replace(replace(replace(replace(replace(replace(normalize(lower(name), nfc),
              'љ', 'lj'), 'њ', 'nj'), 'џ', 'dz'), 'ѓ', 'gj'), 'ќ', 'kj'), 'ѕ', 'dz'), 'ß', 'ss'),
            nfd),
          '[\u0300-\u036f]', '', 'g'),
        'абвгдђежзијклмнопрстћуфхцчшđłħıø', 'abvgddezzijklmnoprstcufhccsdlhio'),
      'dj', 'd'), 'sh', 's'), 'ch', 'c'), 'zh', 'z')
$$;

-- Keys that are stored were made by the old function: each is computed again.
do $$
declare
  kept record;
begin
  for kept in
    select a.attrelid::regclass as relation, a.attname, pg_get_expr(d.adbin, d.adrelid) as expression
    from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
    where a.attgenerated = 's' and pg_get_expr(d.adbin, d.adrelid) like '%ref.fold(%'
  loop
    execute format('alter table %s alter column %I set expression as (%s)',
      kept.relation, kept.attname, kept.expression);
  end loop;
end
$$;
