-- Reading: of many callers at once (kv.read), and the lists, counts and changes of one worklet.

create or replace function kv.read(worklets uuid[], namespaces text[], keys text[])
returns table (place int, value json, version bigint, expires_at timestamptz)
language plpgsql
set role = 'flow_kv'
set search_path = kv, pg_catalog, pg_temp
set enable_hashjoin = off -- a plan made while the table was small must not scan it when it is large
set enable_mergejoin = off
set enable_seqscan = off
as $$
#variable_conflict use_column
begin
  perform set_config('flow.worklets', worklets::text, true);
  return query
    select i.place::int, s.value, s.version, s.expires_at
    from unnest(worklets, namespaces, keys) with ordinality as i (worklet_id, namespace, key, place)
    join kv.worklet_kv_store s
      on s.worklet_id = i.worklet_id and s.namespace = i.namespace and s.key = i.key
    where s.expires_at is null or s.expires_at > now();
end $$;

-- A page of keys after a key, in order. literal is what the pattern starts with: the range of the index that is read.
-- Where values are wanted, the page ends with the entry that brings them to most_bytes.
create or replace function kv.list(
  of_worklet uuid, in_namespace text, literal text, pattern text, after_key text, page int, with_values boolean,
  most_bytes bigint)
returns table (key text, version bigint, size int, updated_at timestamptz, expires_at timestamptz, value json)
language plpgsql
set role = 'flow_kv'
set search_path = kv, pg_catalog, pg_temp
set enable_seqscan = off
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
begin
  perform set_config('flow.worklets', array[of_worklet]::text, true);
  return query
    select p.key, p.version, p.size, p.updated_at, p.expires_at, case when with_values then p.value end
    from (
      select s.*, sum(s.size) over (order by s.key) - s.size as before
      from (
        select x.key, x.version, x.size, x.updated_at, x.expires_at, x.value
        from kv.worklet_kv_store x
        where x.worklet_id = of_worklet and x.namespace = in_namespace
          and x.key >= literal and x.key < literal || '~' -- no key holds a character as high as this
          and x.key > after_key
          and x.key like pattern
          and (x.expires_at is null or x.expires_at > now())
        order by x.key
        limit page) s) p
    where not with_values or p.before < most_bytes
    order by p.key;
end $$;

create or replace function kv.namespaces(of_worklet uuid)
returns table (namespace text, keys bigint, bytes bigint, updated_at timestamptz)
language plpgsql
set role = 'flow_kv'
set search_path = kv, pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
  perform set_config('flow.worklets', array[of_worklet]::text, true);
  return query
    select n.namespace, n.keys, n.bytes, n.updated_at
    from kv.namespace n where n.worklet_id = of_worklet and n.keys > 0 order by n.namespace;
end $$;

create or replace function kv.stats(of_worklet uuid)
returns table (
  keys bigint, namespaces bigint, bytes bigint, updated_at timestamptz, max_keys bigint, max_bytes bigint)
language plpgsql
set role = 'flow_kv'
set search_path = kv, pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
  perform set_config('flow.worklets', array[of_worklet]::text, true);
  return query
    select w.keys, w.namespaces, w.bytes, w.updated_at, w.max_keys, w.max_bytes from kv.worklet w where w.id = of_worklet;
end $$;
