package io.parcook.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store with the settings of `k8s/components/tls` shows a renewed certificate without a restart.
class RenewedCertificateTest {

  private static final char[] PASSWORD = "of no secret".toCharArray();

  @TempDir Path folder;

  @Test
  void aRenewedCertificateIsShownWithoutARestart() throws Exception {
    int port = PackagedStore.freePort();
    Map<String, String> settings = new TreeMap<>();
    tls().forEach((name, value) -> settings.put((String) name, (String) value));
    settings.put("quarkus.http.ssl-port", Integer.toString(port));
    settings.put("quarkus.tls.store.key-store.pem.0.cert", folder.resolve("tls.crt").toString());
    settings.put("quarkus.tls.store.key-store.pem.0.key", folder.resolve("tls.key").toString());
    settings.put("quarkus.tls.store.reload-period", "1s");
    put("first");
    try (PackagedStore store = PackagedStore.in(folder.resolve("store"), settings)) {
      store.start();
      long process = store.pid();
      assertThat(shown(port)).isEqualTo("CN=first");

      put("renewed");
      Eventually.within(
          Duration.ofSeconds(30),
          "the renewed certificate",
          () -> shown(port).equals("CN=renewed"));

      assertThat(store.pid()).isEqualTo(process);
      assertThat(store.get("/q/health/live").statusCode()).as("for the probes").isEqualTo(200);
    }
  }

  private static Properties tls() throws IOException {
    Properties settings = new Properties();
    settings.load(new StringReader(Checkout.read("k8s/components/tls/application.properties")));
    return settings;
  }

  /// Makes a certificate and its key, and puts both where the store reads them.
  private void put(String name) throws Exception {
    Path store = folder.resolve(name + ".p12");
    try (CommandLine keytool =
        CommandLine.start(
            folder,
            Map.of(),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-alias",
                "store",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD)))) {
      keytool.awaitEnd().assertSucceeded();
    }
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
    write("tls.crt", "CERTIFICATE", keys.getCertificate("store").getEncoded());
    write("tls.key", "PRIVATE KEY", keys.getKey("store", PASSWORD).getEncoded());
  }

  private void write(String file, String kind, byte[] content) throws IOException {
    byte[] line = "\n".getBytes(StandardCharsets.US_ASCII);
    String text =
        "-----BEGIN %s-----%n%s%n-----END %s-----%n"
            .formatted(kind, Base64.getMimeEncoder(64, line).encodeToString(content), kind);
    Path fresh = Files.writeString(folder.resolve(file + ".new"), text);
    Files.move(fresh, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
  }

  /// Whose certificate the store shows now.
  private static String shown(int port) {
    try {
      SSLContext anybody = SSLContext.getInstance("TLS");
      anybody.init(null, new TrustManager[] {new Anybody()}, null);
      try (var socket = (SSLSocket) anybody.getSocketFactory().createSocket("127.0.0.1", port)) {
        socket.startHandshake();
        var certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
        return certificate.getSubjectX500Principal().getName();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Anybody implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
