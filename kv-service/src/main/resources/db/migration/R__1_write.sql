-- kv.apply does every write of single keys: a batch of independent calls, or one transaction of several.
--
-- Each worklet's row is locked first, in the order of the ids. Under that lock its writes happen one after the
-- other, so revisions are handed out in commit order, the same key may stand in a batch twice, and two batches
-- cannot deadlock. In a batch of several worklets one that is locked at the moment is left out ('busy'), so that
-- nobody waits for another's long transaction. Counters and the worklet's row are written once a batch, not once a key.
--
-- kinds:    check, put, delete, increment, append, touch; alter writes a value in which the caller has set a number,
--           given as the minimum, and null where it found none
-- expected: null nothing; 0 must be absent; -1 must be present; else the version the entry must have
-- ttls:     seconds; null: put forgets an expiry, touch removes it, the others keep it; -1: put keeps it
-- requests: ids of calls that may be repeated; fingerprints: what such a call asked for
-- atomic:   one transaction: failed checks end it unchanged, any other refusal is raised as KV001
create or replace function kv.apply(
  worklets uuid[], namespaces text[], keys text[], kinds text[], arguments text[], expected bigint[],
  ttls float8[], minima numeric[], maxima numeric[], requests text[], fingerprints text[],
  atomic boolean, default_keys bigint, default_bytes bigint)
returns table (
  place int, outcome text, stamp bigint, answer text, units int, expiry timestamptz,
  used_keys bigint, used_bytes bigint, limit_keys bigint, limit_bytes bigint)
language plpgsql
set role = 'flow_kv'
set search_path = kv, pg_catalog, pg_temp
as $$
declare
  max_size constant int := 1048576;
  a_number constant text := '^-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]{1,3})?$';
  ids uuid[] := array(select distinct w from unnest(worklets) w order by w);
  one uuid;
  w record;
  e record;
  i int;
  lived boolean;
  moment timestamptz;
  failed boolean := false;
  sum_keys bigint; sum_bytes bigint; sum_namespaces bigint; last_version bigint; logs boolean;
  changed text[]; changed_keys int[]; changed_bytes int[];
  old text; new text; n numeric; grown int; added int; known record; current bigint;
begin
  perform set_config('flow.worklets', ids::text, true);
  foreach one in array ids loop
    if cardinality(ids) > 1 then
      select * into w from kv.worklet where id = one for no key update skip locked;
      if not found and exists (select from kv.worklet where id = one) then
        return query
          select p, 'busy', null::bigint, null::text, null::int, null::timestamptz,
                 null::bigint, null::bigint, null::bigint, null::bigint
          from generate_subscripts(worklets, 1) p where worklets[p] = one;
        continue;
      end if;
    else
      select * into w from kv.worklet where id = one for no key update;
    end if;
    if w.id is distinct from one then
      insert into kv.worklet (id) values (one) on conflict do nothing;
      select * into w from kv.worklet where id = one for no key update;
    end if;
    moment := clock_timestamp();
    logs := coalesce(w.watched_until > moment, false);
    limit_keys := coalesce(w.max_keys, default_keys);
    limit_bytes := coalesce(w.max_bytes, default_bytes);
    sum_keys := 0; sum_bytes := 0; last_version := null;
    changed := '{}'; changed_keys := '{}'; changed_bytes := '{}';

    for i in select p from generate_subscripts(worklets, 1) p where worklets[p] = one order by p loop
      place := i; outcome := null; stamp := null; answer := null; units := null; expiry := null;
      new := null; grown := 0; added := 0;

      if kinds[i] <> 'check' and failed then
        continue;
      end if;
      if w.deleted_at is not null then
        outcome := 'gone';
      elsif requests[i] is not null then
        select r.fingerprint, r.version, r.result into known from kv.request r
          where r.worklet_id = one and r.id = requests[i];
        if found then
          stamp := known.version;
          answer := known.result;
          outcome := case when known.fingerprint = fingerprints[i] then 'repeated' else 'request_reused' end;
        end if;
      end if;

      if outcome is null then
        select s.version, s.size, s.expires_at,
               case when kinds[i] in ('increment', 'append') then btrim(s.value::text, E' \t\n\r') end as value
          into e from kv.worklet_kv_store s
          where s.worklet_id = one and s.namespace = namespaces[i] and s.key = keys[i];
        lived := found and (e.expires_at is null or e.expires_at > moment);
        added := case when found then 0 else 1 end;
        current := case when lived then e.version else 0 end;
        stamp := current;
        if expected[i] is not null and expected[i] <> current and not (expected[i] = -1 and current > 0) then
          outcome := 'version_mismatch';
        elsif kinds[i] = 'check' then
          outcome := 'ok';
        elsif kinds[i] = 'put' then
          new := arguments[i];
          outcome := case when lived then 'replaced' else 'created' end;
        elsif kinds[i] = 'increment' then
          if lived and (octet_length(e.value) > 800 or e.value !~ a_number) then
            outcome := 'not_a_number';
          else
            n := case when lived then e.value::numeric else 0 end + arguments[i]::numeric;
            n := greatest(least(n, maxima[i]), minima[i]);
            new := trim_scale(n)::text;
            answer := new;
            outcome := case when abs(n) >= 1e308 or octet_length(new) > 400 then 'out_of_range' else 'ok' end;
          end if;
        elsif kinds[i] = 'append' then
          old := case when lived then e.value else '""' end;
          if left(old, 1) <> '"' then
            outcome := 'not_a_string';
          else
            new := left(old, -1) || substr(arguments[i], 2);
            outcome := 'ok';
            if octet_length(new) = length(new) and position('\' in new) = 0 then
              units := length(new) - 2;
            else
              answer := new;
            end if;
          end if;
        elsif kinds[i] = 'alter' then
          new := arguments[i];
          answer := minima[i]::text;
          outcome := case when new is null then 'not_a_number' else 'ok' end;
        elsif not lived then
          outcome := 'absent';
        elsif kinds[i] = 'touch' then
          outcome := 'ok';
          expiry := moment + ttls[i] * interval '1 second';
          update kv.worklet_kv_store s set expires_at = expiry
            where s.worklet_id = one and s.namespace = namespaces[i] and s.key = keys[i];
        else
          outcome := 'deleted';
          delete from kv.worklet_kv_store s
            where s.worklet_id = one and s.namespace = namespaces[i] and s.key = keys[i];
          stamp := nextval('kv.revision');
          last_version := stamp;
          added := -1;
          grown := - e.size;
          if logs then
            insert into kv.change (worklet_id, revision, namespace, key) values (one, stamp, namespaces[i], keys[i]);
          end if;
        end if;

        if new is not null and outcome in ('created', 'replaced', 'ok') then
          grown := octet_length(new) - coalesce(e.size, 0);
          if octet_length(new) > max_size then
            outcome := 'value_too_large';
          elsif (added > 0 and w.keys + sum_keys + added > limit_keys)
             or (grown > 0 and w.bytes + sum_bytes + grown > limit_bytes) then
            outcome := 'quota_exceeded';
          else
            stamp := nextval('kv.revision');
            last_version := stamp;
            expiry := case
              when ttls[i] >= 0 then moment + ttls[i] * interval '1 second'
              when lived and (ttls[i] < 0 or kinds[i] <> 'put') then e.expires_at
            end;
            if added = 0 then
              update kv.worklet_kv_store s
                set value = new::json, size = octet_length(new), version = stamp, expires_at = expiry,
                    updated_at = moment, created_at = case when lived then s.created_at else moment end
                where s.worklet_id = one and s.namespace = namespaces[i] and s.key = keys[i];
            else
              insert into kv.worklet_kv_store (worklet_id, namespace, key, value, size, version, expires_at, created_at, updated_at)
                values (one, namespaces[i], keys[i], new::json, octet_length(new), stamp, expiry, moment, moment);
            end if;
            if logs then
              insert into kv.change (worklet_id, revision, namespace, key, value, size, expires_at)
                values (one, stamp, namespaces[i], keys[i], new::json, octet_length(new), expiry);
            end if;
          end if;
        end if;

        if requests[i] is not null and outcome = 'ok' then
          insert into kv.request (worklet_id, id, fingerprint, version, result)
            values (one, requests[i], fingerprints[i], stamp, coalesce(answer, units::text));
        end if;
      end if;

      if outcome in ('created', 'replaced', 'ok', 'deleted') and kinds[i] not in ('check', 'touch') then
        sum_keys := sum_keys + added;
        sum_bytes := sum_bytes + grown;
        changed := changed || namespaces[i];
        changed_keys := changed_keys || added;
        changed_bytes := changed_bytes || grown;
      elsif atomic and kinds[i] = 'check' then
        failed := failed or outcome <> 'ok';
      elsif atomic and outcome not in ('ok', 'absent') then
        raise exception using errcode = 'KV001', message = outcome, detail = i || ' ' || coalesce(stamp, 0);
      end if;
      used_keys := w.keys + sum_keys;
      used_bytes := w.bytes + sum_bytes;
      return next;
    end loop;

    if last_version is not null then
      perform kv.count(one, changed, changed_keys, changed_bytes, last_version, logs);
    end if;
  end loop;
end $$;

-- Adds what a batch changed to the counters of its namespaces and of the worklet, whose row the caller has locked.
create or replace function kv.count(
  of_worklet uuid, changed text[], changed_keys int[], changed_bytes int[], last_version bigint, logged boolean)
returns void
language sql
as $$
  with delta as (
    select d.namespace, sum(d.keys) as keys, sum(d.bytes) as bytes
    from unnest(changed, changed_keys, changed_bytes) as d (namespace, keys, bytes)
    group by d.namespace
  ), counted as (
    insert into kv.namespace as n (worklet_id, namespace, keys, bytes, updated_at)
    select of_worklet, d.namespace, d.keys, d.bytes, now() from delta d order by d.namespace
    on conflict (worklet_id, namespace) do update
      set keys = n.keys + excluded.keys, bytes = n.bytes + excluded.bytes, updated_at = now()
    returning n.namespace, n.keys
  ), total as (
    select sum(d.keys) as keys, sum(d.bytes) as bytes,
           sum((c.keys > 0)::int - (c.keys - d.keys > 0)::int) as namespaces
    from delta d join counted c using (namespace)
  )
  update kv.worklet w
    set keys = w.keys + t.keys, bytes = w.bytes + t.bytes, namespaces = w.namespaces + t.namespaces,
        revision = last_version, updated_at = now(),
        log_floor = case when logged then w.log_floor else last_version end
    from total t
    where w.id = of_worklet;
  select case when logged then pg_notify('kv_changes', of_worklet::text) end;
$$;

-- Keeps everybody else from changing a worklet's entries until the transaction ends.
create or replace function kv.hold(of_worklet uuid)
returns void
language plpgsql
set role = 'flow_kv'
set search_path = kv, pg_catalog, pg_temp
as $$
begin
  perform set_config('flow.worklets', array[of_worklet]::text, true);
  insert into kv.worklet (id) values (of_worklet) on conflict do nothing;
  perform 1 from kv.worklet where id = of_worklet for no key update;
end $$;
