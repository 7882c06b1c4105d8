-- Who sees which rows. A transaction names the worklets it acts for in the setting flow.worklets; without it the
-- service's role sees nothing at all.

grant usage on schema kv to flow_kv;
grant usage on sequence kv.revision to flow_kv;
grant select, insert, update, delete
  on kv.worklet, kv.namespace, kv.worklet_kv_store, kv.change, kv.token, kv.request to flow_kv;

-- The sub-select makes the setting a constant of the statement: it is read once, not once a row.
do $$
declare
  named constant text := '(select nullif(current_setting(''flow.worklets'', true), '''')::uuid[])::uuid[]';
  t text;
begin
  foreach t in array array['namespace', 'worklet_kv_store', 'change', 'token', 'request'] loop
    execute format('alter table kv.%I enable row level security', t);
    execute format('alter table kv.%I force row level security', t);
    execute format(
      'create policy own_worklets on kv.%I to flow_kv using (worklet_id = any (%s)) with check (worklet_id = any (%s))',
      t, named, named);
  end loop;
  alter table kv.worklet enable row level security;
  alter table kv.worklet force row level security;
  execute format(
    'create policy own_worklets on kv.worklet to flow_kv using (id = any (%s)) with check (id = any (%s))',
    named, named);
end $$;

-- A token is found by its hash alone: whose it is, is the question.
create policy presented_tokens on kv.token for select to flow_kv
  using (hash = any ((select nullif(current_setting('flow.tokens', true), '')::bytea[])::bytea[]));

-- The operator's list of worklets, and the sweeper's search for work. Neither opens an entry that is alive.
create policy all_worklets on kv.worklet for select to flow_kv
  using ((select current_setting('flow.everyone', true)) = 'on');
create policy expired_entries on kv.worklet_kv_store for select to flow_kv
  using ((select current_setting('flow.everyone', true)) = 'on' and expires_at <= now());
create policy old_requests on kv.request to flow_kv
  using ((select current_setting('flow.everyone', true)) = 'on' and at < now() - interval '1 day');

-- On Supabase a signed-in user reads the data of the worklets that are theirs (kv.worklet.user_id). Writing goes
-- through the service, which keeps counters, versions and quotas right.
do $$
begin
  if exists (select from pg_roles where rolname = 'authenticated') and to_regprocedure('auth.uid()') is not null then
    grant usage on schema kv to authenticated;
    grant select on kv.worklet, kv.namespace, kv.worklet_kv_store to authenticated;
    create policy owned_worklets on kv.worklet for select to authenticated
      using (user_id = (select auth.uid()));
    create policy owned_worklets on kv.namespace for select to authenticated
      using (worklet_id in (select w.id from kv.worklet w where w.user_id = (select auth.uid())));
    create policy owned_worklets on kv.worklet_kv_store for select to authenticated
      using (worklet_id in (select w.id from kv.worklet w where w.user_id = (select auth.uid()))
             and (expires_at is null or expires_at > now()));
  end if;
end $$;
