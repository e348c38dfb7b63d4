-- Which tasks a line asks for becomes something an office edits: for whom each is meant and on which
-- days whoever does it is reminded. A change of what decides about "ready" lets the stay be looked at
-- in the same transaction, and a reminder says how it went.

-- Row-level security binds the owner as well while it is forced.
alter table task_kinds no force row level security;
alter table activity_lines no force row level security;
alter table ref.task_kinds
  add column only_for text not null default 'everybody'
    check (only_for in ('everybody', 'minors', 'visa'));
alter table task_kinds
  add column only_for text not null default 'everybody'
    check (only_for in ('everybody', 'minors', 'visa')),
  -- Days after the due day, before it when below nought.
  add column remind_on smallint[] not null default '{-7,0,7}'
    check (cardinality(remind_on) <= 5 and -90 <= all (remind_on) and 60 >= all (remind_on));
update ref.task_kinds set only_for = 'minors' where minors_only;
update task_kinds set only_for = 'minors' where minors_only;
alter table ref.task_kinds drop column minors_only;
alter table task_kinds drop column minors_only;

-- A parent reads what holds for somebody under age abroad. Lines that are here already do not ask for
-- it until their office says so: nobody's "ready" goes back because of an upgrade.
insert into ref.task_kinds (audience, code, who, days_before, blocking, after_code, proof, only_for, position)
  values ('learners', 'rules-read', 'guardian', 21, true, null, false, 'minors', 15);

create or replace function ref.give_task_kinds() returns trigger language plpgsql as $$
  begin
    insert into task_kinds (id, scheme_id, line_id, code, who, days_before, blocking, after_code, proof, only_for, position)
      select gen_random_uuid(), new.scheme_id, new.id, code, who, days_before, blocking, after_code, proof, only_for, position
      from ref.task_kinds where audience = new.audience;
    return null;
  end $$;
insert into task_kinds (id, scheme_id, line_id, code, who, days_before, blocking, after_code, proof, only_for, position, ended_at)
  select gen_random_uuid(), l.scheme_id, l.id, k.code, k.who, k.days_before, k.blocking, k.after_code, k.proof, k.only_for, k.position, now()
  from activity_lines l join ref.task_kinds k on k.audience = l.audience and k.code = 'rules-read';
alter table task_kinds force row level security;
alter table activity_lines force row level security;

-- A task that a line asks for no more goes where nobody has touched it.
grant delete on stay_tasks to app;
-- How the newest reminder went: by letter, by text message, or told by somebody.
alter table stay_tasks add column reminded_by text check (reminded_by in ('mail', 'sms', 'hand'));
alter table stay_tasks no force row level security;
update stay_tasks set reminded_by = 'mail' where reminded_at is not null;
alter table stay_tasks force row level security;

-- Whatever changes a fact that decides whether somebody is ready to leave wakes the look at the stay,
-- by whichever way it changed: a job runs if and only if the change is committed. Those who are being
-- made ready at this moment are woken as well: the look waits for them.
create function ref.wake_stays(stays uuid[]) returns void language plpgsql as $$
  begin
    -- An upgrade or a restore is no change of facts.
    if ref.current_scheme() is null then return; end if;
    perform jobs.enqueue('watch-preparation',
        json_build_object('schemeId', m.scheme_id, 'mobilityId', m.id), 'watch-preparation-now:' || m.id)
      from (select scheme_id, id from mobilities
        where id = any(stays) and state in ('matched', 'preparing', 'ready') order by id) m;
  end $$;

create function ref.fact_of_stay() returns trigger language plpgsql as $$
  begin
    perform ref.wake_stays(array[case when tg_op = 'DELETE' then old.mobility_id else new.mobility_id end]);
    return null;
  end $$;
create trigger agreements_wake after insert or delete or update of state, mobility_id on agreements
  for each row execute function ref.fact_of_stay();
create trigger journey_people_wake after insert or delete or update on journey_people
  for each row execute function ref.fact_of_stay();
-- A journey counts by the days of its legs.
create function ref.fact_of_journey() returns trigger language plpgsql as $$
  begin
    perform ref.wake_stays(array(select mobility_id from journey_people
      where journey_id = case when tg_op = 'DELETE' then old.journey_id else new.journey_id end
        and left_at is null));
    return null;
  end $$;
create trigger journey_legs_wake after insert or delete or update on journey_legs
  for each row execute function ref.fact_of_journey();
create trigger bed_stays_wake after insert or delete or update on bed_stays
  for each row execute function ref.fact_of_stay();
create trigger medical_cards_wake after insert or delete or update on medical_cards
  for each row execute function ref.fact_of_stay();

create function ref.fact_of_person() returns trigger language plpgsql as $$
  declare r jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  begin
    perform ref.wake_stays(array(select id from mobilities
      where person_id = coalesce(r->>'person_id', r->>'id')::uuid));
    return null;
  end $$;
create trigger travel_papers_wake after insert or delete or update on travel_papers
  for each row execute function ref.fact_of_person();
create trigger declared_stays_wake after insert or delete or update on declared_stays
  for each row execute function ref.fact_of_person();
create trigger persons_wake after update of birth_date on persons
  for each row when (new.birth_date is distinct from old.birth_date)
  execute function ref.fact_of_person();

create function ref.fact_of_application() returns trigger language plpgsql as $$
  begin
    perform ref.wake_stays(array(select m.id from mobilities m join offers o on o.id = m.offer_id
      where o.application_id = case when tg_op = 'DELETE' then old.application_id else new.application_id end));
    return null;
  end $$;
create trigger exit_authorisations_wake after insert or delete or update on exit_authorisations
  for each row execute function ref.fact_of_application();

-- Adults go with a flow, and one certificate may count for several flows.
create function ref.fact_of_flow() returns trigger language plpgsql as $$
  begin
    perform ref.wake_stays(array(select id from mobilities
      where flow_id = case when tg_op = 'DELETE' then old.flow_id else new.flow_id end));
    return null;
  end $$;
create trigger flow_adults_wake after insert or delete or update on flow_adults
  for each row execute function ref.fact_of_flow();
create trigger mobilities_wake_flow after insert or update of flow_id on mobilities
  for each row when (new.flow_id is not null) execute function ref.fact_of_flow();
create function ref.fact_of_adult() returns trigger language plpgsql as $$
  begin
    perform ref.wake_stays(array(select m.id from mobilities m join flow_adults a on a.flow_id = m.flow_id
      where a.adult_id = new.id and a.ended_at is null));
    return null;
  end $$;
create trigger adults_wake after update on adults for each row execute function ref.fact_of_adult();

create function ref.fact_of_mobility() returns trigger language plpgsql as $$
  begin
    perform ref.wake_stays(array[new.id]);
    return null;
  end $$;
create trigger mobilities_wake after update of starts, ends, company_id, hosting_country, mode, person_id on mobilities
  for each row when ((new.starts, new.ends, new.company_id, new.hosting_country, new.mode, new.person_id)
    is distinct from (old.starts, old.ends, old.company_id, old.hosting_country, old.mode, old.person_id))
  execute function ref.fact_of_mobility();

-- Rules of a programme concern everybody in it.
create function ref.fact_of_scheme() returns trigger language plpgsql as $$
  begin
    perform ref.wake_stays(array(select id from mobilities
      where scheme_id = ref.current_scheme() and state = 'ready'));
    return null;
  end $$;
create trigger preparation_rules_wake after insert or update on preparation_rules
  for each statement execute function ref.fact_of_scheme();
create trigger consent_rules_wake after insert or update on consent_rules
  for each statement execute function ref.fact_of_scheme();
create trigger visa_rules_wake after insert or delete or update on visa_rules
  for each statement execute function ref.fact_of_scheme();
