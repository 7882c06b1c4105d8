-- Removing much at once: a namespace, what has expired, a whole worklet.

-- Deletes a namespace, or all of them (null), and tells how many entries were alive.
create or replace function kv.clear(of_worklet uuid, of_namespace text)
returns bigint
language plpgsql
set role = 'flow_kv'
set search_path = kv, pg_catalog, pg_temp
as $$
declare
  w record;
  n record;
  logs boolean;
  latest bigint;
  alive bigint;
  total bigint := 0;
begin
  perform set_config('flow.worklets', array[of_worklet]::text, true);
  select * into w from kv.worklet where id = of_worklet for no key update;
  if not found then
    return 0;
  end if;
  logs := coalesce(w.watched_until > clock_timestamp(), false);
  for n in
    select * from kv.namespace c
    where c.worklet_id = of_worklet and c.keys > 0 and (of_namespace is null or c.namespace = of_namespace)
    order by c.namespace
  loop
    with gone as (
      delete from kv.worklet_kv_store s where s.worklet_id = of_worklet and s.namespace = n.namespace returning s.expires_at
    )
    select count(*) filter (where g.expires_at is null or g.expires_at > now()) into alive from gone g;
    total := total + alive;
    latest := nextval('kv.revision');
    if logs then
      insert into kv.change (worklet_id, revision, namespace) values (of_worklet, latest, n.namespace);
    end if;
    perform kv.count(of_worklet, array[n.namespace], array[- n.keys::int], array[0], latest, logs);
    update kv.namespace c set bytes = 0 where c.worklet_id = of_worklet and c.namespace = n.namespace;
    update kv.worklet x set bytes = x.bytes - n.bytes where x.id = of_worklet;
  end loop;
  return total;
end $$;

-- Deletes some of what has expired, and tells how many entries that was.
create or replace function kv.sweep(most int)
returns bigint
language plpgsql
set role = 'flow_kv'
set search_path = kv, pg_catalog, pg_temp
as $$
declare
  one uuid;
  w record;
  e record;
  logs boolean;
  latest bigint;
  total bigint := 0;
  changed text[]; changed_keys int[]; changed_bytes int[];
begin
  perform set_config('flow.everyone', 'on', true);
  delete from kv.request where at < now() - interval '1 day';
  select worklet_id into one from kv.worklet_kv_store where expires_at <= now() order by expires_at limit 1;
  perform set_config('flow.everyone', 'off', true);
  if one is null then
    return 0;
  end if;
  perform set_config('flow.worklets', array[one]::text, true);
  select * into w from kv.worklet where id = one for no key update;
  if not found then
    return 0;
  end if;
  logs := coalesce(w.watched_until > clock_timestamp(), false);
  changed := '{}'; changed_keys := '{}'; changed_bytes := '{}';
  for e in
    delete from kv.worklet_kv_store s
    where s.worklet_id = one and (s.namespace, s.key) in (
      select x.namespace, x.key from kv.worklet_kv_store x
      where x.worklet_id = one and x.expires_at <= now() order by x.expires_at limit most)
      and s.expires_at <= now()
    returning s.namespace, s.key, s.size
  loop
    latest := nextval('kv.revision');
    total := total + 1;
    changed := changed || e.namespace;
    changed_keys := changed_keys || -1;
    changed_bytes := changed_bytes || - e.size;
    if logs then
      insert into kv.change (worklet_id, revision, namespace, key) values (one, latest, e.namespace, e.key);
    end if;
  end loop;
  if total > 0 then
    perform kv.count(one, changed, changed_keys, changed_bytes, latest, logs);
  end if;
  return total;
end $$;
