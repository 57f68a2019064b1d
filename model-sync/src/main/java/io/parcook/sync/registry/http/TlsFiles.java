package io.parcook.sync.registry.http;

import io.parcook.sync.registry.Pem;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Who is trusted to be the registry, and with what the store proves who it is; all in PEM.
///
/// @param authorities certificates that sign the registry's; null for those of the JDK
/// @param certificate the store's own, with those that signed it; null for none
/// @param key of the store's certificate, PKCS#8
public record TlsFiles(@Nullable Path authorities, @Nullable Path certificate, @Nullable Path key) {

  public static final TlsFiles DEFAULT = new TlsFiles(null, null, null);

  private static final char[] IN_MEMORY = new char[0];

  public TlsFiles {
    if ((certificate == null) != (key == null)) {
      throw new IllegalArgumentException("A client certificate and its key go together");
    }
  }

  /// Reads the files.
  ///
  /// @throws IOException if one cannot be read, saying which and why
  SSLContext context() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(), trust(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS cannot be set up with " + this + ": " + e.getMessage(), e);
    }
  }

  private TrustManager @Nullable [] trust() throws GeneralSecurityException, IOException {
    if (authorities == null) {
      return null;
    }
    KeyStore store = empty();
    List<Certificate> certificates = Pem.certificates(authorities);
    for (int i = 0; i < certificates.size(); i++) {
      store.setCertificateEntry("authority-" + i, certificates.get(i));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private KeyManager @Nullable [] keys() throws GeneralSecurityException, IOException {
    if (certificate == null || key == null) {
      return null;
    }
    KeyStore store = empty();
    Certificate[] chain = Pem.certificates(certificate).toArray(Certificate[]::new);
    store.setKeyEntry("store", Pem.privateKey(key), IN_MEMORY, chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, IN_MEMORY);
    return factory.getKeyManagers();
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, IN_MEMORY);
    return store;
  }
}
