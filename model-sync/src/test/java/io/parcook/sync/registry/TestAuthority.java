package io.parcook.sync.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// A certificate authority that openssl makes for one test, and what it signs.
public final class TestAuthority {

  private final Path folder;

  public TestAuthority(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    openssl(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2"
            + " -subj /CN=Parcook-test-authority -keyout authority.key -out authority.pem");
    signed("server", "localhost", "subjectAltName=DNS:localhost,IP:127.0.0.1");
    signed("client", "store-17", "extendedKeyUsage=clientAuth");
  }

  public Path certificate() {
    return folder.resolve("authority.pem");
  }

  public Path serverCertificate() {
    return folder.resolve("server.pem");
  }

  public Path serverKey() {
    return folder.resolve("server.key");
  }

  public Path clientCertificate() {
    return folder.resolve("client.pem");
  }

  public Path clientKey() {
    return folder.resolve("client.key");
  }

  private void signed(String name, String subject, String extension) throws IOException {
    Files.writeString(folder.resolve(name + ".ext"), extension);
    openssl(
        "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=%s -keyout %s.key -out %s.csr"
            .formatted(subject, name, name));
    openssl(
        "x509 -req -days 2 -CA authority.pem -CAkey authority.key -CAcreateserial -in %s.csr"
                .formatted(name)
            + " -extfile %s.ext -out %s.pem".formatted(name, name));
  }

  private void openssl(String words) throws IOException {
    Process process;
    try {
      process =
          new ProcessBuilder(("openssl " + words).split(" ", -1))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .start();
    } catch (IOException _) {
      Assumptions.abort("No openssl here. To run this: apt-get install openssl");
      throw new AssertionError("aborted");
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IllegalStateException("openssl " + words + ": " + said);
    }
  }
}
