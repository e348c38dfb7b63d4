-- Sign-in: better-auth's tables in a schema of their own, which the application's role cannot read.
-- It learns who holds a session through one function that takes the secret token and gives back
-- only what the token's holder may act as.

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

-- One round trip a request: session, scheme and live memberships together. A removed role is gone
-- with the next request because nothing is cached.
create function auth.staff_by_session(session_token text, scheme_slug text, at timestamptz)
returns table (user_id text, user_name text, scheme_id uuid, scheme_name jsonb, scheme_settings jsonb,
  scheme_invented boolean, memberships jsonb)
language sql stable security definer set search_path = auth, public, pg_temp as $$
  select u.id, u.name, s.id, s.name, s.settings, s.invented, jsonb_agg(jsonb_build_object(
    'role', m.role, 'organisationId', m.organisation_id, 'country', m.country))
  from auth.session x
  join auth."user" u on u.id = x."userId"
  join public.memberships m on m.user_id = u.id and m.ended_at is null
  join public.schemes s on s.id = m.scheme_id and s.slug = scheme_slug
  where x.token = session_token and x."expiresAt" > at
  group by u.id, s.id
$$;

create function auth.schemes_by_session(session_token text, at timestamptz)
returns table (user_id text, user_name text, scheme_slug text, scheme_name jsonb, role text)
language sql stable security definer set search_path = auth, public, pg_temp as $$
  select u.id, u.name, s.slug, s.name, m.role
  from auth.session x
  join auth."user" u on u.id = x."userId"
  join public.memberships m on m.user_id = u.id and m.ended_at is null
  join public.schemes s on s.id = m.scheme_id
  where x.token = session_token and x."expiresAt" > at
  order by s.slug, m.role
$$;
revoke all on function auth.staff_by_session, auth.schemes_by_session from public;
grant usage on schema auth to app;
grant execute on function auth.staff_by_session, auth.schemes_by_session to app;
