-- A consent whose time ended can be given again, for the time from then on; the one that ended stays
-- what it is, because nobody took it back. Of one guardian, purpose and last day there is still one.
drop index consents_one_live;
create unique index consents_one_live on consents (application_id, purpose, guardian, ends_on)
  nulls not distinct where withdrawn_at is null;
