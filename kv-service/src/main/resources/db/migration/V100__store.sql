-- The store: entries, the counters over them, the log of their changes, tokens.
--
-- The service acts as flow_kv in every transaction: a role that owns nothing, cannot log in and cannot bypass
-- row-level security. The role that applies this script may bypass it (Supabase's postgres does), so it is never
-- the role a request runs under.

create sequence kv.revision;

create table kv.worklet (
  id            uuid primary key,
  user_id       uuid,                                    -- who owns it, for users who come through Supabase
  origins       text[],                                  -- where its pages come from; null: not known
  keys          bigint not null default 0,
  bytes         bigint not null default 0,
  namespaces    bigint not null default 0,
  max_keys      bigint,                                  -- null: as the service is set
  max_bytes     bigint,
  revision      bigint not null default 0,               -- of the latest change
  log_floor     bigint not null default 0,               -- changes up to here are not in the log
  watched_until timestamptz,                             -- changes are logged while this lies ahead
  created_at    timestamptz not null default now(),
  updated_at    timestamptz,                             -- of the latest change
  deleted_at    timestamptz,
  purge_at      timestamptz
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);

create table kv.namespace (
  worklet_id uuid not null references kv.worklet on delete cascade,
  namespace  text collate "C" not null,
  keys       bigint not null,
  bytes      bigint not null,
  updated_at timestamptz not null,
  primary key (worklet_id, namespace)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);

-- value is json, not the seed's jsonb: jsonb refuses \u0000, forgets duplicate keys and the order of keys, rewrites
-- numbers, and costs 2.6 times the processor time to write and 14 times to read (4 KiB values); json keeps the bytes
-- that were sent and is still checked by the database. Cast it (value::jsonb) where SQL looks into it.
create table kv.worklet_kv_store (
  id         uuid not null default gen_random_uuid(),
  worklet_id uuid not null,
  namespace  text collate "C" not null default 'default',
  key        text collate "C" not null,
  value      json not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version    bigint not null default nextval('kv.revision'),
  expires_at timestamptz,
  size       integer not null,                           -- of the value in bytes, so that no value is read to count it
  primary key (worklet_id, namespace, key)
) with (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

create index worklet_kv_store_expiry on kv.worklet_kv_store (expires_at) where expires_at is not null;

do $$
begin
  alter table kv.worklet_kv_store alter column value set compression lz4;
exception
  when feature_not_supported then null;                  -- a server built without lz4 keeps its own method
end $$;

create table kv.change (
  worklet_id uuid not null,
  revision   bigint not null,
  namespace  text collate "C" not null,
  key        text collate "C",                           -- null: the whole namespace
  value      json,                                       -- null: deleted
  size       integer not null default 0,
  expires_at timestamptz,
  at         timestamptz not null default now(),
  primary key (worklet_id, revision)
);

create table kv.token (
  hash       bytea primary key,                          -- SHA-256; the token itself is nowhere
  worklet_id uuid not null,
  access     text not null check (access in ('read-write', 'read-only')),
  created_at timestamptz not null default now()
);

create index token_worklet on kv.token (worklet_id);

-- What was answered to a request with an Idempotency-Key, so that its repetition changes nothing.
create table kv.request (
  worklet_id  uuid not null,
  id          text collate "C" not null,
  fingerprint text not null,
  version     bigint not null,
  result      text,
  at          timestamptz not null default now(),
  primary key (worklet_id, id)
);

create index request_age on kv.request (at);
