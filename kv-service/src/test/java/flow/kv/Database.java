package flow.kv;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A direct session with a service's database, as the user that applied its scripts.
final class Database implements AutoCloseable {

  private final Connection connection;

  private Database(Connection connection) {
    this.connection = connection;
  }

  static Database of(String dsn) {
    var address = URI.create(dsn);
    var url =
        "jdbc:postgresql://%s:%d%s?user=%s"
            .formatted(
                address.getHost(), address.getPort(), address.getPath(), address.getUserInfo());
    try {
      return new Database(DriverManager.getConnection(url));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void run(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// The first column of every row.
  List<String> list(String sql) throws SQLException {
    var values = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(1)));
      }
    }
    return values;
  }

  long number(String sql) throws SQLException {
    return Long.parseLong(list(sql).getFirst());
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
