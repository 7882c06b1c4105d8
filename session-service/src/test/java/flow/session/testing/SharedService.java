package flow.session.testing;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/// One running service for all the tests that do not stop it.
public final class SharedService implements BeforeAllCallback {

  private static @Nullable RunningService service;

  public static RunningService get() {
    return Objects.requireNonNull(service, "not started");
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    service =
        context
            .getRoot()
            .getStore(Namespace.GLOBAL)
            .computeIfAbsent("service", _ -> new RunningService(), RunningService.class);
  }
}
