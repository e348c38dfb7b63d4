-- Who changes facts of several stays wakes them in the order in which the facts change, and somebody else
-- at the same moment in another: with one name for the waiting job of a stay the two waited for each other
-- in a circle. The name holds the transaction as well, so that nobody waits; a stay that two changed is
-- looked at twice, which finds nothing left to do the second time.
create or replace function ref.wake_stays(stays uuid[]) returns void language plpgsql as $$
  begin
    -- An upgrade or a restore is no change of facts.
    if ref.current_scheme() is null then return; end if;
    perform jobs.enqueue('watch-preparation',
        json_build_object('schemeId', m.scheme_id, 'mobilityId', m.id),
        'watch-preparation-now:' || m.id || ':' || pg_current_xact_id())
      from (select scheme_id, id from mobilities
        where id = any(stays) and state in ('matched', 'preparing', 'ready') order by id) m;
  end $$;
