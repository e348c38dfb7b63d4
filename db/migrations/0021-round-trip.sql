-- A list that went out, was edited and comes back: a kind of file of its own, because it corrects
-- and never adds.
alter table imports drop constraint imports_kind_check;
alter table imports add constraint imports_kind_check
  check (kind in ('applicants', 'flows', 'participants', 'applicant-changes'));
