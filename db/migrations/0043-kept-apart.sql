-- What is about one person's health or safety is opened only for a purpose: words about incidents at a
-- host, and who needs a place without stairs. Languages of people with a level. Rooms of a host. A
-- company that is kept for learners before it is asked, and a yes that the office heard itself.

-- Apart from the rest of a note, so that a list cannot read them by accident.
create table host_note_words (
  note_id uuid primary key references host_notes,
  scheme_id uuid not null references schemes,
  -- Who was there, of notes written before this was sealed with the words.
  who text check (length(who) between 1 and 200),
  sealed bytea not null
);
alter table host_notes
  add column restricted boolean not null default false,
  alter column who drop not null;
-- The owner is under row-level security too, which shows no scheme's rows here.
alter table host_notes no force row level security;
insert into host_note_words (note_id, scheme_id, who, sealed)
  select id, scheme_id, who, sealed_note from host_notes where sealed_note is not null;
update host_notes set restricted = true, who = null where sealed_note is not null;
alter table host_notes force row level security;
alter table host_notes drop column sealed_note;
alter table host_notes
  add check (kind <> 'incident' or restricted),
  add check (restricted = (who is null)),
  add check (not restricted or note is null);

-- Sealed yes or no for everybody who was looked at, so that a row tells nothing.
create table stay_needs (
  mobility_id uuid not null references mobilities,
  need text not null check (need in ('no-stairs')),
  scheme_id uuid not null references schemes,
  sealed bytea not null,
  said_at timestamptz not null,
  said_by text not null,
  primary key (mobility_id, need)
);

do $$
declare name text;
begin
  foreach name in array array['host_note_words', 'stay_needs'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
  end loop;
end $$;
-- Writing needs no purpose, reading does: whoever writes a note down reads nobody else's.
create policy host_note_words_write on host_note_words for insert
  with check (scheme_id = (select ref.current_scheme()));
create policy host_note_words_purpose on host_note_words for select
  using (scheme_id = (select ref.current_scheme()) and (select ref.current_purpose()) in ('care', 'person-request'));
create policy stay_needs_purpose on stay_needs
  using (scheme_id = (select ref.current_scheme()) and (select ref.current_purpose()) in ('care', 'freeze', 'person-request'));
grant select, insert on host_note_words to app;
grant select, insert, update on stay_needs to app;

-- What a person speaks and how well, by the Common European Framework, and who says so.
create table person_languages (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  person_id uuid not null references persons,
  language text not null check (language ~ '^[a-z]{2}$'),
  level text not null check (level in ('A1', 'A2', 'B1', 'B2', 'C1', 'C2')),
  -- Said by the person, written on a certificate, or tested by a teacher.
  basis text not null check (basis in ('self', 'certificate', 'teacher')),
  said_at timestamptz not null,
  said_by text not null,
  ended_at timestamptz
);
create unique index person_languages_one on person_languages (person_id, language) where ended_at is null;
alter table person_languages enable row level security;
alter table person_languages force row level security;
create policy person_languages_scheme on person_languages using (scheme_id = (select ref.current_scheme()));
grant select, insert, update on person_languages to app;

-- How many rooms the beds of a line stand in; one where nobody said. People of one gender share a room.
alter table host_beds add column rooms smallint not null default 1 check (rooms between 1 and 200);

-- Kept: decided on, not asked yet. A yes that reached the office another way says how, when, from whom.
alter table host_requests drop constraint host_requests_state_check;
alter table host_requests
  add constraint host_requests_state_check check (state in
    ('kept', 'asked', 'accepted', 'accepted-with-change', 'declined', 'forwarded', 'withdrawn', 'lapsed')),
  add column heard_how text check (heard_how in ('telephone', 'in-person', 'letter', 'other')),
  add column heard_on date,
  add column heard_from text check (length(heard_from) between 1 and 200),
  add check ((heard_how is null) = (heard_on is null) and (heard_how is null) = (heard_from is null)),
  add check (heard_how is null or state in ('accepted', 'withdrawn'));
