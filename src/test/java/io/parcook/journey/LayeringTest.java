package io.parcook.journey;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The arrows of docs/ARCHITECTURE.md: nothing lower imports anything higher.
class LayeringTest {

  private static final JavaClasses PARCOOK =
      new ClassFileImporter().importPaths(Checkout.classes());

  /// Packages in the order of the two roads, lowest first.
  private static final List<String> ROAD =
      List.of(
          "io.parcook.pipeline.library",
          "io.parcook.pipeline.event",
          "io.parcook.pipeline.intake",
          "io.parcook.pipeline.history",
          "io.parcook.pipeline.ledger",
          "io.parcook.pipeline.feature",
          "io.parcook.simulator",
          "io.parcook.models.card",
          "io.parcook.models.onnx",
          "io.parcook.models.adapter",
          "io.parcook.models.forecast",
          "io.parcook.models.calibrate",
          "io.parcook.models.evaluate",
          "io.parcook.models.drift",
          "io.parcook.models.merge",
          "io.parcook.models.child",
          "io.parcook.models.night",
          "io.parcook.plan.menu",
          "io.parcook.plan.kitchen",
          "io.parcook.plan.demand",
          "io.parcook.plan.cook",
          "io.parcook.sync.disk",
          "io.parcook.sync.catalog",
          "io.parcook.sync.rollout",
          "io.parcook.sync.registry",
          "io.parcook.sync.trust",
          "io.parcook.sync.admission",
          "io.parcook.sync.fetch",
          "io.parcook.sync.publish",
          "io.parcook.tuning.engine",
          "io.parcook.tuning.dataset",
          "io.parcook.tuning.operator",
          "io.parcook.tuning.graph",
          "io.parcook.tuning.train",
          "io.parcook.tuning.tune",
          "io.parcook.cli",
          "io.parcook.service");

  static Stream<Integer> places() {
    return Stream.iterate(0, place -> place + 1).limit(ROAD.size() - 1L);
  }

  @ParameterizedTest
  @MethodSource("places")
  void noPackageImportsOneThatIsHigherOnTheRoad(int place) {
    String[] higher =
        ROAD.subList(place + 1, ROAD.size()).stream()
            .map(name -> name + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(ROAD.get(place) + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(higher)
        .allowEmptyShould(true)
        .check(PARCOOK);
  }

  @Test
  void theServiceAndTheCommandLineDoNotKnowEachOther() {
    noClasses()
        .that()
        .resideInAPackage("io.parcook.service..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.parcook.cli..", "io.parcook.tuning..", "io.parcook.simulator..", "ai.djl..")
        .check(PARCOOK);
  }

  @Test
  void onlyTheServiceKnowsQuarkus() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.parcook.service..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.quarkus..", "jakarta..", "io.smallrye..", "org.eclipse.microprofile..")
        .check(PARCOOK);
  }

  @Test
  void onlyTuningSeesDjl() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.parcook.tuning..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl..")
        .check(PARCOOK);
  }

  @Test
  void onlyBrokersKnowWhatSensorsSpeak() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.parcook.cli.sense..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.eclipse.milo..", "com.fazecast..", "com.hivemq..")
        .check(PARCOOK);
  }

  @Test
  void noTwoPackagesNeedEachOther() {
    slices().matching("io.parcook.(*).(*)..").should().beFreeOfCycles().check(PARCOOK);
  }

  @Test
  void timeIsInjected() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.parcook.pipeline..",
            "io.parcook.models..",
            "io.parcook.plan..",
            "io.parcook.sync..",
            "io.parcook.simulator..")
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.time.LocalDate.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Math.class, "random")
        .check(PARCOOK);
  }

  @Test
  void everyPackageOfTheProductIsOnTheRoad() {
    assertThat(
            PARCOOK.stream()
                .map(type -> type.getPackageName())
                .distinct()
                .filter(name -> ROAD.stream().noneMatch(name::startsWith)))
        .as("packages that are not on the road; give them their place in LayeringTest.ROAD")
        .isEmpty();
  }
}
