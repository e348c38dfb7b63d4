-- What a run keeps about people is sealed by the program under the data key, which is not in the
-- database. A migration has no key: what is here already gets a first byte 0, which says "in clear,
-- from before", and stays readable. No row-level trigger fires, so published runs keep their rows.
alter table run_files alter column content type bytea using '\x00'::bytea || content;

-- Ids of the published folder follow from the data key, the run and the person, and are kept nowhere.
alter table run_applicants
  drop constraint run_applicants_run_id_ref_key,
  drop constraint run_applicants_run_id_public_ref_key,
  drop column public_ref,
  alter column ref type bytea using '\x00'::bytea || convert_to(ref, 'UTF8'),
  alter column explanation type bytea using '\x00'::bytea || convert_to(explanation::text, 'UTF8');

-- {open: points|null, full, reserves: {reserve_1: points|null}, tieAtCutOff}
alter table run_places
  alter column cut_off type bytea using '\x00'::bytea || convert_to(cut_off::text, 'UTF8');

-- {code, params}: also the kind of a flag, because "a reserved seat changed this" is about somebody.
alter table run_flags alter column params drop default;
alter table run_flags
  alter column params type bytea using '\x00'::bytea
    || convert_to(jsonb_build_object('code', code, 'params', params)::text, 'UTF8');
alter table run_flags rename column params to about;
alter table run_flags drop column code;

-- Everybody has a sealed answer, yes or no, written with the application; only reading it back needs
-- a purpose.
create policy application_grounds_written on application_grounds
  for insert with check (scheme_id = (select ref.current_scheme()));
