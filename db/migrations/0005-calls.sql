-- A call of one line; the flows people compete for; the places the allocation sees.
create table calls (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  line_id uuid not null references activity_lines,
  number smallint not null,
  title jsonb not null,
  state text not null check (state in ('draft', 'open', 'closed', 'published')),
  opens_at timestamptz not null,
  closes_at timestamptz not null check (closes_at > opens_at),
  decide_by date not null,
  answer_by timestamptz not null,
  minimum_age smallint not null,
  maximum_age smallint not null,
  -- Published before the call opens, so nobody can choose a draw that suits them.
  draw_seed text not null,
  -- [{code, name: {locale: text}, maximum}] in the order shown to a learner.
  criteria jsonb not null,
  created_at timestamptz not null,
  unique (scheme_id, number)
);
create table flows (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  call_id uuid not null references calls,
  code text not null,
  sending_country text not null,
  hosting_organisation_id uuid not null references organisations,
  city text not null,
  country text not null,
  starts date not null,
  ends date not null check (ends >= starts),
  minimum smallint not null default 0,
  leader text,
  state text not null default 'open' check (state in ('open', 'cancelled', 'merged')),
  merged_into uuid references flows,
  state_reason text,
  created_at timestamptz not null,
  check ((state = 'merged') = (merged_into is not null)),
  check ((state = 'open') = (state_reason is null)),
  unique (call_id, code)
);
-- A flow has one place for every trade (trade null) or one place a counted trade.
create table places (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  flow_id uuid not null references flows,
  trade text,
  seats smallint not null check (seats >= 0)
);
create unique index places_one_a_trade on places (flow_id, coalesce(trade, ''));
-- The code of a reserve is opaque (reserve_1) wherever it leaves the office; only here is it tied to a ground.
create table reserves (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  call_id uuid not null references calls,
  code text not null check (code ~ '^reserve_[0-9]+$'),
  name jsonb not null,
  ground text not null check (ground in ('fewer-opportunities', 'rural-school')),
  position smallint not null,
  unique (call_id, code)
);
create table reserved_seats (
  scheme_id uuid not null references schemes,
  place_id uuid not null references places,
  reserve_id uuid not null references reserves,
  seats smallint not null check (seats > 0),
  primary key (place_id, reserve_id)
);
create index flows_call on flows (call_id);
create index places_flow on places (flow_id);
do $$ declare t text; begin
  foreach t in array array['calls', 'flows', 'places', 'reserves', 'reserved_seats'] loop
    execute format('alter table %I enable row level security; alter table %I force row level security', t, t);
    execute format('create policy %I on %I using (scheme_id = (select ref.current_scheme()))', t || '_scheme', t);
    execute format('grant select, insert, update on %I to app', t);
  end loop;
end $$;
