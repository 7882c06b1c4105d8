-- What was asked of sessions and is not yet done, in the order it came.
create table session.command (
  id uuid primary key,
  place bigint generated always as identity,
  session uuid not null,
  body jsonb not null,
  received_at timestamptz not null default clock_timestamp(),
  handled_at timestamptz
);
create index command_waiting on session.command (session, place) where handled_at is null;

-- A conversation with Claude. Whoever works on it does so under an epoch, and only the latest may write.
create table session.session (
  id uuid primary key,
  place bigint generated always as identity,
  origin jsonb not null,
  workspace text,
  state text not null,
  epoch bigint not null,
  accepts_edits boolean not null default false,
  created_at timestamptz not null,
  active_at timestamptz not null
);
create index session_place on session.session (place);

-- A prompt and everything Claude does about it.
create table session.turn (
  id uuid primary key,
  session uuid not null references session.session,
  place bigint generated always as identity,
  origin jsonb not null,
  prompt text not null,
  state text not null,
  attempts integer not null default 0,
  crashes integer not null default 0,
  asked_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  model text,
  input_tokens bigint,
  output_tokens bigint,
  cost_usd numeric,
  duration_ms bigint,
  cause text,
  remedy text,
  ended_by text
);
create index turn_of_session on session.turn (session, place);
create index turn_open on session.turn (session) where state in ('QUEUED', 'RUNNING');

-- What Claude said, thought and did in a turn, block by block as each is whole.
create table session.block (
  turn uuid not null references session.turn,
  number integer not null,
  kind text not null,
  message text not null,
  text text not null default '',
  tool_use text,
  tool_name text,
  tool_input jsonb,
  tool_outcome text,
  tool_result text,
  abandoned boolean not null default false,
  at timestamptz not null,
  primary key (turn, number)
);

create table session.approval (
  request text primary key,
  session uuid not null references session.session,
  turn uuid not null references session.turn,
  tool_use text not null,
  tool_name text not null,
  tool_input jsonb not null,
  rule jsonb,
  outcome text,
  decided_by text,
  reason text,
  asked_at timestamptz not null,
  decided_at timestamptz
);
create index approval_open on session.approval (session) where outcome is null;

-- What people allowed for a whole session, as the CLI's flags.
create table session.grant_of_session (
  session uuid not null references session.session,
  flag text not null,
  primary key (session, flag)
);

-- The CLI's own record of a session, compressed.
create table session.transcript (
  session uuid primary key references session.session,
  content bytea not null,
  saved_at timestamptz not null
);

-- What was told of a session, streamed text left out.
create table session.event (
  place bigint generated always as identity primary key,
  session uuid not null,
  body jsonb not null
);
create index event_of_session on session.event (session, place);
