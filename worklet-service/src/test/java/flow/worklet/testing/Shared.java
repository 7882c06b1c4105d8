package flow.worklet.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/// One service for all tests that need nothing special of it. It is stopped, and what it made
/// removed, after the last test.
public final class Shared implements TestInstancePreConstructCallback {

  private static @Nullable Service service;

  /// The service.
  public static Service service() {
    if (service == null) {
      throw new IllegalStateException("the service was not started");
    }
    return service;
  }

  /// Before the instance, since that may ask for the service at once.
  @Override
  public void preConstructTestInstance(
      TestInstanceFactoryContext factory, ExtensionContext context) {
    var _ = LocalDocker.demand();
    context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .computeIfAbsent(Shared.class, _ -> new Running());
  }

  private static void start() {
    try {
      service = Service.start(Files.createTempDirectory("flow-worklets-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Running implements AutoCloseable {

    Running() {
      start();
    }

    @Override
    public void close() {
      service().close();
    }
  }
}
