package io.parcook.sync.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Keys and certificates in PEM files, as openssl and cosign write them.
public final class Pem {

  private static final int MOST_BYTES = 1 << 20;
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
  private static final List<String> ALGORITHMS = List.of("EC", "RSA", "Ed25519");

  private Pem() {}

  /// The certificates of a file, in its order.
  ///
  /// @throws IOException if it cannot be read or holds none
  public static List<Certificate> certificates(Path file) throws IOException {
    try {
      var read =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes(file)));
      if (read.isEmpty()) {
        throw new IOException(file + " holds no certificate");
      }
      return List.copyOf(read);
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " holds no readable certificates: " + e.getMessage(), e);
    }
  }

  /// The private key of a file in PKCS#8, not encrypted.
  ///
  /// @throws IOException if it cannot be read or is of another form, with the way to this one
  public static PrivateKey privateKey(Path file) throws IOException {
    Matcher block = block(file, bytes(file));
    if (!block.group(1).equals("PRIVATE KEY")) {
      throw new IOException(
          "%s holds a %s; make it a plain PKCS#8 key with 'openssl pkcs8 -topk8 -nocrypt -in %s'"
              .formatted(file, block.group(1), file));
    }
    var spec = new PKCS8EncodedKeySpec(decoded(file, block));
    return firstOf(file, algorithm -> KeyFactory.getInstance(algorithm).generatePrivate(spec));
  }

  /// The public key of a file, `BEGIN PUBLIC KEY`.
  ///
  /// @throws IOException if it cannot be read or is of another form
  public static PublicKey publicKey(Path file) throws IOException {
    Matcher block = block(file, bytes(file));
    if (!block.group(1).equals("PUBLIC KEY")) {
      throw new IOException(file + " holds a " + block.group(1) + ", not a PUBLIC KEY");
    }
    var spec = new X509EncodedKeySpec(decoded(file, block));
    return firstOf(file, algorithm -> KeyFactory.getInstance(algorithm).generatePublic(spec));
  }

  private static byte[] bytes(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException(file + " is too large for a key or certificate");
    }
    return Files.readAllBytes(file);
  }

  private static Matcher block(Path file, byte[] bytes) throws IOException {
    Matcher block = BLOCK.matcher(new String(bytes, StandardCharsets.US_ASCII));
    if (!block.find()) {
      throw new IOException(file + " is no PEM file: it has no -----BEGIN …----- block");
    }
    return block;
  }

  private static byte[] decoded(Path file, Matcher block) throws IOException {
    try {
      return Base64.getMimeDecoder().decode(block.group(2));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is no PEM file: " + e.getMessage(), e);
    }
  }

  private static <K> K firstOf(Path file, Reading<K> reading) throws IOException {
    GeneralSecurityException last = null;
    for (String algorithm : ALGORITHMS) {
      try {
        return reading.as(algorithm);
      } catch (GeneralSecurityException e) {
        last = e;
      }
    }
    throw new IOException(file + " holds no EC, RSA or Ed25519 key", last);
  }

  private interface Reading<K> {
    K as(String algorithm) throws GeneralSecurityException;
  }
}
