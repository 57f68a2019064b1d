package io.parcook.sync.catalog;

import io.parcook.sync.disk.Digest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Random;

/// Contents by number, so that whoever sees a name can tell which bytes belong to it.
final class Contents {

  private static final String NAME = "content-";

  private Contents() {}

  static byte[] of(int number) {
    Random random = new Random(number);
    byte[] bytes = new byte[200 + random.nextInt(1_500)];
    random.nextBytes(bytes);
    return bytes;
  }

  static byte[] of(Artifact artifact) {
    return of(Integer.parseInt(artifact.name().substring(NAME.length())));
  }

  static InputStream open(Artifact artifact) {
    return new ByteArrayInputStream(of(artifact));
  }

  static Artifact.Base base(int number, long release) {
    byte[] bytes = of(number);
    return new Artifact.Base(NAME + number, release, Digest.of(bytes), bytes.length);
  }

  static Artifact.Adapter adapter(int number, Artifact base) {
    byte[] bytes = of(number);
    return new Artifact.Adapter(
        NAME + number, base.release(), Digest.of(bytes), bytes.length, base.digest());
  }

  static ShippedModel shipped() {
    return ShippedModel.of(NAME + 0, of(0));
  }
}
