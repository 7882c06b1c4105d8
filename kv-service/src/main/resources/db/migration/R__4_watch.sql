-- The log of changes. It is kept only while somebody watches, and for a while after: a change that is not logged
-- raises the floor, below which a reader has to begin anew.

-- Has a worklet's changes logged from now on, and tells where its log stands.
create or replace function kv.watch(of_worklet uuid, hold interval)
returns table (revision bigint, log_floor bigint)
language plpgsql
set role = 'flow_kv'
set search_path = kv, pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
  perform set_config('flow.worklets', array[of_worklet]::text, true);
  insert into kv.worklet (id) values (of_worklet) on conflict do nothing;
  return query
    update kv.worklet w set watched_until = now() + hold where w.id = of_worklet returning w.revision, w.log_floor;
end $$;

-- Where the logs of the watched worklets stand; renews their logging where it would end within half of hold.
create or replace function kv.heads(worklets uuid[], hold interval)
returns table (worklet uuid, revision bigint)
language plpgsql
set role = 'flow_kv'
set search_path = kv, pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
  perform set_config('flow.worklets', worklets::text, true);
  perform 1 from kv.worklet w
    where w.id = any (worklets) and w.watched_until < now() + hold / 2 order by w.id for no key update;
  update kv.worklet w set watched_until = now() + hold
    where w.id = any (worklets) and w.watched_until < now() + hold / 2;
  return query select w.id, w.revision from kv.worklet w where w.id = any (worklets);
end $$;

-- The changes after a revision, in order, as far as page and most_bytes let. The last row tells where the log stands:
-- its head, as the revision up to which the rows are complete, and its floor.
create or replace function kv.changes(
  of_worklet uuid, in_namespace text, literal text, after_revision bigint, page int, most_bytes bigint)
returns table (revision bigint, floor bigint, key text, value json, expires_at timestamptz)
language plpgsql
set role = 'flow_kv'
set search_path = kv, pg_catalog, pg_temp
set enable_seqscan = off
as $$
#variable_conflict use_column
declare
  head bigint;
  low bigint;
  n int := 0;
  bytes bigint := 0;
  c record;
begin
  perform set_config('flow.worklets', array[of_worklet]::text, true);
  select w.revision, w.log_floor into head, low from kv.worklet w where w.id = of_worklet;
  for c in
    select x.revision, x.key, x.value, x.expires_at, x.size
    from kv.change x
    where x.worklet_id = of_worklet and x.revision > after_revision and x.revision <= head and x.namespace = in_namespace
      and (x.key is null or starts_with(x.key, literal))
    order by x.revision
  loop
    if n = page or (n > 0 and bytes + c.size > most_bytes) then
      head := revision;
      exit;
    end if;
    n := n + 1;
    bytes := bytes + c.size;
    revision := c.revision; floor := null; key := c.key; value := c.value; expires_at := c.expires_at;
    return next;
  end loop;
  revision := head; floor := low; key := null; value := null; expires_at := null;
  return next;
end $$;

-- Forgets changes older than keep and more than most, of every worklet that has a log.
create or replace function kv.compact(keep interval, most int)
returns bigint
language plpgsql
set role = 'flow_kv'
set search_path = kv, pg_catalog, pg_temp
as $$
declare
  one uuid;
  upto bigint;
  n bigint;
  total bigint := 0;
  ids uuid[];
begin
  perform set_config('flow.everyone', 'on', true);
  ids := array(select w.id from kv.worklet w where w.watched_until is not null order by w.id);
  perform set_config('flow.everyone', 'off', true);
  foreach one in array ids loop
    perform set_config('flow.worklets', array[one]::text, true);
    select greatest(
        coalesce((select max(c.revision) from kv.change c where c.worklet_id = one and c.at < now() - keep), 0),
        coalesce((select c.revision from kv.change c where c.worklet_id = one order by c.revision desc offset most limit 1), 0))
      into upto;
    if upto > 0 then
      update kv.worklet w set log_floor = greatest(w.log_floor, upto) where w.id = one;
      delete from kv.change c where c.worklet_id = one and c.revision <= upto;
      get diagnostics n = row_count;
      total := total + n;
    end if;
    update kv.worklet w set watched_until = null
      where w.id = one and w.watched_until < now() and not exists (select from kv.change c where c.worklet_id = one);
  end loop;
  return total;
end $$;
