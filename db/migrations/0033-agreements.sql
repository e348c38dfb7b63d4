-- Agreements as data: what is agreed stands in named fields, so that nobody retypes it, each party
-- signs named parts, and a change asks again only those whose parts changed.

-- Whoever holds a link signs as the party it was made for. Other migrations widen the same list, so
-- the word is added to whatever stands there.
do $$ declare checked text; begin
  select pg_get_constraintdef(oid) into checked from pg_constraint
    where conname = 'event_log_actor_kind_check' and conrelid = 'event_log'::regclass;
  execute 'alter table event_log drop constraint event_log_actor_kind_check';
  execute format('alter table event_log add constraint event_log_actor_kind_check %s',
    replace(checked, '''guardian''::text', '''guardian''::text, ''signer''::text'));
end $$;

create table agreements (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  mobility_id uuid not null references mobilities,
  kind text not null check (kind in ('learning-agreement', 'grant-agreement', 'host-agreement')),
  -- Words and sections are those of this template for ever, whatever later years say.
  template_year smallint not null,
  template_version smallint not null,
  state text not null check (state in ('draft', 'sent', 'signed', 'amended', 'withdrawn')),
  state_since timestamptz not null,
  state_reason text check (length(state_reason) between 1 and 500),
  -- Printed on the paper and typed on the public page.
  code text not null unique check (code ~ '^KLA-[0-9A-Z]{4}-[0-9A-Z]{4}$'),
  languages text[] not null check (cardinality(languages) between 1 and 2),
  -- What is being written: the draft, or a change that nobody was sent yet.
  content jsonb not null,
  -- The newest text that was sent; 0 before the first.
  version smallint not null default 0 check (version >= 0),
  created_by text not null,
  created_at timestamptz not null,
  check ((state in ('draft', 'withdrawn')) or version > 0)
);
-- One of a kind for a stay; one that was withdrawn stays beside the next.
create unique index agreements_one_live on agreements (mobility_id, kind) where state <> 'withdrawn';

-- What was sent, frozen; only the name of a mentor is written in later, by the host that signs.
create table agreement_versions (
  agreement_id uuid not null references agreements,
  number smallint not null check (number > 0),
  scheme_id uuid not null references schemes,
  content jsonb not null,
  -- A fingerprint a section: a signature stays valid while those that it signed are the same.
  hashes jsonb not null,
  text_hash text not null,
  changes jsonb not null default '[]',
  named jsonb,
  sent_by text not null,
  sent_at timestamptz not null,
  primary key (agreement_id, number)
);

-- Who signs what as whom. A person who was the wrong one ends; the next takes the same line.
create table agreement_parties (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  agreement_id uuid not null references agreements,
  role text not null check (role in ('participant', 'guardian', 'sending', 'intermediary', 'hosting', 'coordinator')),
  number smallint not null default 1 check (number between 1 and 2),
  turn smallint not null check (turn > 0),
  name text not null check (length(name) <= 120),
  capacity text not null check (length(capacity) <= 200),
  email text check (length(email) <= 200),
  phone text check (length(phone) <= 40),
  locale text not null,
  asked_at timestamptz,
  reminders smallint not null default 0,
  reminded_at timestamptz,
  ended_at timestamptz,
  ended_reason text check (ended_reason in ('wrong-person', 'changed')),
  check ((ended_at is null) = (ended_reason is null))
);
create unique index agreement_parties_one on agreement_parties (agreement_id, role, number) where ended_at is null;

create table agreement_links (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  party_id uuid not null references agreement_parties,
  secret_hash text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create unique index agreement_links_secret on agreement_links (scheme_id, secret_hash);
create index agreement_links_party on agreement_links (party_id) where ended_at is null;

-- Papers by the hash of their bytes: what we made and sealed, what was signed by hand or elsewhere.
create table agreement_files (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  agreement_id uuid not null references agreements,
  kind text not null check (kind in ('sealed', 'sheet', 'elsewhere')),
  version smallint not null,
  digest text not null,
  type text not null check (type in ('application/pdf', 'image/jpeg')),
  size integer not null check (size > 0),
  at timestamptz not null,
  by text not null
);
create unique index agreement_files_once on agreement_files (agreement_id, kind, digest);
create index agreement_files_digest on agreement_files (scheme_id, digest);
-- Apart, so that no list reads papers by accident; sealed under the installation's data key.
create table agreement_file_bytes (
  file_id uuid primary key references agreement_files,
  scheme_id uuid not null references schemes,
  sealed bytea not null
);

create table agreement_signatures (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  agreement_id uuid not null references agreements,
  party_id uuid not null references agreement_parties,
  version smallint not null,
  -- Of the sections that this party signs, as they were.
  hashes jsonb not null,
  text_hash text not null,
  channel text not null check (channel in ('link', 'paper', 'elsewhere')),
  signed_name text not null check (length(signed_name) between 2 and 120),
  drawing jsonb,
  -- The sentence that was confirmed, and in which language.
  said_locale text,
  said_hash text,
  file_id uuid references agreement_files,
  signed_on date not null,
  recorded_by text not null,
  at timestamptz not null,
  check ((channel = 'link') = (said_hash is not null))
);
create index agreement_signatures_agreement on agreement_signatures (agreement_id, at);
create unique index agreement_signatures_once on agreement_signatures (party_id, text_hash);

create table agreement_questions (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  agreement_id uuid not null references agreements,
  party_id uuid not null references agreement_parties,
  question text not null check (length(question) between 2 and 1000),
  asked_at timestamptz not null,
  answer text check (length(answer) between 1 and 2000),
  answered_by text,
  answered_at timestamptz,
  check ((answer is null) = (answered_at is null))
);
create index agreement_questions_agreement on agreement_questions (agreement_id, asked_at);

do $$ declare t text; begin
  foreach t in array array['agreements', 'agreement_versions', 'agreement_parties', 'agreement_links',
    'agreement_files', 'agreement_file_bytes', 'agreement_signatures', 'agreement_questions'] loop
    execute format('alter table %I enable row level security; alter table %I force row level security', t, t);
    execute format('create policy %I on %I using (scheme_id = (select ref.current_scheme()))', t || '_scheme', t);
    execute format('grant select, insert on %I to app', t);
  end loop;
end $$;
grant update on agreements, agreement_parties, agreement_links, agreement_questions to app;
-- A version that was sent is never rewritten but for the name that the host fills in.
grant update (named) on agreement_versions to app;
