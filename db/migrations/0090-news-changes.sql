-- Feeds tell of a change by its moment; news that was mended looked as old as before.
alter table news_posts add column changed_at timestamptz;

-- Letters to a list that wait are found by what they belong to (`batch_id`), and a reader's own by the
-- end of the address by which the list is left.
create index mail_messages_leave on mail_messages ((right(leave_url, 32))) where leave_url is not null;
