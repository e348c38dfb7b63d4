-- What somebody tells of a stay, and what the programme tells of itself. A story is shown while the
-- consent for exactly these words and this picture stands; a minor's needs a guardian's beside the own.
-- The one who asks for a page decides by the day, so that nothing has to run for one to go.

create table stories (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  -- Null for somebody whose stay is not kept here.
  mobility_id uuid references mobilities,
  state text not null check (state in ('submitted', 'returned', 'published', 'taken-down', 'withdrawn',
    'refused', 'erased')),
  state_since timestamptz not null,
  -- What the office asks to be changed.
  state_note text check (length(state_note) between 1 and 500),
  sending_country text not null check (sending_country ~ '^[A-Z]{2}$'),
  organisation_id uuid references organisations,
  trade text not null check (length(trade) <= 60),
  city text not null check (length(city) <= 100),
  country text not null check (country ~ '^[A-Z]{2}$'),
  -- As somebody wants to be called in public; empty once everything was erased.
  shown_name text not null check (length(shown_name) <= 60),
  -- Of the own words.
  language text not null check (language in ('bs', 'cnr', 'en', 'hr', 'mk', 'sq', 'sr-Cyrl', 'sr-Latn')),
  -- The answers to the three questions, in their order.
  parts text[] not null check (cardinality(parts) = 3),
  guardian_needed boolean not null,
  -- Of everything a consent is about: one given for other words or another picture is none.
  content_hash text not null,
  invented boolean not null default false,
  created_at timestamptz not null,
  created_by text not null,
  published_at timestamptz
);
create unique index stories_once on stories (mobility_id) where state <> 'erased';
create index stories_list on stories (scheme_id, state, published_at desc);

create table story_pictures (
  story_id uuid primary key references stories,
  scheme_id uuid not null references schemes,
  jpeg bytea not null check (length(jpeg) <= 61440),
  small bytea not null check (length(small) <= 20480),
  width smallint not null,
  height smallint not null,
  alt text not null check (length(alt) between 3 and 250),
  hash text not null
);

-- A person's or a machine's; one made of other words than stand there now is not shown.
create table story_translations (
  story_id uuid not null references stories,
  scheme_id uuid not null references schemes,
  language text not null check (language in ('bs', 'cnr', 'en', 'hr', 'mk', 'sq', 'sr-Cyrl', 'sr-Latn')),
  parts text[] not null check (cardinality(parts) = 3),
  made_by text not null check (made_by in ('human', 'machine')),
  of_hash text not null,
  made_at timestamptz not null,
  primary key (story_id, language)
);

-- A letter or message with the way to say yes, and afterwards to take it back.
create table story_links (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  story_id uuid not null references stories,
  party text not null check (party in ('person', 'guardian')),
  language text not null check (language in ('bs', 'cnr', 'en', 'hr', 'mk', 'sq', 'sr-Cyrl', 'sr-Latn')),
  secret_hash text not null unique,
  made_at timestamptz not null,
  made_by text not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index story_links_story on story_links (story_id) where ended_at is null;

-- Publication alone: apart from consents for taking part, for data and for pictures of the group.
create table story_consents (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  story_id uuid not null references stories,
  party text not null check (party in ('person', 'guardian')),
  -- Empty once everything was erased: that somebody agreed and when stays.
  typed_name text not null check (length(typed_name) <= 100),
  content_hash text not null,
  wording_locale text not null,
  wording_hash text not null,
  given_at timestamptz not null,
  ends_on date not null,
  link_id uuid references story_links,
  withdrawn_at timestamptz,
  withdrawn_by text,
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
create unique index story_consents_once on story_consents (story_id, party) where withdrawn_at is null;

create table news_posts (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  state text not null check (state in ('draft', 'published', 'taken-down')),
  state_since timestamptz not null,
  -- By language; as many as somebody wrote.
  title jsonb not null,
  body jsonb not null,
  created_at timestamptz not null,
  created_by text not null,
  published_at timestamptz
);
create index news_posts_list on news_posts (scheme_id, state, published_at desc);

create table newsletters (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  state text not null check (state in ('draft', 'sending', 'sent')),
  state_since timestamptz not null,
  subject jsonb not null,
  intro jsonb not null,
  created_at timestamptz not null,
  created_by text not null,
  sent_by text,
  -- Letters, once they were written.
  letters integer
);
create table newsletter_items (
  newsletter_id uuid not null references newsletters,
  scheme_id uuid not null references schemes,
  position smallint not null,
  story_id uuid references stories,
  news_id uuid references news_posts,
  primary key (newsletter_id, position),
  check (num_nonnulls(story_id, news_id) = 1)
);
-- Nobody gets a newsletter who did not ask for it and say yes again by the letter that came. Whoever
-- leaves is no row any more.
create table newsletter_subscribers (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  email text not null check (email !~ '[\r\n]' and length(email) between 3 and 254),
  locale text not null check (locale in ('bs', 'cnr', 'en', 'hr', 'mk', 'sq', 'sr-Cyrl', 'sr-Latn')),
  confirm_hash text not null,
  leave_hash text not null,
  asked_at timestamptz not null,
  confirmed_at timestamptz
);
create unique index newsletter_subscribers_once on newsletter_subscribers (scheme_id, lower(email));
create index newsletter_subscribers_confirm on newsletter_subscribers (confirm_hash);
create index newsletter_subscribers_leave on newsletter_subscribers (leave_hash);

do $$ declare t text; begin
  foreach t in array array['stories', 'story_pictures', 'story_translations', 'story_links',
    'story_consents', 'news_posts', 'newsletters', 'newsletter_items', 'newsletter_subscribers'] loop
    execute format('alter table %I enable row level security; alter table %I force row level security', t, t);
    execute format('create policy %I on %I using (scheme_id = (select ref.current_scheme()))', t || '_scheme', t);
    execute format('grant select, insert, update on %I to app', t);
  end loop;
end $$;
grant delete on story_pictures, story_translations, newsletter_items, newsletter_subscribers to app;

-- A letter to a list has a second form for programs that show pictures and headings, and the address
-- at which a mail program leaves the list for its reader (RFC 8058). Both are gone once it was sent.
alter table mail_messages
  add column html text,
  add column leave_url text check (leave_url !~ '[\r\n]');
