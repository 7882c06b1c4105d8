-- What Slack delivered. A delivery is acknowledged once its row is committed.
create table gateway.inbox (
  id bigint generated always as identity primary key,
  dedupe text not null unique,              -- the same thing twice is the same row
  thread text not null,                     -- work of one thread is done in order
  ts text not null,                         -- the order in its thread
  command uuid not null,                    -- the id of the command it becomes
  arrival jsonb not null,
  root uuid,                                -- the message that opens its thread, for a slash command
  attempts integer not null default 0,
  next_at timestamptz not null default clock_timestamp(),
  received_at timestamptz not null default clock_timestamp(),
  done_at timestamptz
);
create index inbox_open on gateway.inbox (thread, ts, id) where done_at is null;
create index inbox_done on gateway.inbox (done_at) where done_at is not null;

-- The threads Flow takes part in.
create table gateway.thread (
  team text not null,
  channel text not null,
  thread_ts text not null,
  starter text not null,
  worklet uuid,
  seen_ts text not null,                    -- the newest message that was taken in
  active_at timestamptz not null default clock_timestamp(),
  primary key (team, channel, thread_ts)
);
create index thread_activity on gateway.thread (active_at);
create index thread_of_worklet on gateway.thread (worklet) where worklet is not null;

-- Which session is shown where, and the newest owner of it that spoke.
create table gateway.session (
  id uuid primary key,
  team text not null,
  channel text not null,
  thread_ts text not null,
  worklet uuid,
  epoch bigint not null default 0
);

create table gateway.turn (
  id uuid primary key,
  session uuid not null references gateway.session (id),
  ordinal bigint generated always as identity,
  prompt text,                              -- absent when another service sent it
  asked_by text not null,
  document jsonb not null,
  breaks jsonb not null default '[]',
  live boolean not null default true,
  stopping boolean not null default false,
  followed_by uuid,                         -- the turn that tries it again or goes on from it
  revision bigint not null default 1,
  rendered bigint not null default 0,
  said_at timestamptz,                      -- when the newest of it was said
  rendered_at timestamptz
);
create index turn_of_session on gateway.turn (session, ordinal);
create index turn_live on gateway.turn (rendered_at) where live;
create index turn_stale on gateway.turn (id) where revision > rendered;

-- The text of turns as it came.
create table gateway.fragment (
  turn uuid not null references gateway.turn (id) on delete cascade,
  block integer not null,
  at integer not null,                      -- in UTF-16 units
  text text not null,
  primary key (turn, block, at)
);

-- What Slack should show, and what it shows as far as known.
create table gateway.message (
  id uuid primary key,                      -- travels as metadata, to find the message again
  team text not null,
  channel text not null,
  thread_ts text,                           -- absent for a message that opens a thread
  owner uuid not null,                      -- the turn, worklet or command it belongs to
  slot integer not null,
  ordinal bigint not null,                  -- the place of its owner in the thread
  in_order boolean not null,
  urgent boolean not null,
  text text,                                -- absent when there should be no such message
  blocks text,
  revision bigint not null default 1,
  shown bigint not null default 0,          -- the revision that Slack has
  ts text,                                  -- Slack's name for it once it is posted
  posting_since timestamptz,                -- a post was tried and nothing is known about its outcome
  form text not null default 'WHOLE',       -- what of it Slack took
  refused text,                             -- why Slack will never take it
  failures integer not null default 0,
  next_at timestamptz not null default clock_timestamp(),
  said_at timestamptz,
  changed_at timestamptz not null default clock_timestamp(),
  unique (owner, slot)
);
create index message_dirty on gateway.message (next_at) where revision > shown and refused is null;
create index message_of_thread on gateway.message (channel, thread_ts, ordinal, slot);
