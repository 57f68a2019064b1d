package io.parcook.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parcook.journey.Checkout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The chart is the overlays in another wrapping.
class ChartTest {

  static final List<String> OVERLAYS = Manifests.OVERLAYS;

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void theChartHoldsWhatTheOverlayRenders(String overlay) {
    Manifests kept = Manifests.file("k8s/helm/parcook/rendered/" + overlay + ".yaml");

    assertThat(kept.objects())
        .as("run k8s/helm/render after a change under k8s/")
        .containsExactlyInAnyOrderElementsOf(Manifests.kustomized("overlays/" + overlay).objects());
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void helmRendersTheSameObjects(String overlay) {
    assertThat(helm("--set", "distribution=" + overlay).objects())
        .containsExactlyInAnyOrderElementsOf(
            Manifests.file("k8s/helm/parcook/rendered/" + overlay + ".yaml").objects());
  }

  @Test
  void itsValuesChangeTheImagesAndNameTheStore() {
    Manifests manifests =
        helm("--set", "registry=registry.example/kitchen,tag=1.2.3,store.PARCOOK_STORE_ID=store-9");

    JsonNode set = manifests.one("StatefulSet", "parcook");
    assertThat(set.at("/spec/template/spec/containers/0/image").asText())
        .isEqualTo("registry.example/kitchen/parcook-tuner:1.2.3");
    assertThat(manifests.one("ConfigMap", "parcook-store").at("/data/PARCOOK_STORE_ID").asText())
        .isEqualTo("store-9");
  }

  @Test
  void nightsAsJobsAreWhatTheOverlayWithTheirComponentRenders() {
    assertThat(helm("--set", "nights=job").objects())
        .containsExactlyInAnyOrderElementsOf(Manifests.kustomized("overlays/k3s-jobs").objects());
    assertThat(said("--set", "nights=dream").text()).contains("nights are child or job, not dream");
  }

  @Test
  void aDistributionThatIsNotThereIsRefusedByName() {
    Tools.Said said = said("--set", "distribution=minix");
    assertThat(said.exit()).isNotZero();
    assertThat(said.text()).contains("there is no distribution minix");
  }

  private static Manifests helm(String... arguments) {
    Tools.Said said = said(arguments);
    assertThat(said.exit()).as(said.text()).isZero();
    return Manifests.of(said.text());
  }

  private static Tools.Said said(String... arguments) {
    Assumptions.assumeTrue(
        Tools.find("helm").isPresent(),
        "helm is not here; with Go, ./parcook test builds it from its module");
    List<String> all = new ArrayList<>(List.of("template", "parcook", "--kube-version", "1.33.0"));
    all.add(Checkout.root().resolve("k8s/helm/parcook").toString());
    all.addAll(List.of(arguments));
    return Tools.run(Tools.find("helm").orElseThrow(), all);
  }
}
