-- Tokens, and the beginning and end of a worklet's store.

create or replace function kv.authorize(hexes text[])
returns table (hash text, worklet uuid, access text)
language plpgsql
set role = 'flow_kv'
set search_path = kv, pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  hashes constant bytea[] := array(select decode(h, 'hex') from unnest(hexes) h);
begin
  perform set_config('flow.tokens', hashes::text, true);
  return query select encode(t.hash, 'hex'), t.worklet_id, t.access from kv.token t where t.hash = any (hashes);
end $$;

-- Makes a worklet's store when it is new, and lets a token in. False: the worklet was deleted.
create or replace function kv.admit(of_worklet uuid, token text, with_access text, from_origins text[])
returns boolean
language plpgsql
set role = 'flow_kv'
set search_path = kv, pg_catalog, pg_temp
as $$
begin
  perform set_config('flow.worklets', array[of_worklet]::text, true);
  insert into kv.worklet (id, origins) values (of_worklet, from_origins)
    on conflict (id) do update set origins = coalesce(excluded.origins, kv.worklet.origins);
  if exists (select from kv.worklet w where w.id = of_worklet and w.deleted_at is not null) then
    return false;
  end if;
  insert into kv.token (hash, worklet_id, access) values (decode(token, 'hex'), of_worklet, with_access) on conflict do nothing;
  return true;
end $$;

create or replace function kv.revoke(of_worklet uuid)
returns bigint
language plpgsql
set role = 'flow_kv'
set search_path = kv, pg_catalog, pg_temp
as $$
declare
  n bigint;
begin
  perform set_config('flow.worklets', array[of_worklet]::text, true);
  delete from kv.token t where t.worklet_id = of_worklet;
  get diagnostics n = row_count;
  return n;
end $$;

-- Ends a worklet's store: its tokens at once, its data after the grace period.
create or replace function kv.retire(of_worklet uuid, grace interval)
returns void
language plpgsql
set role = 'flow_kv'
set search_path = kv, pg_catalog, pg_temp
as $$
begin
  perform set_config('flow.worklets', array[of_worklet]::text, true);
  insert into kv.worklet (id, deleted_at, purge_at) values (of_worklet, now(), now() + grace)
    on conflict (id) do update set deleted_at = now(), purge_at = now() + grace where kv.worklet.deleted_at is null;
  delete from kv.token t where t.worklet_id = of_worklet;
end $$;

-- Removes everything of a worklet.
create or replace function kv.purge(of_worklet uuid)
returns void
language plpgsql
set role = 'flow_kv'
set search_path = kv, pg_catalog, pg_temp
as $$
begin
  perform set_config('flow.worklets', array[of_worklet]::text, true);
  perform 1 from kv.worklet w where w.id = of_worklet for update;
  delete from kv.token t where t.worklet_id = of_worklet;
  delete from kv.request r where r.worklet_id = of_worklet;
  delete from kv.change c where c.worklet_id = of_worklet;
  delete from kv.worklet_kv_store s where s.worklet_id = of_worklet;
  delete from kv.worklet w where w.id = of_worklet;
end $$;

-- The worklets whose grace period is over.
create or replace function kv.due(most int)
returns setof uuid
language plpgsql
set role = 'flow_kv'
set search_path = kv, pg_catalog, pg_temp
as $$
begin
  perform set_config('flow.everyone', 'on', true);
  return query select w.id from kv.worklet w where w.purge_at <= now() order by w.purge_at limit most;
end $$;

-- Where a worklet's pages may come from: from everywhere (*) when that was not said, from nowhere when there is no such
-- worklet, so that one which names its origins cannot be told from none.
create or replace function kv.origins(of_worklet uuid)
returns text[]
language plpgsql
set role = 'flow_kv'
set search_path = kv, pg_catalog, pg_temp
as $$
begin
  perform set_config('flow.worklets', array[of_worklet]::text, true);
  return (select coalesce(w.origins, '{*}') from kv.worklet w where w.id = of_worklet);
end $$;

-- For the operator: all worklets, the one written last first.
create or replace function kv.worklets(most int)
returns table (worklet uuid, keys bigint, bytes bigint, namespaces bigint, updated_at timestamptz, deleted_at timestamptz)
language plpgsql
set role = 'flow_kv'
set search_path = kv, pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
  perform set_config('flow.everyone', 'on', true);
  return query
    select w.id, w.keys, w.bytes, w.namespaces, w.updated_at, w.deleted_at
    from kv.worklet w order by w.updated_at desc nulls last, w.id limit most;
end $$;
