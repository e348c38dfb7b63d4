-- One person written twice (Đorđević, Djordjevic, Ђорђевић; names swapped; a slip of one letter) is
-- found by the database and decided by a human; and what staff write on somebody's behalf says so.

-- Who typed the newest answers, where it was not the one who sent them first.
alter table applications add column corrected_by jsonb;

-- The row stays behind, so that a link, a log line or a letter still leads to the person.
alter table persons add column merged_into uuid references persons,
  add column merged_at timestamptz,
  add constraint persons_merged check ((merged_into is null) = (merged_at is null) and merged_into <> id);
create index persons_merged_into on persons (merged_into) where merged_into is not null;

-- A person has one application in a call that counts. One that was withdrawn does not stand in the
-- way of putting two rows of the same person together.
alter table applications drop constraint applications_call_id_person_id_key;
create unique index applications_once on applications (call_id, person_id) where state = 'submitted';

-- What was said of two rows: the newest counts, and who said it and why stays.
create table person_verdicts (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  first_id uuid not null references persons,
  second_id uuid not null references persons,
  verdict text not null check (verdict in ('same', 'different')),
  why text not null check (why in ('asked-person', 'asked-school', 'documents', 'spelling', 'relatives')),
  -- Of two that are the same, the row that goes on.
  kept_id uuid references persons,
  sequence bigint generated always as identity,
  decided_by text not null,
  decided_name text not null,
  decided_at timestamptz not null,
  check (first_id < second_id),
  check ((verdict = 'same') = (kept_id is not null))
);
create index person_verdicts_pair on person_verdicts (first_id, second_id, sequence desc);
alter table person_verdicts enable row level security;
alter table person_verdicts force row level security;
create policy person_verdicts_scheme on person_verdicts using (scheme_id = (select ref.current_scheme()));
grant select, insert on person_verdicts to app;
-- Stays move with their person; the same stay declared twice is one.
grant delete on declared_stays to app;

-- The words of a search key in one order, so that swapped names are the same.
create function ref.name_words(folded text) returns text
language sql immutable parallel safe as $$
  select array_to_string(array(
    select word from regexp_split_to_table(folded, '[\s.''’-]+') word where word <> ''
    order by word collate "C"), ' ')
$$;
-- Groups of three letters, as pg_trgm makes them, which a managed server need not have.
create function ref.letter_groups(words text) returns text[]
language sql immutable parallel safe as $$
  select array(select distinct substr('  ' || word || ' ', at, 3)
    from unnest(string_to_array(words, ' ')) word, generate_series(1, length(word) + 1) at)
$$;
-- 1 for the same groups, 0 for none in common (Dice). One letter of a short name costs about a quarter.
create function ref.likeness(a text[], b text[]) returns real
language sql immutable parallel safe as $$
  select coalesce(2.0 * (select count(*) from unnest(a) x where x = any(b)) / nullif(cardinality(a) + cardinality(b), 0), 0)::real
$$;
-- The same number however it is written: +355 69 123 4567 and 069 123 4567. Null for too few figures.
create function ref.phone_tail(phone text) returns text
language sql immutable parallel safe as $$
  select case when length(figures) >= 8 then right(figures, 8) end
  from (select regexp_replace(phone, '\D', '', 'g') as figures) written
$$;
-- One figure written wrong, or day and month swapped.
create function ref.near_birth(a date, b date) returns boolean
language sql immutable parallel safe as $$
  select a <> b and ((extract(year from a) = extract(year from b)
      and extract(day from a) = extract(month from b) and extract(month from a) = extract(day from b))
    or (select count(*) from generate_series(1, 10) at
        where substr(a::text, at, 1) <> substr(b::text, at, 1)) = 1)
$$;

-- A frozen form is what people answered: it is not taken away either. One draft an audience, so that
-- two people who begin a new version work on the same one.
create function ref.keep_frozen_form_row() returns trigger language plpgsql as $$
begin
  if old.state = 'frozen' then
    raise exception 'form version % is frozen', old.id using errcode = 'integrity_constraint_violation';
  end if;
  return old;
end $$;
create trigger form_versions_kept before delete on form_versions
  for each row execute function ref.keep_frozen_form_row();
create unique index form_versions_one_draft on form_versions (scheme_id, audience) where state = 'draft';
grant delete on form_versions to app;
alter table form_versions add column changed_by text, add column copied_from uuid references form_versions;
