-- In which language whoever proposed an opportunity works: the letter about its decision is written in
-- it. Of a proposal from before this is not known.
alter table opportunities add column proposed_in text;
