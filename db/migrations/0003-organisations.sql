-- Organisations: one may send, host and support at once (after INTERVET the Bosnian and Albanian
-- senders became hosts). A school belongs to the partner that sends its learners.
create table organisations (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  name text not null check (length(name) between 1 and 200),
  kind text not null check (kind in ('vet-school', 'chamber', 'association', 'social-enterprise', 'ngo',
    'higher-education', 'company', 'foundation', 'centre')),
  roles text[] not null check (roles <@ array['coordinating', 'sending', 'hosting', 'support', 'excellence', 'school']),
  city text not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  website text,
  sending_partner_id uuid references organisations,
  setting text check (setting in ('rural', 'urban')),
  invented boolean not null default false,
  created_at timestamptz not null,
  unique (scheme_id, name, city)
);
create index organisations_list on organisations (scheme_id, name);
alter table organisations enable row level security;
alter table organisations force row level security;
create policy organisations_scheme on organisations using (scheme_id = (select ref.current_scheme()));
grant select, insert, update on organisations to app;
alter table memberships add foreign key (organisation_id) references organisations;
