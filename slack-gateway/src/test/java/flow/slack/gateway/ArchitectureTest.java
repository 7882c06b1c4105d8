package flow.slack.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import flow.testing.ArchitectureRules;

@AnalyzeClasses(packages = "flow.slack.gateway", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule nothingWaitsForAPublisher = ArchitectureRules.NOTHING_WAITS_FOR_A_PUBLISHER;

  @ArchTest
  static final ArchRule onlyAdaptersKnowTheDatabase =
      ArchitectureRules.ONLY_ADAPTERS_KNOW_THE_DATABASE;

  @ArchTest
  static final ArchRule onlyCommonEventsKnowsReactorKafka =
      ArchitectureRules.ONLY_COMMON_EVENTS_KNOWS_REACTOR_KAFKA;

  @ArchTest
  static final ArchRule featuresAreFreeOfCycles =
      ArchitectureRules.noCyclesBelow("flow.slack.gateway");

  @ArchTest
  static final ArchRule onlyTheEdgesKnowSlacksLibrary =
      noClasses()
          .that()
          .resideOutsideOfPackages("flow.slack.gateway.api..", "flow.slack.gateway.inbound..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.slack.api..", "okhttp3..", "com.google.gson..");

  @ArchTest
  static final ArchRule whatIsShownDoesNotDependOnHowItIsAsked =
      noClasses()
          .that()
          .resideInAnyPackage("..render..", "..send..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..inbound..", "..decide..");
}
