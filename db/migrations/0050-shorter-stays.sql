-- Somebody with fewer opportunities may stay for fewer days than a line asks for (rule D5). That
-- somebody does, and why, is about one person and opened only for a purpose; whoever checks days
-- learns the number of days alone.

create table shorter_stays (
  id uuid primary key,
  mobility_id uuid not null references mobilities,
  scheme_id uuid not null references schemes,
  -- The least days then, by the rule on the day it was written down.
  least smallint not null check (least between 1 and 89),
  sealed bytea not null,
  said_by text not null,
  said_at timestamptz not null
);
create index shorter_stays_stay on shorter_stays (mobility_id);
alter table shorter_stays enable row level security;
alter table shorter_stays force row level security;
-- Writing needs no purpose, reading does: whoever writes a reason down reads none of before.
create policy shorter_stays_write on shorter_stays for insert
  with check (scheme_id = (select ref.current_scheme()));
create policy shorter_stays_purpose on shorter_stays for select
  using (scheme_id = (select ref.current_scheme())
    and (select ref.current_purpose()) in ('care', 'days', 'person-request'));
create policy shorter_stays_removal on shorter_stays for delete
  using (scheme_id = (select ref.current_scheme()) and (select ref.current_purpose()) = 'care');
grant select, insert, delete on shorter_stays to app;

-- How few days a stay may have: its line's, or fewer where a reason is written down; null where the
-- line says nothing. It reads for a purpose of its own, and the transaction has its own back afterwards.
create function ref.least_days(stay mobilities) returns integer language plpgsql stable as $$
  declare
    before text := current_setting('kalfa.purpose', true);
    found integer;
  begin
    perform set_config('kalfa.purpose', 'days', true);
    select least(l.minimum_days, (select min(s.least) from shorter_stays s where s.mobility_id = stay.id))
      into found from activity_lines l where l.id = stay.line_id and l.minimum_days is not null;
    perform set_config('kalfa.purpose', coalesce(before, ''), true);
    return found;
  end $$;
grant execute on function ref.least_days(mobilities) to app;
