package flow.platform;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import flow.testing.ArchitectureRules;

@AnalyzeClasses(packages = "flow", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule nothing_waits_for_a_publisher =
      ArchitectureRules.NOTHING_WAITS_FOR_A_PUBLISHER;

  @ArchTest
  static final ArchRule only_the_kafka_package_knows_reactor_kafka =
      ArchitectureRules.ONLY_COMMON_EVENTS_KNOWS_REACTOR_KAFKA;
}
