package flow.slack.gateway.decide;

import flow.slack.gateway.api.SlackSettings;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class PostgresAllowances implements Allowances {

  private final DatabaseClient database;
  private final SlackSettings settings;

  PostgresAllowances(DatabaseClient database, SlackSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  @Override
  public Mono<Boolean> take(String team, String person) {
    return database
        .sql(
            """
            insert into gateway.allowance as was (team, person) values (:team, :person)
            on conflict (team, person) do update
            set used = case when was.since < clock_timestamp() - interval '1 minute' then 1 else was.used + 1 end,
              since = case when was.since < clock_timestamp() - interval '1 minute'
                then clock_timestamp() else was.since end
            returning used
            """)
        .bind("team", team)
        .bind("person", person)
        .mapValue(Integer.class)
        .one()
        .map(used -> used <= settings.promptsPerMinute());
  }
}
