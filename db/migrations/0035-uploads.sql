-- Files that people send: what each is was found out before it was kept, and one that nobody could
-- look through for viruses lies apart until somebody or the scanner did.
create table uploads (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  -- SHA-256 of what is kept: its name on the disk. A picture is kept as it was made anew.
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  kind text not null check (kind in ('picture', 'pdf', 'docx')),
  bytes integer not null check (bytes > 0),
  -- Of a PDF; a picture is one.
  pages smallint check (pages > 0),
  -- As it was sent, without folders; shown, never used as a path.
  name text not null check (length(name) between 1 and 100),
  by text not null,
  by_kind text not null,
  at timestamptz not null,
  -- 'quarantined' is never served; 'refused' is a row without a file.
  state text not null check (state in ('checked', 'quarantined', 'refused')),
  -- Why it is not 'checked': a code of the problems, such as upload-scanner-down.
  reason text check (length(reason) <= 60),
  -- What the scanner calls it.
  finding text check (length(finding) <= 200),
  settled_by text,
  settled_at timestamptz,
  check ((state = 'checked') <= (reason is null)),
  check ((state = 'checked') or (reason is not null))
);
create index uploads_hash on uploads (scheme_id, hash);
create index uploads_waiting on uploads (scheme_id, at) where state = 'quarantined';
-- How much one person sent in a day is counted before anything is opened.
create index uploads_by on uploads (scheme_id, by, at);

alter table uploads enable row level security;
alter table uploads force row level security;
create policy uploads_scheme on uploads using (scheme_id = (select ref.current_scheme()));
grant select, insert on uploads to app;
grant update (state, reason, finding, settled_by, settled_at) on uploads to app;
