package flow.platform.database;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Where the database is and how it is used.
///
/// @param schema this service's own schema; its role is `flow_` and this name
/// @param sslMode with libpq's meaning
/// @param pooled whether a transaction pooler stands before it: then no statement keeps a name and
///   no setting outlives its transaction
/// @param connections how many connections the pool holds at most
/// @param statementTimeout after which PostgreSQL gives a statement up
/// @param acquireTimeout how long a caller waits for a free connection
@ConfigurationProperties("flow.database")
@Validated
public record DatabaseSettings(
    @DefaultValue("localhost") String host,
    @DefaultValue("5432") int port,
    @DefaultValue("postgres") String name,
    @DefaultValue("postgres") String user,
    @DefaultValue("") String password,
    @DefaultValue("prefer") String sslMode,
    @DefaultValue("false") boolean pooled,
    @Pattern(regexp = "[a-z_]+") String schema,
    @DefaultValue("10") @Min(2) int connections,
    @DefaultValue("5s") Duration statementTimeout,
    @DefaultValue("3s") Duration acquireTimeout) {

  public String role() {
    return "flow_" + schema;
  }

  String jdbcUrl() {
    return "jdbc:postgresql://%s:%d/%s?sslmode=%s&connectTimeout=5%s"
        .formatted(host, port, name, sslMode, pooled ? "&prepareThreshold=0" : "");
  }

  @Override
  public String toString() {
    return "DatabaseSettings[%s@%s:%d/%s, schema=%s]".formatted(user, host, port, name, schema);
  }
}
