-- The signed form for the border as a file: at hand when it is asked for and nobody has the paper.
create table exit_scans (
  upload_id uuid primary key references uploads,
  scheme_id uuid not null references schemes,
  application_id uuid not null references applications,
  by text not null,
  at timestamptz not null
);
create index exit_scans_application on exit_scans (application_id, at);

alter table exit_scans enable row level security;
alter table exit_scans force row level security;
create policy exit_scans_scheme on exit_scans using (scheme_id = (select ref.current_scheme()));
grant select, insert on exit_scans to app;
