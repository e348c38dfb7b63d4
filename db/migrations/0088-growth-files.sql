-- What shows that a standard is kept may be a file: a signed rule, a photograph of a notice. It goes
-- with an answer and with those that say it stays; whoever takes it away leaves who did so and when.
alter table growth_answers
  add column upload_id uuid references uploads,
  add column file_removed_at timestamptz,
  add column file_removed_by_name text,
  add constraint growth_answers_one_file check (upload_id is null or file_removed_at is null),
  add constraint growth_answers_remover
    check ((file_removed_at is null) = (file_removed_by_name is null)),
  drop constraint growth_answers_check2,
  add constraint growth_answers_shown check (level <> 'in-place' or length(evidence) > 0
    or link is not null or upload_id is not null or file_removed_at is not null);
create index growth_answers_file on growth_answers (upload_id) where upload_id is not null;
