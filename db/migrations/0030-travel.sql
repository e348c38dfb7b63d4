-- What a border asks of a person: papers, days already spent, and which passport needs a visa when.

-- What is known of visas, row by row and by the day of entry, each with its source. Every scheme
-- gets a copy of its own to correct; these rows are what it goes back to.
create table ref.visa_rules (
  id uuid primary key,
  -- A country, or 'EU' for every citizen of the EU, of Iceland, Liechtenstein, Norway, Switzerland.
  nationality text not null check (nationality ~ '^[A-Z]{2}$'),
  passport text not null check (passport in ('any', 'biometric', 'non-biometric', 'coordination', 'other')),
  -- Where the passport was issued; null: wherever.
  issuer text check (issuer ~ '^[A-Z]{2}$'),
  -- A country, or the whole area.
  host text not null check (host ~ '^([A-Z]{2}|SCHENGEN)$'),
  entry_from date,
  entry_until date check (entry_until >= entry_from),
  regime text not null check (regime in ('free', 'visa-free', 'visa', 'long-stay')),
  -- Of a long-stay visa: needed for stays of more days than these.
  above_days smallint check (above_days between 1 and 365),
  lead_weeks smallint not null check (lead_weeks between 0 and 52),
  -- Sources disagree, or name no day: a warning says so.
  unsure boolean not null default false,
  source text not null check (length(source) between 1 and 300),
  link text check (link ~ '^https://' and length(link) <= 500),
  check ((regime = 'long-stay') = (above_days is not null))
);
grant select on ref.visa_rules to app;

-- Weeks are the programme's own estimate: an embassy's calendar stands in no regulation.
insert into ref.visa_rules (id, nationality, passport, host, entry_from, entry_until, regime, above_days, lead_weeks, unsure, source, link)
select gen_random_uuid(), n, 'any', 'SCHENGEN', null::date, '2009-12-18'::date, 'visa', null::smallint, 8, false,
  'Council Regulation (EC) No 1244/2009', 'https://eur-lex.europa.eu/eli/reg/2009/1244/oj'
from unnest(array['MK', 'ME', 'RS']) n
union all
select gen_random_uuid(), n, 'biometric', 'SCHENGEN', '2009-12-19', null, 'visa-free', null, 0, false,
  'Council Regulation (EC) No 1244/2009', 'https://eur-lex.europa.eu/eli/reg/2009/1244/oj'
from unnest(array['MK', 'ME', 'RS']) n
union all
select gen_random_uuid(), n, 'any', 'SCHENGEN', null, '2010-12-14', 'visa', null, 8, false,
  'Regulation (EU) No 1091/2010', 'https://eur-lex.europa.eu/eli/reg/2010/1091/oj'
from unnest(array['AL', 'BA']) n
union all
select gen_random_uuid(), n, 'biometric', 'SCHENGEN', '2010-12-15', null, 'visa-free', null, 0, false,
  'Regulation (EU) No 1091/2010', 'https://eur-lex.europa.eu/eli/reg/2010/1091/oj'
from unnest(array['AL', 'BA']) n
union all
select gen_random_uuid(), 'XK', 'any', 'SCHENGEN', null, '2023-12-31', 'visa', null, 8, false,
  'Regulation (EU) 2023/850', 'https://eur-lex.europa.eu/eli/reg/2023/850/oj'
union all
select gen_random_uuid(), 'XK', 'biometric', 'SCHENGEN', '2024-01-01', null, 'visa-free', null, 0, false,
  'Regulation (EU) 2023/850', 'https://eur-lex.europa.eu/eli/reg/2023/850/oj'
union all
-- Spain took these passports for no document before; it stood outside on the first day, and the
-- papers of 6 to 10 January say that it no longer did, one of them as of 1 January.
select gen_random_uuid(), 'XK', 'any', 'ES', null, '2023-12-31', 'visa', null, 12, false,
  'Newtral, 8/1/2024', 'https://www.newtral.es/espana-pasaporte-kosovo/20240108'
union all
select gen_random_uuid(), 'XK', 'biometric', 'ES', '2024-01-01', '2024-01-10', 'visa', null, 12, true,
  'TRT World, 10/1/2024; Libertad Digital, 7/1/2024', 'https://www.libertaddigital.com/espana/2024-01-07/espana-reconoce-el-pasaporte-de-kosovo-pero-no-su-soberania-7084924/'
union all
select gen_random_uuid(), 'XK', 'biometric', 'ES', '2024-01-11', null, 'visa-free', null, 0, false,
  'Newtral, 8/1/2024', 'https://www.newtral.es/espana-pasaporte-kosovo/20240108'
union all
-- A regulation of 18/9/2024, published 23/9/2024, in force on the twentieth day after.
select gen_random_uuid(), 'RS', 'coordination', 'SCHENGEN', null, '2024-10-12', 'visa', null, 8, false,
  'Council Regulation (EC) No 1244/2009', 'https://eur-lex.europa.eu/eli/reg/2009/1244/oj'
union all
select gen_random_uuid(), 'RS', 'coordination', 'SCHENGEN', '2024-10-13', null, 'visa-free', null, 0, false,
  'Regulation (EU) 2024/2495', 'https://eur-lex.europa.eu/eli/reg/2024/2495/oj'
union all
select gen_random_uuid(), n, 'non-biometric', 'SCHENGEN', null, null, 'visa', null, 8, false,
  'Regulation (EU) 2018/1806', 'https://eur-lex.europa.eu/eli/reg/2018/1806/oj'
from unnest(array['AL', 'BA', 'XK', 'ME', 'MK', 'RS']) n
union all
select gen_random_uuid(), n, 'any', 'SCHENGEN', null, null, 'long-stay', 90, 12, false,
  'Regulation (EU) 2016/399; Directive (EU) 2016/801', 'https://eur-lex.europa.eu/eli/dir/2016/801/oj'
from unnest(array['AL', 'BA', 'XK', 'ME', 'MK', 'RS']) n
union all
select gen_random_uuid(), 'EU', 'any', 'SCHENGEN', null, null, 'free', null, 0, false,
  'Directive 2004/38/EC', 'https://eur-lex.europa.eu/eli/dir/2004/38/oj';

create table visa_rules (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  nationality text not null check (nationality ~ '^[A-Z]{2}$'),
  passport text not null check (passport in ('any', 'biometric', 'non-biometric', 'coordination', 'other')),
  issuer text check (issuer ~ '^[A-Z]{2}$'),
  host text not null check (host ~ '^([A-Z]{2}|SCHENGEN)$'),
  entry_from date,
  entry_until date check (entry_until >= entry_from),
  regime text not null check (regime in ('free', 'visa-free', 'visa', 'long-stay')),
  above_days smallint check (above_days between 1 and 365),
  lead_weeks smallint not null check (lead_weeks between 0 and 52),
  unsure boolean not null default false,
  source text not null check (length(source) between 1 and 300),
  link text check (link ~ '^https://' and length(link) <= 500),
  -- Null: as it came with the program.
  set_by text,
  set_by_name text,
  set_at timestamptz not null,
  check ((regime = 'long-stay') = (above_days is not null)),
  check ((set_by is null) = (set_by_name is null))
);
create index visa_rules_scheme on visa_rules (scheme_id, nationality);

create function ref.give_visa_rules() returns trigger language plpgsql as $$
  begin
    insert into visa_rules (id, scheme_id, nationality, passport, issuer, host, entry_from, entry_until,
        regime, above_days, lead_weeks, unsure, source, link, set_at)
      select gen_random_uuid(), new.id, nationality, passport, issuer, host, entry_from, entry_until,
        regime, above_days, lead_weeks, unsure, source, link, new.created_at
      from ref.visa_rules;
    return null;
  end $$;
create trigger schemes_know_visas after insert on schemes
  for each row execute function ref.give_visa_rules();

-- Schemes that are here already: the owner is bound by row-level security like everybody.
alter table schemes no force row level security;
insert into visa_rules (id, scheme_id, nationality, passport, issuer, host, entry_from, entry_until,
    regime, above_days, lead_weeks, unsure, source, link, set_at)
  select gen_random_uuid(), s.id, r.nationality, r.passport, r.issuer, r.host, r.entry_from, r.entry_until,
    r.regime, r.above_days, r.lead_weeks, r.unsure, r.source, r.link, s.created_at
  from schemes s cross join ref.visa_rules r;
alter table schemes force row level security;

-- Passports and cards of a person: somebody of two countries has two, and travels with one of them.
create table travel_papers (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  person_id uuid not null references persons,
  nationality text not null check (nationality ~ '^[A-Z]{2}$'),
  passport text not null check (passport in ('biometric', 'non-biometric', 'coordination', 'other')),
  issuer text not null check (issuer ~ '^[A-Z]{2}$'),
  issued date not null,
  expires date not null check (expires > issued),
  used boolean not null,
  has_number boolean not null,
  saved_by text not null,
  saved_at timestamptz not null
);
create index travel_papers_person on travel_papers (person_id);
create unique index travel_papers_one_used on travel_papers (person_id) where used;

-- Apart, sealed, and shown only in a transaction that says it looks after the person: no list and no
-- count of days needs the number.
create table paper_numbers (
  paper_id uuid primary key references travel_papers on delete cascade,
  scheme_id uuid not null references schemes,
  sealed bytea not null
);

do $$ declare t text; begin
  foreach t in array array['visa_rules', 'travel_papers'] loop
    execute format('alter table %I enable row level security; alter table %I force row level security', t, t);
    execute format('create policy %I on %I using (scheme_id = (select ref.current_scheme()))', t || '_scheme', t);
  end loop;
end $$;
grant select, insert, update, delete on visa_rules, travel_papers to app;
alter table paper_numbers enable row level security;
alter table paper_numbers force row level security;
create policy paper_numbers_purpose on paper_numbers
  using (scheme_id = (select ref.current_scheme()) and (select ref.current_purpose()) in ('care', 'person-request'));
grant select, insert, update, delete on paper_numbers to app;
