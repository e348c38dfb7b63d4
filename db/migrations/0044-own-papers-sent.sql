-- A consortium's own Word file goes out with an agreement: filled when it is sent, kept by its hash, with
-- the version of the template and what it was filled with, so that it can be told later what it said.
alter table agreement_files drop constraint agreement_files_kind_check;
alter table agreement_files add constraint agreement_files_kind_check
  check (kind in ('sealed', 'own', 'sheet', 'elsewhere'));
alter table agreement_files drop constraint agreement_files_type_check;
alter table agreement_files add constraint agreement_files_type_check
  check (type in ('application/pdf', 'image/jpeg', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'));
-- What somebody sent is kept as every upload is; what was made here lies in agreement_file_bytes.
alter table agreement_files add column upload_id uuid references uploads;

-- One a text that was sent, and one more when the host names a mentor; the newest counts.
create table agreement_own_papers (
  id bigint generated always as identity primary key,
  scheme_id uuid not null references schemes,
  agreement_id uuid not null,
  number smallint not null,
  template_id uuid not null references own_templates,
  file_id uuid not null references agreement_files,
  -- Every field with its words, as they were put in.
  facts jsonb not null,
  made_at timestamptz not null,
  foreign key (agreement_id, number) references agreement_versions
);
create index agreement_own_papers_agreement on agreement_own_papers (agreement_id, number, id);
create index agreement_own_papers_template on agreement_own_papers (template_id);
alter table agreement_own_papers enable row level security;
alter table agreement_own_papers force row level security;
create policy agreement_own_papers_scheme on agreement_own_papers
  using (scheme_id = (select ref.current_scheme()));
grant select, insert on agreement_own_papers to app;

-- The installation's running schemes, for what is done every night in each of them.
create function ref.running_schemes() returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select s.id from public.schemes s where s.kind = 'running' order by s.id
$$;
revoke all on function ref.running_schemes from public;
grant usage on schema ref to worker;
grant execute on function ref.running_schemes to worker;
