package flow.testing;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import org.reactivestreams.Publisher;

/// What holds in every service.
public final class ArchitectureRules {

  public static final ArchRule NOTHING_WAITS_FOR_A_PUBLISHER =
      noClasses()
          .should()
          .callMethodWhere(
              target(nameMatching("block.*|toStream|toIterable"))
                  .and(target(owner(assignableTo(Publisher.class)))));

  public static final ArchRule ONLY_ADAPTERS_KNOW_THE_DATABASE =
      noClasses()
          .that()
          .haveSimpleNameNotStartingWith("Postgres")
          .and()
          .haveSimpleNameNotEndingWith("Configuration")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework.r2dbc..", "io.r2dbc..");

  public static final ArchRule ONLY_COMMON_EVENTS_KNOWS_REACTOR_KAFKA =
      noClasses()
          .that()
          .resideOutsideOfPackage("flow.events.kafka..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("reactor.kafka..");

  private ArchitectureRules() {}

  /// The features below a package do not depend on each other in circles.
  public static ArchRule noCyclesBelow(String packageName) {
    return slices().matching(packageName + ".(*)..").should().beFreeOfCycles();
  }
}
