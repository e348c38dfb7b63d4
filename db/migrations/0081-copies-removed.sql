-- A policy sent by mistake can be taken away again, and none is kept once everybody is long home. That
-- there was one stays; who took it away stands in the history.
alter table insurance_copies add column removed_at timestamptz;
grant update (removed_at) on insurance_copies to app;
