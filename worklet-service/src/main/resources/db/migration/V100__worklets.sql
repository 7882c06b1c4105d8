-- What each worklet is, what it shall be, and how far that has come.
create table worklet.worklet (
  id uuid primary key,
  name text not null,
  repository text not null,
  branch text,
  slug text not null unique,
  thread text, -- JSON of its Slack thread
  environment text not null, -- JSON
  store_token text not null, -- its container's key to the key-value store
  session uuid not null,
  created_by text not null,
  deleted_by text,
  state text not null,
  desired text not null,
  wakeable boolean not null default true, -- whether a request may start it
  generation bigint not null default 1, -- grows with every wish
  observed bigint not null default 0, -- the newest wish that was dealt with
  retry_at timestamptz not null default 'epoch', -- not before then, after a failure that may pass
  serving uuid, -- the deployment that answers
  cause text,
  remedy text,
  revivals integer not null default 0,
  revived_at timestamptz not null default 'epoch',
  seq bigint not null default 0, -- number of its last event
  created_at timestamptz not null,
  active_at timestamptz not null,
  expires_at timestamptz not null,
  warned boolean not null default false
);
create index worklet_due on worklet.worklet (retry_at) where observed < generation;
create index worklet_repository on worklet.worklet (repository) where state <> 'DELETED';

create table worklet.deployment (
  id uuid primary key,
  worklet uuid not null references worklet.worklet,
  version integer not null,
  kind text not null,
  status text not null,
  step text not null,
  image_version integer, -- the version whose image it runs
  build_key text, -- the same for the same sources and plan
  commit text,
  stack text,
  plan text, -- JSON
  host text,
  port integer,
  prompt uuid,
  requested_by text not null,
  cause text,
  remedy text,
  evidence text, -- what it last printed when it failed
  attempts integer not null default 0,
  lines integer not null default 0,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  unique (worklet, version)
);
create unique index deployment_queued on worklet.deployment (worklet) where status = 'QUEUED';
create unique index deployment_running on worklet.deployment (worklet) where status = 'RUNNING';

create table worklet.build_line (
  deployment uuid not null references worklet.deployment,
  line integer not null,
  text text not null,
  at timestamptz not null,
  primary key (deployment, line)
);

create table worklet.event (
  worklet uuid not null references worklet.worklet,
  seq bigint not null,
  type text not null,
  value text not null,
  at timestamptz not null,
  primary key (worklet, seq)
);

-- The commands that took effect, so that none does twice.
create table worklet.command (
  id uuid primary key,
  worklet uuid not null,
  at timestamptz not null
);
create index command_age on worklet.command (at);

create table worklet.prompt (
  id uuid primary key,
  worklet uuid not null references worklet.worklet,
  number bigint generated always as identity,
  text text not null,
  thread text,
  requested_by text not null,
  state text not null,
  turn uuid, -- the turn that works on it now
  attempt integer not null default 0, -- how often what came of it was given back
  answer text not null default '',
  files integer not null default 0,
  added integer not null default 0,
  removed integer not null default 0,
  deployment uuid,
  problem text,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index prompt_open on worklet.prompt (worklet, number) where finished_at is null;
create unique index prompt_turn on worklet.prompt (turn);

create table worklet.pull_request (
  id uuid primary key,
  worklet uuid not null references worklet.worklet,
  state text not null,
  title text,
  description text,
  branch text not null,
  url text,
  problem text,
  created_at timestamptz not null
);
create index pull_request_open on worklet.pull_request (worklet) where state = 'REQUESTED';

-- GitHub's deliveries that took effect.
create table worklet.delivery (
  id text primary key,
  at timestamptz not null
);
