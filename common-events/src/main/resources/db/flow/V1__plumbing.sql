-- The role under which the service works. It owns nothing and cannot log in.
do $$
begin
  if not exists (select from pg_roles where rolname = '${role}') then
    create role ${role} nologin;
  end if;
exception
  when duplicate_object or unique_violation then null; -- another database of this server was quicker
end
$$;
grant ${role} to current_user;
grant usage on schema ${schema} to ${role};
alter default privileges in schema ${schema} grant select, insert, update, delete on tables to ${role};
alter default privileges in schema ${schema} grant usage, select on sequences to ${role};

-- How far each topic is read. It moves in the transaction that has the record's effect.
create table ${schema}.consumer_position (
  consumer_group text not null,
  topic_id text not null,
  partition integer not null,
  next_offset bigint not null,
  primary key (consumer_group, topic_id, partition)
);

-- The last number given per topic and key. Its row lock makes the order of commits the order of numbers.
create table ${schema}.outbox_key (
  topic text not null,
  key text not null,
  last_number bigint not null,
  primary key (topic, key)
);

create table ${schema}.outbox (
  topic text not null,
  key text not null,
  number bigint not null,
  id uuid not null,
  type text not null,
  value bytea not null,
  traceparent text not null,
  created_at timestamptz not null default clock_timestamp(),
  published_at timestamptz,
  primary key (topic, key, number)
);
create index outbox_waiting on ${schema}.outbox (created_at) where published_at is null;
create index outbox_published on ${schema}.outbox (published_at) where published_at is not null;

create table ${schema}.lease (
  resource text primary key,
  owner text not null,
  epoch bigint not null,
  ends_at timestamptz not null
);
create index lease_of_owner on ${schema}.lease (owner);
