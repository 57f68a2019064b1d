package io.parcook.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The images' file systems, assembled with no daemon, run as a kubelet runs them: as nobody in
/// particular, on a root that cannot be written.
class ImageJourneyTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration TO_START = Duration.ofMinutes(2);
  private static final Path OUT = Checkout.root().resolve("src/test/target/image");

  @TempDir static Path folder;

  @BeforeAll
  static void theImagesAreAssembled() throws IOException {
    for (String tool : List.of("apt-get", "dpkg-deb", "bwrap", "setpriv")) {
      Assumptions.assumeTrue(isThere(tool), tool + " is not here: no image is assembled and run");
    }
    Assumptions.assumeTrue(
        mayRun(),
        "this machine lets nobody make namespaces, or the checkout is for root's eyes only: the"
            + " image's file system is not run");
    assemble(OUT);
  }

  @Test
  void theServiceServesTheDemoAndPassesItsProbes() throws IOException {
    JsonNode container =
        new YAMLMapper()
            .readTree(Checkout.read("k8s/base/store.yaml"))
            .at("/spec/template/spec/containers/0");
    try (Contained store = Contained.start("service", Map.of("PARCOOK_TUNING_ENABLED", "false"))) {
      for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
        String path = container.at("/" + probe + "/httpGet/path").asText();
        Eventually.within(TO_START, () -> probe + ": " + store.output(), () -> store.ok(path));
      }
      CommandLine.run(folder, "simulate", "--to", store.address(), "--history", "2d")
          .assertSucceeded();
      Eventually.within(
          Duration.ofSeconds(30),
          () -> "a model's forecast: " + store.output(),
          () ->
              store.get("/api/v1/forecasts").body().contains("\"kind\":\"model\"")
                  || store.get("/api/v1/forecasts").body().contains("\"model\""));
      assertThat(store.get("/").body()).contains("<html");

      Path process = Path.of("/proc", Long.toString(store.java().pid()));
      assertThat(Files.readAllLines(process.resolve("status")))
          .anyMatch(line -> line.matches("Uid:\\s+(\\d+)\\s.*") && !line.matches("Uid:\\s+0\\s.*"))
          .anyMatch(line -> line.matches("CapEff:\\s+0+"))
          .anyMatch(line -> line.matches("NoNewPrivs:\\s+1"));
      List<String> mounts = Files.readAllLines(process.resolve("mounts"));
      assertThat(mounts)
          .anyMatch(line -> line.split(" ", -1)[1].equals("/") && options(line).contains("ro"));
      assertThat(
              mounts.stream()
                  .filter(line -> options(line).contains("rw"))
                  .map(line -> line.split(" ", -1)[1]))
          .filteredOn(place -> !place.startsWith("/dev") && !place.startsWith("/proc"))
          .containsExactlyInAnyOrder("/data", "/tmp");
    }
  }

  @Test
  void aNightRunsFromWhatTheTunersImageHoldsUnpacked() throws IOException {
    try (Contained store = Contained.start("tuner", Map.of("PARCOOK_TUNING_ENABLED", "true"))) {
      Eventually.within(TO_START, store::output, () -> store.ok("/q/health/ready"));
      CommandLine.run(folder, "simulate", "--to", store.address(), "--history", "8w")
          .assertSucceeded();
      assertThat(store.post("/api/v1/tuning").statusCode()).isEqualTo(202);
      Eventually.within(
          Duration.ofMinutes(10),
          () -> store.get("/api/v1/tuning").body(),
          () -> store.get("/api/v1/tuning").body().contains("\"running\":false"));
      JsonNode night = JSON.readTree(store.get("/api/v1/tuning").body()).at("/nights/0");
      assertThat(night.at("/result").asText()).as("%s", night).isIn("CANDIDATE", "NOT_BETTER");
    }
  }

  @Test
  void theLayoutIsWholeAndTheSameInputsGiveTheSameDigests() throws Exception {
    Path layout = OUT.resolve("oci");
    try (Stream<Path> blobs = Files.list(layout.resolve("blobs/sha256"))) {
      for (Path blob : blobs.toList()) {
        assertThat(sha256(blob)).isEqualTo(blob.getFileName().toString());
      }
    }
    for (JsonNode image : JSON.readTree(layout.resolve("index.json").toFile()).at("/manifests")) {
      JsonNode manifest = JSON.readTree(blob(layout, image).toFile());
      JsonNode config = JSON.readTree(blob(layout, manifest.at("/config")).toFile());
      assertThat(config.at("/config/User").asText()).isEqualTo("10001:10001");
      assertThat(manifest.at("/layers").size()).isEqualTo(config.at("/rootfs/diff_ids").size());
      for (JsonNode layer : manifest.at("/layers")) {
        assertThat(Files.size(blob(layout, layer))).isEqualTo(layer.at("/size").asLong());
      }
    }

    Path again = OUT.resolveSibling("image-again");
    assemble(again);
    assertThat(again.resolve("oci/index.json"))
        .hasSameTextualContentAs(layout.resolve("index.json"));
  }

  @Test
  void everyJarOfAnImageIsInItsBillOfMaterials() throws IOException {
    Path parcook = OUT.resolve("tuner/root/parcook");
    assertBilled(parcook.resolve("sbom/service.cdx.json"), parcook.resolve("service/lib"));
    assertBilled(parcook.resolve("sbom/tuner.cdx.json"), parcook.resolve("cli/lib"));
  }

  private static void assertBilled(Path bill, Path libraries) throws IOException {
    Assumptions.assumeTrue(Files.exists(bill), "built offline, where Maven makes no bill");
    Set<String> billed = new HashSet<>();
    for (JsonNode part : JSON.readTree(bill.toFile()).at("/components")) {
      billed.add(part.at("/name").asText() + "-" + part.at("/version").asText());
    }
    try (Stream<Path> files = Files.walk(libraries)) {
      List<String> jars =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".jar"))
              .map(name -> name.substring(0, name.length() - ".jar".length()))
              .toList();
      assertThat(jars).hasSizeGreaterThan(20);
      // Quarkus puts the group before the name, and a classifier may stand behind the version.
      assertThat(jars)
          .allMatch(
              jar ->
                  billed.stream()
                      .anyMatch(
                          part ->
                              jar.equals(part)
                                  || jar.endsWith("." + part)
                                  || jar.startsWith(part + "-")));
    }
  }

  private static Path blob(Path layout, JsonNode descriptor) {
    return layout
        .resolve("blobs/sha256")
        .resolve(descriptor.at("/digest").asText().replace("sha256:", ""));
  }

  private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (var in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static List<String> options(String mount) {
    return List.of(mount.split(" ", -1)[3].split(",", -1));
  }

  private static void assemble(Path out) throws IOException {
    Files.createDirectories(out);
    String launcher = Checkout.root().resolve("parcook").toString();
    try (CommandLine image =
        CommandLine.start(
            folder,
            Map.of("JAVA_HOME", System.getProperty("java.home")),
            List.of(launcher, "image", "--no-aot", "--out", out.toString()))) {
      image.awaitEnd().assertSucceeded();
    }
  }

  private static boolean isThere(String tool) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(place -> Files.isExecutable(Path.of(place, tool)));
  }

  /// Whether an unprivileged user may make namespaces here, and reach the checkout in them.
  private static boolean mayRun() throws IOException {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("setpriv", "--reuid=10001", "--regid=10001", "--clear-groups"));
    }
    command.addAll(List.of("bwrap", "--ro-bind", "/", "/", "--unshare-user", "--unshare-pid"));
    command.addAll(List.of("ls", Checkout.root().toString()));
    return ends(command) == 0;
  }

  private static int ends(List<String> command) throws IOException {
    try (CommandLine run = CommandLine.start(folder, Map.of(), command)) {
      return run.awaitEnd().exitCode();
    }
  }

  /// A service that runs in an image's file system.
  private record Contained(CommandLine process, int port, HttpClient http)
      implements AutoCloseable {

    static Contained start(String image, Map<String, String> settings) throws IOException {
      Path data = Files.createTempDirectory(OUT, "data-");
      int port = PackagedStore.freePort();
      Stream<String> command =
          Stream.concat(
              Stream.of(
                  Checkout.root().resolve("k8s/image/run").toString(),
                  OUT.resolve(image).resolve("root").toString(),
                  data.toString(),
                  "QUARKUS_HTTP_HOST=127.0.0.1",
                  "QUARKUS_HTTP_PORT=" + port),
              settings.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue()));
      return new Contained(
          CommandLine.start(folder, Map.of(), command.toList()), port, HttpClient.newHttpClient());
    }

    String address() {
      return "http://127.0.0.1:" + port;
    }

    String output() {
      return process.output();
    }

    /// The JVM inside.
    ProcessHandle java() {
      return process
          .process()
          .descendants()
          .filter(one -> one.info().command().orElse("").endsWith("java"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no JVM runs: " + output()));
    }

    boolean ok(String path) {
      assertThat(process.running()).as(process.output()).isTrue();
      try {
        return get(path).statusCode() == 200;
      } catch (UncheckedIOException notYet) {
        return false;
      }
    }

    HttpResponse<String> get(String path) {
      return send(HttpRequest.newBuilder(URI.create(address() + path)).build());
    }

    HttpResponse<String> post(String path) {
      return send(
          HttpRequest.newBuilder(URI.create(address() + path))
              .POST(HttpRequest.BodyPublishers.noBody())
              .build());
    }

    private HttpResponse<String> send(HttpRequest request) {
      try {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      process.close();
      http.close();
    }
  }
}
