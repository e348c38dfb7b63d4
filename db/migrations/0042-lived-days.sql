-- How a stay is lived: a break has a first day, a stay may grow longer or end early, and what follows
-- its end has names of its own. An agreement remembers which company its text was written about, and
-- a question to a host who took the yes back.
-- The owner is under row-level security too, which shows no scheme's rows here.
do $$
declare name text;
begin
  foreach name in array array['mobilities', 'organisations', 'agreements', 'agreement_versions', 'host_requests'] loop
    execute format('alter table %I no force row level security', name);
  end loop;
end $$;

alter table mobilities drop constraint mobilities_state_check;
alter table mobilities
  add constraint mobilities_state_check check (state in ('planned', 'matched', 'preparing', 'ready',
    'on-hold', 'in-progress', 'interrupted', 'extended', 'early-return', 'finished', 'reported',
    'recognised', 'closed', 'cancelled')),
  -- The first day of the break that lasts; those that are over stand in interruption_days.
  add column interrupted_on date;
update mobilities set interrupted_on = greatest(state_since::date, actual_starts) where state = 'interrupted';
alter table mobilities add constraint mobilities_break check ((interrupted_on is null) = (state <> 'interrupted'));

-- The name of a company may be typed in many ways, so whom a text is about is kept beside the text:
-- of the one being written, and of each that was sent.
alter table agreements
  add column company_id uuid references organisations,
  add column hosting_partner_id uuid references organisations;
alter table agreement_versions
  add column company_id uuid references organisations,
  add column hosting_partner_id uuid references organisations;
update agreements a set company_id = m.company_id,
  hosting_partner_id = coalesce(m.hosting_organisation_id, c.hosting_partner_id)
  from mobilities m left join organisations c on c.id = m.company_id where m.id = a.mobility_id;
update agreement_versions v set company_id = a.company_id, hosting_partner_id = a.hosting_partner_id
  from agreements a where a.id = v.agreement_id;

-- Either side may take a yes back: the office, or the host by its link.
alter table host_requests add column withdrawn_by text check (withdrawn_by in ('office', 'host'));
update host_requests set withdrawn_by = 'office' where state = 'withdrawn';

do $$
declare name text;
begin
  foreach name in array array['mobilities', 'organisations', 'agreements', 'agreement_versions', 'host_requests'] loop
    execute format('alter table %I force row level security', name);
  end loop;
end $$;
