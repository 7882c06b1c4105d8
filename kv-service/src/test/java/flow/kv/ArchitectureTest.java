package flow.kv;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import flow.testing.ArchitectureRules;

@AnalyzeClasses(
    packagesOf = ArchitectureTest.class,
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest static final ArchRule NO_CYCLES = ArchitectureRules.noCyclesBelow("flow.kv");
  @ArchTest static final ArchRule NOTHING_WAITS = ArchitectureRules.NOTHING_WAITS_FOR_A_PUBLISHER;
  @ArchTest static final ArchRule ONLY_ADAPTERS = ArchitectureRules.ONLY_ADAPTERS_KNOW_THE_DATABASE;

  @ArchTest
  static final ArchRule ONLY_COMMON_EVENTS =
      ArchitectureRules.ONLY_COMMON_EVENTS_KNOWS_REACTOR_KAFKA;
}
