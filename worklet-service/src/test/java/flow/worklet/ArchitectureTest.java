package flow.worklet;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import flow.testing.ArchitectureRules;

@AnalyzeClasses(
    packagesOf = ArchitectureTest.class,
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest static final ArchRule WAITING = ArchitectureRules.NOTHING_WAITS_FOR_A_PUBLISHER;
  @ArchTest static final ArchRule DATABASE = ArchitectureRules.ONLY_ADAPTERS_KNOW_THE_DATABASE;
  @ArchTest static final ArchRule KAFKA = ArchitectureRules.ONLY_COMMON_EVENTS_KNOWS_REACTOR_KAFKA;
  @ArchTest static final ArchRule CIRCLES = ArchitectureRules.noCyclesBelow("flow.worklet");
}
