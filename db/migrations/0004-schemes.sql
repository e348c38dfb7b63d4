-- What a consortium runs: lines with targets, sending countries with their partner, and, for a
-- finished scheme, the totals it published with their source.
create table activity_lines (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  code text not null check (code ~ '^[a-z0-9-]+$'),
  name jsonb not null,
  audience text not null check (audience in ('learners', 'staff')),
  direction text not null check (direction in ('to-hosts', 'to-senders', 'both')),
  counted text not null check (counted in ('participants', 'assignments', 'meetings')),
  target integer not null check (target >= 0),
  minimum_days integer,
  maximum_days integer,
  position smallint not null,
  unique (scheme_id, code)
);
create table scheme_countries (
  scheme_id uuid not null references schemes,
  country text not null check (country ~ '^[A-Z]{2}$'),
  sending_partner_id uuid not null references organisations,
  position smallint not null,
  primary key (scheme_id, country)
);
create table reported_totals (
  scheme_id uuid not null references schemes,
  line_id uuid not null references activity_lines,
  realised integer,
  inferred boolean not null default false,
  source_title text not null,
  source_url text not null,
  primary key (scheme_id, line_id)
);
do $$ declare t text; begin
  foreach t in array array['activity_lines', 'scheme_countries', 'reported_totals'] loop
    execute format('alter table %I enable row level security; alter table %I force row level security', t, t);
    execute format('create policy %I on %I using (scheme_id = (select ref.current_scheme()))', t || '_scheme', t);
    execute format('grant select, insert, update on %I to app', t);
  end loop;
end $$;
