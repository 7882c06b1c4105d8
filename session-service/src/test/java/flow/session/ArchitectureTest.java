package flow.session;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import flow.testing.ArchitectureRules;

@AnalyzeClasses(
    importOptions = ImportOption.DoNotIncludeTests.class,
    packagesOf = ArchitectureTest.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule features_do_not_depend_on_each_other_in_circles =
      ArchitectureRules.noCyclesBelow("flow.session");

  @ArchTest
  static final ArchRule nothing_waits_for_a_publisher =
      ArchitectureRules.NOTHING_WAITS_FOR_A_PUBLISHER;

  @ArchTest
  static final ArchRule only_adapters_know_the_database =
      ArchitectureRules.ONLY_ADAPTERS_KNOW_THE_DATABASE;

  @ArchTest
  static final ArchRule only_common_events_knows_reactor_kafka =
      ArchitectureRules.ONLY_COMMON_EVENTS_KNOWS_REACTOR_KAFKA;
}
