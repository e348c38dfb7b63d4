-- Two rows that are one person: what was written about the one is read, counted and written to under
-- the other. What was said stays as it was said; only whose it is follows the person.

create function ref.keep_but_follow_person() returns trigger
language plpgsql as $$ begin
  if tg_op = 'UPDATE' and to_jsonb(new) - 'person_id' = to_jsonb(old) - 'person_id'
    and exists (select from persons p where p.id = old.person_id and p.merged_into = new.person_id)
  then
    return new;
  end if;
  raise exception '% is append-only: add an entry that corrects it', tg_table_name;
end $$;

drop trigger contacts_are_kept on contacts;
drop function ref.refuse_change_of_contact();
create trigger contacts_are_kept before update or delete on contacts
  for each row execute function ref.keep_but_follow_person();
create trigger letters_are_kept before update or delete on sending_people
  for each row execute function ref.keep_but_follow_person();

-- One sending may have written to both rows, each for an application of its own.
alter table sending_people drop constraint sending_people_pkey;
alter table sending_people add primary key (sending_id, application_id);

grant update (person_id) on contacts, sending_people to app;
