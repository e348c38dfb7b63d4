-- What is known of a country, line by line, each with its source and the day on which somebody looked.
-- A line is never overwritten: every wording is kept as a version, so that it can be said what was
-- believed when. What a border asks and who needs a visa is kept by their own tables and not here.

-- What comes with the program. A scheme reads these until it writes a version of its own; rows are put
-- right by later migrations, and reach every scheme that has not done so itself.
create table ref.sheet_lines (
  id uuid primary key,
  country text not null check (country ~ '^[A-Z]{2}$'),
  topic text not null,
  -- By language; a text of figures and names alone stands in English.
  words jsonb not null check (words ? 'en'),
  source text not null check (length(source) between 1 and 300),
  link text not null check (link ~ '^https?://' and length(link) <= 500),
  checked_on date not null
);
grant select on ref.sheet_lines to app;

create table sheet_versions (
  scheme_id uuid not null references schemes,
  line_id uuid not null,
  version integer not null check (version >= 1),
  country text not null check (country ~ '^[A-Z]{2}$'),
  topic text not null check (topic in ('school-calendar', 'exit-papers', 'stay', 'recognition', 'emergency', 'money', 'contact')),
  words jsonb not null check (words ? 'en'),
  source text not null check (length(source) between 1 and 300),
  link text not null check (link ~ '^https?://' and length(link) <= 500),
  checked_on date not null,
  checked_by text not null,
  checked_by_name text not null,
  -- True where the source was looked at again and the words stayed as they were.
  again boolean not null default false,
  -- A line that is taken out stays to be read by whoever asks what was there.
  shown boolean not null default true,
  written_at timestamptz not null,
  primary key (scheme_id, line_id, version)
);

-- After how many days a line has to be looked at again.
create table sheet_ages (
  scheme_id uuid primary key references schemes,
  days smallint not null check (days between 30 and 1095),
  set_by text not null,
  set_at timestamptz not null
);

do $$ declare t text; begin
  foreach t in array array['sheet_versions', 'sheet_ages'] loop
    execute format('alter table %I enable row level security; alter table %I force row level security', t, t);
    execute format('create policy %I on %I using (scheme_id = (select ref.current_scheme()))', t || '_scheme', t);
    execute format('grant select, insert on %I to app', t);
  end loop;
end $$;
grant update on sheet_ages to app;
