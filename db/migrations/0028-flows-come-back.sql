-- The list of flows comes back too: as long as their call is being prepared, they can be changed.
alter table imports drop constraint imports_kind_check;
alter table imports add constraint imports_kind_check
  check (kind in ('applicants', 'flows', 'participants', 'applicant-changes', 'organisation-changes',
    'flow-changes'));
