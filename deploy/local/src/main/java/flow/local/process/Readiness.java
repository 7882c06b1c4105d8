package flow.local.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/// How a process shows that it is ready.
public sealed interface Readiness {

  /// It prints a line with this text.
  record Line(String text) implements Readiness {}

  /// It answers this address with a success.
  record Answer(URI address) implements Readiness {

    private static final int LIMIT_MILLIS = 2000;

    boolean isGiven() {
      try {
        var connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout(LIMIT_MILLIS);
        connection.setReadTimeout(LIMIT_MILLIS);
        try {
          return connection.getResponseCode() / 100 == 2;
        } finally {
          connection.disconnect();
        }
      } catch (IOException notListeningYet) {
        return false;
      }
    }
  }
}
