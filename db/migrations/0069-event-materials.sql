-- What belongs to a session of an event, and what is kept apart about its people is forgotten.

-- Every host keeps Central European Time (see src/shared/wall-time.ts): one clock is enough.
alter table events drop column time_zone;

-- A text of the library, a file that was sent, or an address: one of the three.
create table event_materials (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  session_id uuid not null references event_sessions,
  title text not null check (length(title) between 1 and 200),
  resource_id uuid references resources,
  upload_id uuid references uploads,
  link text check (link ~ '^https://' and length(link) <= 500),
  added_at timestamptz not null,
  added_by text not null,
  removed_at timestamptz,
  check (num_nonnulls(resource_id, upload_id, link) = 1)
);
create index event_materials_session on event_materials (session_id) where removed_at is null;
alter table event_materials enable row level security;
alter table event_materials force row level security;
create policy event_materials_scheme on event_materials using (scheme_id = (select ref.current_scheme()));
grant select, insert, update on event_materials to app;

-- Diet, access and care of people of an event are forgotten thirty days after it.
grant delete on event_needs to app;
