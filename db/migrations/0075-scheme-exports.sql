-- A whole scheme in one archive, for a day. The archive itself lies sealed on the disk beside the
-- uploads; the row says who asked for it, at which level, and what is in it.
create table scheme_exports (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  level text not null check (level in ('public', 'office', 'whole')),
  progress_id uuid not null references job_progress,
  made_by text not null,
  made_by_name text not null check (length(made_by_name) between 1 and 200),
  made_at timestamptz not null,
  -- Known once it is written.
  bytes bigint check (bytes > 0),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  counts jsonb,
  check ((bytes is null) = (sha256 is null) and (bytes is null) = (counts is null))
);
create index scheme_exports_made on scheme_exports (scheme_id, made_at);
alter table scheme_exports enable row level security;
alter table scheme_exports force row level security;
create policy scheme_exports_scheme on scheme_exports using (scheme_id = (select ref.current_scheme()));
grant select, insert, delete on scheme_exports to app;
grant update (bytes, sha256, counts) on scheme_exports to app;

-- What was told in confidence leaves only where somebody asks for everything and says so: a purpose of
-- its own, which reads and cannot write.
do $$ declare t text; begin
  foreach t in array array['application_grounds', 'application_needs', 'event_needs', 'host_note_words',
      'medical_card_fields', 'paper_numbers', 'shorter_stays', 'stay_needs'] loop
    execute format('create policy %I on %I for select using (scheme_id = (select ref.current_scheme())
      and (select ref.current_purpose()) = ''archive'')', t || '_archive', t);
  end loop;
end $$;

-- A medical card that left with everything else was read: its owner is told so like of other readings.
alter table medical_card_readings drop constraint medical_card_readings_reason_check;
alter table medical_card_readings add constraint medical_card_readings_reason_check
  check (reason in ('food', 'host', 'journey', 'emergency', 'person-asked', 'archive'));
