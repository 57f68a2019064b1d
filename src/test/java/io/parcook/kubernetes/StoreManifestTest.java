package io.parcook.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parcook.journey.Checkout;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What the base says of the store itself.
class StoreManifestTest {

  private static final Map<String, Long> UNITS =
      Map.of(
          "Ki", 1L << 10, "Mi", 1L << 20, "Gi", 1L << 30, "K", 1L << 10, "M", 1L << 20, "G",
          1L << 30);

  private final JsonNode set = Manifests.file("k8s/base/store.yaml").one("StatefulSet", "parcook");
  private final JsonNode pod = set.at("/spec/template/spec");
  private final JsonNode store = pod.at("/containers/0");

  @Test
  void aLedgerHasOneWriter() {
    assertThat(set.at("/spec/replicas").asInt()).isEqualTo(1);
    assertThat(set.at("/spec/volumeClaimTemplates/0/spec/accessModes/0").asText())
        .isEqualTo("ReadWriteOnce");
  }

  @Test
  void theVolumeHoldsWhatTheSettingsAllow() {
    long budget = bytes(settings().getProperty("parcook.data.budget"));
    long volume =
        bytes(set.at("/spec/volumeClaimTemplates/0/spec/resources/requests/storage").asText());

    // The ledger while it is folded, its log, and the catalog's own budget.
    assertThat(volume).isGreaterThanOrEqualTo(2 * budget + bytes("1Gi"));
  }

  @Test
  void theLimitsLeaveTheSystemItsShareOfASmallBox() {
    assertThat(bytes(store.at("/resources/limits/memory").asText()))
        .isLessThanOrEqualTo(bytes("1Gi"));
    assertThat(store.at("/resources/limits/cpu").asText()).isEqualTo("1500m");
  }

  @Test
  void onlyReadinessAsksTheLedgerAndNothingAsksTheBroker() {
    assertThat(store.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
    assertThat(store.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/q/health/ready");
    assertThat(store.at("/readinessProbe/timeoutSeconds").asInt())
        .as("longer than the ledger is waited for")
        .isGreaterThan(3);
    assertThat(set.toString()).doesNotContain("health/group/kafka");
  }

  @Test
  void aStoreThatIsNotReadyStillHasItsScreen() {
    JsonNode service = Manifests.file("k8s/base/service.yaml").one("Service", "parcook");
    assertThat(service.at("/spec/publishNotReadyAddresses").asBoolean()).isTrue();
  }

  @Test
  void servingStandsAboveTuningAndNotAboveTheTill() {
    Manifests classes = Manifests.file("k8s/base/priority.yaml");
    JsonNode serving = classes.one("PriorityClass", "parcook-serving");
    JsonNode tuning = classes.one("PriorityClass", "parcook-tuning");

    assertThat(serving.at("/value").asInt()).isGreaterThan(tuning.at("/value").asInt());
    assertThat(serving.at("/value").asInt())
        .as("the value of pods that name no class")
        .isLessThanOrEqualTo(0);
    assertThat(tuning.at("/preemptionPolicy").asText()).isEqualTo("Never");
    assertThat(serving.at("/globalDefault").asBoolean() || tuning.at("/globalDefault").asBoolean())
        .isFalse();
  }

  @Test
  void aNightsJobHasLimitsOfItsOwnTheLowestPriorityAndTheStoresNodeAndVolume() {
    JsonNode cron = Manifests.file("k8s/nights/night.yaml").one("CronJob", "parcook-night");
    JsonNode pod = cron.at("/spec/jobTemplate/spec/template/spec");
    JsonNode limits = pod.at("/containers/0/resources/limits");

    assertThat(pod.at("/priorityClassName").asText()).isEqualTo("parcook-tuning");
    assertThat(bytes(limits.at("/memory").asText()))
        .as("a night's peak was 302 MB")
        .isBetween(384L << 20, 768L << 20);
    assertThat(cron.at("/spec/concurrencyPolicy").asText()).isEqualTo("Forbid");
    assertThat(pod.at("/volumes/0/persistentVolumeClaim/claimName").asText())
        .isEqualTo(
            "%s-%s-0"
                .formatted(
                    set.at("/spec/volumeClaimTemplates/0/metadata/name").asText(),
                    set.at("/metadata/name").asText()));
    assertThat(
            pod.at("/affinity/podAffinity/requiredDuringSchedulingIgnoredDuringExecution/0")
                .at("/labelSelector/matchLabels"))
        .isEqualTo(set.at("/spec/selector/matchLabels"));
  }

  @Test
  void everySettingThatIsMadeIsOnTheConfigurationPage() {
    Set<String> made = new TreeSet<>(settings().stringPropertyNames());
    made.addAll(settings("k8s/components/tls/application.properties").stringPropertyNames());
    Set<String> told = documented();

    assertThat(made).allSatisfy(name -> assertThat(told).contains(name));
    Set<String> variables =
        told.stream()
            .map(name -> name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"))
            .collect(Collectors.toSet());
    JsonNode data = Manifests.file("k8s/store.yaml").one("ConfigMap", "parcook-store").at("/data");
    assertThat(data).isNotEmpty();
    data.fieldNames().forEachRemaining(name -> assertThat(variables).contains(name));
    assertThat(data).allSatisfy(value -> assertThat(value.isTextual()).isTrue());
  }

  private static Set<String> documented() {
    Set<String> told = new TreeSet<>();
    Matcher row =
        Pattern.compile("(?m)^\\| `([a-z][^`]+)` \\|")
            .matcher(Checkout.read("docs/configuration.md"));
    while (row.find()) {
      told.add(row.group(1));
    }
    return told;
  }

  private static Properties settings() {
    return settings("k8s/base/application.properties");
  }

  private static Properties settings(String file) {
    Properties settings = new Properties();
    try {
      settings.load(new StringReader(Checkout.read(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return settings;
  }

  private static long bytes(String quantity) {
    String unit = quantity.replaceAll("[0-9]", "");
    return Long.parseLong(quantity.replaceAll("[^0-9]", "")) * UNITS.getOrDefault(unit, 1L);
  }
}
