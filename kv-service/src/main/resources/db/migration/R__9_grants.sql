-- Functions belong to whoever applied the scripts; only they and the service's role may call them.
-- ${flyway:timestamp}: applied at every start, so that it covers the functions that are there now.
do $$
declare
  f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'kv'::regnamespace loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to flow_kv', f);
  end loop;
end $$;
