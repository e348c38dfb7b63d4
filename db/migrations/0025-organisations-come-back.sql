-- The list of organisations goes out, is edited and comes back, as that of the applicants does.
alter table imports drop constraint imports_kind_check;
alter table imports add constraint imports_kind_check
  check (kind in ('applicants', 'flows', 'participants', 'applicant-changes', 'organisation-changes'));
