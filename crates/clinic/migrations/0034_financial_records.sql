-- What was received in a span of time is found by when it was matched with what was charged.
create index allocation_time on allocation (created_at);
