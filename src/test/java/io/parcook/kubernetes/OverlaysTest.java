package io.parcook.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every overlay renders to what Kubernetes would take, and what it takes fits together.
class OverlaysTest {

  static final List<String> OVERLAYS =
      Stream.concat(Manifests.OVERLAYS.stream(), Stream.of("k3s-tls", "k3s-jobs")).toList();

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void everyObjectIsOneOfEachSupportedKubernetes(String overlay) {
    Manifests manifests = Manifests.kustomized("overlays/" + overlay);
    List<KubernetesSchema> schemas = KubernetesSchema.all();
    assertThat(schemas).hasSizeGreaterThanOrEqualTo(3);

    assertThat(
            manifests.objects().stream()
                .flatMap(object -> schemas.stream().map(schema -> schema.complaint(object)))
                .flatMap(Optional::stream))
        .isEmpty();
    assertThat(manifests.objects().stream().filter(KubernetesSchema::knows))
        .hasSizeGreaterThanOrEqualTo(10);
  }

  @Test
  void theSchemaRefusesAFieldThatIsNotThereAndTheLackOfOneThatIs() {
    JsonNode set = Manifests.file("k8s/base/store.yaml").one("StatefulSet", "parcook");
    for (KubernetesSchema schema : KubernetesSchema.all()) {
      ObjectNode more = set.deepCopy();
      ((ObjectNode) more.at("/spec/template/spec/containers/0")).put("readOnly", true);
      assertThat(schema.complaint(more)).as("%s", schema).isPresent();
      ObjectNode less = set.deepCopy();
      ((ObjectNode) less.at("/spec")).remove("selector");
      assertThat(schema.complaint(less)).as("%s", schema).isPresent();
      assertThat(schema.complaint(set)).isEmpty();
    }
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void everyPodKeepsTheRestrictedProfile(String overlay) {
    List<JsonNode> pods = Manifests.kustomized("overlays/" + overlay).pods().toList();

    assertThat(pods).isNotEmpty();
    assertThat(pods).allSatisfy(pod -> assertThat(RestrictedProfile.broken(pod)).isEmpty());
    assertThat(pods)
        .flatMap(Manifests::containers)
        .allSatisfy(
            container -> {
              assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                  .isTrue();
              assertThat(container.at("/resources/requests/memory").isTextual()).isTrue();
              assertThat(container.at("/resources/limits/memory").isTextual()).isTrue();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"parcook-onvif", "parcook-opcua", "parcook-udev"})
  void whatAkriStartsForASensorKeepsTheRestrictedProfileToo(String configuration) {
    JsonNode found = Manifests.kustomized("akri").one("Configuration", configuration);
    ObjectNode pod = new JsonMapper().createObjectNode();
    pod.set("spec", found.at("/spec/brokerSpec/brokerPodSpec"));

    assertThat(Manifests.containers(pod)).hasSize(1);
    assertThat(RestrictedProfile.broken(pod)).isEmpty();
  }

  @Test
  void whatWatchesAndWhatFleetsApplyIsReadable() {
    assertThat(Manifests.kustomized("watching").objects()).hasSize(4);
    assertThat(Manifests.file("k8s/fleet/flux/rings.yaml").objects()).hasSize(3);
    assertThat(Manifests.file("k8s/fleet/rancher/gitrepo.yaml").objects()).hasSize(2);
    assertThat(Manifests.file("k8s/fleet/rancher/fleet.yaml").objects()).hasSize(1);
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void whateverSelectsPodsFindsThemAndTheirPorts(String overlay) {
    Manifests manifests = Manifests.kustomized("overlays/" + overlay);
    for (JsonNode service : manifests.kind("Service").toList()) {
      List<JsonNode> pods = selected(manifests, service.at("/spec/selector"));
      assertThat(pods).as(Manifests.name(service)).hasSize(1);
      assertThat(Manifests.each(service.at("/spec/ports")).map(port -> port.at("/targetPort")))
          .as(Manifests.name(service))
          .isSubsetOf(portNames(pods.getFirst()));
    }
    for (JsonNode budget : manifests.kind("PodDisruptionBudget").toList()) {
      assertThat(selected(manifests, budget.at("/spec/selector/matchLabels"))).hasSize(1);
    }
    for (JsonNode policy : manifests.kind("NetworkPolicy").toList()) {
      ports(policy)
          .filter(JsonNode::isTextual)
          .forEach(
              port ->
                  assertThat(
                          selected(manifests, policy.at("/spec/podSelector/matchLabels")).stream()
                              .flatMap(pod -> portNames(pod).stream()))
                      .as(Manifests.name(policy))
                      .contains(port));
    }
    for (JsonNode set : manifests.kind("StatefulSet").toList()) {
      assertThat(set.at("/spec/template/metadata/labels"))
          .containsAll(set.at("/spec/selector/matchLabels"));
      assertThat(manifests.one("Service", set.at("/spec/serviceName").asText())).isNotNull();
    }
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void nobodySpeaksUnlessAPolicySaysSo(String overlay) {
    JsonNode nobody = Manifests.kustomized("overlays/" + overlay).one("NetworkPolicy", "nobody");

    assertThat(nobody.at("/spec/podSelector").isEmpty()).isTrue();
    assertThat(nobody.at("/spec/policyTypes")).hasSize(2);
    assertThat(nobody.at("/spec").has("ingress") || nobody.at("/spec").has("egress")).isFalse();
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void whatAPodMountsAndNamesIsThere(String overlay) {
    Manifests manifests = Manifests.kustomized("overlays/" + overlay);
    JsonNode pod = manifests.one("StatefulSet", "parcook").at("/spec/template/spec");
    List<String> volumes =
        Stream.concat(
                Manifests.each(pod.at("/volumes")).map(volume -> volume.at("/name").asText()),
                Stream.of("data"))
            .toList();

    assertThat(Manifests.each(pod.at("/containers/0/volumeMounts")))
        .allSatisfy(mount -> assertThat(volumes).contains(mount.at("/name").asText()));
    assertThat(Manifests.each(pod.at("/volumes")).filter(volume -> volume.has("configMap")))
        .isNotEmpty()
        .map(volume -> volume.at("/configMap/name").asText())
        .allSatisfy(
            name -> {
              assertThat(name).matches("parcook-[a-z-]*settings-[a-z0-9]{10}");
              assertThat(manifests.one("ConfigMap", name).at("/data").has("application.properties"))
                  .isTrue();
            });
    assertThat(manifests.one("ServiceAccount", pod.at("/serviceAccountName").asText()).isObject())
        .isTrue();
    assertThat(manifests.one("PriorityClass", pod.at("/priorityClassName").asText()).isObject())
        .isTrue();
  }

  private static Stream<JsonNode> ports(JsonNode policy) {
    return Stream.of("ingress", "egress")
        .flatMap(way -> Manifests.each(policy.at("/spec/" + way)))
        .flatMap(rule -> Manifests.each(rule.at("/ports")))
        .map(port -> port.at("/port"));
  }

  private static List<JsonNode> portNames(JsonNode pod) {
    return Manifests.containers(pod).stream()
        .flatMap(container -> Manifests.each(container.at("/ports")))
        .map(port -> port.at("/name"))
        .toList();
  }

  private static List<JsonNode> selected(Manifests manifests, JsonNode labels) {
    return manifests
        .pods()
        .filter(
            pod ->
                labels.properties().stream()
                    .allMatch(
                        label ->
                            pod.at("/metadata/labels")
                                .path(label.getKey())
                                .equals(label.getValue())))
        .toList();
  }
}
