-- What a country's word before the assessors is for: the committee reads it, or only those who are
-- put forward are ranked. Laid down with the call, like the rest of the pre-selection.
alter table preselection_rules add column only_those boolean not null default false;
