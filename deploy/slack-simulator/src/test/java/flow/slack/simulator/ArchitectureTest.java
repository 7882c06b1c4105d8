package flow.slack.simulator;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.reactivestreams.Publisher;

@AnalyzeClasses(
    packagesOf = ArchitectureTest.class,
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule packages_do_not_depend_on_each_other_in_circles =
      slices().matching("flow.slack.simulator.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothing_waits_for_a_publisher =
      noClasses()
          .should()
          .callMethodWhere(
              target(nameMatching("block.*|toStream|toIterable"))
                  .and(target(owner(assignableTo(Publisher.class)))));

  /// A test of another module that scans packages must not find anything to configure here.
  @ArchTest
  static final ArchRule nothing_is_found_by_scanning =
      noClasses().should().beMetaAnnotatedWith(org.springframework.stereotype.Component.class);
}
