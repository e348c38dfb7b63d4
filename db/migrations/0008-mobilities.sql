-- From an offer to a mobility. A minor's yes is a wish until a guardian's consent is recorded.
create table offers (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  call_id uuid not null references calls,
  run_id uuid not null references allocation_runs,
  application_id uuid not null references applications,
  place_id uuid not null references places,
  state text not null check (state in ('offered', 'wished', 'accepted', 'declined', 'lapsed')),
  from_reserve_list boolean not null default false,
  answer_by timestamptz not null,
  offered_at timestamptz not null,
  answered_at timestamptz,
  reason text
);
create unique index offers_one_live on offers (call_id, application_id) where state in ('offered', 'wished', 'accepted');
create index offers_place on offers (place_id);
create index offers_application on offers (application_id, offered_at desc);
create table consents (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  application_id uuid not null references applications,
  purpose text not null check (purpose in ('taking-part')),
  guardian_name text not null check (length(guardian_name) between 2 and 100),
  medium text not null check (medium in ('paper')),
  given_on date not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  withdrawn_at timestamptz
);
create unique index consents_one_live on consents (application_id, purpose) where withdrawn_at is null;
create table check_requests (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  application_id uuid not null references applications,
  run_id uuid not null references allocation_runs,
  message text not null check (length(message) between 1 and 2000),
  state text not null check (state in ('open', 'answered')),
  asked_at timestamptz not null,
  answer text,
  answered_by text,
  answered_at timestamptz
);
create unique index check_requests_one_open on check_requests (application_id) where state = 'open';
create table mobilities (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  line_id uuid not null references activity_lines,
  person_id uuid not null references persons,
  offer_id uuid unique references offers,
  flow_id uuid references flows,
  reference text not null,
  sending_organisation_id uuid not null references organisations,
  hosting_organisation_id uuid references organisations,
  sending_country text not null,
  hosting_country text not null,
  hosting_city text not null,
  starts date not null,
  ends date not null check (ends >= starts),
  mode text not null check (mode in ('physical', 'blended', 'virtual')),
  state text not null check (state in ('planned', 'in-progress', 'finished', 'cancelled')),
  invented boolean not null default false,
  created_at timestamptz not null,
  unique (scheme_id, reference)
);
create index mobilities_line on mobilities (scheme_id, line_id, state);
create index mobilities_person on mobilities (person_id);
do $$ declare t text; begin
  foreach t in array array['offers', 'consents', 'check_requests', 'mobilities'] loop
    execute format('alter table %I enable row level security; alter table %I force row level security', t, t);
    execute format('create policy %I on %I using (scheme_id = (select ref.current_scheme()))', t || '_scheme', t);
    execute format('grant select, insert, update on %I to app', t);
  end loop;
end $$;

-- The public door to a result: a code and a birth date, nothing else, tell which application is meant.
-- Attempts are counted a code and a client, so that guessing ends and a rival cannot lock anyone out.
create table result_attempts (
  scheme_id uuid not null references schemes,
  code_hash text not null,
  client_hash text not null,
  failed smallint not null,
  first_failed_at timestamptz not null,
  primary key (scheme_id, code_hash, client_hash)
);
alter table result_attempts enable row level security;
alter table result_attempts force row level security;
create policy result_attempts_scheme on result_attempts using (scheme_id = (select ref.current_scheme()));
grant select, insert, update, delete on result_attempts to app;
