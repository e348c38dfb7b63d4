-- Lines of staff say what kind of activity they are and whether a stay lived online counts towards
-- their target; what came of a stay is written down (three answers) and certified with a seal.

alter table activity_lines no force row level security;
alter table activity_lines
  add column activity text check (activity in ('job-shadowing', 'course', 'thematic-team',
    'training-assignment', 'teaching-assignment', 'invited-expert', 'preparatory-visit', 'meeting')),
  add column online_counts boolean not null default false;
update activity_lines set online_counts = true where audience = 'staff';
update activity_lines set activity = case code
    when 'job-shadowing' then 'job-shadowing' when 'summer-school' then 'course'
    when 'thematic-teams' then 'thematic-team' when 'training-assignments' then 'training-assignment'
    when 'teaching-assignments' then 'teaching-assignment'
    when 'transnational-meetings' then 'meeting' end
  where audience = 'staff';
alter table activity_lines force row level security;
alter table activity_lines
  add constraint activity_of_staff check (activity is null or audience = 'staff');

-- That a member of staff belongs to the organisation that sends: said by the head teacher's yes, or
-- read off a contract. The paper itself stays where it lies; only where is written down.
create table staff_links (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  person_id uuid not null references persons,
  organisation_id uuid not null references organisations,
  basis text not null check (basis in ('head', 'contract')),
  employment text check (employment in ('permanent', 'fixed-term', 'part-time', 'civil')),
  -- What the person teaches or does there.
  post text not null check (length(post) between 1 and 200),
  since date,
  until date check (until >= since),
  paper text check (length(paper) between 1 and 200),
  said_by text not null,
  said_at timestamptz not null,
  ended_at timestamptz,
  check (basis = 'head' or (employment is not null and since is not null and paper is not null))
);
create unique index staff_links_one on staff_links (person_id, organisation_id, basis)
  where ended_at is null;

-- Three answers of whoever is home from a stay, asked for by a link.
create table reflections (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  mobility_id uuid not null unique references mobilities,
  state text not null check (state in ('asked', 'sent', 'offered')),
  locale text not null,
  sent_to text check (length(sent_to) <= 254),
  secret_hash text not null,
  asked_at timestamptz not null,
  asked_by text not null,
  seen text check (length(seen) between 1 and 3000),
  changes text check (length(changes) between 1 and 3000),
  advice text check (length(advice) between 1 and 3000),
  -- Ticked: it may become a resource of the library, after the library has looked at it.
  share boolean not null default false,
  resource_id uuid,
  sent_at timestamptz,
  check (state = 'asked' or (seen is not null and changes is not null and advice is not null
    and sent_at is not null))
);
create unique index reflections_secret on reflections (scheme_id, secret_hash);

-- That somebody was there, on a sealed paper. The model is frozen, so a repeat gives the same text.
create table stay_certificates (
  id uuid primary key,
  scheme_id uuid not null references schemes,
  mobility_id uuid not null references mobilities,
  code text not null unique check (code ~ '^KLC-[0-9A-Z]{4}-[0-9A-Z]{4}$'),
  state text not null check (state in ('asked', 'sealed', 'withdrawn')),
  model jsonb not null,
  asked_at timestamptz not null,
  asked_by text not null,
  sealed_at timestamptz,
  digest text,
  size integer check (size > 0),
  ended_at timestamptz,
  ended_reason text check (length(ended_reason) between 1 and 500),
  check ((sealed_at is null) = (digest is null)),
  check ((state = 'withdrawn') = (ended_at is not null))
);
create unique index stay_certificates_one on stay_certificates (mobility_id) where ended_at is null;
create index stay_certificates_digest on stay_certificates (scheme_id, digest);
-- Apart, so that no list reads papers by accident; sealed under the installation's data key.
create table stay_certificate_bytes (
  certificate_id uuid primary key references stay_certificates,
  scheme_id uuid not null references schemes,
  sealed bytea not null
);

do $$ declare t text; begin
  foreach t in array array['staff_links', 'reflections', 'stay_certificates', 'stay_certificate_bytes'] loop
    execute format('alter table %I enable row level security; alter table %I force row level security', t, t);
    execute format('create policy %I on %I using (scheme_id = (select ref.current_scheme()))', t || '_scheme', t);
    execute format('grant select, insert on %I to app', t);
  end loop;
end $$;
grant update on staff_links, reflections, stay_certificates to app;

-- Members of staff agree on something else than learners: aims, what it adds, what will come of it.
do $$ declare t text; begin
  foreach t in array array['agreements', 'own_bundles', 'own_papers', 'own_templates'] loop
    execute format('alter table %I drop constraint %I', t, t || '_kind_check');
    execute format('alter table %I add constraint %I check (kind in (''learning-agreement'',
      ''grant-agreement'', ''host-agreement'', ''staff-agreement''))', t, t || '_kind_check');
  end loop;
end $$;
