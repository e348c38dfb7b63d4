-- In which language whoever asked a host works: letters about its answer are written in it. Of a question
-- from before this is not known.
alter table host_requests add column asked_in text;
