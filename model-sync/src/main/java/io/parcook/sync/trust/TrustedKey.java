package io.parcook.sync.trust;

import io.parcook.sync.disk.Digest;
import io.parcook.sync.registry.Pem;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/// A pinned public key: ECDSA on P-256, as cosign makes them.
///
/// @param id Base64 of the SHA-256 of the key in DER, which bundles call its hint
public record TrustedKey(String id, PublicKey key) {

  /// The bits of P-256's field.
  private static final int BITS = 256;

  /// @throws IllegalArgumentException if it is a key of another kind
  public static TrustedKey of(PublicKey key) {
    if (!(key instanceof ECPublicKey ec)
        || ec.getParams().getCurve().getField().getFieldSize() != BITS) {
      throw new IllegalArgumentException("A signing key is ECDSA on P-256, not " + key);
    }
    return new TrustedKey(
        Base64.getEncoder().encodeToString(Digest.sha256().digest(key.getEncoded())), key);
  }

  /// Reads a PEM file with `BEGIN PUBLIC KEY`.
  ///
  /// @throws IOException if it cannot be read or holds no such key
  public static TrustedKey read(Path pem) throws IOException {
    try {
      return of(Pem.publicKey(pem));
    } catch (IllegalArgumentException e) {
      throw new IOException(pem + ": " + e.getMessage(), e);
    }
  }

  /// Reads what [#encoded] wrote.
  static TrustedKey decode(String base64) {
    try {
      byte[] der = Base64.getDecoder().decode(base64);
      return of(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("'" + base64 + "' is no public key", e);
    }
  }

  /// The key in DER, in Base64.
  String encoded() {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }

  /// Whether this key made this signature of these bytes. Bytes that are no signature are none.
  public boolean verifies(byte[] bytes, byte[] signature) {
    try {
      Signature ecdsa = Signature.getInstance("SHA256withECDSA");
      ecdsa.initVerify(key);
      ecdsa.update(bytes);
      return ecdsa.verify(signature);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }
}
