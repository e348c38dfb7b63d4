-- Two roles that see less than the office: a school's mobility officer sees the own school's
-- learners, an assessor sees answers without names.
alter table memberships drop constraint memberships_role_check;
alter table memberships add constraint memberships_role_check
  check (role in ('coordinator', 'country-partner', 'auditor', 'school-officer', 'assessor'));
-- A school officer's reach is the organisation; without one it would be unclear whose learners.
alter table memberships add constraint memberships_officer_of_school
  check (role <> 'school-officer' or organisation_id is not null);
-- One teacher may look after two schools, so the school is part of what makes a role the same.
drop index memberships_one_live;
create unique index memberships_one_live on memberships
  (scheme_id, user_id, role, coalesce(country, ''), (case when role = 'school-officer' then organisation_id end))
  nulls not distinct where ended_at is null;
