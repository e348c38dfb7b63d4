-- Sign-in: the sign-in library's tables in a schema of their own. Only the role `sign_in` reads and
-- writes them, and it sees nothing else; the application's role cannot. The application learns who
-- holds a session through one function that takes the secret token and gives back only what the
-- token's holder may act as.

create schema auth;

create table auth."user" (
  id text primary key,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null default false,
  image text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create table auth.session (
  id text primary key,
  "userId" text not null references auth."user" on delete cascade,
  token text not null unique,
  "expiresAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create table auth.account (
  id text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references auth."user" on delete cascade,
  "accessToken" text, "refreshToken" text, "idToken" text,
  "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz,
  scope text, password text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create table auth.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index on auth.verification (identifier);

create table memberships (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  user_id text not null,
  person_name text not null,
  email text not null,
  role text not null check (role in ('coordinator', 'country-partner', 'auditor')),
  organisation_id uuid,
  country text,
  created_at timestamptz not null,
  ended_at timestamptz,
  -- A country partner sees one country; the other roles see the scheme.
  check ((role = 'country-partner') = (country is not null))
);
create unique index memberships_one_live on memberships (scheme_id, user_id, role, coalesce(country, ''))
  where ended_at is null;
alter table memberships enable row level security;
alter table memberships force row level security;
create policy memberships_scheme on memberships using (scheme_id = (select ref.current_scheme()));
grant select, insert, update on memberships to app;

-- The functions below run as the tables' owner, whom row-level security binds too: before a session
-- is known there is no scheme to set. It sees who has a live role and in which running scheme, nothing else.
create policy memberships_sign_in on memberships for select to current_user using (ended_at is null);
create policy schemes_sign_in on schemes for select to current_user using (kind = 'running');

-- A working day at most, two hours without a page at most: shared computers in school offices.
-- One round trip a request: session, scheme and live memberships together. A removed role is gone
-- with the next request because nothing is cached. `stale` asks the caller to say that the session
-- is in use; not with every request, because each would then write.
create function auth.staff_by_session(session_token text, scheme_slug text, at timestamptz)
returns table (user_id text, user_name text, scheme_id uuid, scheme_name jsonb, scheme_settings jsonb,
  scheme_invented boolean, memberships jsonb, stale boolean)
language sql stable security definer set search_path = auth, public, pg_temp as $$
  select m.user_id, min(m.person_name), s.id, s.name, s.settings, s.invented, jsonb_agg(jsonb_build_object(
    'role', m.role, 'organisationId', m.organisation_id, 'country', m.country) order by m.role, m.country),
    x."updatedAt" < at - interval '5 minutes'
  from auth.session x
  join public.memberships m on m.user_id = x."userId" and m.ended_at is null
  join public.schemes s on s.id = m.scheme_id and s.slug = scheme_slug
  where x.token = session_token and x."expiresAt" > at and x."updatedAt" > at - interval '2 hours'
  group by m.user_id, x.id, s.id
$$;

create function auth.schemes_by_session(session_token text, at timestamptz)
returns table (user_id text, user_name text, scheme_slug text, scheme_name jsonb, role text, country text)
language sql stable security definer set search_path = auth, public, pg_temp as $$
  select m.user_id, m.person_name, s.slug, s.name, m.role, m.country
  from auth.session x
  join public.memberships m on m.user_id = x."userId" and m.ended_at is null
  join public.schemes s on s.id = m.scheme_id
  where x.token = session_token and x."expiresAt" > at and x."updatedAt" > at - interval '2 hours'
  order by s.slug, m.role, m.country
$$;

create function auth.touch_session(session_token text, at timestamptz) returns void
language sql security definer set search_path = auth, pg_temp as $$
  update auth.session set "updatedAt" = at
  where token = session_token and "updatedAt" < at and "expiresAt" > at
$$;

-- A coordinator gives a role to an address: the account behind it is found or made, and nothing
-- about it (whether it was there, what it is called elsewhere) comes back but its id.
create function auth.ensure_user(address text, new_id text) returns text
language plpgsql security definer set search_path = auth, pg_temp as $$
declare found_id text;
begin
  insert into auth."user" (id, name, email) values (new_id, '', lower(address)) on conflict (email) do nothing;
  select id into found_id from auth."user" where email = lower(address);
  return found_id;
end $$;

-- Who may be sent a sign-in link, and in which scheme's outbox the letter stands.
create function auth.live_roles(address text)
returns table (user_id text, person_name text, scheme_id uuid)
language sql stable security definer set search_path = auth, public, pg_temp as $$
  select m.user_id, m.person_name, m.scheme_id
  from auth."user" u
  join public.memberships m on m.user_id = u.id and m.ended_at is null
  join public.schemes s on s.id = m.scheme_id
  where u.email = lower(address)
  order by m.created_at, m.id
$$;

-- How often something was tried. `subject` is a one-way mark, never an address.
create table auth.attempts (
  subject text primary key,
  began_at timestamptz not null,
  count integer not null
);
-- True while the subject is within its allowance; a new window begins when the old one is over.
create function auth.count_attempt(who text, at timestamptz, per interval, most integer) returns boolean
language sql security definer set search_path = auth, pg_temp as $$
  insert into auth.attempts as a (subject, began_at, count) values (who, at, 1)
  on conflict (subject) do update set
    count = case when a.began_at <= at - per then 1 else a.count + 1 end,
    began_at = case when a.began_at <= at - per then at else a.began_at end
  returning count <= most
$$;

revoke all on function auth.staff_by_session, auth.schemes_by_session, auth.touch_session,
  auth.ensure_user, auth.live_roles, auth.count_attempt from public;
grant usage on schema auth to app, sign_in;
grant execute on function auth.staff_by_session, auth.schemes_by_session, auth.touch_session,
  auth.ensure_user, auth.count_attempt to app;
grant execute on function auth.live_roles to sign_in;
grant select, insert, update, delete on auth."user", auth.session, auth.account, auth.verification to sign_in;
