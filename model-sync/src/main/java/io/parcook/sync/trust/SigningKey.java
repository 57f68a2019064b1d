package io.parcook.sync.trust;

import io.parcook.sync.registry.Pem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;

/// A private key and the public one that stores pin.
public record SigningKey(PrivateKey key, TrustedKey trusted) {

  public SigningKey(KeyPair pair) {
    this(pair.getPrivate(), TrustedKey.of(pair.getPublic()));
  }

  /// Reads a key in PKCS#8 and its public key, both PEM.
  ///
  /// @throws IOException if they cannot be read, or do not belong together
  public static SigningKey read(Path privateKey, Path publicKey) throws IOException {
    SigningKey read = new SigningKey(Pem.privateKey(privateKey), TrustedKey.read(publicKey));
    byte[] probe = "Do these two belong together?".getBytes(StandardCharsets.US_ASCII);
    try {
      if (read.trusted.verifies(probe, read.sign(probe))) {
        return read;
      }
    } catch (IllegalStateException e) {
      throw new IOException(privateKey + " cannot sign: " + e.getMessage(), e);
    }
    throw new IOException(publicKey + " is not the public key of " + privateKey);
  }

  /// An ECDSA signature over SHA-256, in DER.
  public byte[] sign(byte[] bytes) {
    try {
      Signature ecdsa = Signature.getInstance("SHA256withECDSA");
      ecdsa.initSign(key);
      ecdsa.update(bytes);
      return ecdsa.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The key cannot sign: " + e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return "SigningKey[" + trusted.id() + "]";
  }
}
