package io.parcook.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.parcook.journey.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;

/// Objects of Kubernetes as a tool renders them.
record Manifests(List<JsonNode> objects) {

  static final List<String> OVERLAYS = List.of("k3s", "rke2", "microk8s", "aks-edge", "cloud");

  private static final YAMLMapper YAML = new YAMLMapper();

  Manifests {
    objects = List.copyOf(objects);
  }

  /// What `kubectl kustomize k8s/…` prints; the test is skipped where no tool renders.
  static Manifests kustomized(String folder) {
    return of(rendered(folder));
  }

  static String rendered(String folder) {
    Optional<Path> kustomize = Tools.find("kustomize");
    Optional<Path> kubectl = Tools.find("kubectl");
    Assumptions.assumeTrue(
        kustomize.isPresent() || kubectl.isPresent(),
        "neither kustomize nor kubectl is here, and nothing else renders an overlay");
    return kustomize.isPresent()
        ? Tools.output(kustomize.get(), List.of("build", "k8s/" + folder))
        : Tools.output(kubectl.orElseThrow(), List.of("kustomize", "k8s/" + folder));
  }

  static Manifests file(String file) {
    return of(Checkout.read(file));
  }

  /// Reads documents of YAML; empty ones are left out.
  static Manifests of(String yaml) {
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(yaml)) {
      return new Manifests(
          documents.readAll().stream().filter(object -> object.isObject()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Stream<JsonNode> kind(String kind) {
    return objects.stream().filter(object -> object.at("/kind").asText().equals(kind));
  }

  JsonNode one(String kind, String name) {
    return kind(kind)
        .filter(object -> object.at("/metadata/name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no " + kind + " " + name));
  }

  /// Every pod that would be made, by the object that makes it.
  Stream<JsonNode> pods() {
    return objects.stream()
        .map(
            object ->
                switch (object.at("/kind").asText()) {
                  case "StatefulSet", "Deployment", "DaemonSet", "Job" ->
                      object.at("/spec/template");
                  case "CronJob" -> object.at("/spec/jobTemplate/spec/template");
                  case "Pod" -> object;
                  default -> null;
                })
        .filter(pod -> pod != null);
  }

  static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /// The containers of a pod, those that run before it too.
  static List<JsonNode> containers(JsonNode pod) {
    return Stream.of("containers", "initContainers", "ephemeralContainers")
        .flatMap(kind -> each(pod.at("/spec/" + kind)))
        .toList();
  }

  static String name(JsonNode object) {
    return object.at("/kind").asText() + " " + object.at("/metadata/name").asText();
  }
}
