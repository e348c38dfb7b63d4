-- What a guardian says yes to, each thing apart, by a link or on paper; what leaves the country with
-- a minor; and who has read the words that all this stands on.

alter table event_log drop constraint event_log_actor_kind_check;
alter table event_log add constraint event_log_actor_kind_check
  check (actor_kind in ('staff', 'learner', 'applicant', 'guardian', 'system', 'anonymous'));

-- The address a guardian opens. Only a hash of its secret is kept, so a stolen database opens nothing.
create table guardian_links (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  application_id uuid not null references applications,
  guardian smallint not null check (guardian in (1, 2)),
  secret_hash text not null,
  locale text not null,
  -- Who handed it over: the office weighs a consent that the learner's own phone asked for.
  made_by_kind text not null check (made_by_kind in ('learner', 'staff', 'system')),
  made_by text not null,
  made_at timestamptz not null,
  -- Moves on with the first answer, so that a yes can be taken back by the same link.
  expires_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz
);
create unique index guardian_links_secret on guardian_links (scheme_id, secret_hash);
create index guardian_links_application on guardian_links (application_id);

-- Photographs of signed sheets. One that could not be taken in is a row too, so that the school
-- reads which of ten it was and what to do.
create table consent_papers (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  file_name text not null,
  -- Of the bytes as they came: the same photograph sent twice is one paper.
  digest text not null,
  state text not null check (state in ('refused', 'unread', 'matched', 'confirmed', 'removed')),
  problem text,
  application_id uuid references applications,
  guardian smallint check (guardian in (1, 2)),
  -- Which words stood on the sheet, as its square says.
  text_locale text,
  text_hash text,
  width integer,
  height integer,
  uploaded_by text not null,
  uploaded_at timestamptz not null,
  settled_by text,
  settled_at timestamptz,
  check ((state = 'refused') <= (problem is not null)),
  check (state not in ('matched', 'confirmed') or (application_id is not null and guardian is not null))
);
create unique index consent_papers_once on consent_papers (scheme_id, uploaded_by, digest) where state <> 'removed';
create index consent_papers_waiting on consent_papers (scheme_id, uploaded_at) where state in ('refused', 'unread', 'matched');
create index consent_papers_application on consent_papers (application_id);
-- Apart, so that no list reads pictures by accident; sealed under the installation's data key.
create table consent_pictures (
  paper_id uuid primary key references consent_papers,
  scheme_id uuid not null references schemes,
  sealed bytea not null
);

alter table consents
  drop constraint consents_purpose_check,
  drop constraint consents_medium_check,
  add constraint consents_purpose_check check (purpose in ('taking-part', 'data', 'pictures')),
  add constraint consents_medium_check check (medium in ('link', 'paper')),
  add column guardian smallint not null default 1 check (guardian in (1, 2)),
  -- The last day it counts for; null only for papers recorded before there were ends.
  add column ends_on date,
  add column text_locale text,
  add column text_hash text,
  add column link_id uuid references guardian_links,
  add column paper_id uuid references consent_papers,
  add column withdrawn_by text,
  add constraint consents_withdrawn check ((withdrawn_at is null) = (withdrawn_by is null));
drop index consents_one_live;
create unique index consents_one_live on consents (application_id, purpose, guardian) where withdrawn_at is null;

-- What a sending country asks for: how many guardians, and what a border wants to see. What nobody
-- of the partner has made sure of stays 'ask'.
create table consent_rules (
  scheme_id uuid not null references schemes,
  country text not null check (country ~ '^[A-Z]{2}$'),
  guardians smallint not null check (guardians in (1, 2)),
  exit_needed text not null check (exit_needed in ('yes', 'no', 'ask')),
  exit_signers text not null check (exit_signers in ('one', 'both', 'ask')),
  exit_certified text not null check (exit_certified in ('notary', 'authority', 'none', 'ask')),
  set_by text not null,
  set_at timestamptz not null,
  primary key (scheme_id, country)
);
-- 'needed' is what has no row yet.
create table exit_authorisations (
  application_id uuid primary key references applications,
  scheme_id uuid not null references schemes,
  state text not null check (state in ('printed', 'seen')),
  printed_by text not null,
  printed_at timestamptz not null,
  seen_by text,
  seen_by_name text,
  seen_at timestamptz,
  check ((state = 'seen') = (seen_at is not null)),
  check ((seen_at is null) = (seen_by is null))
);

-- Who read which words and stands by them. The hash is of the words themselves: change one and the
-- approval no longer speaks of what is shown. Rows are only added.
create table text_reviews (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  text_group text not null,
  locale text not null,
  words_hash text not null,
  reviewer text not null check (length(reviewer) between 2 and 100),
  approved_by text not null,
  approved_at timestamptz not null
);
create index text_reviews_newest on text_reviews (scheme_id, text_group, locale, approved_at desc);

-- A guardian took the consent back after the place was accepted: nobody travels until the office
-- has decided.
alter table mobilities drop constraint mobilities_state_check;
alter table mobilities add constraint mobilities_state_check
  check (state in ('planned', 'on-hold', 'in-progress', 'finished', 'cancelled'));

do $$ declare t text; begin
  foreach t in array array['guardian_links', 'consent_papers', 'consent_pictures', 'consent_rules',
    'exit_authorisations', 'text_reviews'] loop
    execute format('alter table %I enable row level security; alter table %I force row level security', t, t);
    execute format('create policy %I on %I using (scheme_id = (select ref.current_scheme()))', t || '_scheme', t);
    execute format('grant select, insert on %I to app', t);
  end loop;
end $$;
grant update on guardian_links, consent_papers, consent_rules, exit_authorisations to app;
-- A picture that turned out to be nothing of ours is not kept.
grant delete on consent_pictures to app;
