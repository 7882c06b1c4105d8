package flow.platform.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says in one line why a service does not start.
final class UnusableSettingAnalyzer extends AbstractFailureAnalyzer<UnusableSetting> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, UnusableSetting cause) {
    return new FailureAnalysis(cause.getMessage(), null, cause);
  }
}
