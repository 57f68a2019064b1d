package io.parcook.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.parcook.journey.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The OpenAPI model of one version of Kubernetes, as the official Java client has it: generated
/// classes that refuse a field that is not defined, and the lack of one that is required. They do
/// not look into quantities and enumerations.
final class KubernetesSchema {

  /// The groups of the API that we use, and how the client names them.
  private static final Map<String, String> PREFIXES =
      Map.of(
          "v1", "V1",
          "apps/v1", "V1",
          "batch/v1", "V1",
          "policy/v1", "V1",
          "networking.k8s.io/v1", "V1",
          "scheduling.k8s.io/v1", "V1");

  private final String version;
  private final ClassLoader model;

  private KubernetesSchema(Path jar) {
    try {
      URL url = jar.toUri().toURL();
      model = new URLClassLoader(new URL[] {url}, KubernetesSchema.class.getClassLoader());
      version = jar.getFileName().toString().replaceAll("^client-java-api-|\\.jar$", "");
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(jar + " is no jar", e);
    }
  }

  /// All versions that this build brings, in `target/kubernetes`.
  static List<KubernetesSchema> all() {
    Path folder = Checkout.root().resolve("src/test/target/kubernetes");
    try (Stream<Path> jars = Files.list(folder)) {
      return jars.filter(jar -> jar.toString().endsWith(".jar"))
          .sorted()
          .map(KubernetesSchema::new)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What is wrong with an object; empty if nothing is, or if its kind is not Kubernetes' own.
  Optional<String> complaint(JsonNode object) {
    String prefix = PREFIXES.get(object.at("/apiVersion").asText());
    if (prefix == null) {
      return Optional.empty();
    }
    String type = "io.kubernetes.client.openapi.models." + prefix + object.at("/kind").asText();
    try {
      Method validate = model.loadClass(type).getMethod("validateJsonElement", JsonElement.class);
      validate.invoke(null, JsonParser.parseString(object.toString()));
      return Optional.empty();
    } catch (InvocationTargetException refused) {
      return Optional.of(this + ": " + refused.getCause());
    } catch (ReflectiveOperationException unknown) {
      return Optional.of(this + " has no " + type + ": " + unknown);
    }
  }

  /// Whether an object's kind is one that Kubernetes itself defines.
  static boolean knows(JsonNode object) {
    return PREFIXES.containsKey(object.at("/apiVersion").asText());
  }

  @Override
  public String toString() {
    return "kubernetes client " + version;
  }
}
