-- Writing to people: views that are kept, templates in several languages, sendings of which everybody
-- gets exactly one message, text messages beside letters, and what was said to a person by whom.

create table saved_views (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  -- Which list it is a view of.
  list text not null check (list in ('applicants')),
  name text not null check (length(name) between 1 and 80),
  filter jsonb not null,
  shared boolean not null,
  owner_id text not null,
  owner_name text not null,
  created_at timestamptz not null
);
create unique index saved_views_name on saved_views (scheme_id, list, owner_id, lower(name));

create table message_templates (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  name text not null check (length(name) between 1 and 80),
  owner_id text not null,
  owner_name text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  -- No longer offered; what was sent from it keeps its own words.
  retired_at timestamptz
);
create unique index message_templates_name on message_templates (scheme_id, lower(name))
  where retired_at is null;
create table message_texts (
  scheme_id uuid not null references schemes,
  template_id uuid not null references message_templates,
  -- Serbian in Latin letters is derived.
  locale text not null check (locale <> 'sr-Latn'),
  subject text not null check (subject !~ '[\r\n]' and length(subject) between 1 and 150),
  body text not null check (length(body) between 1 and 5000),
  primary key (template_id, locale)
);

create table sendings (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  template_id uuid not null references message_templates,
  template_name text not null,
  -- As it was when it was scheduled; the view may change afterwards.
  view_name text not null,
  filter jsonb not null,
  -- What of the audience was the sender's to write to; null is every country.
  countries text[],
  channel text not null check (channel in ('mail', 'sms', 'mail-or-sms')),
  -- Language of somebody's application to the language that was chosen instead.
  fallbacks jsonb not null,
  state text not null check (state in ('scheduled', 'sending', 'sent', 'cancelled')),
  at timestamptz not null,
  people integer not null,
  unreached integer not null,
  made_by text not null,
  made_name text not null,
  made_at timestamptz not null,
  cancelled_by text,
  ended_at timestamptz,
  check ((state = 'cancelled') = (cancelled_by is not null)),
  check ((state in ('sent', 'cancelled')) = (ended_at is not null))
);
create index sendings_recent on sendings (scheme_id, made_at desc);

-- The key is the promise: a person has one row in a sending, and a row has one message at most.
create table sending_people (
  scheme_id uuid not null references schemes,
  sending_id uuid not null references sendings,
  person_id uuid not null references persons,
  application_id uuid not null references applications,
  locale text not null,
  -- The words, for somebody who is reached by neither: to be copied by hand.
  subject text not null,
  body text not null,
  message_id uuid unique references mail_messages,
  primary key (sending_id, person_id)
);
create index sending_people_person on sending_people (person_id);

create table contacts (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  person_id uuid not null references persons,
  kind text not null check (kind in ('call', 'message', 'note')),
  reason text not null check (reason in
    ('documents', 'deadline', 'consent', 'place', 'travel', 'absence', 'question', 'other')),
  words text not null check (length(words) between 1 and 1000),
  happened_on date not null,
  -- The school whose officer wrote it; null for the office.
  organisation_id uuid references organisations,
  written_by text not null,
  written_name text not null,
  written_at timestamptz not null
);
create index contacts_person on contacts (person_id, written_at);

do $$ declare t text; begin
  foreach t in array array['saved_views', 'message_templates', 'message_texts', 'sendings',
    'sending_people', 'contacts'] loop
    execute format('alter table %I enable row level security; alter table %I force row level security', t, t);
    execute format('create policy %I on %I using (scheme_id = (select ref.current_scheme()))', t || '_scheme', t);
    execute format('grant select, insert on %I to app', t);
  end loop;
end $$;
grant update on message_templates, message_texts, sendings to app;
grant delete on saved_views, message_texts to app;

-- What was said is not said differently afterwards: a correction is another entry.
create function ref.refuse_change_of_contact() returns trigger
language plpgsql as $$ begin
  raise exception 'contacts is append-only: add an entry that corrects it';
end $$;
create trigger contacts_are_kept before update or delete on contacts
  for each row execute function ref.refuse_change_of_contact();

-- One outbox for letters and text messages. What was held for a sending and called off stays to be read.
alter table mail_messages add column channel text not null default 'mail'
  check (channel in ('mail', 'sms'));
alter table mail_messages drop constraint mail_messages_state_check;
alter table mail_messages add constraint mail_messages_state_check
  check (state in ('held', 'queued', 'sent', 'kept', 'failed', 'cancelled'));
