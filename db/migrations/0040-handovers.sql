-- Somebody does not go, and somebody else comes: what the first one held (the company's place, the
-- bed, the seats of the journeys) goes over to the second, or is given back. Once for each stay.
create table stay_handovers (
  mobility_id uuid primary key references mobilities,
  scheme_id uuid not null references schemes,
  -- Null: everything was given back.
  to_mobility_id uuid references mobilities,
  parts text[] not null check (parts <@ array['company', 'bed', 'there', 'home']),
  done_by text not null,
  done_at timestamptz not null,
  check (to_mobility_id is distinct from mobility_id),
  check ((to_mobility_id is null) = (parts = '{}'))
);
create index stay_handovers_to on stay_handovers (to_mobility_id) where to_mobility_id is not null;

alter table stay_handovers enable row level security;
alter table stay_handovers force row level security;
create policy stay_handovers_scheme on stay_handovers using (scheme_id = (select ref.current_scheme()));
grant select, insert on stay_handovers to app;
