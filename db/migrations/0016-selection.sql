-- From applications to a list that anybody can recompute: who assesses what, what was scored and
-- why it changed, what the committee decided, which list was published, who objected.
-- Scores, vetoes, eligibility decisions, minutes and lists are only ever added to: what stood on a
-- published list can be shown for good, and a correction is a new row with its reason.
create table selections (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  call_id uuid not null unique references calls,
  state text not null check (state in ('preparing', 'assessing', 'decided', 'provisional', 'final')),
  -- How many people score each case, and how many cases everybody scores first.
  assessors_a_case smallint not null default 2 check (assessors_a_case between 1 and 9),
  shared_cases smallint not null default 3 check (shared_cases between 0 and 10),
  blind boolean not null default true,
  -- From this distance between two scores of one criterion on, the panel talks about a case.
  spread_limit smallint not null default 2 check (spread_limit between 1 and 100),
  assess_by date,
  seed text not null,
  objections_until timestamptz,
  created_at timestamptz not null
);
create table assessor_teams (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  call_id uuid not null references calls,
  name text not null check (length(name) between 1 and 80),
  -- A team with a country takes that country's cases only.
  country text check (country ~ '^[A-Z]{2}$'),
  created_at timestamptz not null,
  unique (call_id, name)
);
create table assessors (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  call_id uuid not null references calls,
  user_id text not null,
  person_name text not null,
  -- Nobody judges people of the own organisation.
  organisation_id uuid references organisations,
  team_id uuid references assessor_teams,
  -- What stands in place of the name wherever scores leave the office: A1, A2 ...
  mark smallint not null check (mark > 0),
  added_at timestamptz not null,
  removed_at timestamptz,
  unique (call_id, mark)
);
create unique index assessors_one_live on assessors (call_id, user_id) where removed_at is null;
create index assessors_user on assessors (scheme_id, user_id) where removed_at is null;
create table assessments (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  call_id uuid not null references calls,
  application_id uuid not null references applications,
  assessor_id uuid not null references assessors,
  -- Shared cases come first in everybody's queue, so that all begin with the same measure.
  shared boolean not null default false,
  position smallint not null,
  state text not null check (state in ('waiting', 'skipped', 'scored', 'conflicted')),
  saved_at timestamptz,
  created_at timestamptz not null,
  unique (application_id, assessor_id)
);
create index assessments_queue on assessments (assessor_id, position);
create index assessments_call on assessments (call_id);
create table conflicts (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  call_id uuid not null references calls,
  application_id uuid not null references applications,
  assessor_id uuid not null references assessors,
  ground text not null check (ground in ('family', 'taught', 'same-organisation', 'close', 'other')),
  own boolean not null,
  declared_by text not null,
  declared_at timestamptz not null,
  lifted_by text,
  lifted_at timestamptz,
  check ((lifted_by is null) = (lifted_at is null))
);
create unique index conflicts_one_live on conflicts (application_id, assessor_id) where lifted_at is null;
create table scores (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  application_id uuid not null references applications,
  criterion text not null,
  -- assessor, panel: a score of the anchors; entered, committee: points; table: the chosen rows.
  source text not null check (source in ('entered', 'table', 'assessor', 'panel', 'committee')),
  assessor_id uuid references assessors,
  value smallint check (value >= 0),
  choices jsonb,
  -- 1 for the first; a correction is the next number and says why.
  version smallint not null check (version > 0),
  reason text,
  given_by text not null,
  given_at timestamptz not null,
  check ((source = 'assessor') = (assessor_id is not null)),
  check ((source = 'table') = (choices is not null)),
  check ((source = 'table') = (value is null)),
  check (version = 1 or length(reason) between 3 and 500),
  check (source <> 'committee' or length(reason) between 10 and 500),
  unique nulls not distinct (application_id, criterion, source, assessor_id, version)
);
create table assessment_notes (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  application_id uuid not null references applications,
  assessor_id uuid not null references assessors,
  for_panel boolean not null,
  body text not null check (length(body) between 1 and 1000),
  written_at timestamptz not null
);
create index assessment_notes_case on assessment_notes (application_id);
create table interviews (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  call_id uuid not null references calls,
  application_id uuid not null unique references applications,
  state text not null check (state in ('planned', 'held', 'missed', 'cancelled')),
  at timestamptz not null,
  place text,
  link text,
  panel text not null check (length(panel) between 2 and 300),
  planned_by text not null,
  planned_at timestamptz not null,
  check ((place is null) <> (link is null))
);
create table vetoes (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  application_id uuid not null references applications,
  criterion text not null,
  standing boolean not null,
  -- The newest decision of a person is the one that stands, also among those of one moment.
  sequence bigint generated always as identity,
  reason text not null check (length(reason) between 10 and 500),
  decided_by text not null,
  decided_at timestamptz not null
);
create index vetoes_application on vetoes (application_id);
create table eligibility_decisions (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  application_id uuid not null references applications,
  eligible boolean not null,
  -- [{code, params}]: every rule that speaks against it, also where somebody decided otherwise.
  reasons jsonb not null default '[]',
  note text,
  sequence bigint generated always as identity,
  decided_by text not null,
  decided_at timestamptz not null
);
create index eligibility_decisions_application on eligibility_decisions (application_id);
create table committee_decisions (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  call_id uuid not null references calls,
  number smallint not null,
  held_on date not null,
  -- [{name, role}]
  members jsonb not null,
  minutes text not null check (length(minutes) between 20 and 20000),
  -- Of the three above: a quotation of the minutes can be checked against it.
  sha256 text not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  unique (call_id, number)
);
create table selection_lists (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  call_id uuid not null references calls,
  kind text not null check (kind in ('provisional', 'final')),
  number smallint not null,
  decision_id uuid not null references committee_decisions,
  -- rule.json, byte for byte; the two others follow from the lines.
  rule text not null,
  sha256 text not null,
  people integer not null,
  made_by text not null,
  made_at timestamptz not null,
  unique (call_id, number)
);
create unique index selection_lists_one_final on selection_lists (call_id) where kind = 'final';
create table selection_list_lines (
  scheme_id uuid not null references schemes,
  list_id uuid not null references selection_lists,
  application_id uuid not null references applications,
  -- Null for somebody who is not ranked: a veto, or a rule of the call.
  rank integer,
  points integer not null,
  by_criterion jsonb not null,
  -- The lines of scores.csv that concern this person, without the pseudonym: that is never stored.
  inputs jsonb not null,
  -- points, tie:<criterion>, draw, veto, not-eligible: what put the person here.
  decided_by text not null,
  reasons jsonb not null default '[]',
  primary key (list_id, application_id)
);
create index selection_list_lines_application on selection_list_lines (application_id);
create table objections (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  call_id uuid not null references calls,
  list_id uuid not null references selection_lists,
  application_id uuid not null references applications,
  state text not null check (state in ('open', 'upheld', 'rejected')),
  body text not null check (length(body) between 10 and 3000),
  -- How it came: from the person's own page, or on paper and by telephone through the office.
  brought text not null check (brought in ('own-page', 'office')),
  brought_by text,
  brought_at timestamptz not null,
  answer text check (length(answer) between 10 and 3000),
  answered_by text,
  answered_at timestamptz,
  check ((state = 'open') = (answered_at is null)),
  check ((answer is null) = (answered_at is null)),
  -- One a person and list: the answer to it is the last word of this stage.
  unique (list_id, application_id)
);
create table school_populations (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  organisation_id uuid not null references organisations,
  audience text not null check (audience in ('learners', 'staff')),
  school_year text not null check (school_year ~ '^[0-9]{4}/[0-9]{2}$'),
  women integer not null check (women between 0 and 100000),
  men integer not null check (men between 0 and 100000),
  entered_by text not null,
  entered_at timestamptz not null,
  unique (organisation_id, audience, school_year)
);
do $$ declare t text; begin
  foreach t in array array['selections', 'assessor_teams', 'assessors', 'assessments', 'conflicts',
    'scores', 'assessment_notes', 'interviews', 'vetoes', 'eligibility_decisions',
    'committee_decisions', 'selection_lists', 'selection_list_lines', 'objections',
    'school_populations'] loop
    execute format('alter table %I enable row level security; alter table %I force row level security', t, t);
    execute format('create policy %I on %I using (scheme_id = (select ref.current_scheme()))', t || '_scheme', t);
    execute format('grant select, insert on %I to app', t);
  end loop;
end $$;
grant update on selections, assessors, assessments, conflicts, interviews, objections, school_populations to app;

-- Not even the owner rewrites what was judged: the grants above stop the application, this stops a
-- slip of the hand in the database.
create function ref.refuse_change_of_judgement() returns trigger
language plpgsql as $$ begin
  raise exception '% is append-only: add a row that says why', tg_table_name;
end $$;
do $$ declare t text; begin
  foreach t in array array['scores', 'vetoes', 'eligibility_decisions', 'committee_decisions',
    'selection_lists', 'selection_list_lines'] loop
    execute format('create trigger judged_is_final before update or delete on %I
      for each row execute function ref.refuse_change_of_judgement()', t);
  end loop;
end $$;

-- Whoever is in conflict cannot score, even by a page that forgot to ask.
create function ref.refuse_score_in_conflict() returns trigger
language plpgsql as $$ begin
  if exists (select from conflicts c where c.application_id = new.application_id
      and c.assessor_id = new.assessor_id and c.lifted_at is null) then
    raise exception 'a conflict of interest stands between this assessor and this case';
  end if;
  return new;
end $$;
create trigger no_score_in_conflict before insert on scores
  for each row when (new.assessor_id is not null) execute function ref.refuse_score_in_conflict();

-- Letters that wait to be read over before they go. They leave together, by one release.
alter table mail_messages drop constraint mail_messages_state_check;
alter table mail_messages add constraint mail_messages_state_check
  check (state in ('held', 'queued', 'sent', 'kept', 'failed'));
alter table mail_messages add column batch_id uuid;
create index mail_messages_batch on mail_messages (batch_id) where batch_id is not null;
