package io.parcook.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.models.onnx.OnnxGraph;
import io.parcook.sync.catalog.Actor;
import io.parcook.sync.catalog.Catalog;
import io.parcook.sync.catalog.CatalogOptions;
import io.parcook.sync.catalog.ShippedModel;
import io.parcook.sync.catalog.Why;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `push`, `verify` and `inspect` on a layout folder.
class PushTest {

  @TempDir Path folder;

  @BeforeEach
  void begin() throws IOException, GeneralSecurityException {
    keys("anna");
    keys("bert");
    try (InputStream in = OnnxGraph.class.getResourceAsStream("/base/base.onnx")) {
      Files.write(path("v1.onnx"), Objects.requireNonNull(in).readAllBytes());
    }
    OnnxGraph graph = OnnxGraph.read(path("v1.onnx"), OnnxGraph.MOST_BYTES);
    Map<String, String> card = new TreeMap<>(graph.metadata());
    card.put("parcook.version", "base-2");
    float[] bias = graph.floats("head.bias");
    bias[0] += 1;
    graph.withFloats(Map.of("head.bias", bias)).withMetadata(card).write(path("v2.onnx"));
  }

  @Test
  void aPushedModelIsTrustedByWhoPinsItsKeyAndByNobodyElse() {
    assertThat(push("v1.onnx", "v1", 1).exit()).isZero();

    Commands.Ran right = Commands.run("verify", place("v1"), "--key", path("anna.pub"));
    assertThat(right.exit()).as(right.said()).isZero();
    assertThat(right.printed()).contains("Trusted: ").contains("sha256:");

    Commands.Ran wrong = Commands.run("verify", place("v1"), "--key", path("bert.pub"));
    assertThat(wrong.exit()).isEqualTo(Exit.REFUSED);
    assertThat(wrong.said()).contains("Refused (WrongKey)").contains("no key that is pinned");

    Commands.Ran both =
        Commands.run(
            "verify",
            place("v1"),
            "--key",
            path("anna.pub"),
            "--key",
            path("bert.pub"),
            "--threshold",
            2);
    assertThat(both.exit()).isEqualTo(Exit.REFUSED);
    assertThat(both.said()).contains("Refused (BelowThreshold)").contains("by 1 of");
  }

  @Test
  void aModelWithTwoKeysAndATimestampIsTheOneOfItsStores() {
    Commands.Ran pushed =
        push(
            "v2.onnx",
            "v2",
            2,
            "--key",
            path("bert.key"),
            "--public-key",
            path("bert.pub"),
            "--base",
            path("v1.onnx"),
            "--ring",
            "pilot");
    assertThat(pushed.exit()).as(pushed.said()).isZero();
    assertThat(pushed.printed())
        .contains("base-2, number 2")
        .contains("signed by 2 keys")
        .containsPattern("[0-9]{2,3} bytes instead of 12\\d,\\d{3}")
        .contains("timestamp 1", "number 2 to pilot");

    Object[] verify = {
      "verify",
      place("v2"),
      "--key",
      path("anna.pub"),
      "--key",
      path("bert.pub"),
      "--threshold",
      2,
      "--store",
      "17",
      "--label",
      "pilot"
    };
    Commands.Ran trusted = Commands.run(verify);
    assertThat(trusted.exit()).as(trusted.said()).isZero();

    assertThat(push("v1.onnx", "v2", 3).exit()).isZero();
    Commands.Ran moved =
        Commands.run(
            "verify", place("v2"), "--key", path("anna.pub"), "--store", 17, "--label", "pilot");
    assertThat(moved.exit()).isEqualTo(Exit.REFUSED);
    assertThat(moved.said()).contains("Refused (MixAndMatch)");
  }

  @Test
  void whatIsThereIsShown() {
    push("v2.onnx", "v2", 2, "--base", path("v1.onnx"));
    Commands.Ran ran = Commands.run("inspect", place("v2"));
    assertThat(ran.exit()).as(ran.said()).isZero();
    assertThat(ran.printed())
        .contains("application/vnd.cncf.model.manifest.v1+json")
        .contains("org.cncf.model.filepath = model.onnx")
        .contains("application/vnd.parcook.weight.delta.v1.vcdiff")
        .contains("application/vnd.dev.sigstore.bundle.v0.3+json")
        .contains("by key ");
  }

  @Test
  void whatIsNotThereIsSaidAndNotMade() {
    Commands.Ran ran = Commands.run("inspect", "oci:" + path("nowhere") + ":v1");
    assertThat(ran.exit()).isEqualTo(Exit.INPUT);
    assertThat(ran.said()).contains("There is no folder in OCI image layout");
    assertThat(path("nowhere")).doesNotExist();

    push("v1.onnx", "v1", 1);
    assertThat(Commands.run("inspect", place("v9")).said()).contains("no manifest v9");
  }

  @Test
  void aStoresVersionsAndDecisionsAreToldWithReasonsAndFigures() {
    Path models = folder.resolve("data/models");
    ShippedModel base = ShippedModel.of("base-1", "a model".getBytes(UTF_8));
    try (Catalog catalog =
        Catalog.open(models, CatalogOptions.DEFAULT, InstantSource.system(), Optional.of(base))) {
      catalog.note(new Why(Actor.TUNER, "The night's candidate is worse.", Map.of("p", 0.25)));
      Commands.Ran ran = Commands.run("inspect", "--store", folder.resolve("data"));
      assertThat(ran.exit()).as(ran.said()).isZero();
      assertThat(ran.printed())
          .contains("LIVE      version 1 (base-1)")
          .contains("TUNER     The night's candidate is worse.", "p 0.25");
    }
  }

  @Test
  void aFolderWithoutModelsIsSaidToHaveNone() {
    Commands.Ran ran = Commands.run("inspect", "--store", folder);
    assertThat(ran.exit()).isNotZero();
    assertThat(ran.said()).contains("holds no models", "parcook.data.directory");
  }

  @Test
  void aReferenceIsReadAsOneTypesIt() {
    String digest = "sha256:" + "0a".repeat(32);
    for (String text :
        new String[] {
          "registry.example/models/base:v2",
          "registry.example:5000/models/base@" + digest,
          "http://localhost:5000/base:v2",
          "oci:/srv/models:v2",
          "oci:models@" + digest
        }) {
      assertThat(Place.parse(text)).hasToString(text);
    }
    assertThat(Place.parse("oci:models")).hasToString("oci:models:latest");
    Commands.Ran wrong = Commands.run("inspect", "no-registry");
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.said()).contains("is no reference such as registry.example/models/base:v2");
  }

  private Commands.Ran push(String model, String tag, long number, Object... others) {
    Object[] words = {
      "push",
      path(model),
      place(tag),
      "--number",
      number,
      "--key",
      path("anna.key"),
      "--public-key",
      path("anna.pub")
    };
    Object[] all = Arrays.copyOf(words, words.length + others.length);
    System.arraycopy(others, 0, all, words.length, others.length);
    return Commands.run(all);
  }

  private String place(String tag) {
    return "oci:" + path("models") + ":" + tag;
  }

  private Path path(String name) {
    return folder.resolve(name);
  }

  private void keys(String name) throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    write(name + ".key", "PRIVATE KEY", pair.getPrivate().getEncoded());
    write(name + ".pub", "PUBLIC KEY", pair.getPublic().getEncoded());
  }

  private void write(String name, String kind, byte[] der) throws IOException {
    String body = Base64.getMimeEncoder().encodeToString(der);
    Files.writeString(
        path(name), "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, body, kind));
  }
}
