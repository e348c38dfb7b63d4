-- Forms as data with versions, applications that are being written, and what was answered, frozen
-- in the words that stood on the page. A later change of a question rewrites nobody's answer.
create table form_versions (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  audience text not null check (audience in ('learners', 'staff')),
  version smallint not null check (version >= 1),
  state text not null check (state in ('draft', 'frozen')),
  -- {sections: [{code, title?, pages: [{code, title?, when?, fields: [{code, kind, required, ...}]}]}]}
  definition jsonb not null,
  created_at timestamptz not null,
  frozen_at timestamptz,
  check ((state = 'frozen') = (frozen_at is not null)),
  unique (scheme_id, audience, version)
);

alter table event_log drop constraint event_log_actor_kind_check;
alter table event_log add constraint event_log_actor_kind_check
  check (actor_kind in ('staff', 'learner', 'applicant', 'system', 'anonymous'));

alter table applications
  -- Counts up over the whole installation: it says "this one", nothing about how many there are.
  add column receipt bigint generated always as identity,
  add column form_version_id uuid references form_versions,
  -- {kind: applicant|school|partner|office|import, name?}: who typed it; shown wherever it is shown.
  add column entered_by jsonb not null default '{"kind": "import"}',
  -- What eligibility asks for: {enrolled, graduatedOn, schoolYear, ...}; never a reason or a health.
  add column facts jsonb not null default '{}',
  -- Counts the times the person sent it; each has its own frozen answers.
  add column revision smallint not null default 1 check (revision >= 1),
  add column corrected_at timestamptz;
create unique index applications_receipt on applications (receipt);
-- Is somebody of this birth date in the call already: one look instead of all its applicants.
create index persons_born on persons (scheme_id, birth_date);

create table application_drafts (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  call_id uuid not null references calls,
  form_version_id uuid not null references form_versions,
  -- Becomes the application's code. Begins with a letter where codes given by the office begin with
  -- a figure, so the two can never meet, whichever scheme they are in.
  code text not null unique check (code ~ '^KLF-[0-9A-Z]{3}-[0-9A-Z]{3}$'),
  -- Of the page that began it, hashed: the same first page sent twice begins one draft.
  start_key text not null,
  locale text not null,
  class_code text,
  -- Field code to answer; what is special-category is not here.
  answers jsonb not null default '{}',
  entered_by jsonb not null default '{"kind": "applicant"}',
  state text not null check (state in ('open', 'sent', 'discarded')),
  application_id uuid unique references applications,
  started_at timestamptz not null,
  saved_at timestamptz not null,
  check (state <> 'sent' or application_id is not null),
  check (state <> 'discarded' or answers = '{}'),
  unique (scheme_id, start_key)
);
create index application_drafts_call on application_drafts (call_id, state);

create table application_answers (
  scheme_id uuid not null references schemes,
  application_id uuid not null references applications,
  revision smallint not null check (revision >= 1),
  position smallint not null,
  -- The field's code and kind, so that a reader knows which answers tell who somebody is.
  field text not null,
  kind text not null,
  question text not null,
  answer text not null,
  locale text not null,
  primary key (application_id, revision, position)
);

-- Health, diet, money, care: sealed, as long for everybody whatever was written, visible only while
-- a purpose is stated. Kept with the draft, because it is written before it is sent.
create table application_needs (
  draft_id uuid primary key references application_drafts,
  scheme_id uuid not null references schemes,
  sealed bytea not null,
  saved_at timestamptz not null
);

-- A head teacher's yes to a member of staff's journey: asked by letter, given by a button.
create table head_confirmations (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  application_id uuid not null unique references applications,
  sent_to text not null check (sent_to !~ '[\r\n]'),
  -- Hashed at rest; the letter holds the secret.
  secret_hash text not null unique,
  asked_at timestamptz not null,
  answered_at timestamptz,
  answer text check (answer in ('yes', 'no')),
  given_by text,
  check ((answer is null) = (answered_at is null))
);

do $$ declare t text; begin
  foreach t in array array['form_versions', 'application_drafts', 'application_answers', 'application_needs', 'head_confirmations'] loop
    execute format('alter table %I enable row level security; alter table %I force row level security', t, t);
    execute format('grant select, insert on %I to app', t);
  end loop;
  foreach t in array array['form_versions', 'application_drafts', 'application_answers', 'head_confirmations'] loop
    execute format('create policy %I on %I using (scheme_id = (select ref.current_scheme()))', t || '_scheme', t);
  end loop;
end $$;
-- What was sent stays as it was sent: answers are added, never changed.
grant update on form_versions, application_drafts, application_needs, head_confirmations to app;
-- A correction puts the wishes in another order; what was wished before stands in the frozen answers.
grant delete on wishes to app;
create policy application_needs_purpose on application_needs
  using (scheme_id = (select ref.current_scheme()) and (select ref.current_purpose()) in ('own-answers', 'care', 'person-request'))
  with check (scheme_id = (select ref.current_scheme()));

-- A frozen form is what people answered.
create function ref.keep_frozen_form() returns trigger language plpgsql as $$
begin
  if old.state = 'frozen' then
    raise exception 'form version % is frozen', old.id using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger form_versions_frozen before update on form_versions
  for each row execute function ref.keep_frozen_form();
