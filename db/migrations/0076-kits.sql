-- A kit that somebody brought to open as a programme of its own: kept for a day between the page that
-- says what is in it and the one that asks how the new programme is called. No person is in it.
create table kit_files (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  brought_by text not null,
  brought_at timestamptz not null,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  bytes bytea not null,
  -- Short name of the programme that it became.
  opened_as text check (length(opened_as) between 1 and 60)
);
create index kit_files_brought on kit_files (scheme_id, brought_at);
alter table kit_files enable row level security;
alter table kit_files force row level security;
create policy kit_files_scheme on kit_files using (scheme_id = (select ref.current_scheme()));
grant select, insert, delete on kit_files to app;
grant update (opened_as) on kit_files to app;
