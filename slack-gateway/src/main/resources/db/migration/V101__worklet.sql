-- Worklets as far as their events told.
create table gateway.worklet (
  id uuid primary key,
  team text,                                -- absent for a worklet that was not made in Slack
  channel text,
  thread_ts text,
  name text not null,
  slug text,
  document jsonb not null,
  deleted boolean not null default false,
  changed_at timestamptz not null default clock_timestamp()
);
create index worklet_name on gateway.worklet (name) where not deleted;

-- The last lines of each worklet's newest build.
create table gateway.build_line (
  worklet uuid not null references gateway.worklet (id) on delete cascade,
  deployment uuid not null,
  line integer not null,
  text text not null,
  primary key (worklet, deployment, line)
);
