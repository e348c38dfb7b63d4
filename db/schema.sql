-- The schema that db/migrations add up to. Printed by "npm run schema"; a test fails when it is
-- stale. Read it, do not run it.

create schema auth authorization owner_;
create schema jobs authorization worker;
create schema ref authorization owner_;
grant usage on schema auth to app;
grant usage on schema auth to sign_in;
grant usage on schema jobs to app;
grant usage on schema public to app;
grant usage on schema public to public;
grant usage on schema ref to app;
grant usage on schema ref to worker;
create collation montenegrin (provider = icu, locale = 'sr-Latn-ME', rules = '&Š<ś<<<Ś&Ž<ź<<<Ź');

create table auth.account (
  id text not null,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamp with time zone,
  "refreshTokenExpiresAt" timestamp with time zone,
  scope text,
  password text,
  "createdAt" timestamp with time zone not null default now(),
  "updatedAt" timestamp with time zone not null default now(),
  constraint account_pkey PRIMARY KEY (id),
  constraint "account_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE
);
grant delete, insert, select, update on auth.account to sign_in;

create table auth.attempts (
  subject text not null,
  began_at timestamp with time zone not null,
  count integer not null,
  constraint attempts_pkey PRIMARY KEY (subject)
);

create table auth.session (
  id text not null,
  "userId" text not null,
  token text not null,
  "expiresAt" timestamp with time zone not null,
  "ipAddress" text,
  "userAgent" text,
  "createdAt" timestamp with time zone not null default now(),
  "updatedAt" timestamp with time zone not null default now(),
  constraint session_pkey PRIMARY KEY (id),
  constraint session_token_key UNIQUE (token),
  constraint "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE
);
grant delete, insert, select, update on auth.session to sign_in;

create table auth."user" (
  id text not null,
  name text not null,
  email text not null,
  "emailVerified" boolean not null default false,
  image text,
  "createdAt" timestamp with time zone not null default now(),
  "updatedAt" timestamp with time zone not null default now(),
  constraint user_pkey PRIMARY KEY (id),
  constraint user_email_key UNIQUE (email)
);
grant delete, insert, select, update on auth."user" to sign_in;

create table auth.verification (
  id text not null,
  identifier text not null,
  value text not null,
  "expiresAt" timestamp with time zone not null,
  "createdAt" timestamp with time zone not null default now(),
  "updatedAt" timestamp with time zone not null default now(),
  constraint verification_pkey PRIMARY KEY (id)
);
CREATE INDEX verification_identifier_idx ON auth.verification USING btree (identifier);
grant delete, insert, select, update on auth.verification to sign_in;

create table public.activity_lines (
  id uuid not null,
  scheme_id uuid not null,
  code text not null,
  name jsonb not null,
  audience text not null,
  direction text not null,
  counted text not null,
  target integer not null,
  minimum_days integer,
  maximum_days integer,
  "position" smallint not null,
  activity text,
  online_counts boolean not null default false,
  constraint activity_lines_pkey PRIMARY KEY (id),
  constraint activity_lines_scheme_id_code_key UNIQUE (scheme_id, code),
  constraint activity_lines_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint activity_lines_activity_check CHECK ((activity = ANY (ARRAY['job-shadowing'::text, 'course'::text, 'thematic-team'::text, 'training-assignment'::text, 'teaching-assignment'::text, 'invited-expert'::text, 'preparatory-visit'::text, 'meeting'::text]))),
  constraint activity_lines_audience_check CHECK ((audience = ANY (ARRAY['learners'::text, 'staff'::text]))),
  constraint activity_lines_code_check CHECK ((code ~ '^[a-z0-9-]+$'::text)),
  constraint activity_lines_counted_check CHECK ((counted = ANY (ARRAY['participants'::text, 'assignments'::text, 'meetings'::text]))),
  constraint activity_lines_direction_check CHECK ((direction = ANY (ARRAY['to-hosts'::text, 'to-senders'::text, 'both'::text]))),
  constraint activity_lines_target_check CHECK ((target >= 0)),
  constraint activity_of_staff CHECK (((activity IS NULL) OR (audience = 'staff'::text)))
);
alter table public.activity_lines enable row level security;
alter table public.activity_lines force row level security;
create policy activity_lines_scheme on activity_lines for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER lines_know_tasks AFTER INSERT ON public.activity_lines FOR EACH ROW EXECUTE FUNCTION ref.give_task_kinds();
grant insert, select, update on activity_lines to app;

create table public.adults (
  id uuid not null,
  scheme_id uuid not null,
  country text not null,
  name text not null,
  phone text not null,
  seen_by text,
  seen_by_name text,
  seen_on date,
  valid_until date,
  added_by text not null,
  added_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  organisation text not null default ''::text,
  email text not null default ''::text,
  birth_date date,
  constraint adults_pkey PRIMARY KEY (id),
  constraint adults_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint adults_check CHECK ((((seen_on IS NULL) = (seen_by IS NULL)) AND ((seen_on IS NULL) = (valid_until IS NULL)))),
  constraint adults_check1 CHECK ((valid_until >= seen_on)),
  constraint adults_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint adults_email_check CHECK ((length(email) <= 254)),
  constraint adults_name_check CHECK (((length(name) >= 2) AND (length(name) <= 120))),
  constraint adults_organisation_check CHECK ((length(organisation) <= 120)),
  constraint adults_phone_check CHECK (((length(phone) >= 5) AND (length(phone) <= 40)))
);
CREATE INDEX adults_list ON public.adults USING btree (scheme_id, country, name) WHERE (ended_at IS NULL);
alter table public.adults enable row level security;
alter table public.adults force row level security;
create policy adults_scheme on adults for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER adults_wake AFTER UPDATE ON public.adults FOR EACH ROW EXECUTE FUNCTION ref.fact_of_adult();
grant insert, select, update on adults to app;

create table public.agreement_file_bytes (
  file_id uuid not null,
  scheme_id uuid not null,
  sealed bytea not null,
  constraint agreement_file_bytes_pkey PRIMARY KEY (file_id),
  constraint agreement_file_bytes_file_id_fkey FOREIGN KEY (file_id) REFERENCES agreement_files(id),
  constraint agreement_file_bytes_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id)
);
alter table public.agreement_file_bytes enable row level security;
alter table public.agreement_file_bytes force row level security;
create policy agreement_file_bytes_scheme on agreement_file_bytes for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select on agreement_file_bytes to app;

create table public.agreement_files (
  id uuid not null,
  scheme_id uuid not null,
  agreement_id uuid not null,
  kind text not null,
  version smallint not null,
  digest text not null,
  type text not null,
  size integer not null,
  at timestamp with time zone not null,
  by text not null,
  upload_id uuid,
  constraint agreement_files_pkey PRIMARY KEY (id),
  constraint agreement_files_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES agreements(id),
  constraint agreement_files_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint agreement_files_upload_id_fkey FOREIGN KEY (upload_id) REFERENCES uploads(id),
  constraint agreement_files_kind_check CHECK ((kind = ANY (ARRAY['sealed'::text, 'own'::text, 'sheet'::text, 'elsewhere'::text]))),
  constraint agreement_files_size_check CHECK ((size > 0)),
  constraint agreement_files_type_check CHECK ((type = ANY (ARRAY['application/pdf'::text, 'image/jpeg'::text, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'::text])))
);
CREATE INDEX agreement_files_digest ON public.agreement_files USING btree (scheme_id, digest);
CREATE UNIQUE INDEX agreement_files_once ON public.agreement_files USING btree (agreement_id, kind, digest);
alter table public.agreement_files enable row level security;
alter table public.agreement_files force row level security;
create policy agreement_files_scheme on agreement_files for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select on agreement_files to app;

create table public.agreement_links (
  id uuid not null,
  scheme_id uuid not null,
  party_id uuid not null,
  secret_hash text not null,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint agreement_links_pkey PRIMARY KEY (id),
  constraint agreement_links_party_id_fkey FOREIGN KEY (party_id) REFERENCES agreement_parties(id),
  constraint agreement_links_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id)
);
CREATE INDEX agreement_links_party ON public.agreement_links USING btree (party_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX agreement_links_secret ON public.agreement_links USING btree (scheme_id, secret_hash);
alter table public.agreement_links enable row level security;
alter table public.agreement_links force row level security;
create policy agreement_links_scheme on agreement_links for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on agreement_links to app;

create table public.agreement_own_papers (
  id bigint not null generated always as identity,
  scheme_id uuid not null,
  agreement_id uuid not null,
  number smallint not null,
  template_id uuid not null,
  file_id uuid not null,
  facts jsonb not null,
  made_at timestamp with time zone not null,
  constraint agreement_own_papers_pkey PRIMARY KEY (id),
  constraint agreement_own_papers_agreement_id_number_fkey FOREIGN KEY (agreement_id, number) REFERENCES agreement_versions(agreement_id, number),
  constraint agreement_own_papers_file_id_fkey FOREIGN KEY (file_id) REFERENCES agreement_files(id),
  constraint agreement_own_papers_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint agreement_own_papers_template_id_fkey FOREIGN KEY (template_id) REFERENCES own_templates(id)
);
CREATE INDEX agreement_own_papers_agreement ON public.agreement_own_papers USING btree (agreement_id, number, id);
CREATE INDEX agreement_own_papers_template ON public.agreement_own_papers USING btree (template_id);
alter table public.agreement_own_papers enable row level security;
alter table public.agreement_own_papers force row level security;
create policy agreement_own_papers_scheme on agreement_own_papers for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select on agreement_own_papers to app;

create table public.agreement_parties (
  id uuid not null,
  scheme_id uuid not null,
  agreement_id uuid not null,
  role text not null,
  number smallint not null default 1,
  turn smallint not null,
  name text not null,
  capacity text not null,
  email text,
  phone text,
  locale text not null,
  asked_at timestamp with time zone,
  reminders smallint not null default 0,
  reminded_at timestamp with time zone,
  ended_at timestamp with time zone,
  ended_reason text,
  constraint agreement_parties_pkey PRIMARY KEY (id),
  constraint agreement_parties_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES agreements(id),
  constraint agreement_parties_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint agreement_parties_capacity_check CHECK ((length(capacity) <= 200)),
  constraint agreement_parties_check CHECK (((ended_at IS NULL) = (ended_reason IS NULL))),
  constraint agreement_parties_email_check CHECK ((length(email) <= 200)),
  constraint agreement_parties_ended_reason_check CHECK ((ended_reason = ANY (ARRAY['wrong-person'::text, 'changed'::text]))),
  constraint agreement_parties_name_check CHECK ((length(name) <= 120)),
  constraint agreement_parties_number_check CHECK (((number >= 1) AND (number <= 2))),
  constraint agreement_parties_phone_check CHECK ((length(phone) <= 40)),
  constraint agreement_parties_role_check CHECK ((role = ANY (ARRAY['participant'::text, 'guardian'::text, 'sending'::text, 'intermediary'::text, 'hosting'::text, 'coordinator'::text]))),
  constraint agreement_parties_turn_check CHECK ((turn > 0))
);
CREATE UNIQUE INDEX agreement_parties_one ON public.agreement_parties USING btree (agreement_id, role, number) WHERE (ended_at IS NULL);
alter table public.agreement_parties enable row level security;
alter table public.agreement_parties force row level security;
create policy agreement_parties_scheme on agreement_parties for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on agreement_parties to app;

create table public.agreement_questions (
  id uuid not null,
  scheme_id uuid not null,
  agreement_id uuid not null,
  party_id uuid not null,
  question text not null,
  asked_at timestamp with time zone not null,
  answer text,
  answered_by text,
  answered_at timestamp with time zone,
  constraint agreement_questions_pkey PRIMARY KEY (id),
  constraint agreement_questions_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES agreements(id),
  constraint agreement_questions_party_id_fkey FOREIGN KEY (party_id) REFERENCES agreement_parties(id),
  constraint agreement_questions_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint agreement_questions_answer_check CHECK (((length(answer) >= 1) AND (length(answer) <= 2000))),
  constraint agreement_questions_check CHECK (((answer IS NULL) = (answered_at IS NULL))),
  constraint agreement_questions_question_check CHECK (((length(question) >= 2) AND (length(question) <= 1000)))
);
CREATE INDEX agreement_questions_agreement ON public.agreement_questions USING btree (agreement_id, asked_at);
alter table public.agreement_questions enable row level security;
alter table public.agreement_questions force row level security;
create policy agreement_questions_scheme on agreement_questions for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on agreement_questions to app;

create table public.agreement_signatures (
  id uuid not null,
  scheme_id uuid not null,
  agreement_id uuid not null,
  party_id uuid not null,
  version smallint not null,
  hashes jsonb not null,
  text_hash text not null,
  channel text not null,
  signed_name text not null,
  drawing jsonb,
  said_locale text,
  said_hash text,
  file_id uuid,
  signed_on date not null,
  recorded_by text not null,
  at timestamp with time zone not null,
  constraint agreement_signatures_pkey PRIMARY KEY (id),
  constraint agreement_signatures_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES agreements(id),
  constraint agreement_signatures_file_id_fkey FOREIGN KEY (file_id) REFERENCES agreement_files(id),
  constraint agreement_signatures_party_id_fkey FOREIGN KEY (party_id) REFERENCES agreement_parties(id),
  constraint agreement_signatures_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint agreement_signatures_channel_check CHECK ((channel = ANY (ARRAY['link'::text, 'paper'::text, 'elsewhere'::text]))),
  constraint agreement_signatures_check CHECK (((channel = 'link'::text) = (said_hash IS NOT NULL))),
  constraint agreement_signatures_signed_name_check CHECK (((length(signed_name) >= 2) AND (length(signed_name) <= 120)))
);
CREATE INDEX agreement_signatures_agreement ON public.agreement_signatures USING btree (agreement_id, at);
CREATE UNIQUE INDEX agreement_signatures_once ON public.agreement_signatures USING btree (party_id, text_hash);
alter table public.agreement_signatures enable row level security;
alter table public.agreement_signatures force row level security;
create policy agreement_signatures_scheme on agreement_signatures for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select on agreement_signatures to app;

create table public.agreement_versions (
  agreement_id uuid not null,
  number smallint not null,
  scheme_id uuid not null,
  content jsonb not null,
  hashes jsonb not null,
  text_hash text not null,
  changes jsonb not null default '[]'::jsonb,
  named jsonb,
  sent_by text not null,
  sent_at timestamp with time zone not null,
  company_id uuid,
  hosting_partner_id uuid,
  constraint agreement_versions_pkey PRIMARY KEY (agreement_id, number),
  constraint agreement_versions_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES agreements(id),
  constraint agreement_versions_company_id_fkey FOREIGN KEY (company_id) REFERENCES organisations(id),
  constraint agreement_versions_hosting_partner_id_fkey FOREIGN KEY (hosting_partner_id) REFERENCES organisations(id),
  constraint agreement_versions_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint agreement_versions_number_check CHECK ((number > 0))
);
alter table public.agreement_versions enable row level security;
alter table public.agreement_versions force row level security;
create policy agreement_versions_scheme on agreement_versions for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select on agreement_versions to app;

create table public.agreements (
  id uuid not null,
  scheme_id uuid not null,
  mobility_id uuid not null,
  kind text not null,
  template_year smallint not null,
  template_version smallint not null,
  state text not null,
  state_since timestamp with time zone not null,
  state_reason text,
  code text not null,
  languages text[] not null,
  content jsonb not null,
  version smallint not null default 0,
  created_by text not null,
  created_at timestamp with time zone not null,
  company_id uuid,
  hosting_partner_id uuid,
  constraint agreements_pkey PRIMARY KEY (id),
  constraint agreements_code_key UNIQUE (code),
  constraint agreements_company_id_fkey FOREIGN KEY (company_id) REFERENCES organisations(id),
  constraint agreements_hosting_partner_id_fkey FOREIGN KEY (hosting_partner_id) REFERENCES organisations(id),
  constraint agreements_mobility_id_fkey FOREIGN KEY (mobility_id) REFERENCES mobilities(id),
  constraint agreements_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint agreements_check CHECK (((state = ANY (ARRAY['draft'::text, 'withdrawn'::text])) OR (version > 0))),
  constraint agreements_code_check CHECK ((code ~ '^KLA-[0-9A-Z]{4}-[0-9A-Z]{4}$'::text)),
  constraint agreements_kind_check CHECK ((kind = ANY (ARRAY['learning-agreement'::text, 'grant-agreement'::text, 'host-agreement'::text, 'staff-agreement'::text]))),
  constraint agreements_languages_check CHECK (((cardinality(languages) >= 1) AND (cardinality(languages) <= 2))),
  constraint agreements_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'sent'::text, 'signed'::text, 'amended'::text, 'withdrawn'::text]))),
  constraint agreements_state_reason_check CHECK (((length(state_reason) >= 1) AND (length(state_reason) <= 500))),
  constraint agreements_version_check CHECK ((version >= 0))
);
CREATE UNIQUE INDEX agreements_one_live ON public.agreements USING btree (mobility_id, kind) WHERE (state <> 'withdrawn'::text);
alter table public.agreements enable row level security;
alter table public.agreements force row level security;
create policy agreements_scheme on agreements for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER agreements_wake AFTER INSERT OR DELETE OR UPDATE OF state, mobility_id ON public.agreements FOR EACH ROW EXECUTE FUNCTION ref.fact_of_stay();
grant insert, select, update on agreements to app;

create table public.allocation_runs (
  id uuid not null,
  scheme_id uuid not null,
  call_id uuid not null,
  number smallint not null,
  state text not null,
  seed text not null,
  rule text not null,
  code_version text not null,
  problem_hash text not null,
  result_hash text,
  summary jsonb,
  problems jsonb,
  progress_id uuid,
  frozen_at timestamp with time zone not null,
  frozen_by text not null,
  computed_at timestamp with time zone,
  published_at timestamp with time zone,
  published_by text,
  public_hash text,
  constraint allocation_runs_pkey PRIMARY KEY (id),
  constraint allocation_runs_call_id_number_key UNIQUE (call_id, number),
  constraint allocation_runs_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id),
  constraint allocation_runs_progress_id_fkey FOREIGN KEY (progress_id) REFERENCES job_progress(id),
  constraint allocation_runs_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint allocation_runs_check CHECK (((state = 'published'::text) = (published_at IS NOT NULL))),
  constraint allocation_runs_state_check CHECK ((state = ANY (ARRAY['computing'::text, 'computed'::text, 'failed'::text, 'superseded'::text, 'published'::text])))
);
CREATE UNIQUE INDEX allocation_runs_one_published ON public.allocation_runs USING btree (call_id) WHERE (state = 'published'::text);
alter table public.allocation_runs enable row level security;
alter table public.allocation_runs force row level security;
create policy allocation_runs_scheme on allocation_runs for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER published_is_final BEFORE DELETE OR UPDATE ON public.allocation_runs FOR EACH ROW EXECUTE FUNCTION ref.refuse_change_of_published_run();
grant insert, select, update on allocation_runs to app;

create table public.application_answers (
  scheme_id uuid not null,
  application_id uuid not null,
  revision smallint not null,
  "position" smallint not null,
  field text not null,
  kind text not null,
  question text not null,
  answer text not null,
  locale text not null,
  constraint application_answers_pkey PRIMARY KEY (application_id, revision, "position"),
  constraint application_answers_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
  constraint application_answers_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint application_answers_revision_check CHECK ((revision >= 1))
);
alter table public.application_answers enable row level security;
alter table public.application_answers force row level security;
create policy application_answers_scheme on application_answers for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select on application_answers to app;

create table public.application_drafts (
  id uuid not null,
  scheme_id uuid not null,
  call_id uuid not null,
  form_version_id uuid not null,
  code text not null,
  start_key text not null,
  locale text not null,
  class_code text,
  answers jsonb not null default '{}'::jsonb,
  entered_by jsonb not null default '{"kind": "applicant"}'::jsonb,
  state text not null,
  application_id uuid,
  started_at timestamp with time zone not null,
  saved_at timestamp with time zone not null,
  constraint application_drafts_pkey PRIMARY KEY (id),
  constraint application_drafts_application_id_key UNIQUE (application_id),
  constraint application_drafts_code_key UNIQUE (code),
  constraint application_drafts_scheme_id_start_key_key UNIQUE (scheme_id, start_key),
  constraint application_drafts_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
  constraint application_drafts_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id),
  constraint application_drafts_form_version_id_fkey FOREIGN KEY (form_version_id) REFERENCES form_versions(id),
  constraint application_drafts_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint application_drafts_check CHECK (((state <> 'sent'::text) OR (application_id IS NOT NULL))),
  constraint application_drafts_check1 CHECK (((state <> 'discarded'::text) OR (answers = '{}'::jsonb))),
  constraint application_drafts_code_check CHECK ((code ~ '^KLF-[0-9A-Z]{3}-[0-9A-Z]{3}$'::text)),
  constraint application_drafts_state_check CHECK ((state = ANY (ARRAY['open'::text, 'sent'::text, 'discarded'::text])))
);
CREATE INDEX application_drafts_call ON public.application_drafts USING btree (call_id, state);
CREATE INDEX application_drafts_class ON public.application_drafts USING btree (scheme_id, class_code) WHERE (class_code IS NOT NULL);
alter table public.application_drafts enable row level security;
alter table public.application_drafts force row level security;
create policy application_drafts_scheme on application_drafts for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on application_drafts to app;

create table public.application_grounds (
  scheme_id uuid not null,
  application_id uuid not null,
  ground text not null,
  sealed bytea not null,
  constraint application_grounds_pkey PRIMARY KEY (application_id, ground),
  constraint application_grounds_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
  constraint application_grounds_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint application_grounds_ground_check CHECK ((ground = 'fewer-opportunities'::text))
);
alter table public.application_grounds enable row level security;
alter table public.application_grounds force row level security;
create policy application_grounds_archive on application_grounds for select to public using (((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)) AND (( SELECT ref.current_purpose() AS current_purpose) = 'archive'::text)));
create policy application_grounds_purpose on application_grounds for all to public using (((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)) AND (( SELECT ref.current_purpose() AS current_purpose) = ANY (ARRAY['freeze'::text, 'import'::text, 'person-request'::text]))));
create policy application_grounds_written on application_grounds for insert to public with check ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant delete, insert, select, update on application_grounds to app;

create table public.application_needs (
  draft_id uuid not null,
  scheme_id uuid not null,
  sealed bytea not null,
  saved_at timestamp with time zone not null,
  constraint application_needs_pkey PRIMARY KEY (draft_id),
  constraint application_needs_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES application_drafts(id),
  constraint application_needs_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id)
);
alter table public.application_needs enable row level security;
alter table public.application_needs force row level security;
create policy application_needs_archive on application_needs for select to public using (((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)) AND (( SELECT ref.current_purpose() AS current_purpose) = 'archive'::text)));
create policy application_needs_purpose on application_needs for all to public using (((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)) AND (( SELECT ref.current_purpose() AS current_purpose) = ANY (ARRAY['own-answers'::text, 'care'::text, 'person-request'::text])))) with check ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on application_needs to app;

create table public.application_points (
  scheme_id uuid not null,
  application_id uuid not null,
  criterion text not null,
  points integer not null,
  constraint application_points_pkey PRIMARY KEY (application_id, criterion),
  constraint application_points_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
  constraint application_points_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint application_points_points_check CHECK ((points >= 0))
);
alter table public.application_points enable row level security;
alter table public.application_points force row level security;
create policy application_points_scheme on application_points for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on application_points to app;

create table public.applications (
  id uuid not null,
  scheme_id uuid not null,
  call_id uuid not null,
  person_id uuid not null,
  code text not null,
  state text not null,
  organisation_id uuid not null,
  sending_country text not null,
  trade text not null,
  locale text not null,
  points integer not null,
  submitted_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  receipt bigint not null generated always as identity,
  form_version_id uuid,
  entered_by jsonb not null default '{"kind": "import"}'::jsonb,
  facts jsonb not null default '{}'::jsonb,
  revision smallint not null default 1,
  corrected_at timestamp with time zone,
  corrected_by jsonb,
  constraint applications_pkey PRIMARY KEY (id),
  constraint applications_code_key UNIQUE (code),
  constraint applications_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id),
  constraint applications_form_version_id_fkey FOREIGN KEY (form_version_id) REFERENCES form_versions(id),
  constraint applications_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint applications_person_id_fkey FOREIGN KEY (person_id) REFERENCES persons(id),
  constraint applications_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint applications_code_check CHECK ((code ~ '^KLF-[0-9A-Z]{3}-[0-9A-Z]{3}$'::text)),
  constraint applications_points_check CHECK ((points >= 0)),
  constraint applications_revision_check CHECK ((revision >= 1)),
  constraint applications_state_check CHECK ((state = ANY (ARRAY['submitted'::text, 'withdrawn'::text])))
);
CREATE INDEX applications_list ON public.applications USING btree (scheme_id, call_id, points DESC, id);
CREATE UNIQUE INDEX applications_once ON public.applications USING btree (call_id, person_id) WHERE (state = 'submitted'::text);
CREATE INDEX applications_person ON public.applications USING btree (person_id);
CREATE UNIQUE INDEX applications_receipt ON public.applications USING btree (receipt);
alter table public.applications enable row level security;
alter table public.applications force row level security;
create policy applications_scheme on applications for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on applications to app;

create table public.assessment_notes (
  id uuid not null,
  scheme_id uuid not null,
  application_id uuid not null,
  assessor_id uuid not null,
  for_panel boolean not null,
  body text not null,
  written_at timestamp with time zone not null,
  constraint assessment_notes_pkey PRIMARY KEY (id),
  constraint assessment_notes_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
  constraint assessment_notes_assessor_id_fkey FOREIGN KEY (assessor_id) REFERENCES assessors(id),
  constraint assessment_notes_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint assessment_notes_body_check CHECK (((length(body) >= 1) AND (length(body) <= 1000)))
);
CREATE INDEX assessment_notes_case ON public.assessment_notes USING btree (application_id);
alter table public.assessment_notes enable row level security;
alter table public.assessment_notes force row level security;
create policy assessment_notes_scheme on assessment_notes for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select on assessment_notes to app;

create table public.assessments (
  id uuid not null,
  scheme_id uuid not null,
  call_id uuid not null,
  application_id uuid not null,
  assessor_id uuid not null,
  shared boolean not null default false,
  "position" smallint not null,
  state text not null,
  saved_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint assessments_pkey PRIMARY KEY (id),
  constraint assessments_application_id_assessor_id_key UNIQUE (application_id, assessor_id),
  constraint assessments_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
  constraint assessments_assessor_id_fkey FOREIGN KEY (assessor_id) REFERENCES assessors(id),
  constraint assessments_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id),
  constraint assessments_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint assessments_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'skipped'::text, 'scored'::text, 'conflicted'::text])))
);
CREATE INDEX assessments_call ON public.assessments USING btree (call_id);
CREATE INDEX assessments_queue ON public.assessments USING btree (assessor_id, "position");
alter table public.assessments enable row level security;
alter table public.assessments force row level security;
create policy assessments_scheme on assessments for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on assessments to app;

create table public.assessor_teams (
  id uuid not null,
  scheme_id uuid not null,
  call_id uuid not null,
  name text not null,
  country text,
  created_at timestamp with time zone not null,
  constraint assessor_teams_pkey PRIMARY KEY (id),
  constraint assessor_teams_call_id_name_key UNIQUE (call_id, name),
  constraint assessor_teams_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id),
  constraint assessor_teams_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint assessor_teams_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint assessor_teams_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)))
);
alter table public.assessor_teams enable row level security;
alter table public.assessor_teams force row level security;
create policy assessor_teams_scheme on assessor_teams for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select on assessor_teams to app;

create table public.assessors (
  id uuid not null,
  scheme_id uuid not null,
  call_id uuid not null,
  user_id text not null,
  person_name text not null,
  organisation_id uuid,
  team_id uuid,
  mark smallint not null,
  added_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  constraint assessors_pkey PRIMARY KEY (id),
  constraint assessors_call_id_mark_key UNIQUE (call_id, mark),
  constraint assessors_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id),
  constraint assessors_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint assessors_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint assessors_team_id_fkey FOREIGN KEY (team_id) REFERENCES assessor_teams(id),
  constraint assessors_mark_check CHECK ((mark > 0))
);
CREATE UNIQUE INDEX assessors_one_live ON public.assessors USING btree (call_id, user_id) WHERE (removed_at IS NULL);
CREATE INDEX assessors_user ON public.assessors USING btree (scheme_id, user_id) WHERE (removed_at IS NULL);
alter table public.assessors enable row level security;
alter table public.assessors force row level security;
create policy assessors_scheme on assessors for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on assessors to app;

create table public.bed_stays (
  id uuid not null,
  scheme_id uuid not null,
  mobility_id uuid not null,
  organisation_id uuid not null,
  room text not null,
  starts date not null,
  ends date not null,
  given_by text not null,
  given_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint bed_stays_pkey PRIMARY KEY (id),
  constraint bed_stays_mobility_id_fkey FOREIGN KEY (mobility_id) REFERENCES mobilities(id),
  constraint bed_stays_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint bed_stays_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint bed_stays_check CHECK ((ends >= starts)),
  constraint bed_stays_room_check CHECK (((length(room) >= 1) AND (length(room) <= 100)))
);
CREATE INDEX bed_stays_host ON public.bed_stays USING btree (organisation_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX bed_stays_one ON public.bed_stays USING btree (mobility_id) WHERE (ended_at IS NULL);
alter table public.bed_stays enable row level security;
alter table public.bed_stays force row level security;
create policy bed_stays_scheme on bed_stays for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER bed_stays_wake AFTER INSERT OR DELETE OR UPDATE ON public.bed_stays FOR EACH ROW EXECUTE FUNCTION ref.fact_of_stay();
grant insert, select, update on bed_stays to app;

create table public.calendar_feeds (
  id uuid not null,
  scheme_id uuid not null,
  user_id text not null,
  countries text[],
  secret_hash text not null,
  made_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint calendar_feeds_pkey PRIMARY KEY (id),
  constraint calendar_feeds_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id)
);
CREATE UNIQUE INDEX calendar_feeds_one ON public.calendar_feeds USING btree (scheme_id, user_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX calendar_feeds_secret ON public.calendar_feeds USING btree (scheme_id, secret_hash);
alter table public.calendar_feeds enable row level security;
alter table public.calendar_feeds force row level security;
create policy calendar_feeds_scheme on calendar_feeds for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on calendar_feeds to app;

create table public.call_extensions (
  id uuid not null,
  scheme_id uuid not null,
  call_id uuid not null,
  code text not null,
  until timestamp with time zone not null,
  reason text not null,
  granted_by text not null,
  granted_at timestamp with time zone not null,
  revoked_by text,
  revoked_at timestamp with time zone,
  constraint call_extensions_pkey PRIMARY KEY (id),
  constraint call_extensions_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id),
  constraint call_extensions_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint call_extensions_check CHECK (((revoked_by IS NULL) = (revoked_at IS NULL))),
  constraint call_extensions_code_check CHECK ((code ~ '^KLF-[0-9A-Z]{3}-[0-9A-Z]{3}$'::text)),
  constraint call_extensions_reason_check CHECK ((reason = ANY (ARRAY['could-not-apply'::text, 'connection'::text, 'school'::text, 'our-mistake'::text])))
);
CREATE UNIQUE INDEX call_extensions_one_live ON public.call_extensions USING btree (call_id, code) WHERE (revoked_at IS NULL);
alter table public.call_extensions enable row level security;
alter table public.call_extensions force row level security;
create policy call_extensions_scheme on call_extensions for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on call_extensions to app;

create table public.call_owners (
  scheme_id uuid not null,
  call_id uuid not null,
  country text not null,
  name text not null,
  phone text not null,
  email text,
  user_id text,
  constraint call_owners_pkey PRIMARY KEY (call_id, country),
  constraint call_owners_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id),
  constraint call_owners_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint call_owners_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint call_owners_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  constraint call_owners_phone_check CHECK (((length(phone) >= 5) AND (length(phone) <= 30)))
);
alter table public.call_owners enable row level security;
alter table public.call_owners force row level security;
create policy call_owners_scheme on call_owners for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER call_owners_frozen BEFORE DELETE ON public.call_owners FOR EACH ROW EXECUTE FUNCTION ref.keep_part_of_opened_call();
grant delete, insert, select, update on call_owners to app;

create table public.calls (
  id uuid not null,
  scheme_id uuid not null,
  line_id uuid not null,
  number smallint not null,
  title jsonb not null,
  state text not null,
  opens_at timestamp with time zone not null,
  closes_at timestamp with time zone not null,
  decide_by date not null,
  answer_by timestamp with time zone not null,
  minimum_age smallint not null,
  maximum_age smallint not null,
  draw_seed text not null,
  criteria jsonb not null,
  created_at timestamp with time zone not null,
  public_code text not null default ref.call_code(),
  about jsonb not null default '{}'::jsonb,
  paid jsonb not null default '[]'::jsonb,
  who jsonb not null default '{"enrolled": false, "graduateMonths": null, "earlierMobility": "any"}'::jsonb,
  ties jsonb not null default '[]'::jsonb,
  round smallint not null default 1,
  round_of uuid,
  copied_from uuid,
  form_version_id uuid,
  grace_minutes smallint not null default 60,
  objection_days smallint not null default 10,
  needs_list boolean not null default false,
  constraint calls_pkey PRIMARY KEY (id),
  constraint calls_public_code_key UNIQUE (public_code),
  constraint calls_scheme_id_number_key UNIQUE (scheme_id, number),
  constraint calls_copied_from_fkey FOREIGN KEY (copied_from) REFERENCES calls(id),
  constraint calls_line_id_fkey FOREIGN KEY (line_id) REFERENCES activity_lines(id),
  constraint calls_round_of_fkey FOREIGN KEY (round_of) REFERENCES calls(id),
  constraint calls_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint calls_check CHECK ((closes_at > opens_at)),
  constraint calls_grace_minutes_check CHECK (((grace_minutes >= 0) AND (grace_minutes <= 1440))),
  constraint calls_objection_days_check CHECK (((objection_days >= 0) AND (objection_days <= 60))),
  constraint calls_public_code_check CHECK ((public_code ~ '^K[2-9A-HJKMNP-TV-Z]{5}$'::text)),
  constraint calls_round_check CHECK ((round >= 1)),
  constraint calls_round_of CHECK (((round > 1) = (round_of IS NOT NULL))),
  constraint calls_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'open'::text, 'closed'::text, 'published'::text])))
);
CREATE UNIQUE INDEX calls_one_of_a_round ON public.calls USING btree (round_of, round) WHERE (round_of IS NOT NULL);
alter table public.calls enable row level security;
alter table public.calls force row level security;
create policy calls_front_door on calls for select to owner_ using (((state <> 'draft'::text) AND (scheme_id IN ( SELECT s.id
   FROM schemes s
  WHERE s.listed))));
create policy calls_scheme on calls for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER calls_frozen BEFORE UPDATE ON public.calls FOR EACH ROW EXECUTE FUNCTION ref.keep_opened_call();
grant insert, select, update on calls to app;

create table public.check_requests (
  id uuid not null,
  scheme_id uuid not null,
  application_id uuid not null,
  run_id uuid not null,
  message text not null,
  state text not null,
  asked_at timestamp with time zone not null,
  answer text,
  answered_by text,
  answered_at timestamp with time zone,
  constraint check_requests_pkey PRIMARY KEY (id),
  constraint check_requests_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
  constraint check_requests_run_id_fkey FOREIGN KEY (run_id) REFERENCES allocation_runs(id),
  constraint check_requests_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint check_requests_message_check CHECK (((length(message) >= 1) AND (length(message) <= 2000))),
  constraint check_requests_state_check CHECK ((state = ANY (ARRAY['open'::text, 'answered'::text])))
);
CREATE UNIQUE INDEX check_requests_one_open ON public.check_requests USING btree (application_id) WHERE (state = 'open'::text);
alter table public.check_requests enable row level security;
alter table public.check_requests force row level security;
create policy check_requests_scheme on check_requests for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on check_requests to app;

create table public.class_codes (
  id uuid not null,
  scheme_id uuid not null,
  call_id uuid not null,
  organisation_id uuid not null,
  code text not null,
  class_name text not null,
  trade text not null,
  teacher_name text not null,
  pupils smallint,
  made_by text not null,
  made_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  constraint class_codes_pkey PRIMARY KEY (id),
  constraint class_codes_code_key UNIQUE (code),
  constraint class_codes_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id),
  constraint class_codes_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint class_codes_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint class_codes_class_name_check CHECK (((length(class_name) >= 1) AND (length(class_name) <= 40))),
  constraint class_codes_code_check CHECK ((code ~ '^[A-HJ-NP-Z]{2}-[0-9]{4}$'::text)),
  constraint class_codes_pupils_check CHECK (((pupils >= 1) AND (pupils <= 200))),
  constraint class_codes_teacher_name_check CHECK (((length(teacher_name) >= 2) AND (length(teacher_name) <= 100))),
  constraint class_codes_trade_check CHECK (((length(trade) >= 1) AND (length(trade) <= 80)))
);
CREATE INDEX class_codes_call ON public.class_codes USING btree (call_id);
CREATE INDEX class_codes_school ON public.class_codes USING btree (organisation_id, call_id);
alter table public.class_codes enable row level security;
alter table public.class_codes force row level security;
create policy class_codes_front_door on class_codes for select to owner_ using (((withdrawn_at IS NULL) AND (scheme_id IN ( SELECT s.id
   FROM schemes s
  WHERE s.listed))));
create policy class_codes_scheme on class_codes for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on class_codes to app;

create table public.committee_decisions (
  id uuid not null,
  scheme_id uuid not null,
  call_id uuid not null,
  number smallint not null,
  held_on date not null,
  members jsonb not null,
  minutes text not null,
  sha256 text not null,
  recorded_by text not null,
  recorded_at timestamp with time zone not null,
  constraint committee_decisions_pkey PRIMARY KEY (id),
  constraint committee_decisions_call_id_number_key UNIQUE (call_id, number),
  constraint committee_decisions_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id),
  constraint committee_decisions_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint committee_decisions_minutes_check CHECK (((length(minutes) >= 20) AND (length(minutes) <= 20000)))
);
alter table public.committee_decisions enable row level security;
alter table public.committee_decisions force row level security;
create policy committee_decisions_scheme on committee_decisions for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER judged_is_final BEFORE DELETE OR UPDATE ON public.committee_decisions FOR EACH ROW EXECUTE FUNCTION ref.refuse_change_of_judgement();
grant insert, select on committee_decisions to app;

create table public.conflicts (
  id uuid not null,
  scheme_id uuid not null,
  call_id uuid not null,
  application_id uuid not null,
  assessor_id uuid not null,
  ground text not null,
  own boolean not null,
  declared_by text not null,
  declared_at timestamp with time zone not null,
  lifted_by text,
  lifted_at timestamp with time zone,
  constraint conflicts_pkey PRIMARY KEY (id),
  constraint conflicts_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
  constraint conflicts_assessor_id_fkey FOREIGN KEY (assessor_id) REFERENCES assessors(id),
  constraint conflicts_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id),
  constraint conflicts_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint conflicts_check CHECK (((lifted_by IS NULL) = (lifted_at IS NULL))),
  constraint conflicts_ground_check CHECK ((ground = ANY (ARRAY['family'::text, 'taught'::text, 'same-organisation'::text, 'close'::text, 'other'::text])))
);
CREATE UNIQUE INDEX conflicts_one_live ON public.conflicts USING btree (application_id, assessor_id) WHERE (lifted_at IS NULL);
alter table public.conflicts enable row level security;
alter table public.conflicts force row level security;
create policy conflicts_scheme on conflicts for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on conflicts to app;

create table public.consent_papers (
  id uuid not null,
  scheme_id uuid not null,
  file_name text not null,
  digest text not null,
  state text not null,
  problem text,
  application_id uuid,
  guardian smallint,
  text_locale text,
  text_hash text,
  width integer,
  height integer,
  uploaded_by text not null,
  uploaded_at timestamp with time zone not null,
  settled_by text,
  settled_at timestamp with time zone,
  constraint consent_papers_pkey PRIMARY KEY (id),
  constraint consent_papers_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
  constraint consent_papers_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint consent_papers_check CHECK (((state = 'refused'::text) <= (problem IS NOT NULL))),
  constraint consent_papers_check1 CHECK (((state <> ALL (ARRAY['matched'::text, 'confirmed'::text])) OR ((application_id IS NOT NULL) AND (guardian IS NOT NULL)))),
  constraint consent_papers_guardian_check CHECK ((guardian = ANY (ARRAY[1, 2]))),
  constraint consent_papers_state_check CHECK ((state = ANY (ARRAY['refused'::text, 'unread'::text, 'matched'::text, 'confirmed'::text, 'removed'::text])))
);
CREATE INDEX consent_papers_application ON public.consent_papers USING btree (application_id);
CREATE UNIQUE INDEX consent_papers_once ON public.consent_papers USING btree (scheme_id, uploaded_by, digest) WHERE (state <> 'removed'::text);
CREATE INDEX consent_papers_waiting ON public.consent_papers USING btree (scheme_id, uploaded_at) WHERE (state = ANY (ARRAY['refused'::text, 'unread'::text, 'matched'::text]));
alter table public.consent_papers enable row level security;
alter table public.consent_papers force row level security;
create policy consent_papers_scheme on consent_papers for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on consent_papers to app;

create table public.consent_pictures (
  paper_id uuid not null,
  scheme_id uuid not null,
  sealed bytea not null,
  constraint consent_pictures_pkey PRIMARY KEY (paper_id),
  constraint consent_pictures_paper_id_fkey FOREIGN KEY (paper_id) REFERENCES consent_papers(id),
  constraint consent_pictures_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id)
);
alter table public.consent_pictures enable row level security;
alter table public.consent_pictures force row level security;
create policy consent_pictures_scheme on consent_pictures for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant delete, insert, select on consent_pictures to app;

create table public.consent_rules (
  scheme_id uuid not null,
  country text not null,
  guardians smallint not null,
  exit_needed text not null,
  exit_signers text not null,
  exit_certified text not null,
  set_by text not null,
  set_at timestamp with time zone not null,
  constraint consent_rules_pkey PRIMARY KEY (scheme_id, country),
  constraint consent_rules_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint consent_rules_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint consent_rules_exit_certified_check CHECK ((exit_certified = ANY (ARRAY['notary'::text, 'authority'::text, 'none'::text, 'ask'::text]))),
  constraint consent_rules_exit_needed_check CHECK ((exit_needed = ANY (ARRAY['yes'::text, 'no'::text, 'ask'::text]))),
  constraint consent_rules_exit_signers_check CHECK ((exit_signers = ANY (ARRAY['one'::text, 'both'::text, 'ask'::text]))),
  constraint consent_rules_guardians_check CHECK ((guardians = ANY (ARRAY[1, 2])))
);
alter table public.consent_rules enable row level security;
alter table public.consent_rules force row level security;
create policy consent_rules_scheme on consent_rules for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER consent_rules_wake AFTER INSERT OR UPDATE ON public.consent_rules FOR EACH STATEMENT EXECUTE FUNCTION ref.fact_of_scheme();
grant insert, select, update on consent_rules to app;

create table public.consents (
  id uuid not null,
  scheme_id uuid not null,
  application_id uuid not null,
  purpose text not null,
  guardian_name text not null,
  medium text not null,
  given_on date not null,
  recorded_by text not null,
  recorded_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  guardian smallint not null default 1,
  ends_on date,
  text_locale text,
  text_hash text,
  link_id uuid,
  paper_id uuid,
  withdrawn_by text,
  constraint consents_pkey PRIMARY KEY (id),
  constraint consents_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
  constraint consents_link_id_fkey FOREIGN KEY (link_id) REFERENCES guardian_links(id),
  constraint consents_paper_id_fkey FOREIGN KEY (paper_id) REFERENCES consent_papers(id),
  constraint consents_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint consents_guardian_check CHECK ((guardian = ANY (ARRAY[1, 2]))),
  constraint consents_guardian_name_check CHECK (((length(guardian_name) >= 2) AND (length(guardian_name) <= 100))),
  constraint consents_medium_check CHECK ((medium = ANY (ARRAY['link'::text, 'paper'::text]))),
  constraint consents_purpose_check CHECK ((purpose = ANY (ARRAY['taking-part'::text, 'data'::text, 'pictures'::text]))),
  constraint consents_withdrawn CHECK (((withdrawn_at IS NULL) = (withdrawn_by IS NULL)))
);
CREATE UNIQUE INDEX consents_one_live ON public.consents USING btree (application_id, purpose, guardian, ends_on) NULLS NOT DISTINCT WHERE (withdrawn_at IS NULL);
alter table public.consents enable row level security;
alter table public.consents force row level security;
create policy consents_scheme on consents for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on consents to app;

create table public.contacts (
  id uuid not null,
  scheme_id uuid not null,
  person_id uuid not null,
  kind text not null,
  reason text not null,
  words text not null,
  happened_on date not null,
  organisation_id uuid,
  written_by text not null,
  written_name text not null,
  written_at timestamp with time zone not null,
  constraint contacts_pkey PRIMARY KEY (id),
  constraint contacts_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint contacts_person_id_fkey FOREIGN KEY (person_id) REFERENCES persons(id),
  constraint contacts_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint contacts_kind_check CHECK ((kind = ANY (ARRAY['call'::text, 'message'::text, 'note'::text]))),
  constraint contacts_reason_check CHECK ((reason = ANY (ARRAY['documents'::text, 'deadline'::text, 'consent'::text, 'place'::text, 'travel'::text, 'absence'::text, 'question'::text, 'other'::text]))),
  constraint contacts_words_check CHECK (((length(words) >= 1) AND (length(words) <= 1000)))
);
CREATE INDEX contacts_person ON public.contacts USING btree (person_id, written_at);
alter table public.contacts enable row level security;
alter table public.contacts force row level security;
create policy contacts_scheme on contacts for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER contacts_are_kept BEFORE DELETE OR UPDATE ON public.contacts FOR EACH ROW EXECUTE FUNCTION ref.keep_but_follow_person();
grant insert, select on contacts to app;

create table public.declared_stays (
  id uuid not null,
  scheme_id uuid not null,
  person_id uuid not null,
  entry date not null,
  exit date not null,
  permit boolean not null default false,
  constraint declared_stays_pkey PRIMARY KEY (id),
  constraint declared_stays_person_id_entry_exit_key UNIQUE (person_id, entry, exit),
  constraint declared_stays_person_id_fkey FOREIGN KEY (person_id) REFERENCES persons(id),
  constraint declared_stays_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint declared_stays_check CHECK ((exit >= entry))
);
alter table public.declared_stays enable row level security;
alter table public.declared_stays force row level security;
create policy declared_stays_scheme on declared_stays for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER declared_stays_wake AFTER INSERT OR DELETE OR UPDATE ON public.declared_stays FOR EACH ROW EXECUTE FUNCTION ref.fact_of_person();
grant delete, insert, select, update on declared_stays to app;

create table public.eligibility_decisions (
  id uuid not null,
  scheme_id uuid not null,
  application_id uuid not null,
  eligible boolean not null,
  reasons jsonb not null default '[]'::jsonb,
  note text,
  sequence bigint not null generated always as identity,
  decided_by text not null,
  decided_at timestamp with time zone not null,
  constraint eligibility_decisions_pkey PRIMARY KEY (id),
  constraint eligibility_decisions_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
  constraint eligibility_decisions_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id)
);
CREATE INDEX eligibility_decisions_application ON public.eligibility_decisions USING btree (application_id);
alter table public.eligibility_decisions enable row level security;
alter table public.eligibility_decisions force row level security;
create policy eligibility_decisions_scheme on eligibility_decisions for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER judged_is_final BEFORE DELETE OR UPDATE ON public.eligibility_decisions FOR EACH ROW EXECUTE FUNCTION ref.refuse_change_of_judgement();
grant insert, select on eligibility_decisions to app;

create table public.event_attendance_rules (
  event_id uuid not null,
  scheme_id uuid not null,
  share smallint not null,
  set_by text not null,
  set_at timestamp with time zone not null,
  constraint event_attendance_rules_pkey PRIMARY KEY (event_id),
  constraint event_attendance_rules_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id),
  constraint event_attendance_rules_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint event_attendance_rules_share_check CHECK (((share >= 1) AND (share <= 100)))
);
alter table public.event_attendance_rules enable row level security;
alter table public.event_attendance_rules force row level security;
create policy event_attendance_rules_scheme on event_attendance_rules for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on event_attendance_rules to app;

create table public.event_attendances (
  session_id uuid not null,
  registration_id uuid not null,
  scheme_id uuid not null,
  event_id uuid not null,
  arrived_at timestamp with time zone not null,
  how text not null,
  removed_at timestamp with time zone,
  removed_by text,
  constraint event_attendances_pkey PRIMARY KEY (session_id, registration_id),
  constraint event_attendances_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id),
  constraint event_attendances_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES event_registrations(id),
  constraint event_attendances_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint event_attendances_session_id_fkey FOREIGN KEY (session_id) REFERENCES event_sessions(id),
  constraint event_attendances_check CHECK (((removed_at IS NULL) = (removed_by IS NULL))),
  constraint event_attendances_how_check CHECK ((how = ANY (ARRAY['scan'::text, 'code'::text, 'list'::text, 'screen'::text, 'word'::text])))
);
CREATE INDEX event_attendances_event ON public.event_attendances USING btree (event_id, registration_id) WHERE (removed_at IS NULL);
CREATE INDEX event_attendances_person ON public.event_attendances USING btree (registration_id);
alter table public.event_attendances enable row level security;
alter table public.event_attendances force row level security;
create policy event_attendances_scheme on event_attendances for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on event_attendances to app;

create table public.event_certificate_files (
  certificate_id uuid not null,
  scheme_id uuid not null,
  sealed bytea not null,
  constraint event_certificate_files_pkey PRIMARY KEY (certificate_id),
  constraint event_certificate_files_certificate_id_fkey FOREIGN KEY (certificate_id) REFERENCES event_certificates(id),
  constraint event_certificate_files_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id)
);
alter table public.event_certificate_files enable row level security;
alter table public.event_certificate_files force row level security;
create policy event_certificate_files_scheme on event_certificate_files for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select on event_certificate_files to app;

create table public.event_certificates (
  id uuid not null,
  scheme_id uuid not null,
  event_id uuid not null,
  registration_id uuid not null,
  code text not null,
  model jsonb not null,
  text_hash text not null,
  made_at timestamp with time zone not null,
  digest text,
  sealed_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  withdrawn_by text,
  constraint event_certificates_pkey PRIMARY KEY (id),
  constraint event_certificates_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id),
  constraint event_certificates_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES event_registrations(id),
  constraint event_certificates_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint event_certificates_check CHECK (((digest IS NULL) = (sealed_at IS NULL))),
  constraint event_certificates_check1 CHECK (((withdrawn_at IS NULL) = (withdrawn_by IS NULL))),
  constraint event_certificates_code_check CHECK ((code ~ '^KLC-[0-9A-Z]{4}-[0-9A-Z]{4}$'::text))
);
CREATE UNIQUE INDEX event_certificates_code ON public.event_certificates USING btree (scheme_id, code);
CREATE INDEX event_certificates_digest ON public.event_certificates USING btree (scheme_id, digest);
CREATE UNIQUE INDEX event_certificates_one ON public.event_certificates USING btree (registration_id) WHERE (withdrawn_at IS NULL);
alter table public.event_certificates enable row level security;
alter table public.event_certificates force row level security;
create policy event_certificates_scheme on event_certificates for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on event_certificates to app;

create table public.event_check_in_tries (
  scheme_id uuid not null,
  event_id uuid not null,
  client_hash text not null,
  failed smallint not null,
  first_failed_at timestamp with time zone not null,
  constraint event_check_in_tries_pkey PRIMARY KEY (event_id, client_hash),
  constraint event_check_in_tries_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id),
  constraint event_check_in_tries_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id)
);
alter table public.event_check_in_tries enable row level security;
alter table public.event_check_in_tries force row level security;
create policy event_check_in_tries_scheme on event_check_in_tries for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant delete, insert, select, update on event_check_in_tries to app;

create table public.event_check_ins (
  scheme_id uuid not null,
  id uuid not null,
  event_id uuid not null,
  session_id uuid not null,
  registration_id uuid not null,
  at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  how text not null,
  by text,
  constraint event_check_ins_pkey PRIMARY KEY (scheme_id, id),
  constraint event_check_ins_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id),
  constraint event_check_ins_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES event_registrations(id),
  constraint event_check_ins_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint event_check_ins_session_id_fkey FOREIGN KEY (session_id) REFERENCES event_sessions(id),
  constraint event_check_ins_how_check CHECK ((how = ANY (ARRAY['scan'::text, 'code'::text, 'list'::text, 'screen'::text, 'word'::text])))
);
CREATE INDEX event_check_ins_event ON public.event_check_ins USING btree (event_id, registration_id);
alter table public.event_check_ins enable row level security;
alter table public.event_check_ins force row level security;
create policy event_check_ins_scheme on event_check_ins for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select on event_check_ins to app;

create table public.event_code_words (
  session_id uuid not null,
  scheme_id uuid not null,
  event_id uuid not null,
  word text not null,
  set_by text not null,
  set_at timestamp with time zone not null,
  constraint event_code_words_pkey PRIMARY KEY (session_id),
  constraint event_code_words_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id),
  constraint event_code_words_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint event_code_words_session_id_fkey FOREIGN KEY (session_id) REFERENCES event_sessions(id),
  constraint event_code_words_word_check CHECK (((length(word) >= 3) AND (length(word) <= 40)))
);
alter table public.event_code_words enable row level security;
alter table public.event_code_words force row level security;
create policy event_code_words_scheme on event_code_words for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on event_code_words to app;

create table public.event_counted (
  registration_id uuid not null,
  scheme_id uuid not null,
  event_id uuid not null,
  line_id uuid not null,
  mobility_id uuid not null,
  minutes integer not null,
  of_minutes integer not null,
  confirmed_by text not null,
  confirmed_at timestamp with time zone not null,
  constraint event_counted_pkey PRIMARY KEY (registration_id),
  constraint event_counted_mobility_id_key UNIQUE (mobility_id),
  constraint event_counted_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id),
  constraint event_counted_line_id_fkey FOREIGN KEY (line_id) REFERENCES activity_lines(id),
  constraint event_counted_mobility_id_fkey FOREIGN KEY (mobility_id) REFERENCES mobilities(id),
  constraint event_counted_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES event_registrations(id),
  constraint event_counted_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint event_counted_check CHECK ((of_minutes >= minutes)),
  constraint event_counted_minutes_check CHECK ((minutes >= 0))
);
CREATE INDEX event_counted_event ON public.event_counted USING btree (event_id);
alter table public.event_counted enable row level security;
alter table public.event_counted force row level security;
create policy event_counted_scheme on event_counted for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select on event_counted to app;

create table public.event_door_links (
  id uuid not null,
  scheme_id uuid not null,
  event_id uuid not null,
  helper text not null,
  locale text not null,
  secret_hash text not null,
  made_by text not null,
  made_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint event_door_links_pkey PRIMARY KEY (id),
  constraint event_door_links_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id),
  constraint event_door_links_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint event_door_links_helper_check CHECK (((length(helper) >= 2) AND (length(helper) <= 100)))
);
CREATE INDEX event_door_links_event ON public.event_door_links USING btree (event_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX event_door_links_secret ON public.event_door_links USING btree (scheme_id, secret_hash);
alter table public.event_door_links enable row level security;
alter table public.event_door_links force row level security;
create policy event_door_links_scheme on event_door_links for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on event_door_links to app;

create table public.event_feedbacks (
  registration_id uuid not null,
  scheme_id uuid not null,
  event_id uuid not null,
  useful smallint not null,
  take_home text not null,
  better text not null,
  given_at timestamp with time zone not null,
  constraint event_feedbacks_pkey PRIMARY KEY (registration_id),
  constraint event_feedbacks_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id),
  constraint event_feedbacks_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES event_registrations(id),
  constraint event_feedbacks_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint event_feedbacks_better_check CHECK ((length(better) <= 1000)),
  constraint event_feedbacks_take_home_check CHECK ((length(take_home) <= 1000)),
  constraint event_feedbacks_useful_check CHECK (((useful >= 1) AND (useful <= 5)))
);
CREATE INDEX event_feedbacks_event ON public.event_feedbacks USING btree (event_id);
alter table public.event_feedbacks enable row level security;
alter table public.event_feedbacks force row level security;
create policy event_feedbacks_scheme on event_feedbacks for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select on event_feedbacks to app;

create table public.event_log (
  id bigint not null generated always as identity,
  scheme_id uuid not null,
  at timestamp with time zone not null,
  actor_kind text not null,
  actor_id text,
  name text not null,
  subject_type text not null,
  subject_id uuid not null,
  data jsonb not null default '{}'::jsonb,
  constraint event_log_pkey PRIMARY KEY (id),
  constraint event_log_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint event_log_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['staff'::text, 'door'::text, 'learner'::text, 'applicant'::text, 'guardian'::text, 'signer'::text, 'host'::text, 'system'::text, 'anonymous'::text]))),
  constraint event_log_name_check CHECK ((name ~ '^[a-z-]+\.[a-z-]+$'::text))
);
CREATE INDEX event_log_recent ON public.event_log USING btree (scheme_id, id DESC);
CREATE INDEX event_log_subject ON public.event_log USING btree (scheme_id, subject_id, id);
alter table public.event_log enable row level security;
alter table public.event_log force row level security;
create policy event_log_scheme on event_log for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select on event_log to app;

create table public.event_materials (
  id uuid not null,
  scheme_id uuid not null,
  session_id uuid not null,
  title text not null,
  resource_id uuid,
  upload_id uuid,
  link text,
  added_at timestamp with time zone not null,
  added_by text not null,
  removed_at timestamp with time zone,
  constraint event_materials_pkey PRIMARY KEY (id),
  constraint event_materials_resource_id_fkey FOREIGN KEY (resource_id) REFERENCES resources(id),
  constraint event_materials_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint event_materials_session_id_fkey FOREIGN KEY (session_id) REFERENCES event_sessions(id),
  constraint event_materials_upload_id_fkey FOREIGN KEY (upload_id) REFERENCES uploads(id),
  constraint event_materials_check CHECK ((num_nonnulls(resource_id, upload_id, link) = 1)),
  constraint event_materials_link_check CHECK (((link ~ '^https://'::text) AND (length(link) <= 500))),
  constraint event_materials_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200)))
);
CREATE INDEX event_materials_session ON public.event_materials USING btree (session_id) WHERE (removed_at IS NULL);
alter table public.event_materials enable row level security;
alter table public.event_materials force row level security;
create policy event_materials_scheme on event_materials for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on event_materials to app;

create table public.event_needs (
  registration_id uuid not null,
  scheme_id uuid not null,
  sealed bytea not null,
  saved_at timestamp with time zone not null,
  constraint event_needs_pkey PRIMARY KEY (registration_id),
  constraint event_needs_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES event_registrations(id),
  constraint event_needs_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id)
);
alter table public.event_needs enable row level security;
alter table public.event_needs force row level security;
create policy event_needs_archive on event_needs for select to public using (((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)) AND (( SELECT ref.current_purpose() AS current_purpose) = 'archive'::text)));
create policy event_needs_purpose on event_needs for all to public using (((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)) AND (( SELECT ref.current_purpose() AS current_purpose) = ANY (ARRAY['own-answers'::text, 'care'::text, 'person-request'::text])))) with check ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant delete, insert, select, update on event_needs to app;

create table public.event_participants (
  registration_id uuid not null,
  scheme_id uuid not null,
  event_id uuid not null,
  given_names text not null,
  family_name text not null,
  birth_date date not null,
  organisation_id uuid,
  written_by text not null,
  written_at timestamp with time zone not null,
  constraint event_participants_pkey PRIMARY KEY (registration_id),
  constraint event_participants_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id),
  constraint event_participants_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint event_participants_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES event_registrations(id),
  constraint event_participants_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint event_participants_family_name_check CHECK (((length(family_name) >= 1) AND (length(family_name) <= 100))),
  constraint event_participants_given_names_check CHECK (((length(given_names) >= 1) AND (length(given_names) <= 100))),
  constraint event_participants_written_by_check CHECK ((written_by = ANY (ARRAY['participant'::text, 'office'::text])))
);
CREATE INDEX event_participants_organisation ON public.event_participants USING btree (organisation_id);
alter table public.event_participants enable row level security;
alter table public.event_participants force row level security;
create policy event_participants_scheme on event_participants for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on event_participants to app;

create table public.event_registrations (
  id uuid not null,
  scheme_id uuid not null,
  event_id uuid not null,
  person_id uuid,
  name text not null,
  folded text not null generated always as (ref.fold(name)) stored,
  email text,
  phone text,
  organisation text not null,
  organisation_id uuid,
  mode text not null,
  state text not null,
  state_since timestamp with time zone not null,
  locale text not null,
  ticket_code text not null,
  secret_hash text not null,
  sequence bigint not null generated always as identity,
  invented boolean not null default false,
  created_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  decided_by text,
  promoted_at timestamp with time zone,
  cancelled_at timestamp with time zone,
  arrives date,
  leaves date,
  answered_at timestamp with time zone,
  constraint event_registrations_pkey PRIMARY KEY (id),
  constraint event_registrations_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id),
  constraint event_registrations_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint event_registrations_person_id_fkey FOREIGN KEY (person_id) REFERENCES persons(id),
  constraint event_registrations_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint event_registrations_check CHECK (((email IS NOT NULL) OR (phone IS NOT NULL))),
  constraint event_registrations_check1 CHECK (((state = 'cancelled'::text) = (cancelled_at IS NOT NULL))),
  constraint event_registrations_check2 CHECK ((leaves >= arrives)),
  constraint event_registrations_email_check CHECK (((email !~ '[\r\n]'::text) AND ((length(email) >= 3) AND (length(email) <= 254)))),
  constraint event_registrations_mode_check CHECK ((mode = ANY (ARRAY['on-site'::text, 'online'::text]))),
  constraint event_registrations_name_check CHECK (((length(name) >= 2) AND (length(name) <= 200))),
  constraint event_registrations_organisation_check CHECK (((length(organisation) >= 2) AND (length(organisation) <= 200))),
  constraint event_registrations_phone_check CHECK (((length(phone) >= 5) AND (length(phone) <= 40))),
  constraint event_registrations_state_check CHECK ((state = ANY (ARRAY['requested'::text, 'waiting'::text, 'registered'::text, 'declined'::text, 'cancelled'::text]))),
  constraint event_registrations_ticket_code_check CHECK ((ticket_code ~ '^[0-9]{6}$'::text))
);
CREATE UNIQUE INDEX event_registrations_email ON public.event_registrations USING btree (event_id, lower(email)) WHERE (state <> ALL (ARRAY['declined'::text, 'cancelled'::text]));
CREATE INDEX event_registrations_person ON public.event_registrations USING btree (person_id) WHERE (person_id IS NOT NULL);
CREATE UNIQUE INDEX event_registrations_phone ON public.event_registrations USING btree (event_id, phone) WHERE ((email IS NULL) AND (state <> ALL (ARRAY['declined'::text, 'cancelled'::text])));
CREATE INDEX event_registrations_queue ON public.event_registrations USING btree (event_id, state, mode, sequence);
CREATE UNIQUE INDEX event_registrations_secret ON public.event_registrations USING btree (scheme_id, secret_hash);
CREATE UNIQUE INDEX event_registrations_ticket ON public.event_registrations USING btree (scheme_id, ticket_code);
alter table public.event_registrations enable row level security;
alter table public.event_registrations force row level security;
create policy event_registrations_scheme on event_registrations for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on event_registrations to app;

create table public.event_sessions (
  id uuid not null,
  scheme_id uuid not null,
  event_id uuid not null,
  title text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  speakers text[] not null,
  room text,
  link text,
  minutes text,
  minutes_at timestamp with time zone,
  minutes_by text,
  made_at timestamp with time zone not null,
  made_by text not null,
  removed_at timestamp with time zone,
  constraint event_sessions_pkey PRIMARY KEY (id),
  constraint event_sessions_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id),
  constraint event_sessions_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint event_sessions_check CHECK ((ends_at > starts_at)),
  constraint event_sessions_check1 CHECK (((minutes IS NULL) = (minutes_at IS NULL))),
  constraint event_sessions_link_check CHECK (((link ~ '^https://'::text) AND (length(link) <= 500))),
  constraint event_sessions_minutes_check CHECK (((length(minutes) >= 1) AND (length(minutes) <= 20000))),
  constraint event_sessions_room_check CHECK (((length(room) >= 1) AND (length(room) <= 100))),
  constraint event_sessions_speakers_check CHECK ((cardinality(speakers) <= 20)),
  constraint event_sessions_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200)))
);
CREATE INDEX event_sessions_event ON public.event_sessions USING btree (event_id, starts_at) WHERE (removed_at IS NULL);
CREATE INDEX event_sessions_times ON public.event_sessions USING btree (scheme_id, starts_at, ends_at) WHERE (removed_at IS NULL);
alter table public.event_sessions enable row level security;
alter table public.event_sessions force row level security;
create policy event_sessions_scheme on event_sessions for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on event_sessions to app;

create table public.events (
  id uuid not null,
  scheme_id uuid not null,
  kind text not null,
  title jsonb not null,
  about jsonb not null,
  mode text not null,
  state text not null,
  state_since timestamp with time zone not null,
  starts date not null,
  ends date not null,
  venue text,
  city text,
  country text,
  link text,
  languages text[] not null,
  line_id uuid,
  organiser_id uuid,
  capacity_on_site integer,
  capacity_online integer,
  approval boolean not null,
  closes_at timestamp with time zone not null,
  made_at timestamp with time zone not null,
  made_by text not null,
  constraint events_pkey PRIMARY KEY (id),
  constraint events_line_id_fkey FOREIGN KEY (line_id) REFERENCES activity_lines(id),
  constraint events_organiser_id_fkey FOREIGN KEY (organiser_id) REFERENCES organisations(id),
  constraint events_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint events_capacity_on_site_check CHECK (((capacity_on_site >= 1) AND (capacity_on_site <= 5000))),
  constraint events_capacity_online_check CHECK (((capacity_online >= 1) AND (capacity_online <= 5000))),
  constraint events_check CHECK ((ends >= starts)),
  constraint events_check1 CHECK (((mode = ANY (ARRAY['on-site'::text, 'blended'::text])) = (capacity_on_site IS NOT NULL))),
  constraint events_check2 CHECK (((mode = ANY (ARRAY['online'::text, 'blended'::text])) = (capacity_online IS NOT NULL))),
  constraint events_check3 CHECK (((mode = 'online'::text) OR ((city IS NOT NULL) AND (country IS NOT NULL)))),
  constraint events_city_check CHECK (((length(city) >= 1) AND (length(city) <= 100))),
  constraint events_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint events_kind_check CHECK ((kind = ANY (ARRAY['summer-school'::text, 'thematic-team'::text, 'transnational-meeting'::text, 'kick-off'::text, 'preparation-course'::text, 'open'::text]))),
  constraint events_languages_check CHECK (((cardinality(languages) >= 1) AND (cardinality(languages) <= 8))),
  constraint events_link_check CHECK (((link ~ '^https://'::text) AND (length(link) <= 500))),
  constraint events_mode_check CHECK ((mode = ANY (ARRAY['on-site'::text, 'online'::text, 'blended'::text]))),
  constraint events_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'open'::text, 'closed'::text, 'held'::text, 'cancelled'::text]))),
  constraint events_venue_check CHECK (((length(venue) >= 1) AND (length(venue) <= 200)))
);
CREATE INDEX events_days ON public.events USING btree (scheme_id, starts DESC, id);
CREATE INDEX events_line ON public.events USING btree (line_id);
alter table public.events enable row level security;
alter table public.events force row level security;
create policy events_scheme on events for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on events to app;

create table public.exit_authorisations (
  application_id uuid not null,
  scheme_id uuid not null,
  state text not null,
  printed_by text not null,
  printed_at timestamp with time zone not null,
  seen_by text,
  seen_by_name text,
  seen_at timestamp with time zone,
  constraint exit_authorisations_pkey PRIMARY KEY (application_id),
  constraint exit_authorisations_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
  constraint exit_authorisations_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint exit_authorisations_check CHECK (((state = 'seen'::text) = (seen_at IS NOT NULL))),
  constraint exit_authorisations_check1 CHECK (((seen_at IS NULL) = (seen_by IS NULL))),
  constraint exit_authorisations_state_check CHECK ((state = ANY (ARRAY['printed'::text, 'seen'::text])))
);
alter table public.exit_authorisations enable row level security;
alter table public.exit_authorisations force row level security;
create policy exit_authorisations_scheme on exit_authorisations for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER exit_authorisations_wake AFTER INSERT OR DELETE OR UPDATE ON public.exit_authorisations FOR EACH ROW EXECUTE FUNCTION ref.fact_of_application();
grant insert, select, update on exit_authorisations to app;

create table public.exit_scans (
  upload_id uuid not null,
  scheme_id uuid not null,
  application_id uuid not null,
  by text not null,
  at timestamp with time zone not null,
  constraint exit_scans_pkey PRIMARY KEY (upload_id),
  constraint exit_scans_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
  constraint exit_scans_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint exit_scans_upload_id_fkey FOREIGN KEY (upload_id) REFERENCES uploads(id)
);
CREATE INDEX exit_scans_application ON public.exit_scans USING btree (application_id, at);
alter table public.exit_scans enable row level security;
alter table public.exit_scans force row level security;
create policy exit_scans_scheme on exit_scans for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select on exit_scans to app;

create table public.flow_adults (
  id uuid not null,
  scheme_id uuid not null,
  flow_id uuid not null,
  adult_id uuid not null,
  role text not null,
  added_by text not null,
  added_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint flow_adults_pkey PRIMARY KEY (id),
  constraint flow_adults_adult_id_fkey FOREIGN KEY (adult_id) REFERENCES adults(id),
  constraint flow_adults_flow_id_fkey FOREIGN KEY (flow_id) REFERENCES flows(id),
  constraint flow_adults_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint flow_adults_role_check CHECK ((role = ANY (ARRAY['leader'::text, 'accompanying'::text])))
);
CREATE UNIQUE INDEX flow_adults_leader ON public.flow_adults USING btree (flow_id) WHERE ((role = 'leader'::text) AND (ended_at IS NULL));
CREATE UNIQUE INDEX flow_adults_once ON public.flow_adults USING btree (flow_id, adult_id) WHERE (ended_at IS NULL);
alter table public.flow_adults enable row level security;
alter table public.flow_adults force row level security;
create policy flow_adults_scheme on flow_adults for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER flow_adults_wake AFTER INSERT OR DELETE OR UPDATE ON public.flow_adults FOR EACH ROW EXECUTE FUNCTION ref.fact_of_flow();
grant insert, select, update on flow_adults to app;

create table public.flows (
  id uuid not null,
  scheme_id uuid not null,
  call_id uuid not null,
  code text not null,
  sending_country text not null,
  hosting_organisation_id uuid not null,
  city text not null,
  country text not null,
  starts date not null,
  ends date not null,
  minimum smallint not null default 0,
  leader text,
  state text not null default 'open'::text,
  merged_into uuid,
  state_reason text,
  created_at timestamp with time zone not null,
  constraint flows_pkey PRIMARY KEY (id),
  constraint flows_call_id_code_key UNIQUE (call_id, code),
  constraint flows_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id),
  constraint flows_hosting_organisation_id_fkey FOREIGN KEY (hosting_organisation_id) REFERENCES organisations(id),
  constraint flows_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES flows(id),
  constraint flows_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint flows_check CHECK ((ends >= starts)),
  constraint flows_check1 CHECK (((state = 'merged'::text) = (merged_into IS NOT NULL))),
  constraint flows_check2 CHECK (((state = 'open'::text) = (state_reason IS NULL))),
  constraint flows_state_check CHECK ((state = ANY (ARRAY['open'::text, 'cancelled'::text, 'merged'::text])))
);
CREATE INDEX flows_call ON public.flows USING btree (call_id);
alter table public.flows enable row level security;
alter table public.flows force row level security;
create policy flows_scheme on flows for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER flows_frozen BEFORE DELETE OR UPDATE ON public.flows FOR EACH ROW EXECUTE FUNCTION ref.keep_part_of_opened_call();
grant delete, insert, select, update on flows to app;

create table public.form_versions (
  id uuid not null,
  scheme_id uuid not null,
  audience text not null,
  version smallint not null,
  state text not null,
  definition jsonb not null,
  created_at timestamp with time zone not null,
  frozen_at timestamp with time zone,
  changed_by text,
  copied_from uuid,
  constraint form_versions_pkey PRIMARY KEY (id),
  constraint form_versions_scheme_id_audience_version_key UNIQUE (scheme_id, audience, version),
  constraint form_versions_copied_from_fkey FOREIGN KEY (copied_from) REFERENCES form_versions(id),
  constraint form_versions_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint form_versions_audience_check CHECK ((audience = ANY (ARRAY['learners'::text, 'staff'::text]))),
  constraint form_versions_check CHECK (((state = 'frozen'::text) = (frozen_at IS NOT NULL))),
  constraint form_versions_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'frozen'::text]))),
  constraint form_versions_version_check CHECK ((version >= 1))
);
CREATE UNIQUE INDEX form_versions_one_draft ON public.form_versions USING btree (scheme_id, audience) WHERE (state = 'draft'::text);
alter table public.form_versions enable row level security;
alter table public.form_versions force row level security;
create policy form_versions_scheme on form_versions for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER form_versions_frozen BEFORE UPDATE ON public.form_versions FOR EACH ROW EXECUTE FUNCTION ref.keep_frozen_form();
CREATE TRIGGER form_versions_kept BEFORE DELETE ON public.form_versions FOR EACH ROW EXECUTE FUNCTION ref.keep_frozen_form_row();
grant delete, insert, select, update on form_versions to app;

create table public.ground_readings (
  id bigint not null generated always as identity,
  scheme_id uuid not null,
  application_id uuid not null,
  purpose text not null,
  actor_id text not null,
  at timestamp with time zone not null,
  constraint ground_readings_pkey PRIMARY KEY (id),
  constraint ground_readings_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
  constraint ground_readings_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id)
);
alter table public.ground_readings enable row level security;
alter table public.ground_readings force row level security;
create policy ground_readings_scheme on ground_readings for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select on ground_readings to app;

create table public.growth_answers (
  id uuid not null,
  scheme_id uuid not null,
  organisation_id uuid not null,
  edition text not null,
  standard text not null,
  level text not null,
  evidence text not null,
  link text,
  state text not null,
  said_by text not null,
  said_by_name text not null,
  said_at timestamp with time zone not null,
  decided_by_name text,
  decided_at timestamp with time zone,
  reason text,
  superseded_at timestamp with time zone,
  upload_id uuid,
  file_removed_at timestamp with time zone,
  file_removed_by_name text,
  constraint growth_answers_pkey PRIMARY KEY (id),
  constraint growth_answers_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint growth_answers_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint growth_answers_upload_id_fkey FOREIGN KEY (upload_id) REFERENCES uploads(id),
  constraint growth_answers_check CHECK (((state = 'said'::text) = (decided_at IS NULL))),
  constraint growth_answers_check1 CHECK (((state = 'returned'::text) = (reason IS NOT NULL))),
  constraint growth_answers_edition_check CHECK ((edition = '2021'::text)),
  constraint growth_answers_evidence_check CHECK ((length(evidence) <= 1000)),
  constraint growth_answers_level_check CHECK ((level = ANY (ARRAY['not-yet'::text, 'begun'::text, 'in-place'::text]))),
  constraint growth_answers_link_check CHECK (((link ~ '^https?://'::text) AND (length(link) <= 500))),
  constraint growth_answers_one_file CHECK (((upload_id IS NULL) OR (file_removed_at IS NULL))),
  constraint growth_answers_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 500))),
  constraint growth_answers_remover CHECK (((file_removed_at IS NULL) = (file_removed_by_name IS NULL))),
  constraint growth_answers_shown CHECK (((level <> 'in-place'::text) OR (length(evidence) > 0) OR (link IS NOT NULL) OR (upload_id IS NOT NULL) OR (file_removed_at IS NOT NULL))),
  constraint growth_answers_standard_check CHECK ((standard ~ '^[a-z-]{3,40}$'::text)),
  constraint growth_answers_state_check CHECK ((state = ANY (ARRAY['said'::text, 'confirmed'::text, 'returned'::text])))
);
CREATE INDEX growth_answers_file ON public.growth_answers USING btree (upload_id) WHERE (upload_id IS NOT NULL);
CREATE UNIQUE INDEX growth_answers_now ON public.growth_answers USING btree (organisation_id, edition, standard) WHERE (superseded_at IS NULL);
CREATE INDEX growth_answers_scheme ON public.growth_answers USING btree (scheme_id, state);
alter table public.growth_answers enable row level security;
alter table public.growth_answers force row level security;
create policy growth_answers_scheme on growth_answers for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on growth_answers to app;

create table public.guardian_links (
  id uuid not null,
  scheme_id uuid not null,
  application_id uuid not null,
  guardian smallint not null,
  secret_hash text not null,
  locale text not null,
  made_by_kind text not null,
  made_by text not null,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  ended_at timestamp with time zone,
  constraint guardian_links_pkey PRIMARY KEY (id),
  constraint guardian_links_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
  constraint guardian_links_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint guardian_links_guardian_check CHECK ((guardian = ANY (ARRAY[1, 2]))),
  constraint guardian_links_made_by_kind_check CHECK ((made_by_kind = ANY (ARRAY['learner'::text, 'staff'::text, 'system'::text])))
);
CREATE INDEX guardian_links_application ON public.guardian_links USING btree (application_id);
CREATE UNIQUE INDEX guardian_links_secret ON public.guardian_links USING btree (scheme_id, secret_hash);
alter table public.guardian_links enable row level security;
alter table public.guardian_links force row level security;
create policy guardian_links_scheme on guardian_links for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on guardian_links to app;

create table public.hand_overs (
  id uuid not null,
  scheme_id uuid not null,
  organisation_id uuid not null,
  membership_id uuid not null,
  from_user_id text not null,
  from_name text not null,
  to_name text not null,
  starts date not null,
  ends date not null,
  made_at timestamp with time zone not null,
  ended_by text,
  ended_at timestamp with time zone,
  constraint hand_overs_pkey PRIMARY KEY (id),
  constraint hand_overs_membership_id_key UNIQUE (membership_id),
  constraint hand_overs_membership_id_fkey FOREIGN KEY (membership_id) REFERENCES memberships(id),
  constraint hand_overs_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint hand_overs_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint hand_overs_check CHECK ((ends >= starts)),
  constraint hand_overs_check1 CHECK (((ended_by IS NULL) = (ended_at IS NULL)))
);
CREATE INDEX hand_overs_school ON public.hand_overs USING btree (organisation_id, ends);
alter table public.hand_overs enable row level security;
alter table public.hand_overs force row level security;
create policy hand_overs_scheme on hand_overs for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on hand_overs to app;

create table public.head_confirmations (
  id uuid not null,
  scheme_id uuid not null,
  application_id uuid not null,
  sent_to text not null,
  secret_hash text not null,
  asked_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  answer text,
  given_by text,
  constraint head_confirmations_pkey PRIMARY KEY (id),
  constraint head_confirmations_application_id_key UNIQUE (application_id),
  constraint head_confirmations_secret_hash_key UNIQUE (secret_hash),
  constraint head_confirmations_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
  constraint head_confirmations_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint head_confirmations_answer_check CHECK ((answer = ANY (ARRAY['yes'::text, 'no'::text]))),
  constraint head_confirmations_check CHECK (((answer IS NULL) = (answered_at IS NULL))),
  constraint head_confirmations_sent_to_check CHECK ((sent_to !~ '[\r\n]'::text))
);
alter table public.head_confirmations enable row level security;
alter table public.head_confirmations force row level security;
create policy head_confirmations_scheme on head_confirmations for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on head_confirmations to app;

create table public.host_beds (
  id uuid not null,
  scheme_id uuid not null,
  organisation_id uuid not null,
  name text not null,
  street text not null,
  beds smallint not null,
  gender text not null,
  accessible boolean not null,
  starts date not null,
  ends date not null,
  set_at timestamp with time zone not null,
  set_by text not null,
  ended_at timestamp with time zone,
  rooms smallint not null default 1,
  constraint host_beds_pkey PRIMARY KEY (id),
  constraint host_beds_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint host_beds_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint host_beds_beds_check CHECK (((beds >= 1) AND (beds <= 500))),
  constraint host_beds_check CHECK ((ends >= starts)),
  constraint host_beds_gender_check CHECK ((gender = ANY (ARRAY['any'::text, 'women'::text, 'men'::text]))),
  constraint host_beds_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  constraint host_beds_rooms_check CHECK (((rooms >= 1) AND (rooms <= 200))),
  constraint host_beds_street_check CHECK (((length(street) >= 1) AND (length(street) <= 200)))
);
CREATE INDEX host_beds_live ON public.host_beds USING btree (organisation_id) WHERE (ended_at IS NULL);
alter table public.host_beds enable row level security;
alter table public.host_beds force row level security;
create policy host_beds_scheme on host_beds for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on host_beds to app;

create table public.host_capacities (
  id uuid not null,
  scheme_id uuid not null,
  organisation_id uuid not null,
  trade text,
  starts date not null,
  ends date not null,
  places smallint not null,
  minimum_age smallint,
  language text,
  level text,
  accessible boolean not null,
  tasks text not null,
  set_at timestamp with time zone not null,
  set_by text not null,
  ended_at timestamp with time zone,
  constraint host_capacities_pkey PRIMARY KEY (id),
  constraint host_capacities_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint host_capacities_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint host_capacities_check CHECK ((ends >= starts)),
  constraint host_capacities_check1 CHECK (((language IS NULL) = (level IS NULL))),
  constraint host_capacities_language_check CHECK ((language ~ '^[a-z]{2}$'::text)),
  constraint host_capacities_level_check CHECK ((level = ANY (ARRAY['A1'::text, 'A2'::text, 'B1'::text, 'B2'::text, 'C1'::text, 'C2'::text]))),
  constraint host_capacities_minimum_age_check CHECK (((minimum_age >= 14) AND (minimum_age <= 30))),
  constraint host_capacities_places_check CHECK (((places >= 1) AND (places <= 500))),
  constraint host_capacities_tasks_check CHECK ((length(tasks) <= 500)),
  constraint host_capacities_trade_check CHECK (((length(trade) >= 1) AND (length(trade) <= 60)))
);
CREATE INDEX host_capacities_live ON public.host_capacities USING btree (organisation_id) WHERE (ended_at IS NULL);
alter table public.host_capacities enable row level security;
alter table public.host_capacities force row level security;
create policy host_capacities_scheme on host_capacities for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on host_capacities to app;

create table public.host_contacts (
  id uuid not null,
  scheme_id uuid not null,
  organisation_id uuid not null,
  role text not null,
  name text not null,
  email text not null,
  phone text,
  language text not null,
  created_at timestamp with time zone not null,
  created_by text not null,
  ended_at timestamp with time zone,
  ended_by text,
  constraint host_contacts_pkey PRIMARY KEY (id),
  constraint host_contacts_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint host_contacts_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint host_contacts_check CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  constraint host_contacts_email_check CHECK (((email !~ '[\r\n]'::text) AND ((length(email) >= 3) AND (length(email) <= 254)))),
  constraint host_contacts_language_check CHECK ((language = ANY (ARRAY['en'::text, 'es'::text, 'fr'::text, 'it'::text, 'mt'::text, 'nl'::text, 'pl'::text, 'sl'::text]))),
  constraint host_contacts_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint host_contacts_phone_check CHECK (((length(phone) >= 5) AND (length(phone) <= 40))),
  constraint host_contacts_role_check CHECK ((role = ANY (ARRAY['contact'::text, 'mentor'::text])))
);
CREATE UNIQUE INDEX host_contacts_once ON public.host_contacts USING btree (organisation_id, role, lower(email)) WHERE (ended_at IS NULL);
alter table public.host_contacts enable row level security;
alter table public.host_contacts force row level security;
create policy host_contacts_scheme on host_contacts for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on host_contacts to app;

create table public.host_links (
  id uuid not null,
  scheme_id uuid not null,
  organisation_id uuid not null,
  secret_hash text not null,
  language text not null,
  made_at timestamp with time zone not null,
  made_by text not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint host_links_pkey PRIMARY KEY (id),
  constraint host_links_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint host_links_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint host_links_language_check CHECK ((language = ANY (ARRAY['en'::text, 'es'::text, 'fr'::text, 'it'::text, 'mt'::text, 'nl'::text, 'pl'::text, 'sl'::text])))
);
CREATE INDEX host_links_organisation ON public.host_links USING btree (organisation_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX host_links_secret ON public.host_links USING btree (scheme_id, secret_hash);
alter table public.host_links enable row level security;
alter table public.host_links force row level security;
create policy host_links_scheme on host_links for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on host_links to app;

create table public.host_note_words (
  note_id uuid not null,
  scheme_id uuid not null,
  who text,
  sealed bytea not null,
  constraint host_note_words_pkey PRIMARY KEY (note_id),
  constraint host_note_words_note_id_fkey FOREIGN KEY (note_id) REFERENCES host_notes(id),
  constraint host_note_words_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint host_note_words_who_check CHECK (((length(who) >= 1) AND (length(who) <= 200)))
);
alter table public.host_note_words enable row level security;
alter table public.host_note_words force row level security;
create policy host_note_words_archive on host_note_words for select to public using (((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)) AND (( SELECT ref.current_purpose() AS current_purpose) = 'archive'::text)));
create policy host_note_words_purpose on host_note_words for select to public using (((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)) AND (( SELECT ref.current_purpose() AS current_purpose) = ANY (ARRAY['care'::text, 'person-request'::text]))));
create policy host_note_words_write on host_note_words for insert to public with check ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select on host_note_words to app;

create table public.host_notes (
  id uuid not null,
  scheme_id uuid not null,
  organisation_id uuid not null,
  kind text not null,
  happened_on date not null,
  who text,
  marks jsonb,
  note text,
  written_at timestamp with time zone not null,
  written_by text not null,
  restricted boolean not null default false,
  constraint host_notes_pkey PRIMARY KEY (id),
  constraint host_notes_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint host_notes_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint host_notes_check CHECK (((kind = 'rating'::text) = (marks IS NOT NULL))),
  constraint host_notes_check1 CHECK (((kind <> 'incident'::text) OR restricted)),
  constraint host_notes_check2 CHECK (((kind <> 'incident'::text) OR (note IS NULL))),
  constraint host_notes_check3 CHECK ((restricted = (who IS NULL))),
  constraint host_notes_check4 CHECK (((NOT restricted) OR (note IS NULL))),
  constraint host_notes_kind_check CHECK ((kind = ANY (ARRAY['visit'::text, 'rating'::text, 'incident'::text]))),
  constraint host_notes_note_check CHECK ((length(note) <= 1000)),
  constraint host_notes_who_check CHECK (((length(who) >= 1) AND (length(who) <= 200)))
);
CREATE INDEX host_notes_organisation ON public.host_notes USING btree (organisation_id, happened_on);
alter table public.host_notes enable row level security;
alter table public.host_notes force row level security;
create policy host_notes_scheme on host_notes for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on host_notes to app;

create table public.host_request_people (
  request_id uuid not null,
  mobility_id uuid not null,
  scheme_id uuid not null,
  left_at timestamp with time zone,
  constraint host_request_people_pkey PRIMARY KEY (request_id, mobility_id),
  constraint host_request_people_mobility_id_fkey FOREIGN KEY (mobility_id) REFERENCES mobilities(id),
  constraint host_request_people_request_id_fkey FOREIGN KEY (request_id) REFERENCES host_requests(id),
  constraint host_request_people_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id)
);
CREATE UNIQUE INDEX host_request_people_one ON public.host_request_people USING btree (mobility_id) WHERE (left_at IS NULL);
alter table public.host_request_people enable row level security;
alter table public.host_request_people force row level security;
create policy host_request_people_scheme on host_request_people for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on host_request_people to app;

create table public.host_requests (
  id uuid not null,
  scheme_id uuid not null,
  organisation_id uuid not null,
  contact_id uuid not null,
  flow_id uuid,
  forwarded_from uuid,
  trade text not null,
  starts date not null,
  ends date not null,
  places smallint not null,
  tasks text not null,
  state text not null,
  state_since timestamp with time zone not null,
  secret_hash text not null,
  asked_at timestamp with time zone not null,
  asked_by text not null,
  answer_by date not null,
  reminders smallint not null default 0,
  answered_at timestamp with time zone,
  changed_places smallint,
  changed_starts date,
  changed_ends date,
  changed_tasks text,
  reason text,
  again text,
  again_on date,
  withdrawn_because text,
  withdrawn_by text,
  heard_how text,
  heard_on date,
  heard_from text,
  asked_in text,
  constraint host_requests_pkey PRIMARY KEY (id),
  constraint host_requests_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES host_contacts(id),
  constraint host_requests_flow_id_fkey FOREIGN KEY (flow_id) REFERENCES flows(id),
  constraint host_requests_forwarded_from_fkey FOREIGN KEY (forwarded_from) REFERENCES host_requests(id),
  constraint host_requests_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint host_requests_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint host_requests_again_check CHECK ((again = ANY (ARRAY['3'::text, '6'::text, '12'::text, 'never'::text]))),
  constraint host_requests_changed_places_check CHECK (((changed_places >= 1) AND (changed_places <= 100))),
  constraint host_requests_changed_tasks_check CHECK ((length(changed_tasks) <= 500)),
  constraint host_requests_check CHECK (((state = 'declined'::text) = (reason IS NOT NULL))),
  constraint host_requests_check1 CHECK (((again IS NULL) = (state <> 'declined'::text))),
  constraint host_requests_check2 CHECK ((((heard_how IS NULL) = (heard_on IS NULL)) AND ((heard_how IS NULL) = (heard_from IS NULL)))),
  constraint host_requests_check3 CHECK (((heard_how IS NULL) OR (state = ANY (ARRAY['accepted'::text, 'withdrawn'::text])))),
  constraint host_requests_heard_from_check CHECK (((length(heard_from) >= 1) AND (length(heard_from) <= 200))),
  constraint host_requests_heard_how_check CHECK ((heard_how = ANY (ARRAY['telephone'::text, 'in-person'::text, 'letter'::text, 'other'::text]))),
  constraint host_requests_places_check CHECK (((places >= 1) AND (places <= 100))),
  constraint host_requests_reason_check CHECK ((reason = ANY (ARRAY['no-place'::text, 'no-mentor'::text, 'not-our-trade'::text, 'too-young'::text, 'language'::text, 'papers'::text, 'other'::text]))),
  constraint host_requests_state_check CHECK ((state = ANY (ARRAY['kept'::text, 'asked'::text, 'accepted'::text, 'accepted-with-change'::text, 'declined'::text, 'forwarded'::text, 'withdrawn'::text, 'lapsed'::text]))),
  constraint host_requests_tasks_check CHECK ((length(tasks) <= 500)),
  constraint host_requests_withdrawn_because_check CHECK (((length(withdrawn_because) >= 1) AND (length(withdrawn_because) <= 500))),
  constraint host_requests_withdrawn_by_check CHECK ((withdrawn_by = ANY (ARRAY['office'::text, 'host'::text])))
);
CREATE INDEX host_requests_flow ON public.host_requests USING btree (flow_id);
CREATE INDEX host_requests_organisation ON public.host_requests USING btree (organisation_id, asked_at);
CREATE UNIQUE INDEX host_requests_secret ON public.host_requests USING btree (scheme_id, secret_hash);
CREATE INDEX host_requests_state ON public.host_requests USING btree (scheme_id, state, asked_at);
alter table public.host_requests enable row level security;
alter table public.host_requests force row level security;
create policy host_requests_scheme on host_requests for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on host_requests to app;

create table public.idempotency_keys (
  scheme_id uuid not null,
  actor text not null,
  key uuid not null,
  body_hash text not null,
  status smallint not null,
  location text,
  body text,
  at timestamp with time zone not null,
  constraint idempotency_keys_pkey PRIMARY KEY (scheme_id, actor, key),
  constraint idempotency_keys_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id)
);
alter table public.idempotency_keys enable row level security;
alter table public.idempotency_keys force row level security;
create policy idempotency_keys_scheme on idempotency_keys for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on idempotency_keys to app;

create table public.imports (
  id uuid not null,
  scheme_id uuid not null,
  kind text not null,
  call_id uuid,
  line_id uuid,
  file_name text not null,
  content bytea not null,
  mapping jsonb not null default '{}'::jsonb,
  report jsonb not null default '{}'::jsonb,
  state text not null,
  progress_id uuid,
  countries text[],
  created_by text not null,
  created_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  constraint imports_pkey PRIMARY KEY (id),
  constraint imports_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id),
  constraint imports_line_id_fkey FOREIGN KEY (line_id) REFERENCES activity_lines(id),
  constraint imports_progress_id_fkey FOREIGN KEY (progress_id) REFERENCES job_progress(id),
  constraint imports_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint imports_kind_check CHECK ((kind = ANY (ARRAY['applicants'::text, 'flows'::text, 'participants'::text, 'applicant-changes'::text, 'organisation-changes'::text, 'flow-changes'::text]))),
  constraint imports_state_check CHECK ((state = ANY (ARRAY['uploaded'::text, 'checking'::text, 'checked'::text, 'writing'::text, 'written'::text, 'discarded'::text, 'failed'::text])))
);
CREATE INDEX imports_recent ON public.imports USING btree (scheme_id, created_at DESC);
alter table public.imports enable row level security;
alter table public.imports force row level security;
create policy imports_scheme on imports for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on imports to app;

create table public.insurance_copies (
  upload_id uuid not null,
  scheme_id uuid not null,
  policy_id uuid,
  mobility_id uuid,
  code text,
  by text not null,
  at timestamp with time zone not null,
  removed_at timestamp with time zone,
  constraint insurance_copies_pkey PRIMARY KEY (upload_id),
  constraint insurance_copies_mobility_id_fkey FOREIGN KEY (mobility_id) REFERENCES mobilities(id),
  constraint insurance_copies_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES insurance_policies(id),
  constraint insurance_copies_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint insurance_copies_upload_id_fkey FOREIGN KEY (upload_id) REFERENCES uploads(id),
  constraint insurance_copies_check CHECK (((policy_id IS NULL) <> (mobility_id IS NULL))),
  constraint insurance_copies_check1 CHECK (((mobility_id IS NULL) = (code IS NULL)))
);
CREATE INDEX insurance_copies_policy ON public.insurance_copies USING btree (policy_id, at) WHERE (policy_id IS NOT NULL);
CREATE INDEX insurance_copies_stay ON public.insurance_copies USING btree (mobility_id, at) WHERE (mobility_id IS NOT NULL);
alter table public.insurance_copies enable row level security;
alter table public.insurance_copies force row level security;
create policy insurance_copies_scheme on insurance_copies for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select on insurance_copies to app;

create table public.insurance_policies (
  id uuid not null,
  scheme_id uuid not null,
  flow_id uuid not null,
  insurer text not null,
  number text not null,
  kinds text[] not null,
  starts date not null,
  ends date not null,
  phone text not null,
  everybody boolean not null,
  set_by text not null,
  set_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint insurance_policies_pkey PRIMARY KEY (id),
  constraint insurance_policies_flow_id_fkey FOREIGN KEY (flow_id) REFERENCES flows(id),
  constraint insurance_policies_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint insurance_policies_check CHECK ((ends >= starts)),
  constraint insurance_policies_insurer_check CHECK (((length(insurer) >= 2) AND (length(insurer) <= 120))),
  constraint insurance_policies_kinds_check CHECK (((kinds <@ ARRAY['accident'::text, 'liability'::text, 'health'::text]) AND ((cardinality(kinds) >= 1) AND (cardinality(kinds) <= 3)))),
  constraint insurance_policies_number_check CHECK (((length(number) >= 1) AND (length(number) <= 60))),
  constraint insurance_policies_phone_check CHECK (((length(phone) >= 5) AND (length(phone) <= 40)))
);
CREATE INDEX insurance_policies_flow ON public.insurance_policies USING btree (flow_id) WHERE (ended_at IS NULL);
alter table public.insurance_policies enable row level security;
alter table public.insurance_policies force row level security;
create policy insurance_policies_scheme on insurance_policies for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER insurance_policies_wake AFTER INSERT OR UPDATE ON public.insurance_policies FOR EACH ROW EXECUTE FUNCTION ref.fact_of_flow();
grant insert, select, update on insurance_policies to app;

create table public.insured_stays (
  policy_id uuid not null,
  mobility_id uuid not null,
  scheme_id uuid not null,
  constraint insured_stays_pkey PRIMARY KEY (policy_id, mobility_id),
  constraint insured_stays_mobility_id_fkey FOREIGN KEY (mobility_id) REFERENCES mobilities(id),
  constraint insured_stays_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES insurance_policies(id),
  constraint insured_stays_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id)
);
CREATE INDEX insured_stays_stay ON public.insured_stays USING btree (mobility_id);
alter table public.insured_stays enable row level security;
alter table public.insured_stays force row level security;
create policy insured_stays_scheme on insured_stays for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER insured_stays_wake AFTER INSERT OR DELETE ON public.insured_stays FOR EACH ROW EXECUTE FUNCTION ref.fact_of_stay();
grant delete, insert, select on insured_stays to app;

create table public.interviews (
  id uuid not null,
  scheme_id uuid not null,
  call_id uuid not null,
  application_id uuid not null,
  state text not null,
  at timestamp with time zone not null,
  place text,
  link text,
  panel text not null,
  planned_by text not null,
  planned_at timestamp with time zone not null,
  constraint interviews_pkey PRIMARY KEY (id),
  constraint interviews_application_id_key UNIQUE (application_id),
  constraint interviews_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
  constraint interviews_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id),
  constraint interviews_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint interviews_check CHECK (((place IS NULL) <> (link IS NULL))),
  constraint interviews_panel_check CHECK (((length(panel) >= 2) AND (length(panel) <= 300))),
  constraint interviews_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'held'::text, 'missed'::text, 'cancelled'::text])))
);
alter table public.interviews enable row level security;
alter table public.interviews force row level security;
create policy interviews_scheme on interviews for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on interviews to app;

create table public.job_progress (
  id uuid not null,
  scheme_id uuid not null,
  task text not null,
  done integer not null default 0,
  total integer not null default 0,
  state text not null default 'waiting'::text,
  note text,
  updated_at timestamp with time zone not null,
  constraint job_progress_pkey PRIMARY KEY (id),
  constraint job_progress_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint job_progress_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'working'::text, 'done'::text, 'failed'::text])))
);
alter table public.job_progress enable row level security;
alter table public.job_progress force row level security;
create policy job_progress_scheme on job_progress for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on job_progress to app;

create table public.journey_legs (
  journey_id uuid not null,
  "position" smallint not null,
  scheme_id uuid not null,
  carrier text not null,
  number text not null,
  from_place text not null,
  from_country text not null,
  departs timestamp without time zone not null,
  to_place text not null,
  to_country text not null,
  arrives timestamp without time zone not null,
  constraint journey_legs_pkey PRIMARY KEY (journey_id, "position"),
  constraint journey_legs_journey_id_fkey FOREIGN KEY (journey_id) REFERENCES journeys(id),
  constraint journey_legs_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint journey_legs_carrier_check CHECK (((length(carrier) >= 1) AND (length(carrier) <= 80))),
  constraint journey_legs_from_country_check CHECK ((from_country ~ '^[A-Z]{2}$'::text)),
  constraint journey_legs_from_place_check CHECK (((length(from_place) >= 1) AND (length(from_place) <= 80))),
  constraint journey_legs_number_check CHECK ((length(number) <= 20)),
  constraint journey_legs_position_check CHECK ((("position" >= 1) AND ("position" <= 8))),
  constraint journey_legs_to_country_check CHECK ((to_country ~ '^[A-Z]{2}$'::text)),
  constraint journey_legs_to_place_check CHECK (((length(to_place) >= 1) AND (length(to_place) <= 80)))
);
alter table public.journey_legs enable row level security;
alter table public.journey_legs force row level security;
create policy journey_legs_scheme on journey_legs for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER journey_legs_wake AFTER INSERT OR DELETE OR UPDATE ON public.journey_legs FOR EACH ROW EXECUTE FUNCTION ref.fact_of_journey();
grant insert, select on journey_legs to app;

create table public.journey_people (
  id uuid not null,
  scheme_id uuid not null,
  journey_id uuid not null,
  mobility_id uuid not null,
  direction text not null,
  left_at timestamp with time zone,
  constraint journey_people_pkey PRIMARY KEY (id),
  constraint journey_people_journey_id_fkey FOREIGN KEY (journey_id) REFERENCES journeys(id),
  constraint journey_people_mobility_id_fkey FOREIGN KEY (mobility_id) REFERENCES mobilities(id),
  constraint journey_people_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint journey_people_direction_check CHECK ((direction = ANY (ARRAY['there'::text, 'home'::text])))
);
CREATE INDEX journey_people_journey ON public.journey_people USING btree (journey_id) WHERE (left_at IS NULL);
CREATE UNIQUE INDEX journey_people_once ON public.journey_people USING btree (mobility_id, direction) WHERE (left_at IS NULL);
alter table public.journey_people enable row level security;
alter table public.journey_people force row level security;
create policy journey_people_scheme on journey_people for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER journey_people_wake AFTER INSERT OR DELETE OR UPDATE ON public.journey_people FOR EACH ROW EXECUTE FUNCTION ref.fact_of_stay();
grant insert, select, update on journey_people to app;

create table public.journeys (
  id uuid not null,
  scheme_id uuid not null,
  flow_id uuid,
  direction text not null,
  reference text not null,
  met_by text not null,
  booked_by text not null,
  booked_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint journeys_pkey PRIMARY KEY (id),
  constraint journeys_flow_id_fkey FOREIGN KEY (flow_id) REFERENCES flows(id),
  constraint journeys_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint journeys_direction_check CHECK ((direction = ANY (ARRAY['there'::text, 'home'::text]))),
  constraint journeys_met_by_check CHECK ((length(met_by) <= 200)),
  constraint journeys_reference_check CHECK ((length(reference) <= 60))
);
CREATE INDEX journeys_flow ON public.journeys USING btree (flow_id) WHERE (ended_at IS NULL);
alter table public.journeys enable row level security;
alter table public.journeys force row level security;
create policy journeys_scheme on journeys for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on journeys to app;

create table public.kit_files (
  id uuid not null,
  scheme_id uuid not null,
  brought_by text not null,
  brought_at timestamp with time zone not null,
  digest text not null,
  bytes bytea not null,
  opened_as text,
  constraint kit_files_pkey PRIMARY KEY (id),
  constraint kit_files_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint kit_files_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
  constraint kit_files_opened_as_check CHECK (((length(opened_as) >= 1) AND (length(opened_as) <= 60)))
);
CREATE INDEX kit_files_brought ON public.kit_files USING btree (scheme_id, brought_at);
alter table public.kit_files enable row level security;
alter table public.kit_files force row level security;
create policy kit_files_scheme on kit_files for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant delete, insert, select on kit_files to app;

create table public.mail_messages (
  id uuid not null,
  scheme_id uuid not null,
  to_address text not null,
  locale text not null,
  template text not null,
  subject text not null,
  body text not null,
  state text not null default 'queued'::text,
  attempts smallint not null default 0,
  last_error text,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  batch_id uuid,
  channel text not null default 'mail'::text,
  html text,
  leave_url text,
  constraint mail_messages_pkey PRIMARY KEY (id),
  constraint mail_messages_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint mail_messages_channel_check CHECK ((channel = ANY (ARRAY['mail'::text, 'sms'::text]))),
  constraint mail_messages_leave_url_check CHECK ((leave_url !~ '[\r\n]'::text)),
  constraint mail_messages_state_check CHECK ((state = ANY (ARRAY['held'::text, 'queued'::text, 'sent'::text, 'kept'::text, 'failed'::text, 'cancelled'::text]))),
  constraint mail_messages_subject_check CHECK ((subject !~ '[\r\n]'::text)),
  constraint mail_messages_to_address_check CHECK ((to_address !~ '[\r\n]'::text))
);
CREATE INDEX mail_messages_batch ON public.mail_messages USING btree (batch_id) WHERE (batch_id IS NOT NULL);
CREATE INDEX mail_messages_leave ON public.mail_messages USING btree ("right"(leave_url, 32)) WHERE (leave_url IS NOT NULL);
CREATE INDEX mail_messages_recent ON public.mail_messages USING btree (scheme_id, created_at DESC);
alter table public.mail_messages enable row level security;
alter table public.mail_messages force row level security;
create policy mail_messages_scheme on mail_messages for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on mail_messages to app;

create table public.match_pins (
  id uuid not null,
  scheme_id uuid not null,
  flow_id uuid not null,
  mobility_id uuid not null,
  organisation_id uuid not null,
  reason text not null,
  made_at timestamp with time zone not null,
  made_by text not null,
  ended_at timestamp with time zone,
  constraint match_pins_pkey PRIMARY KEY (id),
  constraint match_pins_flow_id_fkey FOREIGN KEY (flow_id) REFERENCES flows(id),
  constraint match_pins_mobility_id_fkey FOREIGN KEY (mobility_id) REFERENCES mobilities(id),
  constraint match_pins_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint match_pins_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint match_pins_reason_check CHECK (((length(reason) >= 3) AND (length(reason) <= 500)))
);
CREATE UNIQUE INDEX match_pins_one ON public.match_pins USING btree (mobility_id) WHERE (ended_at IS NULL);
alter table public.match_pins enable row level security;
alter table public.match_pins force row level security;
create policy match_pins_scheme on match_pins for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on match_pins to app;

create table public.match_runs (
  id uuid not null,
  scheme_id uuid not null,
  flow_id uuid not null,
  number integer not null,
  problem_hash text not null,
  verified boolean not null,
  people integer not null,
  placed integer not null,
  objective bigint not null,
  gap bigint not null,
  sealed bytea not null,
  made_at timestamp with time zone not null,
  made_by text not null,
  kept_at timestamp with time zone,
  kept_by text,
  constraint match_runs_pkey PRIMARY KEY (id),
  constraint match_runs_flow_id_number_key UNIQUE (flow_id, number),
  constraint match_runs_flow_id_fkey FOREIGN KEY (flow_id) REFERENCES flows(id),
  constraint match_runs_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id)
);
alter table public.match_runs enable row level security;
alter table public.match_runs force row level security;
create policy match_runs_scheme on match_runs for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on match_runs to app;

create table public.medical_card_fields (
  mobility_id uuid not null,
  field text not null,
  scheme_id uuid not null,
  sealed bytea not null,
  constraint medical_card_fields_pkey PRIMARY KEY (mobility_id, field),
  constraint medical_card_fields_mobility_id_fkey FOREIGN KEY (mobility_id) REFERENCES medical_cards(mobility_id),
  constraint medical_card_fields_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint medical_card_fields_field_check CHECK ((field = ANY (ARRAY['diet'::text, 'allergies'::text, 'medicines'::text, 'conditions'::text])))
);
alter table public.medical_card_fields enable row level security;
alter table public.medical_card_fields force row level security;
create policy medical_card_fields_archive on medical_card_fields for select to public using (((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)) AND (( SELECT ref.current_purpose() AS current_purpose) = 'archive'::text)));
create policy medical_card_fields_purpose on medical_card_fields for all to public using (((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)) AND (( SELECT ref.current_purpose() AS current_purpose) = ANY (ARRAY['care'::text, 'own-answers'::text, 'person-request'::text]))));
grant delete, insert, select, update on medical_card_fields to app;

create table public.medical_card_readings (
  id uuid not null,
  scheme_id uuid not null,
  mobility_id uuid not null,
  fields text[] not null,
  reason text not null,
  reader text not null,
  reader_name text not null,
  at timestamp with time zone not null,
  constraint medical_card_readings_pkey PRIMARY KEY (id),
  constraint medical_card_readings_mobility_id_fkey FOREIGN KEY (mobility_id) REFERENCES mobilities(id),
  constraint medical_card_readings_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint medical_card_readings_reason_check CHECK ((reason = ANY (ARRAY['food'::text, 'host'::text, 'journey'::text, 'emergency'::text, 'person-asked'::text, 'archive'::text])))
);
CREATE INDEX medical_card_readings_stay ON public.medical_card_readings USING btree (mobility_id, at);
alter table public.medical_card_readings enable row level security;
alter table public.medical_card_readings force row level security;
create policy medical_card_readings_scheme on medical_card_readings for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select on medical_card_readings to app;

create table public.medical_cards (
  mobility_id uuid not null,
  scheme_id uuid not null,
  written_at timestamp with time zone not null,
  written_by text not null,
  delete_after date not null,
  deleted_at timestamp with time zone,
  constraint medical_cards_pkey PRIMARY KEY (mobility_id),
  constraint medical_cards_mobility_id_fkey FOREIGN KEY (mobility_id) REFERENCES mobilities(id),
  constraint medical_cards_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint medical_cards_written_by_check CHECK ((written_by = ANY (ARRAY['learner'::text, 'guardian'::text, 'office'::text])))
);
alter table public.medical_cards enable row level security;
alter table public.medical_cards force row level security;
create policy medical_cards_scheme on medical_cards for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER medical_cards_wake AFTER INSERT OR DELETE OR UPDATE ON public.medical_cards FOR EACH ROW EXECUTE FUNCTION ref.fact_of_stay();
grant insert, select, update on medical_cards to app;

create table public.memberships (
  id uuid not null,
  scheme_id uuid not null,
  user_id text not null,
  person_name text not null,
  email text not null,
  role text not null,
  organisation_id uuid,
  country text,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  starts_at timestamp with time zone,
  ends_at timestamp with time zone,
  constraint memberships_pkey PRIMARY KEY (id),
  constraint memberships_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint memberships_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint memberships_check CHECK (((role = 'country-partner'::text) = (country IS NOT NULL))),
  constraint memberships_days CHECK ((ends_at > starts_at)),
  constraint memberships_days_both CHECK (((starts_at IS NULL) = (ends_at IS NULL))),
  constraint memberships_officer_of_school CHECK (((role <> 'school-officer'::text) OR (organisation_id IS NOT NULL))),
  constraint memberships_role_check CHECK ((role = ANY (ARRAY['coordinator'::text, 'country-partner'::text, 'auditor'::text, 'school-officer'::text, 'assessor'::text])))
);
CREATE UNIQUE INDEX memberships_one_live ON public.memberships USING btree (scheme_id, user_id, role, COALESCE(country, ''::text), (
CASE
    WHEN (role = 'school-officer'::text) THEN organisation_id
    ELSE NULL::uuid
END)) NULLS NOT DISTINCT WHERE (ended_at IS NULL);
alter table public.memberships enable row level security;
alter table public.memberships force row level security;
create policy memberships_scheme on memberships for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
create policy memberships_sign_in on memberships for select to owner_ using ((ended_at IS NULL));
grant insert, select, update on memberships to app;

create table public.message_templates (
  id uuid not null,
  scheme_id uuid not null,
  name text not null,
  owner_id text not null,
  owner_name text not null,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  retired_at timestamp with time zone,
  constraint message_templates_pkey PRIMARY KEY (id),
  constraint message_templates_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint message_templates_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)))
);
CREATE UNIQUE INDEX message_templates_name ON public.message_templates USING btree (scheme_id, lower(name)) WHERE (retired_at IS NULL);
alter table public.message_templates enable row level security;
alter table public.message_templates force row level security;
create policy message_templates_scheme on message_templates for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on message_templates to app;

create table public.message_texts (
  scheme_id uuid not null,
  template_id uuid not null,
  locale text not null,
  subject text not null,
  body text not null,
  constraint message_texts_pkey PRIMARY KEY (template_id, locale),
  constraint message_texts_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint message_texts_template_id_fkey FOREIGN KEY (template_id) REFERENCES message_templates(id),
  constraint message_texts_body_check CHECK (((length(body) >= 1) AND (length(body) <= 5000))),
  constraint message_texts_locale_check CHECK ((locale <> 'sr-Latn'::text)),
  constraint message_texts_subject_check CHECK (((subject !~ '[\r\n]'::text) AND ((length(subject) >= 1) AND (length(subject) <= 150))))
);
alter table public.message_texts enable row level security;
alter table public.message_texts force row level security;
create policy message_texts_scheme on message_texts for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant delete, insert, select, update on message_texts to app;

create table public.mobilities (
  id uuid not null,
  scheme_id uuid not null,
  line_id uuid not null,
  person_id uuid not null,
  offer_id uuid,
  flow_id uuid,
  reference text not null,
  sending_organisation_id uuid not null,
  hosting_organisation_id uuid,
  sending_country text not null,
  hosting_country text not null,
  hosting_city text not null,
  starts date not null,
  ends date not null,
  mode text not null,
  state text not null,
  invented boolean not null default false,
  created_at timestamp with time zone not null,
  company_id uuid,
  state_since timestamp with time zone not null default now(),
  state_reason text,
  actual_starts date,
  actual_ends date,
  interruption_days smallint not null default 0,
  interrupted_on date,
  constraint mobilities_pkey PRIMARY KEY (id),
  constraint mobilities_offer_id_key UNIQUE (offer_id),
  constraint mobilities_scheme_id_reference_key UNIQUE (scheme_id, reference),
  constraint mobilities_company_id_fkey FOREIGN KEY (company_id) REFERENCES organisations(id),
  constraint mobilities_flow_id_fkey FOREIGN KEY (flow_id) REFERENCES flows(id),
  constraint mobilities_hosting_organisation_id_fkey FOREIGN KEY (hosting_organisation_id) REFERENCES organisations(id),
  constraint mobilities_line_id_fkey FOREIGN KEY (line_id) REFERENCES activity_lines(id),
  constraint mobilities_offer_id_fkey FOREIGN KEY (offer_id) REFERENCES offers(id),
  constraint mobilities_person_id_fkey FOREIGN KEY (person_id) REFERENCES persons(id),
  constraint mobilities_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint mobilities_sending_organisation_id_fkey FOREIGN KEY (sending_organisation_id) REFERENCES organisations(id),
  constraint mobilities_break CHECK (((interrupted_on IS NULL) = (state <> 'interrupted'::text))),
  constraint mobilities_check CHECK ((ends >= starts)),
  constraint mobilities_check1 CHECK ((actual_ends >= actual_starts)),
  constraint mobilities_interruption_days_check CHECK (((interruption_days >= 0) AND (interruption_days <= 365))),
  constraint mobilities_mode_check CHECK ((mode = ANY (ARRAY['physical'::text, 'blended'::text, 'virtual'::text]))),
  constraint mobilities_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'matched'::text, 'preparing'::text, 'ready'::text, 'on-hold'::text, 'in-progress'::text, 'interrupted'::text, 'extended'::text, 'early-return'::text, 'finished'::text, 'reported'::text, 'recognised'::text, 'closed'::text, 'cancelled'::text]))),
  constraint mobilities_state_reason_check CHECK (((length(state_reason) >= 1) AND (length(state_reason) <= 500)))
);
CREATE INDEX mobilities_company ON public.mobilities USING btree (company_id) WHERE (company_id IS NOT NULL);
CREATE INDEX mobilities_days ON public.mobilities USING btree (scheme_id, starts);
CREATE INDEX mobilities_flow ON public.mobilities USING btree (flow_id) WHERE (flow_id IS NOT NULL);
CREATE INDEX mobilities_line ON public.mobilities USING btree (scheme_id, line_id, state);
CREATE INDEX mobilities_person ON public.mobilities USING btree (person_id);
alter table public.mobilities enable row level security;
alter table public.mobilities force row level security;
create policy mobilities_scheme on mobilities for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER mobilities_wake AFTER UPDATE OF starts, ends, company_id, hosting_country, mode, person_id ON public.mobilities FOR EACH ROW WHEN (((((((new.starts IS DISTINCT FROM old.starts) OR (new.ends IS DISTINCT FROM old.ends)) OR (new.company_id IS DISTINCT FROM old.company_id)) OR (new.hosting_country IS DISTINCT FROM old.hosting_country)) OR (new.mode IS DISTINCT FROM old.mode)) OR (new.person_id IS DISTINCT FROM old.person_id))) EXECUTE FUNCTION ref.fact_of_mobility();
CREATE TRIGGER mobilities_wake_flow AFTER INSERT OR UPDATE OF flow_id ON public.mobilities FOR EACH ROW WHEN ((new.flow_id IS NOT NULL)) EXECUTE FUNCTION ref.fact_of_flow();
grant insert, select, update on mobilities to app;

create table public.news_posts (
  id uuid not null,
  scheme_id uuid not null,
  state text not null,
  state_since timestamp with time zone not null,
  title jsonb not null,
  body jsonb not null,
  created_at timestamp with time zone not null,
  created_by text not null,
  published_at timestamp with time zone,
  changed_at timestamp with time zone,
  constraint news_posts_pkey PRIMARY KEY (id),
  constraint news_posts_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint news_posts_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'taken-down'::text])))
);
CREATE INDEX news_posts_list ON public.news_posts USING btree (scheme_id, state, published_at DESC);
alter table public.news_posts enable row level security;
alter table public.news_posts force row level security;
create policy news_posts_scheme on news_posts for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on news_posts to app;

create table public.newsletter_items (
  newsletter_id uuid not null,
  scheme_id uuid not null,
  "position" smallint not null,
  story_id uuid,
  news_id uuid,
  constraint newsletter_items_pkey PRIMARY KEY (newsletter_id, "position"),
  constraint newsletter_items_news_id_fkey FOREIGN KEY (news_id) REFERENCES news_posts(id),
  constraint newsletter_items_newsletter_id_fkey FOREIGN KEY (newsletter_id) REFERENCES newsletters(id),
  constraint newsletter_items_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint newsletter_items_story_id_fkey FOREIGN KEY (story_id) REFERENCES stories(id),
  constraint newsletter_items_check CHECK ((num_nonnulls(story_id, news_id) = 1))
);
alter table public.newsletter_items enable row level security;
alter table public.newsletter_items force row level security;
create policy newsletter_items_scheme on newsletter_items for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant delete, insert, select, update on newsletter_items to app;

create table public.newsletter_subscribers (
  id uuid not null,
  scheme_id uuid not null,
  email text not null,
  locale text not null,
  confirm_hash text not null,
  leave_hash text not null,
  asked_at timestamp with time zone not null,
  confirmed_at timestamp with time zone,
  constraint newsletter_subscribers_pkey PRIMARY KEY (id),
  constraint newsletter_subscribers_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint newsletter_subscribers_email_check CHECK (((email !~ '[\r\n]'::text) AND ((length(email) >= 3) AND (length(email) <= 254)))),
  constraint newsletter_subscribers_locale_check CHECK ((locale = ANY (ARRAY['bs'::text, 'cnr'::text, 'en'::text, 'hr'::text, 'mk'::text, 'sq'::text, 'sr-Cyrl'::text, 'sr-Latn'::text])))
);
CREATE INDEX newsletter_subscribers_confirm ON public.newsletter_subscribers USING btree (confirm_hash);
CREATE INDEX newsletter_subscribers_leave ON public.newsletter_subscribers USING btree (leave_hash);
CREATE UNIQUE INDEX newsletter_subscribers_once ON public.newsletter_subscribers USING btree (scheme_id, lower(email));
alter table public.newsletter_subscribers enable row level security;
alter table public.newsletter_subscribers force row level security;
create policy newsletter_subscribers_scheme on newsletter_subscribers for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant delete, insert, select, update on newsletter_subscribers to app;

create table public.newsletters (
  id uuid not null,
  scheme_id uuid not null,
  state text not null,
  state_since timestamp with time zone not null,
  subject jsonb not null,
  intro jsonb not null,
  created_at timestamp with time zone not null,
  created_by text not null,
  sent_by text,
  letters integer,
  constraint newsletters_pkey PRIMARY KEY (id),
  constraint newsletters_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint newsletters_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'sending'::text, 'sent'::text])))
);
alter table public.newsletters enable row level security;
alter table public.newsletters force row level security;
create policy newsletters_scheme on newsletters for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on newsletters to app;

create table public.objections (
  id uuid not null,
  scheme_id uuid not null,
  call_id uuid not null,
  list_id uuid not null,
  application_id uuid not null,
  state text not null,
  body text not null,
  brought text not null,
  brought_by text,
  brought_at timestamp with time zone not null,
  answer text,
  answered_by text,
  answered_at timestamp with time zone,
  constraint objections_pkey PRIMARY KEY (id),
  constraint objections_list_id_application_id_key UNIQUE (list_id, application_id),
  constraint objections_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
  constraint objections_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id),
  constraint objections_list_id_fkey FOREIGN KEY (list_id) REFERENCES selection_lists(id),
  constraint objections_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint objections_answer_check CHECK (((length(answer) >= 10) AND (length(answer) <= 3000))),
  constraint objections_body_check CHECK (((length(body) >= 10) AND (length(body) <= 3000))),
  constraint objections_brought_check CHECK ((brought = ANY (ARRAY['own-page'::text, 'office'::text]))),
  constraint objections_check CHECK (((state = 'open'::text) = (answered_at IS NULL))),
  constraint objections_check1 CHECK (((answer IS NULL) = (answered_at IS NULL))),
  constraint objections_state_check CHECK ((state = ANY (ARRAY['open'::text, 'upheld'::text, 'rejected'::text])))
);
alter table public.objections enable row level security;
alter table public.objections force row level security;
create policy objections_scheme on objections for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on objections to app;

create table public.offers (
  id uuid not null,
  scheme_id uuid not null,
  call_id uuid not null,
  run_id uuid not null,
  application_id uuid not null,
  place_id uuid not null,
  state text not null,
  from_reserve_list boolean not null default false,
  answer_by timestamp with time zone not null,
  offered_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  reason text,
  constraint offers_pkey PRIMARY KEY (id),
  constraint offers_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
  constraint offers_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id),
  constraint offers_place_id_fkey FOREIGN KEY (place_id) REFERENCES places(id),
  constraint offers_run_id_fkey FOREIGN KEY (run_id) REFERENCES allocation_runs(id),
  constraint offers_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint offers_state_check CHECK ((state = ANY (ARRAY['offered'::text, 'wished'::text, 'accepted'::text, 'declined'::text, 'lapsed'::text])))
);
CREATE INDEX offers_application ON public.offers USING btree (application_id, offered_at DESC);
CREATE UNIQUE INDEX offers_one_live ON public.offers USING btree (call_id, application_id) WHERE (state = ANY (ARRAY['offered'::text, 'wished'::text, 'accepted'::text]));
CREATE INDEX offers_place ON public.offers USING btree (place_id);
alter table public.offers enable row level security;
alter table public.offers force row level security;
create policy offers_scheme on offers for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on offers to app;

create table public.opportunities (
  id uuid not null,
  scheme_id uuid not null,
  title jsonb not null,
  about jsonb not null,
  organiser text not null,
  countries text[] not null,
  audience text[] not null,
  line_code text,
  deadline date,
  source text not null,
  link text not null,
  checked_on date not null,
  state text not null,
  state_since timestamp with time zone not null,
  reason text,
  proposed_by text not null,
  proposed_by_name text not null,
  proposed_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  proposed_in text,
  constraint opportunities_pkey PRIMARY KEY (id),
  constraint opportunities_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint opportunities_about_check CHECK ((about ? 'en'::text)),
  constraint opportunities_audience_check CHECK (((audience <@ ARRAY['learners'::text, 'staff'::text, 'schools'::text]) AND ((cardinality(audience) >= 1) AND (cardinality(audience) <= 3)))),
  constraint opportunities_countries_check CHECK (((cardinality(countries) >= 1) AND (cardinality(countries) <= 60))),
  constraint opportunities_line_code_check CHECK ((length(line_code) <= 100)),
  constraint opportunities_link_check CHECK (((link ~ '^https?://'::text) AND (length(link) <= 500))),
  constraint opportunities_organiser_check CHECK (((length(organiser) >= 1) AND (length(organiser) <= 200))),
  constraint opportunities_reason_check CHECK ((length(reason) <= 500)),
  constraint opportunities_source_check CHECK (((length(source) >= 1) AND (length(source) <= 300))),
  constraint opportunities_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'shown'::text, 'refused'::text, 'taken-down'::text]))),
  constraint opportunities_title_check CHECK ((title ? 'en'::text))
);
CREATE INDEX opportunities_scheme ON public.opportunities USING btree (scheme_id, state, deadline);
alter table public.opportunities enable row level security;
alter table public.opportunities force row level security;
create policy opportunities_scheme on opportunities for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on opportunities to app;

create table public.organisations (
  id uuid not null,
  scheme_id uuid not null,
  name text not null,
  kind text not null,
  roles text[] not null,
  city text not null,
  country text not null,
  website text,
  sending_partner_id uuid,
  setting text,
  invented boolean not null default false,
  created_at timestamp with time zone not null,
  street text,
  postcode text,
  landline text,
  office_hours jsonb,
  verified_at timestamp with time zone,
  verified_by text,
  hosting_partner_id uuid,
  constraint organisations_pkey PRIMARY KEY (id),
  constraint organisations_scheme_id_name_city_key UNIQUE (scheme_id, name, city),
  constraint organisations_hosting_partner_id_fkey FOREIGN KEY (hosting_partner_id) REFERENCES organisations(id),
  constraint organisations_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint organisations_sending_partner_id_fkey FOREIGN KEY (sending_partner_id) REFERENCES organisations(id),
  constraint organisations_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint organisations_kind_check CHECK ((kind = ANY (ARRAY['vet-school'::text, 'chamber'::text, 'association'::text, 'social-enterprise'::text, 'ngo'::text, 'higher-education'::text, 'company'::text, 'foundation'::text, 'centre'::text]))),
  constraint organisations_landline_check CHECK ((landline ~ '^\+[0-9][0-9 ()/-]{5,28}$'::text)),
  constraint organisations_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint organisations_office_hours_check CHECK (((office_hours IS NULL) OR (((office_hours ->> 'firstDay'::text) ~ '^[1-7]$'::text) AND ((office_hours ->> 'lastDay'::text) ~ '^[1-7]$'::text) AND ((office_hours ->> 'opens'::text) ~ '^[0-2][0-9]:[0-5][0-9]$'::text) AND ((office_hours ->> 'closes'::text) ~ '^[0-2][0-9]:[0-5][0-9]$'::text)))),
  constraint organisations_postcode_check CHECK (((length(postcode) >= 1) AND (length(postcode) <= 20))),
  constraint organisations_roles_check CHECK ((roles <@ ARRAY['coordinating'::text, 'sending'::text, 'hosting'::text, 'support'::text, 'excellence'::text, 'school'::text, 'company'::text])),
  constraint organisations_setting_check CHECK ((setting = ANY (ARRAY['rural'::text, 'urban'::text]))),
  constraint organisations_street_check CHECK (((length(street) >= 1) AND (length(street) <= 200))),
  constraint organisations_whole_address CHECK (((street IS NULL) = (postcode IS NULL)))
);
CREATE INDEX organisations_hosting_partner ON public.organisations USING btree (hosting_partner_id) WHERE (hosting_partner_id IS NOT NULL);
CREATE INDEX organisations_list ON public.organisations USING btree (scheme_id, name);
alter table public.organisations enable row level security;
alter table public.organisations force row level security;
create policy organisations_scheme on organisations for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on organisations to app;

create table public.own_bundles (
  id uuid not null,
  scheme_id uuid not null,
  flow_id uuid not null,
  kind text not null,
  progress_id uuid not null,
  stays uuid[] not null,
  made_at timestamp with time zone not null,
  made_by text not null,
  papers smallint,
  left_out jsonb not null default '[]'::jsonb,
  sealed bytea,
  constraint own_bundles_pkey PRIMARY KEY (id),
  constraint own_bundles_flow_id_fkey FOREIGN KEY (flow_id) REFERENCES flows(id),
  constraint own_bundles_progress_id_fkey FOREIGN KEY (progress_id) REFERENCES job_progress(id),
  constraint own_bundles_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint own_bundles_kind_check CHECK ((kind = ANY (ARRAY['learning-agreement'::text, 'grant-agreement'::text, 'host-agreement'::text, 'staff-agreement'::text]))),
  constraint own_bundles_papers_check CHECK ((papers >= 0))
);
CREATE INDEX own_bundles_made ON public.own_bundles USING btree (scheme_id, made_at);
alter table public.own_bundles enable row level security;
alter table public.own_bundles force row level security;
create policy own_bundles_scheme on own_bundles for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant delete, insert, select on own_bundles to app;

create table public.own_papers (
  id uuid not null,
  scheme_id uuid not null,
  mobility_id uuid not null,
  kind text not null,
  template_id uuid not null,
  made_at timestamp with time zone not null,
  made_by text not null,
  ended_at timestamp with time zone,
  constraint own_papers_pkey PRIMARY KEY (id),
  constraint own_papers_mobility_id_fkey FOREIGN KEY (mobility_id) REFERENCES mobilities(id),
  constraint own_papers_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint own_papers_template_id_fkey FOREIGN KEY (template_id) REFERENCES own_templates(id),
  constraint own_papers_kind_check CHECK ((kind = ANY (ARRAY['learning-agreement'::text, 'grant-agreement'::text, 'host-agreement'::text, 'staff-agreement'::text])))
);
CREATE UNIQUE INDEX own_papers_one ON public.own_papers USING btree (mobility_id, kind) WHERE (ended_at IS NULL);
CREATE INDEX own_papers_template ON public.own_papers USING btree (template_id);
alter table public.own_papers enable row level security;
alter table public.own_papers force row level security;
create policy own_papers_scheme on own_papers for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select on own_papers to app;

create table public.own_templates (
  id uuid not null,
  scheme_id uuid not null,
  kind text not null,
  year smallint not null,
  language text not null,
  version smallint not null,
  file_name text not null,
  digest text not null,
  size integer not null,
  bytes bytea not null,
  added_at timestamp with time zone not null,
  added_by text not null,
  ended_at timestamp with time zone,
  ended_by text,
  constraint own_templates_pkey PRIMARY KEY (id),
  constraint own_templates_scheme_id_kind_year_language_version_key UNIQUE (scheme_id, kind, year, language, version),
  constraint own_templates_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint own_templates_check CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  constraint own_templates_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
  constraint own_templates_file_name_check CHECK (((length(file_name) >= 1) AND (length(file_name) <= 200))),
  constraint own_templates_kind_check CHECK ((kind = ANY (ARRAY['learning-agreement'::text, 'grant-agreement'::text, 'host-agreement'::text, 'staff-agreement'::text]))),
  constraint own_templates_language_check CHECK (((length(language) >= 2) AND (length(language) <= 7))),
  constraint own_templates_size_check CHECK (((size >= 1) AND (size <= 5242880))),
  constraint own_templates_version_check CHECK ((version > 0)),
  constraint own_templates_year_check CHECK (((year >= 2021) AND (year <= 2100)))
);
alter table public.own_templates enable row level security;
alter table public.own_templates force row level security;
create policy own_templates_scheme on own_templates for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select on own_templates to app;

create table public.paper_numbers (
  paper_id uuid not null,
  scheme_id uuid not null,
  sealed bytea not null,
  constraint paper_numbers_pkey PRIMARY KEY (paper_id),
  constraint paper_numbers_paper_id_fkey FOREIGN KEY (paper_id) REFERENCES travel_papers(id) ON DELETE CASCADE,
  constraint paper_numbers_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id)
);
alter table public.paper_numbers enable row level security;
alter table public.paper_numbers force row level security;
create policy paper_numbers_archive on paper_numbers for select to public using (((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)) AND (( SELECT ref.current_purpose() AS current_purpose) = 'archive'::text)));
create policy paper_numbers_purpose on paper_numbers for all to public using (((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)) AND (( SELECT ref.current_purpose() AS current_purpose) = ANY (ARRAY['care'::text, 'person-request'::text]))));
grant delete, insert, select, update on paper_numbers to app;

create table public.person_languages (
  id uuid not null,
  scheme_id uuid not null,
  person_id uuid not null,
  language text not null,
  level text not null,
  basis text not null,
  said_at timestamp with time zone not null,
  said_by text not null,
  ended_at timestamp with time zone,
  constraint person_languages_pkey PRIMARY KEY (id),
  constraint person_languages_person_id_fkey FOREIGN KEY (person_id) REFERENCES persons(id),
  constraint person_languages_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint person_languages_basis_check CHECK ((basis = ANY (ARRAY['self'::text, 'certificate'::text, 'teacher'::text]))),
  constraint person_languages_language_check CHECK ((language ~ '^[a-z]{2}$'::text)),
  constraint person_languages_level_check CHECK ((level = ANY (ARRAY['A1'::text, 'A2'::text, 'B1'::text, 'B2'::text, 'C1'::text, 'C2'::text])))
);
CREATE UNIQUE INDEX person_languages_one ON public.person_languages USING btree (person_id, language) WHERE (ended_at IS NULL);
alter table public.person_languages enable row level security;
alter table public.person_languages force row level security;
create policy person_languages_scheme on person_languages for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on person_languages to app;

create table public.person_verdicts (
  id uuid not null,
  scheme_id uuid not null,
  first_id uuid not null,
  second_id uuid not null,
  verdict text not null,
  why text not null,
  kept_id uuid,
  sequence bigint not null generated always as identity,
  decided_by text not null,
  decided_name text not null,
  decided_at timestamp with time zone not null,
  constraint person_verdicts_pkey PRIMARY KEY (id),
  constraint person_verdicts_first_id_fkey FOREIGN KEY (first_id) REFERENCES persons(id),
  constraint person_verdicts_kept_id_fkey FOREIGN KEY (kept_id) REFERENCES persons(id),
  constraint person_verdicts_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint person_verdicts_second_id_fkey FOREIGN KEY (second_id) REFERENCES persons(id),
  constraint person_verdicts_check CHECK ((first_id < second_id)),
  constraint person_verdicts_check1 CHECK (((verdict = 'same'::text) = (kept_id IS NOT NULL))),
  constraint person_verdicts_verdict_check CHECK ((verdict = ANY (ARRAY['same'::text, 'different'::text]))),
  constraint person_verdicts_why_check CHECK ((why = ANY (ARRAY['asked-person'::text, 'asked-school'::text, 'documents'::text, 'spelling'::text, 'relatives'::text])))
);
CREATE INDEX person_verdicts_pair ON public.person_verdicts USING btree (first_id, second_id, sequence DESC);
alter table public.person_verdicts enable row level security;
alter table public.person_verdicts force row level security;
create policy person_verdicts_scheme on person_verdicts for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select on person_verdicts to app;

create table public.persons (
  id uuid not null,
  scheme_id uuid not null,
  given_names text not null,
  family_name text not null,
  birth_date date not null,
  gender text,
  email text,
  phone text,
  country text not null,
  folded text not null generated always as (ref.fold(((given_names || ' '::text) || family_name))) stored,
  invented boolean not null default false,
  created_at timestamp with time zone not null,
  merged_into uuid,
  merged_at timestamp with time zone,
  constraint persons_pkey PRIMARY KEY (id),
  constraint persons_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES persons(id),
  constraint persons_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint persons_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint persons_family_name_check CHECK (((length(family_name) >= 1) AND (length(family_name) <= 100))),
  constraint persons_gender_check CHECK ((gender = ANY (ARRAY['woman'::text, 'man'::text, 'other'::text]))),
  constraint persons_given_names_check CHECK (((length(given_names) >= 1) AND (length(given_names) <= 100))),
  constraint persons_merged CHECK ((((merged_into IS NULL) = (merged_at IS NULL)) AND (merged_into <> id)))
);
CREATE INDEX persons_born ON public.persons USING btree (scheme_id, birth_date);
CREATE INDEX persons_list_cnr ON public.persons USING btree (scheme_id, family_name COLLATE montenegrin, given_names COLLATE montenegrin, id);
CREATE INDEX persons_list_en ON public.persons USING btree (scheme_id, family_name COLLATE "en-x-icu", given_names COLLATE "en-x-icu", id);
CREATE INDEX persons_list_mk ON public.persons USING btree (scheme_id, family_name COLLATE "mk-x-icu", given_names COLLATE "mk-x-icu", id);
CREATE INDEX persons_list_sq ON public.persons USING btree (scheme_id, family_name COLLATE "sq-x-icu", given_names COLLATE "sq-x-icu", id);
CREATE INDEX persons_list_sr_cyrl ON public.persons USING btree (scheme_id, family_name COLLATE "sr-Cyrl-x-icu", given_names COLLATE "sr-Cyrl-x-icu", id);
CREATE INDEX persons_list_sr_latn ON public.persons USING btree (scheme_id, family_name COLLATE "sr-Latn-x-icu", given_names COLLATE "sr-Latn-x-icu", id);
CREATE INDEX persons_merged_into ON public.persons USING btree (merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX persons_same ON public.persons USING btree (scheme_id, family_name, given_names, birth_date);
alter table public.persons enable row level security;
alter table public.persons force row level security;
create policy persons_scheme on persons for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER persons_wake AFTER UPDATE OF birth_date ON public.persons FOR EACH ROW WHEN ((new.birth_date IS DISTINCT FROM old.birth_date)) EXECUTE FUNCTION ref.fact_of_person();
grant insert, select, update on persons to app;

create table public.pins (
  id uuid not null,
  scheme_id uuid not null,
  call_id uuid not null,
  application_id uuid not null,
  place_id uuid not null,
  reason text not null,
  pinned_by text not null,
  pinned_at timestamp with time zone not null,
  removed_by text,
  removed_at timestamp with time zone,
  constraint pins_pkey PRIMARY KEY (id),
  constraint pins_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
  constraint pins_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id),
  constraint pins_place_id_fkey FOREIGN KEY (place_id) REFERENCES places(id),
  constraint pins_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint pins_reason_check CHECK (((length(reason) >= 10) AND (length(reason) <= 500)))
);
CREATE UNIQUE INDEX pins_one_live ON public.pins USING btree (call_id, application_id) WHERE (removed_at IS NULL);
alter table public.pins enable row level security;
alter table public.pins force row level security;
create policy pins_scheme on pins for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on pins to app;

create table public.places (
  id uuid not null,
  scheme_id uuid not null,
  flow_id uuid not null,
  trade text,
  seats smallint not null,
  carried_from uuid,
  constraint places_pkey PRIMARY KEY (id),
  constraint places_carried_from_fkey FOREIGN KEY (carried_from) REFERENCES places(id),
  constraint places_flow_id_fkey FOREIGN KEY (flow_id) REFERENCES flows(id),
  constraint places_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint places_seats_check CHECK ((seats >= 0))
);
CREATE INDEX places_carried ON public.places USING btree (carried_from) WHERE (carried_from IS NOT NULL);
CREATE INDEX places_flow ON public.places USING btree (flow_id);
CREATE UNIQUE INDEX places_one_a_trade ON public.places USING btree (flow_id, COALESCE(trade, ''::text));
alter table public.places enable row level security;
alter table public.places force row level security;
create policy places_scheme on places for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER places_frozen BEFORE DELETE OR UPDATE ON public.places FOR EACH ROW EXECUTE FUNCTION ref.keep_part_of_opened_call();
grant delete, insert, select, update on places to app;

create table public.preparation_rules (
  scheme_id uuid not null,
  minors_per_adult smallint not null,
  set_by text not null,
  set_at timestamp with time zone not null,
  constraint preparation_rules_pkey PRIMARY KEY (scheme_id),
  constraint preparation_rules_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint preparation_rules_minors_per_adult_check CHECK (((minors_per_adult >= 1) AND (minors_per_adult <= 50)))
);
alter table public.preparation_rules enable row level security;
alter table public.preparation_rules force row level security;
create policy preparation_rules_scheme on preparation_rules for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER preparation_rules_wake AFTER INSERT OR UPDATE ON public.preparation_rules FOR EACH STATEMENT EXECUTE FUNCTION ref.fact_of_scheme();
grant insert, select, update on preparation_rules to app;

create table public.preselection_rules (
  call_id uuid not null,
  scheme_id uuid not null,
  at_most smallint,
  until date not null,
  set_by text not null,
  set_at timestamp with time zone not null,
  only_those boolean not null default false,
  constraint preselection_rules_pkey PRIMARY KEY (call_id),
  constraint preselection_rules_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id),
  constraint preselection_rules_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint preselection_rules_at_most_check CHECK ((at_most > 0))
);
alter table public.preselection_rules enable row level security;
alter table public.preselection_rules force row level security;
create policy preselection_rules_scheme on preselection_rules for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER preselection_rules_frozen BEFORE INSERT OR DELETE OR UPDATE ON public.preselection_rules FOR EACH ROW EXECUTE FUNCTION ref.keep_preselection_rule();
grant insert, select, update on preselection_rules to app;

create table public.preselections (
  id uuid not null,
  scheme_id uuid not null,
  application_id uuid not null,
  put_forward boolean not null,
  reason text not null,
  sequence bigint not null generated always as identity,
  decided_by text not null,
  decided_at timestamp with time zone not null,
  constraint preselections_pkey PRIMARY KEY (id),
  constraint preselections_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
  constraint preselections_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint preselections_reason_check CHECK (((length(reason) >= 10) AND (length(reason) <= 500)))
);
CREATE INDEX preselections_newest ON public.preselections USING btree (application_id, sequence DESC);
alter table public.preselections enable row level security;
alter table public.preselections force row level security;
create policy preselections_scheme on preselections for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select on preselections to app;

create table public.reflections (
  id uuid not null,
  scheme_id uuid not null,
  mobility_id uuid not null,
  state text not null,
  locale text not null,
  sent_to text,
  secret_hash text not null,
  asked_at timestamp with time zone not null,
  asked_by text not null,
  seen text,
  changes text,
  advice text,
  share boolean not null default false,
  resource_id uuid,
  sent_at timestamp with time zone,
  constraint reflections_pkey PRIMARY KEY (id),
  constraint reflections_mobility_id_key UNIQUE (mobility_id),
  constraint reflections_mobility_id_fkey FOREIGN KEY (mobility_id) REFERENCES mobilities(id),
  constraint reflections_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint reflections_advice_check CHECK (((length(advice) >= 1) AND (length(advice) <= 3000))),
  constraint reflections_changes_check CHECK (((length(changes) >= 1) AND (length(changes) <= 3000))),
  constraint reflections_check CHECK (((state = 'asked'::text) OR ((seen IS NOT NULL) AND (changes IS NOT NULL) AND (advice IS NOT NULL) AND (sent_at IS NOT NULL)))),
  constraint reflections_seen_check CHECK (((length(seen) >= 1) AND (length(seen) <= 3000))),
  constraint reflections_sent_to_check CHECK ((length(sent_to) <= 254)),
  constraint reflections_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'sent'::text, 'offered'::text])))
);
CREATE UNIQUE INDEX reflections_secret ON public.reflections USING btree (scheme_id, secret_hash);
alter table public.reflections enable row level security;
alter table public.reflections force row level security;
create policy reflections_scheme on reflections for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on reflections to app;

create table public.reported_totals (
  scheme_id uuid not null,
  line_id uuid not null,
  realised integer,
  inferred boolean not null default false,
  source_title text not null,
  source_url text not null,
  constraint reported_totals_pkey PRIMARY KEY (scheme_id, line_id),
  constraint reported_totals_line_id_fkey FOREIGN KEY (line_id) REFERENCES activity_lines(id),
  constraint reported_totals_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id)
);
alter table public.reported_totals enable row level security;
alter table public.reported_totals force row level security;
create policy reported_totals_scheme on reported_totals for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on reported_totals to app;

create table public.reserved_seats (
  scheme_id uuid not null,
  place_id uuid not null,
  reserve_id uuid not null,
  seats smallint not null,
  constraint reserved_seats_pkey PRIMARY KEY (place_id, reserve_id),
  constraint reserved_seats_place_id_fkey FOREIGN KEY (place_id) REFERENCES places(id),
  constraint reserved_seats_reserve_id_fkey FOREIGN KEY (reserve_id) REFERENCES reserves(id),
  constraint reserved_seats_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint reserved_seats_seats_check CHECK ((seats > 0))
);
alter table public.reserved_seats enable row level security;
alter table public.reserved_seats force row level security;
create policy reserved_seats_scheme on reserved_seats for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER reserved_seats_frozen BEFORE DELETE OR UPDATE ON public.reserved_seats FOR EACH ROW EXECUTE FUNCTION ref.keep_part_of_opened_call();
grant delete, insert, select, update on reserved_seats to app;

create table public.reserves (
  id uuid not null,
  scheme_id uuid not null,
  call_id uuid not null,
  code text not null,
  name jsonb not null,
  ground text not null,
  "position" smallint not null,
  constraint reserves_pkey PRIMARY KEY (id),
  constraint reserves_call_id_code_key UNIQUE (call_id, code),
  constraint reserves_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id),
  constraint reserves_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint reserves_code_check CHECK ((code ~ '^reserve_[0-9]+$'::text)),
  constraint reserves_ground_check CHECK ((ground = ANY (ARRAY['fewer-opportunities'::text, 'rural-school'::text])))
);
alter table public.reserves enable row level security;
alter table public.reserves force row level security;
create policy reserves_scheme on reserves for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER reserves_frozen BEFORE INSERT OR DELETE OR UPDATE ON public.reserves FOR EACH ROW EXECUTE FUNCTION ref.keep_part_of_opened_call();
grant delete, insert, select, update on reserves to app;

create table public.resource_index (
  version_id uuid not null,
  scheme_id uuid not null,
  work_id uuid not null,
  language text not null,
  kind text not null,
  minutes smallint not null,
  readers text[] not null,
  licence text not null,
  bytes integer,
  has_link boolean not null,
  published_at timestamp with time zone not null,
  folded_title text not null,
  found tsvector not null,
  constraint resource_index_pkey PRIMARY KEY (version_id),
  constraint resource_index_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint resource_index_version_id_fkey FOREIGN KEY (version_id) REFERENCES resource_versions(id) ON DELETE CASCADE
);
CREATE INDEX resource_index_found ON public.resource_index USING gin (found) WITH (fastupdate=off);
CREATE INDEX resource_index_scheme ON public.resource_index USING btree (scheme_id);
alter table public.resource_index enable row level security;
alter table public.resource_index force row level security;
create policy resource_index_finder on resource_index for select to owner_ using (true);
create policy resource_index_scheme on resource_index for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant delete, insert, select on resource_index to app;

create table public.resource_kits (
  id uuid not null,
  scheme_id uuid not null,
  guide text,
  title jsonb not null,
  about jsonb not null,
  readers text[] not null,
  works uuid[] not null,
  changed_at timestamp with time zone not null,
  changed_by text,
  retired_at timestamp with time zone,
  constraint resource_kits_pkey PRIMARY KEY (id),
  constraint resource_kits_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint resource_kits_guide_check CHECK ((guide ~ '^[a-z][a-z-]{1,40}$'::text)),
  constraint resource_kits_readers_check CHECK (((cardinality(readers) > 0) AND (readers <@ ARRAY['learner'::text, 'guardian'::text, 'host'::text, 'school'::text, 'coordinator'::text, 'mentor'::text, 'staff'::text]))),
  constraint resource_kits_works_check CHECK (((cardinality(works) >= 1) AND (cardinality(works) <= 30)))
);
CREATE UNIQUE INDEX resource_kits_guide ON public.resource_kits USING btree (scheme_id, guide) WHERE (retired_at IS NULL);
alter table public.resource_kits enable row level security;
alter table public.resource_kits force row level security;
create policy resource_kits_scheme on resource_kits for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on resource_kits to app;

create table public.resource_versions (
  id uuid not null,
  scheme_id uuid not null,
  resource_id uuid not null,
  number smallint not null,
  state text not null,
  title text not null,
  summary text not null,
  body text not null,
  kind text not null,
  minutes smallint not null,
  readers text[] not null,
  licence text not null,
  credit text not null,
  link text,
  upload_id uuid,
  transcript text not null,
  translation text not null,
  bytes integer,
  written_by text,
  written_by_name text,
  written_at timestamp with time zone not null,
  submitted_by text,
  submitted_at timestamp with time zone,
  decided_by text,
  decided_by_name text,
  decided_at timestamp with time zone,
  reason text,
  published_at timestamp with time zone,
  folded_title text not null generated always as (ref.fold(title)) stored,
  work_id uuid not null,
  language text not null,
  constraint resource_versions_pkey PRIMARY KEY (id),
  constraint resource_versions_resource_id_number_key UNIQUE (resource_id, number),
  constraint resource_versions_resource_id_fkey FOREIGN KEY (resource_id) REFERENCES resources(id),
  constraint resource_versions_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint resource_versions_upload_id_fkey FOREIGN KEY (upload_id) REFERENCES uploads(id),
  constraint resource_versions_work FOREIGN KEY (resource_id, work_id, language) REFERENCES resources(id, work_id, language),
  constraint resource_versions_body_check CHECK ((length(body) <= 60000)),
  constraint resource_versions_bytes_check CHECK ((bytes >= 0)),
  constraint resource_versions_check CHECK (((kind <> 'video'::text) OR (transcript <> ''::text))),
  constraint resource_versions_check1 CHECK (((body <> ''::text) OR (link IS NOT NULL) OR (upload_id IS NOT NULL))),
  constraint resource_versions_check2 CHECK (((state = ANY (ARRAY['published'::text, 'replaced'::text, 'withdrawn'::text])) <= (published_at IS NOT NULL))),
  constraint resource_versions_credit_check CHECK (((length(credit) >= 1) AND (length(credit) <= 200))),
  constraint resource_versions_kind_check CHECK ((kind = ANY (ARRAY['guide'::text, 'checklist'::text, 'worksheet'::text, 'lesson'::text, 'presentation'::text, 'video'::text, 'reflection'::text]))),
  constraint resource_versions_licence_check CHECK ((licence = ANY (ARRAY['cc0'::text, 'cc-by'::text, 'cc-by-sa'::text, 'cc-by-nc'::text, 'cc-by-nc-sa'::text, 'cc-by-nd'::text, 'cc-by-nc-nd'::text, 'own'::text]))),
  constraint resource_versions_link_check CHECK ((length(link) <= 500)),
  constraint resource_versions_minutes_check CHECK (((minutes >= 1) AND (minutes <= 600))),
  constraint resource_versions_number_check CHECK ((number > 0)),
  constraint resource_versions_readers_check CHECK (((cardinality(readers) > 0) AND (readers <@ ARRAY['learner'::text, 'guardian'::text, 'host'::text, 'school'::text, 'coordinator'::text, 'mentor'::text, 'staff'::text]))),
  constraint resource_versions_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 1000))),
  constraint resource_versions_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'in-review'::text, 'published'::text, 'replaced'::text, 'withdrawn'::text]))),
  constraint resource_versions_summary_check CHECK (((length(summary) >= 1) AND (length(summary) <= 400))),
  constraint resource_versions_title_check CHECK (((length(title) >= 1) AND (length(title) <= 150))),
  constraint resource_versions_transcript_check CHECK ((length(transcript) <= 60000)),
  constraint resource_versions_translation_check CHECK ((translation = ANY (ARRAY['original'::text, 'human'::text, 'machine'::text])))
);
CREATE INDEX resource_versions_list ON public.resource_versions USING btree (scheme_id, state, published_at DESC);
CREATE UNIQUE INDEX resource_versions_open ON public.resource_versions USING btree (resource_id) WHERE (state = ANY (ARRAY['draft'::text, 'in-review'::text]));
CREATE UNIQUE INDEX resource_versions_shown ON public.resource_versions USING btree (resource_id) WHERE (state = 'published'::text);
CREATE INDEX resource_versions_works ON public.resource_versions USING btree (scheme_id, work_id, language, published_at) WHERE (state = 'published'::text);
alter table public.resource_versions enable row level security;
alter table public.resource_versions force row level security;
create policy resource_versions_scheme on resource_versions for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER resource_versions_indexed AFTER INSERT OR UPDATE OF state ON public.resource_versions FOR EACH ROW EXECUTE FUNCTION ref.index_resource();
CREATE TRIGGER resource_versions_kept BEFORE UPDATE ON public.resource_versions FOR EACH ROW EXECUTE FUNCTION ref.keep_version();
grant delete, insert, select, update on resource_versions to app;

create table public.resources (
  id uuid not null,
  scheme_id uuid not null,
  work_id uuid not null,
  language text not null,
  guide text,
  created_by text,
  created_by_name text,
  created_at timestamp with time zone not null,
  constraint resources_pkey PRIMARY KEY (id),
  constraint resources_scheme_id_work_id_language_key UNIQUE (scheme_id, work_id, language),
  constraint resources_work UNIQUE (id, work_id, language),
  constraint resources_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint resources_created_by_name_check CHECK (((length(created_by_name) >= 1) AND (length(created_by_name) <= 200))),
  constraint resources_guide_check CHECK ((guide ~ '^[a-z][a-z-]{1,40}$'::text)),
  constraint resources_language_check CHECK (((length(language) >= 2) AND (length(language) <= 7)))
);
CREATE UNIQUE INDEX resources_guide ON public.resources USING btree (scheme_id, guide, language);
alter table public.resources enable row level security;
alter table public.resources force row level security;
create policy resources_scheme on resources for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant delete, insert, select, update on resources to app;

create table public.result_attempts (
  scheme_id uuid not null,
  code_hash text not null,
  client_hash text not null,
  failed smallint not null,
  first_failed_at timestamp with time zone not null,
  constraint result_attempts_pkey PRIMARY KEY (scheme_id, code_hash, client_hash),
  constraint result_attempts_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id)
);
alter table public.result_attempts enable row level security;
alter table public.result_attempts force row level security;
create policy result_attempts_scheme on result_attempts for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant delete, insert, select, update on result_attempts to app;

create table public.run_applicants (
  scheme_id uuid not null,
  run_id uuid not null,
  application_id uuid not null,
  ref bytea not null,
  place_id uuid,
  explanation bytea,
  removed jsonb not null default '[]'::jsonb,
  constraint run_applicants_pkey PRIMARY KEY (run_id, application_id),
  constraint run_applicants_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
  constraint run_applicants_place_id_fkey FOREIGN KEY (place_id) REFERENCES places(id),
  constraint run_applicants_run_id_fkey FOREIGN KEY (run_id) REFERENCES allocation_runs(id),
  constraint run_applicants_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id)
);
alter table public.run_applicants enable row level security;
alter table public.run_applicants force row level security;
create policy run_applicants_scheme on run_applicants for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER published_is_final BEFORE INSERT OR DELETE OR UPDATE ON public.run_applicants FOR EACH ROW EXECUTE FUNCTION ref.refuse_change_of_published_run();
grant insert, select, update on run_applicants to app;

create table public.run_files (
  scheme_id uuid not null,
  run_id uuid not null,
  name text not null,
  sha256 text not null,
  content bytea not null,
  constraint run_files_pkey PRIMARY KEY (run_id, name),
  constraint run_files_run_id_fkey FOREIGN KEY (run_id) REFERENCES allocation_runs(id),
  constraint run_files_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id)
);
alter table public.run_files enable row level security;
alter table public.run_files force row level security;
create policy run_files_scheme on run_files for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER published_is_final BEFORE INSERT OR DELETE OR UPDATE ON public.run_files FOR EACH ROW EXECUTE FUNCTION ref.refuse_change_of_published_run();
grant insert, select on run_files to app;

create table public.run_flags (
  id uuid not null,
  scheme_id uuid not null,
  run_id uuid not null,
  application_id uuid,
  flow_id uuid,
  about bytea not null,
  looked_at timestamp with time zone,
  looked_by text,
  constraint run_flags_pkey PRIMARY KEY (id),
  constraint run_flags_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
  constraint run_flags_flow_id_fkey FOREIGN KEY (flow_id) REFERENCES flows(id),
  constraint run_flags_run_id_fkey FOREIGN KEY (run_id) REFERENCES allocation_runs(id),
  constraint run_flags_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id)
);
CREATE INDEX run_flags_run ON public.run_flags USING btree (run_id);
alter table public.run_flags enable row level security;
alter table public.run_flags force row level security;
create policy run_flags_scheme on run_flags for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER published_is_final BEFORE INSERT OR DELETE OR UPDATE ON public.run_flags FOR EACH ROW EXECUTE FUNCTION ref.refuse_change_of_published_run();
grant insert, select, update on run_flags to app;

create table public.run_places (
  scheme_id uuid not null,
  run_id uuid not null,
  place_id uuid not null,
  ref text not null,
  seats smallint not null,
  taken smallint,
  cut_off bytea,
  constraint run_places_pkey PRIMARY KEY (run_id, place_id),
  constraint run_places_run_id_ref_key UNIQUE (run_id, ref),
  constraint run_places_place_id_fkey FOREIGN KEY (place_id) REFERENCES places(id),
  constraint run_places_run_id_fkey FOREIGN KEY (run_id) REFERENCES allocation_runs(id),
  constraint run_places_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id)
);
alter table public.run_places enable row level security;
alter table public.run_places force row level security;
create policy run_places_scheme on run_places for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER published_is_final BEFORE INSERT OR DELETE OR UPDATE ON public.run_places FOR EACH ROW EXECUTE FUNCTION ref.refuse_change_of_published_run();
grant insert, select, update on run_places to app;

create table public.run_signatures (
  scheme_id uuid not null,
  run_id uuid not null,
  user_id text not null,
  role text not null,
  organisation_id uuid,
  person_name text not null,
  problem_hash text not null,
  result_hash text not null,
  signed_at timestamp with time zone not null,
  constraint run_signatures_pkey PRIMARY KEY (run_id, user_id),
  constraint run_signatures_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint run_signatures_run_id_fkey FOREIGN KEY (run_id) REFERENCES allocation_runs(id),
  constraint run_signatures_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id)
);
alter table public.run_signatures enable row level security;
alter table public.run_signatures force row level security;
create policy run_signatures_scheme on run_signatures for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER published_is_final BEFORE INSERT OR DELETE OR UPDATE ON public.run_signatures FOR EACH ROW EXECUTE FUNCTION ref.refuse_change_of_published_run();
grant insert, select on run_signatures to app;

create table public.saved_views (
  id uuid not null,
  scheme_id uuid not null,
  list text not null,
  name text not null,
  filter jsonb not null,
  shared boolean not null,
  owner_id text not null,
  owner_name text not null,
  created_at timestamp with time zone not null,
  constraint saved_views_pkey PRIMARY KEY (id),
  constraint saved_views_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint saved_views_list_check CHECK ((list = 'applicants'::text)),
  constraint saved_views_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)))
);
CREATE UNIQUE INDEX saved_views_name ON public.saved_views USING btree (scheme_id, list, owner_id, lower(name));
alter table public.saved_views enable row level security;
alter table public.saved_views force row level security;
create policy saved_views_scheme on saved_views for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant delete, insert, select on saved_views to app;

create table public.scheme_countries (
  scheme_id uuid not null,
  country text not null,
  sending_partner_id uuid not null,
  "position" smallint not null,
  constraint scheme_countries_pkey PRIMARY KEY (scheme_id, country),
  constraint scheme_countries_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint scheme_countries_sending_partner_id_fkey FOREIGN KEY (sending_partner_id) REFERENCES organisations(id),
  constraint scheme_countries_country_check CHECK ((country ~ '^[A-Z]{2}$'::text))
);
alter table public.scheme_countries enable row level security;
alter table public.scheme_countries force row level security;
create policy scheme_countries_front_door on scheme_countries for select to owner_ using ((scheme_id IN ( SELECT s.id
   FROM schemes s
  WHERE (s.listed AND (s.kind = 'running'::text)))));
create policy scheme_countries_scheme on scheme_countries for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on scheme_countries to app;

create table public.scheme_exports (
  id uuid not null,
  scheme_id uuid not null,
  level text not null,
  progress_id uuid not null,
  made_by text not null,
  made_by_name text not null,
  made_at timestamp with time zone not null,
  bytes bigint,
  sha256 text,
  counts jsonb,
  constraint scheme_exports_pkey PRIMARY KEY (id),
  constraint scheme_exports_progress_id_fkey FOREIGN KEY (progress_id) REFERENCES job_progress(id),
  constraint scheme_exports_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint scheme_exports_bytes_check CHECK ((bytes > 0)),
  constraint scheme_exports_check CHECK ((((bytes IS NULL) = (sha256 IS NULL)) AND ((bytes IS NULL) = (counts IS NULL)))),
  constraint scheme_exports_level_check CHECK ((level = ANY (ARRAY['public'::text, 'office'::text, 'whole'::text]))),
  constraint scheme_exports_made_by_name_check CHECK (((length(made_by_name) >= 1) AND (length(made_by_name) <= 200))),
  constraint scheme_exports_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);
CREATE INDEX scheme_exports_made ON public.scheme_exports USING btree (scheme_id, made_at);
alter table public.scheme_exports enable row level security;
alter table public.scheme_exports force row level security;
create policy scheme_exports_scheme on scheme_exports for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant delete, insert, select on scheme_exports to app;

create table public.schemes (
  id uuid not null,
  slug text not null,
  name jsonb not null,
  kind text not null,
  listed boolean not null default false,
  invented boolean not null default false,
  settings jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null,
  constraint schemes_pkey PRIMARY KEY (id),
  constraint schemes_slug_key UNIQUE (slug),
  constraint schemes_kind_check CHECK ((kind = ANY (ARRAY['running'::text, 'archive'::text]))),
  constraint schemes_slug_check CHECK ((slug ~ '^[a-z][a-z0-9-]{1,40}$'::text))
);
alter table public.schemes enable row level security;
alter table public.schemes force row level security;
create policy schemes_change on schemes for update to public using ((id = ( SELECT ref.current_scheme() AS current_scheme)));
create policy schemes_read on schemes for select to public using (((id = ( SELECT ref.current_scheme() AS current_scheme)) OR listed));
create policy schemes_sign_in on schemes for select to owner_ using ((kind = 'running'::text));
create policy schemes_write on schemes for insert to public with check ((id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER schemes_know_visas AFTER INSERT ON public.schemes FOR EACH ROW EXECUTE FUNCTION ref.give_visa_rules();
grant insert, select, update on schemes to app;

create table public.school_confirmations (
  id uuid not null,
  scheme_id uuid not null,
  application_id uuid not null,
  criterion text not null,
  points smallint not null,
  choices jsonb,
  sequence bigint not null generated always as identity,
  confirmed_by text not null,
  confirmed_at timestamp with time zone not null,
  constraint school_confirmations_pkey PRIMARY KEY (id),
  constraint school_confirmations_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
  constraint school_confirmations_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint school_confirmations_points_check CHECK ((points >= 0))
);
CREATE INDEX school_confirmations_newest ON public.school_confirmations USING btree (application_id, criterion, sequence DESC);
alter table public.school_confirmations enable row level security;
alter table public.school_confirmations force row level security;
create policy school_confirmations_scheme on school_confirmations for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select on school_confirmations to app;

create table public.school_facts (
  id uuid not null,
  scheme_id uuid not null,
  application_id uuid not null,
  enrolled boolean not null,
  attendance smallint,
  sequence bigint not null generated always as identity,
  confirmed_by text not null,
  confirmed_at timestamp with time zone not null,
  constraint school_facts_pkey PRIMARY KEY (id),
  constraint school_facts_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
  constraint school_facts_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint school_facts_attendance_check CHECK (((attendance >= 0) AND (attendance <= 100)))
);
CREATE INDEX school_facts_newest ON public.school_facts USING btree (application_id, sequence DESC);
alter table public.school_facts enable row level security;
alter table public.school_facts force row level security;
create policy school_facts_scheme on school_facts for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select on school_facts to app;

create table public.school_populations (
  id uuid not null,
  scheme_id uuid not null,
  organisation_id uuid not null,
  audience text not null,
  school_year text not null,
  women integer not null,
  men integer not null,
  entered_by text not null,
  entered_at timestamp with time zone not null,
  constraint school_populations_pkey PRIMARY KEY (id),
  constraint school_populations_organisation_id_audience_school_year_key UNIQUE (organisation_id, audience, school_year),
  constraint school_populations_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint school_populations_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint school_populations_audience_check CHECK ((audience = ANY (ARRAY['learners'::text, 'staff'::text]))),
  constraint school_populations_men_check CHECK (((men >= 0) AND (men <= 100000))),
  constraint school_populations_school_year_check CHECK ((school_year ~ '^[0-9]{4}/[0-9]{2}$'::text)),
  constraint school_populations_women_check CHECK (((women >= 0) AND (women <= 100000)))
);
alter table public.school_populations enable row level security;
alter table public.school_populations force row level security;
create policy school_populations_scheme on school_populations for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on school_populations to app;

create table public.school_requests (
  id uuid not null,
  scheme_id uuid not null,
  country text not null,
  organisation_id uuid,
  school_name text not null,
  city text not null,
  landline text not null,
  person_name text not null,
  email text not null,
  locale text not null,
  state text not null,
  asked_at timestamp with time zone not null,
  answered_by text,
  answered_at timestamp with time zone,
  reason text,
  constraint school_requests_pkey PRIMARY KEY (id),
  constraint school_requests_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint school_requests_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint school_requests_check CHECK (((state = 'open'::text) = (answered_at IS NULL))),
  constraint school_requests_check1 CHECK (((state = 'refused'::text) = (reason IS NOT NULL))),
  constraint school_requests_city_check CHECK (((length(city) >= 1) AND (length(city) <= 200))),
  constraint school_requests_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint school_requests_email_check CHECK ((email !~ '[\r\n]'::text)),
  constraint school_requests_landline_check CHECK (((length(landline) >= 5) AND (length(landline) <= 30))),
  constraint school_requests_person_name_check CHECK (((length(person_name) >= 2) AND (length(person_name) <= 100))),
  constraint school_requests_reason_check CHECK ((reason = ANY (ARRAY['not-reached'::text, 'not-of-school'::text, 'no-such-school'::text, 'asked-twice'::text]))),
  constraint school_requests_school_name_check CHECK (((length(school_name) >= 2) AND (length(school_name) <= 200))),
  constraint school_requests_state_check CHECK ((state = ANY (ARRAY['open'::text, 'verified'::text, 'refused'::text])))
);
CREATE UNIQUE INDEX school_requests_once ON public.school_requests USING btree (scheme_id, email, school_name, city) WHERE (state = 'open'::text);
CREATE INDEX school_requests_open ON public.school_requests USING btree (scheme_id, country) WHERE (state = 'open'::text);
alter table public.school_requests enable row level security;
alter table public.school_requests force row level security;
create policy school_requests_scheme on school_requests for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on school_requests to app;

create table public.scores (
  id uuid not null,
  scheme_id uuid not null,
  application_id uuid not null,
  criterion text not null,
  source text not null,
  assessor_id uuid,
  value smallint,
  choices jsonb,
  version smallint not null,
  reason text,
  given_by text not null,
  given_at timestamp with time zone not null,
  constraint scores_pkey PRIMARY KEY (id),
  constraint scores_application_id_criterion_source_assessor_id_version_key UNIQUE NULLS NOT DISTINCT (application_id, criterion, source, assessor_id, version),
  constraint scores_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
  constraint scores_assessor_id_fkey FOREIGN KEY (assessor_id) REFERENCES assessors(id),
  constraint scores_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint scores_check CHECK (((source = 'assessor'::text) = (assessor_id IS NOT NULL))),
  constraint scores_check1 CHECK (((source = 'table'::text) = (choices IS NOT NULL))),
  constraint scores_check2 CHECK (((source = 'table'::text) = (value IS NULL))),
  constraint scores_check3 CHECK (((version = 1) OR ((length(reason) >= 3) AND (length(reason) <= 500)))),
  constraint scores_check4 CHECK (((source <> 'committee'::text) OR ((length(reason) >= 10) AND (length(reason) <= 500)))),
  constraint scores_source_check CHECK ((source = ANY (ARRAY['entered'::text, 'table'::text, 'assessor'::text, 'panel'::text, 'committee'::text]))),
  constraint scores_value_check CHECK ((value >= 0)),
  constraint scores_version_check CHECK ((version > 0))
);
alter table public.scores enable row level security;
alter table public.scores force row level security;
create policy scores_scheme on scores for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER judged_is_final BEFORE DELETE OR UPDATE ON public.scores FOR EACH ROW EXECUTE FUNCTION ref.refuse_change_of_judgement();
CREATE TRIGGER no_score_in_conflict BEFORE INSERT ON public.scores FOR EACH ROW WHEN ((new.assessor_id IS NOT NULL)) EXECUTE FUNCTION ref.refuse_score_in_conflict();
grant insert, select on scores to app;

create table public.selection_list_lines (
  scheme_id uuid not null,
  list_id uuid not null,
  application_id uuid not null,
  rank integer,
  points integer not null,
  by_criterion jsonb not null,
  inputs jsonb not null,
  decided_by text not null,
  reasons jsonb not null default '[]'::jsonb,
  constraint selection_list_lines_pkey PRIMARY KEY (list_id, application_id),
  constraint selection_list_lines_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
  constraint selection_list_lines_list_id_fkey FOREIGN KEY (list_id) REFERENCES selection_lists(id),
  constraint selection_list_lines_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id)
);
CREATE INDEX selection_list_lines_application ON public.selection_list_lines USING btree (application_id);
alter table public.selection_list_lines enable row level security;
alter table public.selection_list_lines force row level security;
create policy selection_list_lines_scheme on selection_list_lines for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER judged_is_final BEFORE DELETE OR UPDATE ON public.selection_list_lines FOR EACH ROW EXECUTE FUNCTION ref.refuse_change_of_judgement();
grant insert, select on selection_list_lines to app;

create table public.selection_lists (
  id uuid not null,
  scheme_id uuid not null,
  call_id uuid not null,
  kind text not null,
  number smallint not null,
  decision_id uuid not null,
  rule text not null,
  sha256 text not null,
  people integer not null,
  made_by text not null,
  made_at timestamp with time zone not null,
  constraint selection_lists_pkey PRIMARY KEY (id),
  constraint selection_lists_call_id_number_key UNIQUE (call_id, number),
  constraint selection_lists_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id),
  constraint selection_lists_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES committee_decisions(id),
  constraint selection_lists_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint selection_lists_kind_check CHECK ((kind = ANY (ARRAY['provisional'::text, 'final'::text])))
);
CREATE UNIQUE INDEX selection_lists_one_final ON public.selection_lists USING btree (call_id) WHERE (kind = 'final'::text);
alter table public.selection_lists enable row level security;
alter table public.selection_lists force row level security;
create policy selection_lists_scheme on selection_lists for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER judged_is_final BEFORE DELETE OR UPDATE ON public.selection_lists FOR EACH ROW EXECUTE FUNCTION ref.refuse_change_of_judgement();
grant insert, select on selection_lists to app;

create table public.selections (
  id uuid not null,
  scheme_id uuid not null,
  call_id uuid not null,
  state text not null,
  assessors_a_case smallint not null default 2,
  shared_cases smallint not null default 3,
  blind boolean not null default true,
  spread_limit smallint not null default 2,
  assess_by date,
  seed text not null,
  objections_until timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint selections_pkey PRIMARY KEY (id),
  constraint selections_call_id_key UNIQUE (call_id),
  constraint selections_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id),
  constraint selections_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint selections_assessors_a_case_check CHECK (((assessors_a_case >= 1) AND (assessors_a_case <= 9))),
  constraint selections_shared_cases_check CHECK (((shared_cases >= 0) AND (shared_cases <= 10))),
  constraint selections_spread_limit_check CHECK (((spread_limit >= 1) AND (spread_limit <= 100))),
  constraint selections_state_check CHECK ((state = ANY (ARRAY['preparing'::text, 'assessing'::text, 'decided'::text, 'provisional'::text, 'final'::text])))
);
alter table public.selections enable row level security;
alter table public.selections force row level security;
create policy selections_scheme on selections for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on selections to app;

create table public.sending_people (
  scheme_id uuid not null,
  sending_id uuid not null,
  person_id uuid not null,
  application_id uuid not null,
  locale text not null,
  subject text not null,
  body text not null,
  message_id uuid,
  constraint sending_people_pkey PRIMARY KEY (sending_id, application_id),
  constraint sending_people_message_id_key UNIQUE (message_id),
  constraint sending_people_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
  constraint sending_people_message_id_fkey FOREIGN KEY (message_id) REFERENCES mail_messages(id),
  constraint sending_people_person_id_fkey FOREIGN KEY (person_id) REFERENCES persons(id),
  constraint sending_people_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint sending_people_sending_id_fkey FOREIGN KEY (sending_id) REFERENCES sendings(id)
);
CREATE INDEX sending_people_person ON public.sending_people USING btree (person_id);
alter table public.sending_people enable row level security;
alter table public.sending_people force row level security;
create policy sending_people_scheme on sending_people for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER letters_are_kept BEFORE DELETE OR UPDATE ON public.sending_people FOR EACH ROW EXECUTE FUNCTION ref.keep_but_follow_person();
grant insert, select on sending_people to app;

create table public.sendings (
  id uuid not null,
  scheme_id uuid not null,
  template_id uuid not null,
  template_name text not null,
  view_name text not null,
  filter jsonb not null,
  countries text[],
  channel text not null,
  fallbacks jsonb not null,
  state text not null,
  at timestamp with time zone not null,
  people integer not null,
  unreached integer not null,
  made_by text not null,
  made_name text not null,
  made_at timestamp with time zone not null,
  cancelled_by text,
  ended_at timestamp with time zone,
  constraint sendings_pkey PRIMARY KEY (id),
  constraint sendings_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint sendings_template_id_fkey FOREIGN KEY (template_id) REFERENCES message_templates(id),
  constraint sendings_channel_check CHECK ((channel = ANY (ARRAY['mail'::text, 'sms'::text, 'mail-or-sms'::text]))),
  constraint sendings_check CHECK (((state = 'cancelled'::text) = (cancelled_by IS NOT NULL))),
  constraint sendings_check1 CHECK (((state = ANY (ARRAY['sent'::text, 'cancelled'::text])) = (ended_at IS NOT NULL))),
  constraint sendings_state_check CHECK ((state = ANY (ARRAY['scheduled'::text, 'sending'::text, 'sent'::text, 'cancelled'::text])))
);
CREATE INDEX sendings_recent ON public.sendings USING btree (scheme_id, made_at DESC);
alter table public.sendings enable row level security;
alter table public.sendings force row level security;
create policy sendings_scheme on sendings for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on sendings to app;

create table public.sheet_ages (
  scheme_id uuid not null,
  days smallint not null,
  set_by text not null,
  set_at timestamp with time zone not null,
  constraint sheet_ages_pkey PRIMARY KEY (scheme_id),
  constraint sheet_ages_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint sheet_ages_days_check CHECK (((days >= 30) AND (days <= 1095)))
);
alter table public.sheet_ages enable row level security;
alter table public.sheet_ages force row level security;
create policy sheet_ages_scheme on sheet_ages for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on sheet_ages to app;

create table public.sheet_versions (
  scheme_id uuid not null,
  line_id uuid not null,
  version integer not null,
  country text not null,
  topic text not null,
  words jsonb not null,
  source text not null,
  link text not null,
  checked_on date not null,
  checked_by text not null,
  checked_by_name text not null,
  again boolean not null default false,
  shown boolean not null default true,
  written_at timestamp with time zone not null,
  constraint sheet_versions_pkey PRIMARY KEY (scheme_id, line_id, version),
  constraint sheet_versions_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint sheet_versions_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint sheet_versions_link_check CHECK (((link ~ '^https?://'::text) AND (length(link) <= 500))),
  constraint sheet_versions_source_check CHECK (((length(source) >= 1) AND (length(source) <= 300))),
  constraint sheet_versions_topic_check CHECK ((topic = ANY (ARRAY['school-calendar'::text, 'exit-papers'::text, 'stay'::text, 'recognition'::text, 'emergency'::text, 'money'::text, 'contact'::text]))),
  constraint sheet_versions_version_check CHECK ((version >= 1)),
  constraint sheet_versions_words_check CHECK ((words ? 'en'::text))
);
alter table public.sheet_versions enable row level security;
alter table public.sheet_versions force row level security;
create policy sheet_versions_scheme on sheet_versions for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select on sheet_versions to app;

create table public.shorter_stays (
  id uuid not null,
  mobility_id uuid not null,
  scheme_id uuid not null,
  "least" smallint not null,
  sealed bytea not null,
  said_by text not null,
  said_at timestamp with time zone not null,
  constraint shorter_stays_pkey PRIMARY KEY (id),
  constraint shorter_stays_mobility_id_fkey FOREIGN KEY (mobility_id) REFERENCES mobilities(id),
  constraint shorter_stays_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint shorter_stays_least_check CHECK ((("least" >= 1) AND ("least" <= 89)))
);
CREATE INDEX shorter_stays_stay ON public.shorter_stays USING btree (mobility_id);
alter table public.shorter_stays enable row level security;
alter table public.shorter_stays force row level security;
create policy shorter_stays_archive on shorter_stays for select to public using (((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)) AND (( SELECT ref.current_purpose() AS current_purpose) = 'archive'::text)));
create policy shorter_stays_purpose on shorter_stays for select to public using (((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)) AND (( SELECT ref.current_purpose() AS current_purpose) = ANY (ARRAY['care'::text, 'days'::text, 'person-request'::text]))));
create policy shorter_stays_removal on shorter_stays for delete to public using (((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)) AND (( SELECT ref.current_purpose() AS current_purpose) = 'care'::text)));
create policy shorter_stays_write on shorter_stays for insert to public with check ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant delete, insert, select on shorter_stays to app;

create table public.sole_guardians (
  id uuid not null,
  scheme_id uuid not null,
  application_id uuid not null,
  reason text not null,
  said_by text not null,
  said_name text not null,
  said_at timestamp with time zone not null,
  ended_by text,
  ended_at timestamp with time zone,
  constraint sole_guardians_pkey PRIMARY KEY (id),
  constraint sole_guardians_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
  constraint sole_guardians_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint sole_guardians_check CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  constraint sole_guardians_reason_check CHECK ((reason = ANY (ARRAY['only-one'::text, 'decided'::text, 'institution'::text])))
);
CREATE UNIQUE INDEX sole_guardians_live ON public.sole_guardians USING btree (application_id) WHERE (ended_at IS NULL);
alter table public.sole_guardians enable row level security;
alter table public.sole_guardians force row level security;
create policy sole_guardians_scheme on sole_guardians for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on sole_guardians to app;

create table public.staff_links (
  id uuid not null,
  scheme_id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  basis text not null,
  employment text,
  post text not null,
  since date,
  until date,
  paper text,
  said_by text not null,
  said_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint staff_links_pkey PRIMARY KEY (id),
  constraint staff_links_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint staff_links_person_id_fkey FOREIGN KEY (person_id) REFERENCES persons(id),
  constraint staff_links_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint staff_links_basis_check CHECK ((basis = ANY (ARRAY['head'::text, 'contract'::text]))),
  constraint staff_links_check CHECK ((until >= since)),
  constraint staff_links_check1 CHECK (((basis = 'head'::text) OR ((employment IS NOT NULL) AND (since IS NOT NULL) AND (paper IS NOT NULL)))),
  constraint staff_links_employment_check CHECK ((employment = ANY (ARRAY['permanent'::text, 'fixed-term'::text, 'part-time'::text, 'civil'::text]))),
  constraint staff_links_paper_check CHECK (((length(paper) >= 1) AND (length(paper) <= 200))),
  constraint staff_links_post_check CHECK (((length(post) >= 1) AND (length(post) <= 200)))
);
CREATE UNIQUE INDEX staff_links_one ON public.staff_links USING btree (person_id, organisation_id, basis) WHERE (ended_at IS NULL);
alter table public.staff_links enable row level security;
alter table public.staff_links force row level security;
create policy staff_links_scheme on staff_links for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on staff_links to app;

create table public.stay_certificate_bytes (
  certificate_id uuid not null,
  scheme_id uuid not null,
  sealed bytea not null,
  constraint stay_certificate_bytes_pkey PRIMARY KEY (certificate_id),
  constraint stay_certificate_bytes_certificate_id_fkey FOREIGN KEY (certificate_id) REFERENCES stay_certificates(id),
  constraint stay_certificate_bytes_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id)
);
alter table public.stay_certificate_bytes enable row level security;
alter table public.stay_certificate_bytes force row level security;
create policy stay_certificate_bytes_scheme on stay_certificate_bytes for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select on stay_certificate_bytes to app;

create table public.stay_certificates (
  id uuid not null,
  scheme_id uuid not null,
  mobility_id uuid not null,
  code text not null,
  state text not null,
  model jsonb not null,
  asked_at timestamp with time zone not null,
  asked_by text not null,
  sealed_at timestamp with time zone,
  digest text,
  size integer,
  ended_at timestamp with time zone,
  ended_reason text,
  constraint stay_certificates_pkey PRIMARY KEY (id),
  constraint stay_certificates_code_key UNIQUE (code),
  constraint stay_certificates_mobility_id_fkey FOREIGN KEY (mobility_id) REFERENCES mobilities(id),
  constraint stay_certificates_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint stay_certificates_check CHECK (((sealed_at IS NULL) = (digest IS NULL))),
  constraint stay_certificates_check1 CHECK (((state = 'withdrawn'::text) = (ended_at IS NOT NULL))),
  constraint stay_certificates_code_check CHECK ((code ~ '^KLC-[0-9A-Z]{4}-[0-9A-Z]{4}$'::text)),
  constraint stay_certificates_ended_reason_check CHECK (((length(ended_reason) >= 1) AND (length(ended_reason) <= 500))),
  constraint stay_certificates_size_check CHECK ((size > 0)),
  constraint stay_certificates_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'sealed'::text, 'withdrawn'::text])))
);
CREATE INDEX stay_certificates_digest ON public.stay_certificates USING btree (scheme_id, digest);
CREATE UNIQUE INDEX stay_certificates_one ON public.stay_certificates USING btree (mobility_id) WHERE (ended_at IS NULL);
alter table public.stay_certificates enable row level security;
alter table public.stay_certificates force row level security;
create policy stay_certificates_scheme on stay_certificates for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on stay_certificates to app;

create table public.stay_handovers (
  mobility_id uuid not null,
  scheme_id uuid not null,
  to_mobility_id uuid,
  parts text[] not null,
  done_by text not null,
  done_at timestamp with time zone not null,
  constraint stay_handovers_pkey PRIMARY KEY (mobility_id),
  constraint stay_handovers_mobility_id_fkey FOREIGN KEY (mobility_id) REFERENCES mobilities(id),
  constraint stay_handovers_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint stay_handovers_to_mobility_id_fkey FOREIGN KEY (to_mobility_id) REFERENCES mobilities(id),
  constraint stay_handovers_check CHECK ((to_mobility_id IS DISTINCT FROM mobility_id)),
  constraint stay_handovers_check1 CHECK (((to_mobility_id IS NULL) = (parts = '{}'::text[]))),
  constraint stay_handovers_parts_check CHECK ((parts <@ ARRAY['company'::text, 'bed'::text, 'there'::text, 'home'::text]))
);
CREATE INDEX stay_handovers_to ON public.stay_handovers USING btree (to_mobility_id) WHERE (to_mobility_id IS NOT NULL);
alter table public.stay_handovers enable row level security;
alter table public.stay_handovers force row level security;
create policy stay_handovers_scheme on stay_handovers for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select on stay_handovers to app;

create table public.stay_needs (
  mobility_id uuid not null,
  need text not null,
  scheme_id uuid not null,
  sealed bytea not null,
  said_at timestamp with time zone not null,
  said_by text not null,
  constraint stay_needs_pkey PRIMARY KEY (mobility_id, need),
  constraint stay_needs_mobility_id_fkey FOREIGN KEY (mobility_id) REFERENCES mobilities(id),
  constraint stay_needs_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint stay_needs_need_check CHECK ((need = 'no-stairs'::text))
);
alter table public.stay_needs enable row level security;
alter table public.stay_needs force row level security;
create policy stay_needs_archive on stay_needs for select to public using (((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)) AND (( SELECT ref.current_purpose() AS current_purpose) = 'archive'::text)));
create policy stay_needs_purpose on stay_needs for all to public using (((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)) AND (( SELECT ref.current_purpose() AS current_purpose) = ANY (ARRAY['care'::text, 'freeze'::text, 'person-request'::text]))));
grant delete, insert, select, update on stay_needs to app;

create table public.stay_tasks (
  id uuid not null,
  scheme_id uuid not null,
  mobility_id uuid not null,
  kind_id uuid not null,
  code text not null,
  who text not null,
  due date not null,
  blocking boolean not null,
  after_code text,
  proof boolean not null,
  "position" smallint not null,
  state text not null,
  state_since timestamp with time zone not null,
  note text,
  reason text,
  changed_by text,
  reminders smallint not null default 0,
  reminded_at timestamp with time zone,
  made_at timestamp with time zone not null,
  reminded_by text,
  constraint stay_tasks_pkey PRIMARY KEY (id),
  constraint stay_tasks_mobility_id_code_key UNIQUE (mobility_id, code),
  constraint stay_tasks_kind_id_fkey FOREIGN KEY (kind_id) REFERENCES task_kinds(id),
  constraint stay_tasks_mobility_id_fkey FOREIGN KEY (mobility_id) REFERENCES mobilities(id),
  constraint stay_tasks_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint stay_tasks_note_check CHECK (((length(note) >= 1) AND (length(note) <= 300))),
  constraint stay_tasks_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 300))),
  constraint stay_tasks_reminded_by_check CHECK ((reminded_by = ANY (ARRAY['mail'::text, 'sms'::text, 'hand'::text]))),
  constraint stay_tasks_state_check CHECK ((state = ANY (ARRAY['open'::text, 'being-checked'::text, 'done'::text, 'not-needed'::text, 'sent-back'::text])))
);
CREATE INDEX stay_tasks_checks ON public.stay_tasks USING btree (scheme_id, state_since) WHERE (state = 'being-checked'::text);
alter table public.stay_tasks enable row level security;
alter table public.stay_tasks force row level security;
create policy stay_tasks_scheme on stay_tasks for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant delete, insert, select, update on stay_tasks to app;

create table public.stories (
  id uuid not null,
  scheme_id uuid not null,
  mobility_id uuid,
  state text not null,
  state_since timestamp with time zone not null,
  state_note text,
  sending_country text not null,
  organisation_id uuid,
  trade text not null,
  city text not null,
  country text not null,
  shown_name text not null,
  language text not null,
  parts text[] not null,
  guardian_needed boolean not null,
  content_hash text not null,
  invented boolean not null default false,
  created_at timestamp with time zone not null,
  created_by text not null,
  published_at timestamp with time zone,
  constraint stories_pkey PRIMARY KEY (id),
  constraint stories_mobility_id_fkey FOREIGN KEY (mobility_id) REFERENCES mobilities(id),
  constraint stories_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint stories_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint stories_city_check CHECK ((length(city) <= 100)),
  constraint stories_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint stories_language_check CHECK ((language = ANY (ARRAY['bs'::text, 'cnr'::text, 'en'::text, 'hr'::text, 'mk'::text, 'sq'::text, 'sr-Cyrl'::text, 'sr-Latn'::text]))),
  constraint stories_parts_check CHECK ((cardinality(parts) = 3)),
  constraint stories_sending_country_check CHECK ((sending_country ~ '^[A-Z]{2}$'::text)),
  constraint stories_shown_name_check CHECK ((length(shown_name) <= 60)),
  constraint stories_state_check CHECK ((state = ANY (ARRAY['submitted'::text, 'returned'::text, 'published'::text, 'taken-down'::text, 'withdrawn'::text, 'refused'::text, 'erased'::text]))),
  constraint stories_state_note_check CHECK (((length(state_note) >= 1) AND (length(state_note) <= 500))),
  constraint stories_trade_check CHECK ((length(trade) <= 60))
);
CREATE INDEX stories_list ON public.stories USING btree (scheme_id, state, published_at DESC);
CREATE UNIQUE INDEX stories_once ON public.stories USING btree (mobility_id) WHERE (state <> 'erased'::text);
alter table public.stories enable row level security;
alter table public.stories force row level security;
create policy stories_scheme on stories for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on stories to app;

create table public.story_consents (
  id uuid not null,
  scheme_id uuid not null,
  story_id uuid not null,
  party text not null,
  typed_name text not null,
  content_hash text not null,
  wording_locale text not null,
  wording_hash text not null,
  given_at timestamp with time zone not null,
  ends_on date not null,
  link_id uuid,
  withdrawn_at timestamp with time zone,
  withdrawn_by text,
  constraint story_consents_pkey PRIMARY KEY (id),
  constraint story_consents_link_id_fkey FOREIGN KEY (link_id) REFERENCES story_links(id),
  constraint story_consents_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint story_consents_story_id_fkey FOREIGN KEY (story_id) REFERENCES stories(id),
  constraint story_consents_check CHECK (((withdrawn_at IS NULL) = (withdrawn_by IS NULL))),
  constraint story_consents_party_check CHECK ((party = ANY (ARRAY['person'::text, 'guardian'::text]))),
  constraint story_consents_typed_name_check CHECK ((length(typed_name) <= 100))
);
CREATE UNIQUE INDEX story_consents_once ON public.story_consents USING btree (story_id, party) WHERE (withdrawn_at IS NULL);
alter table public.story_consents enable row level security;
alter table public.story_consents force row level security;
create policy story_consents_scheme on story_consents for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on story_consents to app;

create table public.story_links (
  id uuid not null,
  scheme_id uuid not null,
  story_id uuid not null,
  party text not null,
  language text not null,
  secret_hash text not null,
  made_at timestamp with time zone not null,
  made_by text not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint story_links_pkey PRIMARY KEY (id),
  constraint story_links_secret_hash_key UNIQUE (secret_hash),
  constraint story_links_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint story_links_story_id_fkey FOREIGN KEY (story_id) REFERENCES stories(id),
  constraint story_links_language_check CHECK ((language = ANY (ARRAY['bs'::text, 'cnr'::text, 'en'::text, 'hr'::text, 'mk'::text, 'sq'::text, 'sr-Cyrl'::text, 'sr-Latn'::text]))),
  constraint story_links_party_check CHECK ((party = ANY (ARRAY['person'::text, 'guardian'::text])))
);
CREATE INDEX story_links_story ON public.story_links USING btree (story_id) WHERE (ended_at IS NULL);
alter table public.story_links enable row level security;
alter table public.story_links force row level security;
create policy story_links_scheme on story_links for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on story_links to app;

create table public.story_pictures (
  story_id uuid not null,
  scheme_id uuid not null,
  jpeg bytea not null,
  small bytea not null,
  width smallint not null,
  height smallint not null,
  alt text not null,
  hash text not null,
  constraint story_pictures_pkey PRIMARY KEY (story_id),
  constraint story_pictures_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint story_pictures_story_id_fkey FOREIGN KEY (story_id) REFERENCES stories(id),
  constraint story_pictures_alt_check CHECK (((length(alt) >= 3) AND (length(alt) <= 250))),
  constraint story_pictures_jpeg_check CHECK ((length(jpeg) <= 61440)),
  constraint story_pictures_small_check CHECK ((length(small) <= 20480))
);
alter table public.story_pictures enable row level security;
alter table public.story_pictures force row level security;
create policy story_pictures_scheme on story_pictures for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant delete, insert, select, update on story_pictures to app;

create table public.story_translations (
  story_id uuid not null,
  scheme_id uuid not null,
  language text not null,
  parts text[] not null,
  made_by text not null,
  of_hash text not null,
  made_at timestamp with time zone not null,
  constraint story_translations_pkey PRIMARY KEY (story_id, language),
  constraint story_translations_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint story_translations_story_id_fkey FOREIGN KEY (story_id) REFERENCES stories(id),
  constraint story_translations_language_check CHECK ((language = ANY (ARRAY['bs'::text, 'cnr'::text, 'en'::text, 'hr'::text, 'mk'::text, 'sq'::text, 'sr-Cyrl'::text, 'sr-Latn'::text]))),
  constraint story_translations_made_by_check CHECK ((made_by = ANY (ARRAY['human'::text, 'machine'::text]))),
  constraint story_translations_parts_check CHECK ((cardinality(parts) = 3))
);
alter table public.story_translations enable row level security;
alter table public.story_translations force row level security;
create policy story_translations_scheme on story_translations for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant delete, insert, select, update on story_translations to app;

create table public.task_kinds (
  id uuid not null,
  scheme_id uuid not null,
  line_id uuid not null,
  code text not null,
  name jsonb,
  who text not null,
  days_before smallint not null,
  blocking boolean not null,
  after_code text,
  proof boolean not null,
  "position" smallint not null,
  ended_at timestamp with time zone,
  only_for text not null default 'everybody'::text,
  remind_on smallint[] not null default '{-7,0,7}'::smallint[],
  constraint task_kinds_pkey PRIMARY KEY (id),
  constraint task_kinds_line_id_fkey FOREIGN KEY (line_id) REFERENCES activity_lines(id),
  constraint task_kinds_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint task_kinds_check CHECK ((after_code IS DISTINCT FROM code)),
  constraint task_kinds_code_check CHECK ((code ~ '^[a-z][a-z0-9-]{2,39}$'::text)),
  constraint task_kinds_days_before_check CHECK (((days_before >= 0) AND (days_before <= 365))),
  constraint task_kinds_only_for_check CHECK ((only_for = ANY (ARRAY['everybody'::text, 'minors'::text, 'visa'::text]))),
  constraint task_kinds_remind_on_check CHECK (((cardinality(remind_on) <= 5) AND ('-90'::integer <= ALL (remind_on)) AND (60 >= ALL (remind_on)))),
  constraint task_kinds_who_check CHECK ((who = ANY (ARRAY['learner'::text, 'guardian'::text, 'school'::text, 'sending-partner'::text, 'hosting-partner'::text, 'office'::text])))
);
CREATE UNIQUE INDEX task_kinds_once ON public.task_kinds USING btree (line_id, code) WHERE (ended_at IS NULL);
alter table public.task_kinds enable row level security;
alter table public.task_kinds force row level security;
create policy task_kinds_scheme on task_kinds for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select, update on task_kinds to app;

create table public.text_reviews (
  id uuid not null,
  scheme_id uuid not null,
  text_group text not null,
  locale text not null,
  words_hash text not null,
  reviewer text not null,
  approved_by text not null,
  approved_at timestamp with time zone not null,
  constraint text_reviews_pkey PRIMARY KEY (id),
  constraint text_reviews_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint text_reviews_reviewer_check CHECK (((length(reviewer) >= 2) AND (length(reviewer) <= 100)))
);
CREATE INDEX text_reviews_newest ON public.text_reviews USING btree (scheme_id, text_group, locale, approved_at DESC);
alter table public.text_reviews enable row level security;
alter table public.text_reviews force row level security;
create policy text_reviews_front_door on text_reviews for select to owner_ using ((scheme_id IN ( SELECT s.id
   FROM schemes s
  WHERE (s.listed AND (s.kind = 'running'::text)))));
create policy text_reviews_scheme on text_reviews for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select on text_reviews to app;

create table public.travel_papers (
  id uuid not null,
  scheme_id uuid not null,
  person_id uuid not null,
  nationality text not null,
  passport text not null,
  issuer text not null,
  issued date not null,
  expires date not null,
  used boolean not null,
  has_number boolean not null,
  saved_by text not null,
  saved_at timestamp with time zone not null,
  constraint travel_papers_pkey PRIMARY KEY (id),
  constraint travel_papers_person_id_fkey FOREIGN KEY (person_id) REFERENCES persons(id),
  constraint travel_papers_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint travel_papers_check CHECK ((expires > issued)),
  constraint travel_papers_issuer_check CHECK ((issuer ~ '^[A-Z]{2}$'::text)),
  constraint travel_papers_nationality_check CHECK ((nationality ~ '^[A-Z]{2}$'::text)),
  constraint travel_papers_passport_check CHECK ((passport = ANY (ARRAY['biometric'::text, 'non-biometric'::text, 'coordination'::text, 'other'::text])))
);
CREATE UNIQUE INDEX travel_papers_one_used ON public.travel_papers USING btree (person_id) WHERE used;
CREATE INDEX travel_papers_person ON public.travel_papers USING btree (person_id);
alter table public.travel_papers enable row level security;
alter table public.travel_papers force row level security;
create policy travel_papers_scheme on travel_papers for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER travel_papers_wake AFTER INSERT OR DELETE OR UPDATE ON public.travel_papers FOR EACH ROW EXECUTE FUNCTION ref.fact_of_person();
grant delete, insert, select, update on travel_papers to app;

create table public.uploads (
  id uuid not null,
  scheme_id uuid not null,
  hash text not null,
  kind text not null,
  bytes integer not null,
  pages smallint,
  name text not null,
  by text not null,
  by_kind text not null,
  at timestamp with time zone not null,
  state text not null,
  reason text,
  finding text,
  settled_by text,
  settled_at timestamp with time zone,
  constraint uploads_pkey PRIMARY KEY (id),
  constraint uploads_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint uploads_bytes_check CHECK ((bytes > 0)),
  constraint uploads_check CHECK (((state = 'checked'::text) <= (reason IS NULL))),
  constraint uploads_check1 CHECK (((state = 'checked'::text) OR (reason IS NOT NULL))),
  constraint uploads_finding_check CHECK ((length(finding) <= 200)),
  constraint uploads_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  constraint uploads_kind_check CHECK ((kind = ANY (ARRAY['picture'::text, 'pdf'::text, 'docx'::text]))),
  constraint uploads_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  constraint uploads_pages_check CHECK ((pages > 0)),
  constraint uploads_reason_check CHECK ((length(reason) <= 60)),
  constraint uploads_state_check CHECK ((state = ANY (ARRAY['checked'::text, 'quarantined'::text, 'refused'::text])))
);
CREATE INDEX uploads_by ON public.uploads USING btree (scheme_id, by, at);
CREATE INDEX uploads_hash ON public.uploads USING btree (scheme_id, hash);
CREATE INDEX uploads_waiting ON public.uploads USING btree (scheme_id, at) WHERE (state = 'quarantined'::text);
alter table public.uploads enable row level security;
alter table public.uploads force row level security;
create policy uploads_scheme on uploads for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant insert, select on uploads to app;

create table public.vetoes (
  id uuid not null,
  scheme_id uuid not null,
  application_id uuid not null,
  criterion text not null,
  standing boolean not null,
  sequence bigint not null generated always as identity,
  reason text not null,
  decided_by text not null,
  decided_at timestamp with time zone not null,
  constraint vetoes_pkey PRIMARY KEY (id),
  constraint vetoes_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
  constraint vetoes_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint vetoes_reason_check CHECK (((length(reason) >= 10) AND (length(reason) <= 500)))
);
CREATE INDEX vetoes_application ON public.vetoes USING btree (application_id);
alter table public.vetoes enable row level security;
alter table public.vetoes force row level security;
create policy vetoes_scheme on vetoes for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER judged_is_final BEFORE DELETE OR UPDATE ON public.vetoes FOR EACH ROW EXECUTE FUNCTION ref.refuse_change_of_judgement();
grant insert, select on vetoes to app;

create table public.visa_rules (
  id uuid not null,
  scheme_id uuid not null,
  nationality text not null,
  passport text not null,
  issuer text,
  host text not null,
  entry_from date,
  entry_until date,
  regime text not null,
  above_days smallint,
  lead_weeks smallint not null,
  unsure boolean not null default false,
  source text not null,
  link text,
  set_by text,
  set_by_name text,
  set_at timestamp with time zone not null,
  constraint visa_rules_pkey PRIMARY KEY (id),
  constraint visa_rules_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint visa_rules_above_days_check CHECK (((above_days >= 1) AND (above_days <= 365))),
  constraint visa_rules_check CHECK ((entry_until >= entry_from)),
  constraint visa_rules_check1 CHECK (((regime = 'long-stay'::text) = (above_days IS NOT NULL))),
  constraint visa_rules_check2 CHECK (((set_by IS NULL) = (set_by_name IS NULL))),
  constraint visa_rules_host_check CHECK ((host ~ '^([A-Z]{2}|SCHENGEN)$'::text)),
  constraint visa_rules_issuer_check CHECK ((issuer ~ '^[A-Z]{2}$'::text)),
  constraint visa_rules_lead_weeks_check CHECK (((lead_weeks >= 0) AND (lead_weeks <= 52))),
  constraint visa_rules_link_check CHECK (((link ~ '^https://'::text) AND (length(link) <= 500))),
  constraint visa_rules_nationality_check CHECK ((nationality ~ '^[A-Z]{2}$'::text)),
  constraint visa_rules_passport_check CHECK ((passport = ANY (ARRAY['any'::text, 'biometric'::text, 'non-biometric'::text, 'coordination'::text, 'other'::text]))),
  constraint visa_rules_regime_check CHECK ((regime = ANY (ARRAY['free'::text, 'visa-free'::text, 'visa'::text, 'long-stay'::text]))),
  constraint visa_rules_source_check CHECK (((length(source) >= 1) AND (length(source) <= 300)))
);
CREATE INDEX visa_rules_scheme ON public.visa_rules USING btree (scheme_id, nationality);
alter table public.visa_rules enable row level security;
alter table public.visa_rules force row level security;
create policy visa_rules_scheme on visa_rules for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
CREATE TRIGGER visa_rules_wake AFTER INSERT OR DELETE OR UPDATE ON public.visa_rules FOR EACH STATEMENT EXECUTE FUNCTION ref.fact_of_scheme();
grant delete, insert, select, update on visa_rules to app;

create table public.wishes (
  scheme_id uuid not null,
  application_id uuid not null,
  flow_id uuid not null,
  rank smallint not null,
  constraint wishes_pkey PRIMARY KEY (application_id, rank),
  constraint wishes_application_id_flow_id_key UNIQUE (application_id, flow_id),
  constraint wishes_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
  constraint wishes_flow_id_fkey FOREIGN KEY (flow_id) REFERENCES flows(id),
  constraint wishes_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id),
  constraint wishes_rank_check CHECK (((rank >= 1) AND (rank <= 20)))
);
CREATE INDEX wishes_flow ON public.wishes USING btree (flow_id);
alter table public.wishes enable row level security;
alter table public.wishes force row level security;
create policy wishes_scheme on wishes for all to public using ((scheme_id = ( SELECT ref.current_scheme() AS current_scheme)));
grant delete, insert, select, update on wishes to app;

create table ref.migrations (
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migrations_pkey PRIMARY KEY (name)
);

create table ref.schengen_states (
  country text not null,
  since date not null,
  constraint schengen_states_pkey PRIMARY KEY (country),
  constraint schengen_states_country_check CHECK ((country ~ '^[A-Z]{2}$'::text))
);
grant select on ref.schengen_states to app;

create table ref.sheet_lines (
  id uuid not null,
  country text not null,
  topic text not null,
  words jsonb not null,
  source text not null,
  link text not null,
  checked_on date not null,
  constraint sheet_lines_pkey PRIMARY KEY (id),
  constraint sheet_lines_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint sheet_lines_link_check CHECK (((link ~ '^https?://'::text) AND (length(link) <= 500))),
  constraint sheet_lines_source_check CHECK (((length(source) >= 1) AND (length(source) <= 300))),
  constraint sheet_lines_words_check CHECK ((words ? 'en'::text))
);
grant select on ref.sheet_lines to app;

create table ref.task_kinds (
  audience text not null,
  code text not null,
  who text not null,
  days_before smallint not null,
  blocking boolean not null,
  after_code text,
  proof boolean not null,
  "position" smallint not null,
  only_for text not null default 'everybody'::text,
  constraint task_kinds_pkey PRIMARY KEY (audience, code),
  constraint task_kinds_audience_check CHECK ((audience = ANY (ARRAY['learners'::text, 'staff'::text]))),
  constraint task_kinds_code_check CHECK ((code ~ '^[a-z][a-z0-9-]{2,39}$'::text)),
  constraint task_kinds_days_before_check CHECK (((days_before >= 0) AND (days_before <= 365))),
  constraint task_kinds_only_for_check CHECK ((only_for = ANY (ARRAY['everybody'::text, 'minors'::text, 'visa'::text]))),
  constraint task_kinds_who_check CHECK ((who = ANY (ARRAY['learner'::text, 'guardian'::text, 'school'::text, 'sending-partner'::text, 'hosting-partner'::text, 'office'::text])))
);
grant select on ref.task_kinds to app;

create table ref.visa_rules (
  id uuid not null,
  nationality text not null,
  passport text not null,
  issuer text,
  host text not null,
  entry_from date,
  entry_until date,
  regime text not null,
  above_days smallint,
  lead_weeks smallint not null,
  unsure boolean not null default false,
  source text not null,
  link text,
  constraint visa_rules_pkey PRIMARY KEY (id),
  constraint visa_rules_above_days_check CHECK (((above_days >= 1) AND (above_days <= 365))),
  constraint visa_rules_check CHECK ((entry_until >= entry_from)),
  constraint visa_rules_check1 CHECK (((regime = 'long-stay'::text) = (above_days IS NOT NULL))),
  constraint visa_rules_host_check CHECK ((host ~ '^([A-Z]{2}|SCHENGEN)$'::text)),
  constraint visa_rules_issuer_check CHECK ((issuer ~ '^[A-Z]{2}$'::text)),
  constraint visa_rules_lead_weeks_check CHECK (((lead_weeks >= 0) AND (lead_weeks <= 52))),
  constraint visa_rules_link_check CHECK (((link ~ '^https://'::text) AND (length(link) <= 500))),
  constraint visa_rules_nationality_check CHECK ((nationality ~ '^[A-Z]{2}$'::text)),
  constraint visa_rules_passport_check CHECK ((passport = ANY (ARRAY['any'::text, 'biometric'::text, 'non-biometric'::text, 'coordination'::text, 'other'::text]))),
  constraint visa_rules_regime_check CHECK ((regime = ANY (ARRAY['free'::text, 'visa-free'::text, 'visa'::text, 'long-stay'::text]))),
  constraint visa_rules_source_check CHECK (((length(source) >= 1) AND (length(source) <= 300)))
);
grant select on ref.visa_rules to app;

CREATE OR REPLACE FUNCTION auth.count_attempt(who text, at timestamp with time zone, per interval, most integer)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'auth', 'pg_temp'
AS $function$
  insert into auth.attempts as a (subject, began_at, count) values (who, at, 1)
  on conflict (subject) do update set
    count = case when a.began_at <= at - per then 1 else a.count + 1 end,
    began_at = case when a.began_at <= at - per then at else a.began_at end
  returning count <= most
$function$
;
-- owner owner_
-- may run: app

CREATE OR REPLACE FUNCTION auth.ensure_user(address text, new_id text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'auth', 'pg_temp'
AS $function$
declare found_id text;
begin
  insert into auth."user" (id, name, email) values (new_id, '', lower(address)) on conflict (email) do nothing;
  select id into found_id from auth."user" where email = lower(address);
  return found_id;
end $function$
;
-- owner owner_
-- may run: app

CREATE OR REPLACE FUNCTION auth.live_roles(address text)
 RETURNS TABLE(user_id text, person_name text, scheme_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'auth', 'public', 'pg_temp'
AS $function$
  select m.user_id, m.person_name, m.scheme_id
  from auth."user" u
  join public.memberships m on m.user_id = u.id and m.ended_at is null
    and (m.ends_at is null or m.ends_at > now())
  join public.schemes s on s.id = m.scheme_id
  where u.email = lower(address)
  order by m.created_at, m.id
$function$
;
-- owner owner_
-- may run: sign_in

CREATE OR REPLACE FUNCTION auth.schemes_by_session(session_token text, at timestamp with time zone)
 RETURNS TABLE(user_id text, user_name text, scheme_slug text, scheme_name jsonb, role text, country text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'auth', 'public', 'pg_temp'
AS $function$
  select m.user_id, m.person_name, s.slug, s.name, m.role, m.country
  from auth.session x
  join public.memberships m on m.user_id = x."userId" and m.ended_at is null
    and (m.starts_at is null or m.starts_at <= at) and (m.ends_at is null or m.ends_at > at)
  join public.schemes s on s.id = m.scheme_id
  where x.token = session_token and x."expiresAt" > at and x."updatedAt" > at - interval '2 hours'
  order by s.slug, m.role, m.country
$function$
;
-- owner owner_
-- may run: app

CREATE OR REPLACE FUNCTION auth.staff_by_session(session_token text, scheme_slug text, at timestamp with time zone)
 RETURNS TABLE(user_id text, user_name text, scheme_id uuid, scheme_name jsonb, scheme_settings jsonb, scheme_invented boolean, memberships jsonb, stale boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'auth', 'public', 'pg_temp'
AS $function$
  select m.user_id, min(m.person_name), s.id, s.name, s.settings, s.invented, jsonb_agg(jsonb_build_object(
    'role', m.role, 'organisationId', m.organisation_id, 'country', m.country) order by m.role, m.country),
    x."updatedAt" < at - interval '5 minutes'
  from auth.session x
  join public.memberships m on m.user_id = x."userId" and m.ended_at is null
    and (m.starts_at is null or m.starts_at <= at) and (m.ends_at is null or m.ends_at > at)
  join public.schemes s on s.id = m.scheme_id and s.slug = scheme_slug
  where x.token = session_token and x."expiresAt" > at and x."updatedAt" > at - interval '2 hours'
  group by m.user_id, x.id, s.id
$function$
;
-- owner owner_
-- may run: app

CREATE OR REPLACE FUNCTION auth.touch_session(session_token text, at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'auth', 'pg_temp'
AS $function$
  update auth.session set "updatedAt" = at
  where token = session_token and "updatedAt" < at and "expiresAt" > at
$function$
;
-- owner owner_
-- may run: app

CREATE OR REPLACE FUNCTION jobs.enqueue(task text, payload json, key text DEFAULT NULL::text, in_minutes integer DEFAULT NULL::integer)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  return (graphile_worker.add_job(
    identifier => task,
    payload => payload,
    job_key => key,
    max_attempts => 12,
    run_at => case when in_minutes is null then null else now() + make_interval(mins => in_minutes) end,
    job_key_mode => case when in_minutes is null then 'replace' else 'preserve_run_at' end
  )).id;
end
$function$
;
-- owner worker
-- may run: app

CREATE OR REPLACE FUNCTION ref.away_from(stay mobilities)
 RETURNS date
 LANGUAGE sql
 STABLE
AS $function$
  select least(stay.starts, case when d.first >= stay.starts - 14 then d.first end)
  from (select min(l.departs)::date as first from journey_people p join journey_legs l on l.journey_id = p.journey_id
    where p.mobility_id = stay.id and p.direction = 'there' and p.left_at is null) d
$function$
;
-- owner owner_
-- may run: app, public

CREATE OR REPLACE FUNCTION ref.away_until(stay mobilities)
 RETURNS date
 LANGUAGE sql
 STABLE
AS $function$
  select greatest(stay.ends, case when d.last <= stay.ends + 14 then d.last end)
  from (select max(l.arrives)::date as last from journey_people p join journey_legs l on l.journey_id = p.journey_id
    where p.mobility_id = stay.id and p.direction = 'home' and p.left_at is null) d
$function$
;
-- owner owner_
-- may run: app, public

CREATE OR REPLACE FUNCTION ref.border_day(stay uuid, way text)
 RETURNS date
 LANGUAGE sql
 STABLE
AS $function$
  select case when way = 'there' then min(l.arrives)::date else max(l.departs)::date end
  from journey_people p join journey_legs l on l.journey_id = p.journey_id
    join ref.schengen_states s
      on s.country = case when way = 'there' then l.to_country else l.from_country end
      and s.since <= (case when way = 'there' then l.arrives else l.departs end)::date
  where p.mobility_id = stay and p.direction = way and p.left_at is null
$function$
;
-- owner owner_
-- may run: app, public

CREATE OR REPLACE FUNCTION ref.call_code()
 RETURNS text
 LANGUAGE sql
 SET search_path TO 'pg_catalog'
AS $function$
  select 'K' || string_agg(substr('23456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + floor(random() * 30)::int, 1), '')
  from generate_series(1, 5)
$function$
;
-- owner owner_

CREATE OR REPLACE FUNCTION ref.current_purpose()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('kalfa.purpose', true), '') $function$
;
-- owner owner_

CREATE OR REPLACE FUNCTION ref.current_scheme()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select case when current_setting('kalfa.scheme', true) ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
    then current_setting('kalfa.scheme', true)::uuid end
$function$
;
-- owner owner_

CREATE OR REPLACE FUNCTION ref.entry_day(stay mobilities)
 RETURNS date
 LANGUAGE sql
 STABLE
AS $function$
  select least(first, case when border >= first - 14 then border end)
  from (select coalesce(stay.actual_starts, stay.starts) as first, ref.border_day(stay.id, 'there') as border) d
$function$
;
-- owner owner_
-- may run: app, public

CREATE OR REPLACE FUNCTION ref.exit_day(stay mobilities)
 RETURNS date
 LANGUAGE sql
 STABLE
AS $function$
  select greatest(last, case when border <= last + 14 and (stay.actual_ends is null or stay.actual_ends >= stay.ends)
    then border end)
  from (select greatest(coalesce(stay.actual_ends, stay.ends), coalesce(stay.actual_starts, stay.starts)) as last,
    ref.border_day(stay.id, 'home') as border) d
$function$
;
-- owner owner_
-- may run: app, public

CREATE OR REPLACE FUNCTION ref.fact_of_adult()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin
    perform ref.wake_stays(array(select m.id from mobilities m join flow_adults a on a.flow_id = m.flow_id
      where a.adult_id = new.id and a.ended_at is null));
    return null;
  end $function$
;
-- owner owner_

CREATE OR REPLACE FUNCTION ref.fact_of_application()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin
    perform ref.wake_stays(array(select m.id from mobilities m join offers o on o.id = m.offer_id
      where o.application_id = case when tg_op = 'DELETE' then old.application_id else new.application_id end));
    return null;
  end $function$
;
-- owner owner_

CREATE OR REPLACE FUNCTION ref.fact_of_flow()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin
    perform ref.wake_stays(array(select id from mobilities
      where flow_id = case when tg_op = 'DELETE' then old.flow_id else new.flow_id end));
    return null;
  end $function$
;
-- owner owner_

CREATE OR REPLACE FUNCTION ref.fact_of_journey()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin
    perform ref.wake_stays(array(select mobility_id from journey_people
      where journey_id = case when tg_op = 'DELETE' then old.journey_id else new.journey_id end
        and left_at is null));
    return null;
  end $function$
;
-- owner owner_

CREATE OR REPLACE FUNCTION ref.fact_of_mobility()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin
    perform ref.wake_stays(array[new.id]);
    return null;
  end $function$
;
-- owner owner_

CREATE OR REPLACE FUNCTION ref.fact_of_person()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  declare r jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  begin
    perform ref.wake_stays(array(select id from mobilities
      where person_id = coalesce(r->>'person_id', r->>'id')::uuid));
    return null;
  end $function$
;
-- owner owner_

CREATE OR REPLACE FUNCTION ref.fact_of_scheme()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin
    perform ref.wake_stays(array(select id from mobilities
      where scheme_id = ref.current_scheme() and state = 'ready'));
    return null;
  end $function$
;
-- owner owner_

CREATE OR REPLACE FUNCTION ref.fact_of_stay()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin
    perform ref.wake_stays(array[case when tg_op = 'DELETE' then old.mobility_id else new.mobility_id end]);
    return null;
  end $function$
;
-- owner owner_

CREATE OR REPLACE FUNCTION ref.fold(name text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select
    replace(replace(replace(replace(
      translate(
        regexp_replace(
          normalize(
            replace(replace(replace(replace(replace(replace(replace(normalize(lower(name), nfc),
              'љ', 'lj'), 'њ', 'nj'), 'џ', 'dz'), 'ѓ', 'gj'), 'ќ', 'kj'), 'ѕ', 'dz'), 'ß', 'ss'),
            nfd),
          '[\u0300-\u036f]', '', 'g'),
        'абвгдђежзијклмнопрстћуфхцчшđłħıø', 'abvgddezzijklmnoprstcufhccsdlhio'),
      'dj', 'd'), 'sh', 's'), 'ch', 'c'), 'zh', 'z')
$function$
;
-- owner owner_

CREATE OR REPLACE FUNCTION ref.give_task_kinds()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin
    insert into task_kinds (id, scheme_id, line_id, code, who, days_before, blocking, after_code, proof, only_for, position)
      select gen_random_uuid(), new.scheme_id, new.id, code, who, days_before, blocking, after_code, proof, only_for, position
      from ref.task_kinds where audience = new.audience;
    return null;
  end $function$
;
-- owner owner_

CREATE OR REPLACE FUNCTION ref.give_visa_rules()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin
    insert into visa_rules (id, scheme_id, nationality, passport, issuer, host, entry_from, entry_until,
        regime, above_days, lead_weeks, unsure, source, link, set_at)
      select gen_random_uuid(), new.id, nationality, passport, issuer, host, entry_from, entry_until,
        regime, above_days, lead_weeks, unsure, source, link, new.created_at
      from ref.visa_rules;
    return null;
  end $function$
;
-- owner owner_

CREATE OR REPLACE FUNCTION ref.index_resource()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' and old.state = 'published' and new.state <> 'published' then
    delete from resource_index where version_id = old.id;
  elsif new.state = 'published' and (tg_op = 'INSERT' or old.state <> 'published') then
    insert into resource_index
    select new.id, new.scheme_id, new.work_id, new.language, new.kind, new.minutes, new.readers,
      new.licence, new.bytes, new.link is not null, new.published_at, ref.fold(new.title),
      to_tsvector('simple'::regconfig, ref.fold(new.title || ' ' || new.summary || ' ' || new.body
        || ' ' || new.transcript || ' ' || new.credit));
  end if;
  return null;
end $function$
;
-- owner owner_

CREATE OR REPLACE FUNCTION ref.keep_but_follow_person()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ begin
  if tg_op = 'UPDATE' and to_jsonb(new) - 'person_id' = to_jsonb(old) - 'person_id'
    and exists (select from persons p where p.id = old.person_id and p.merged_into = new.person_id)
  then
    return new;
  end if;
  raise exception '% is append-only: add an entry that corrects it', tg_table_name;
end $function$
;
-- owner owner_

CREATE OR REPLACE FUNCTION ref.keep_frozen_form()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.state = 'frozen' then
    raise exception 'form version % is frozen', old.id using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $function$
;
-- owner owner_

CREATE OR REPLACE FUNCTION ref.keep_frozen_form_row()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.state = 'frozen' then
    raise exception 'form version % is frozen', old.id using errcode = 'integrity_constraint_violation';
  end if;
  return old;
end $function$
;
-- owner owner_

CREATE OR REPLACE FUNCTION ref.keep_opened_call()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.state <> 'draft' and (new.state = 'draft' or to_jsonb(new) - 'state' <> to_jsonb(old) - 'state') then
    raise exception 'call % is frozen since it opened', old.number using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $function$
;
-- owner owner_

CREATE OR REPLACE FUNCTION ref.keep_part_of_opened_call()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  part jsonb := to_jsonb(coalesce(new, old));
  call_state text;
begin
  if tg_op = 'UPDATE' and tg_table_name = 'flows'
    and to_jsonb(new) - array['state', 'state_reason', 'merged_into'] = to_jsonb(old) - array['state', 'state_reason', 'merged_into'] then
    return new;
  end if;
  select c.state into call_state from calls c where c.id = coalesce(
    (part->>'call_id')::uuid,
    (select f.call_id from flows f where f.id = coalesce((part->>'flow_id')::uuid,
      (select p.flow_id from places p where p.id = (part->>'place_id')::uuid))));
  if call_state <> 'draft' then
    raise exception 'the % of a call are frozen since it opened', tg_table_name using errcode = 'integrity_constraint_violation';
  end if;
  return coalesce(new, old);
end $function$
;
-- owner owner_

CREATE OR REPLACE FUNCTION ref.keep_preselection_rule()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (select c.state from calls c where c.id = coalesce(new.call_id, old.call_id)) <> 'draft' then
    raise exception 'the pre-selection of a call is laid down before it opens' using errcode = 'integrity_constraint_violation';
  end if;
  return coalesce(new, old);
end $function$
;
-- owner owner_

CREATE OR REPLACE FUNCTION ref.keep_version()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.state <> 'draft' and (old.title, old.summary, old.body, old.kind, old.minutes, old.readers,
      old.licence, old.credit, old.link, old.upload_id, old.transcript, old.translation, old.bytes,
      old.number, old.resource_id)
    is distinct from (new.title, new.summary, new.body, new.kind, new.minutes, new.readers,
      new.licence, new.credit, new.link, new.upload_id, new.transcript, new.translation, new.bytes,
      new.number, new.resource_id)
  then
    raise exception 'a version of the library that left its draft does not change';
  end if;
  return new;
end $function$
;
-- owner owner_

CREATE OR REPLACE FUNCTION ref.least_days(stay mobilities)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE
AS $function$
  declare
    before text := current_setting('kalfa.purpose', true);
    found integer;
  begin
    perform set_config('kalfa.purpose', 'days', true);
    select least(l.minimum_days, (select min(s.least) from shorter_stays s where s.mobility_id = stay.id))
      into found from activity_lines l where l.id = stay.line_id and l.minimum_days is not null;
    perform set_config('kalfa.purpose', coalesce(before, ''), true);
    return found;
  end $function$
;
-- owner owner_
-- may run: app, public

CREATE OR REPLACE FUNCTION ref.letter_groups(words text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select array(select distinct substr('  ' || word || ' ', at, 3)
    from unnest(string_to_array(words, ' ')) word, generate_series(1, length(word) + 1) at)
$function$
;
-- owner owner_

CREATE OR REPLACE FUNCTION ref.likeness(a text[], b text[])
 RETURNS real
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select coalesce(2.0 * (select count(*) from unnest(a) x where x = any(b)) / nullif(cardinality(a) + cardinality(b), 0), 0)::real
$function$
;
-- owner owner_

CREATE OR REPLACE FUNCTION ref.listed_countries()
 RETURNS TABLE(slug text, country text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select s.slug, c.country
  from public.scheme_countries c
  join public.schemes s on s.id = c.scheme_id
  where s.listed and s.kind = 'running'
  order by s.slug, c.position
$function$
;
-- owner owner_
-- may run: app

CREATE OR REPLACE FUNCTION ref.name_words(folded text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select array_to_string(array(
    select word from regexp_split_to_table(folded, '[\s.''’-]+') word where word <> ''
    order by word collate "C"), ' ')
$function$
;
-- owner owner_

CREATE OR REPLACE FUNCTION ref.near_birth(a date, b date)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select a <> b and ((extract(year from a) = extract(year from b)
      and extract(day from a) = extract(month from b) and extract(month from a) = extract(day from b))
    or (select count(*) from generate_series(1, 10) at
        where substr(a::text, at, 1) <> substr(b::text, at, 1)) = 1)
$function$
;
-- owner owner_

CREATE OR REPLACE FUNCTION ref.phone_tail(phone text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case when length(figures) >= 8 then right(figures, 8) end
  from (select regexp_replace(phone, '\D', '', 'g') as figures) written
$function$
;
-- owner owner_

CREATE OR REPLACE FUNCTION ref.policies_of(stay mobilities)
 RETURNS SETOF insurance_policies
 LANGUAGE sql
 STABLE
AS $function$
  select i.* from insurance_policies i
  where i.ended_at is null and ((i.everybody and i.flow_id = stay.flow_id)
    or (not i.everybody and exists (select from insured_stays s
      where s.policy_id = i.id and s.mobility_id = stay.id)))
$function$
;
-- owner owner_
-- may run: app, public

CREATE OR REPLACE FUNCTION ref.refuse_change_of_judgement()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ begin
  raise exception '% is append-only: add a row that says why', tg_table_name;
end $function$
;
-- owner owner_

CREATE OR REPLACE FUNCTION ref.refuse_change_of_published_run()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare published boolean;
begin
  if tg_table_name = 'allocation_runs' then
    if old.state = 'published' then raise exception 'a published run cannot be changed'; end if;
    return new;
  end if;
  select state = 'published' into published from allocation_runs
    where id = case when tg_op = 'INSERT' then new.run_id else old.run_id end;
  if published then raise exception 'a published run cannot be changed'; end if;
  return case when tg_op = 'DELETE' then old else new end;
end $function$
;
-- owner owner_

CREATE OR REPLACE FUNCTION ref.refuse_score_in_conflict()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ begin
  if exists (select from conflicts c where c.application_id = new.application_id
      and c.assessor_id = new.assessor_id and c.lifted_at is null) then
    raise exception 'a conflict of interest stands between this assessor and this case';
  end if;
  return new;
end $function$
;
-- owner owner_

CREATE OR REPLACE FUNCTION ref.reviews_of_listed()
 RETURNS TABLE(text_group text, locale text, words_hash text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select distinct on (r.scheme_id, r.text_group, r.locale) r.text_group, r.locale, r.words_hash
  from public.text_reviews r
  join public.schemes s on s.id = r.scheme_id and s.listed and s.kind = 'running'
  order by r.scheme_id, r.text_group, r.locale, r.approved_at desc, r.id
$function$
;
-- owner owner_
-- may run: app

CREATE OR REPLACE FUNCTION ref.running_schemes()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select s.id from public.schemes s where s.kind = 'running' order by s.id
$function$
;
-- owner owner_
-- may run: worker

CREATE OR REPLACE FUNCTION ref.scheme_of_code(typed text)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select s.slug from public.schemes s
  where s.listed and s.id in (
    select c.scheme_id from public.calls c where c.public_code = typed and c.state <> 'draft'
    union all
    select k.scheme_id from public.class_codes k where k.code = typed and k.withdrawn_at is null)
$function$
;
-- owner owner_
-- may run: app

CREATE OR REPLACE FUNCTION ref.wake_stays(stays uuid[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
  begin
    -- An upgrade or a restore is no change of facts.
    if ref.current_scheme() is null then return; end if;
    perform jobs.enqueue('watch-preparation',
        json_build_object('schemeId', m.scheme_id, 'mobilityId', m.id),
        'watch-preparation-now:' || m.id || ':' || pg_current_xact_id())
      from (select scheme_id, id from mobilities
        where id = any(stays) and state in ('matched', 'preparing', 'ready') order by id) m;
  end $function$
;
-- owner owner_

CREATE OR REPLACE FUNCTION ref.works_with(words text, own text[], titles text[], of_kind text, in_language text, for_reader text, under_licence text, most_minutes integer, most_bytes integer, take integer, skip integer)
 RETURNS TABLE(work_id uuid, is_own boolean, is_titled boolean, newest timestamp with time zone, total bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 24
 SET search_path TO 'public', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_indexscan TO 'off'
 SET enable_indexonlyscan TO 'off'
 SET jit TO 'off'
AS $function$
  with fitting as materialized (
    select v.work_id, bool_or(v.language = any(own)) as is_own,
      bool_or(v.folded_title like all(titles)) as is_titled, max(v.published_at) as newest
    from public.resource_index v
    where v.found @@ to_tsquery('simple', words) and v.scheme_id = (select ref.current_scheme())
      and (of_kind = '' or v.kind = of_kind)
      and (in_language = '' or v.language = in_language)
      and (for_reader = '' or for_reader = any(v.readers))
      and (under_licence = '' or v.licence = under_licence)
      and (most_minutes is null or v.minutes <= most_minutes)
      and (most_bytes is null or (v.bytes <= most_bytes and not v.has_link))
    group by v.work_id
  )
  select f.work_id, f.is_own, f.is_titled, f.newest, (select count(*) from fitting)
  from fitting f order by f.is_own desc, f.is_titled desc, f.newest desc, f.work_id
  limit take offset skip
$function$
;
-- owner owner_
-- may run: app
