package io.parcook.sync.rollout;

import io.parcook.sync.disk.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Stores that get a version. Written `everyone`, `10%` or the name of a label.
public sealed interface Ring {

  /// Whether a store is in it.
  ///
  /// @param salt what shuffles the fleet for shares; the same salt, the same order of stores
  boolean includes(Store store, String salt);

  /// All stores.
  record Everyone() implements Ring {

    @Override
    public boolean includes(Store store, String salt) {
      return true;
    }

    @Override
    public String toString() {
      return "everyone";
    }
  }

  /// A share of the fleet. Every store has a fixed place between 0 and 1, so that a share of 20 %
  /// holds the stores of 10 % and as many more; another salt gives other places, so that not the
  /// same stores are always first.
  ///
  /// @param percent 0 to 100
  record Share(double percent) implements Ring {

    public Share {
      if (!(percent >= 0 && percent <= 100)) {
        throw new IllegalArgumentException("a share is 0 to 100 percent; got " + percent);
      }
    }

    @Override
    public boolean includes(Store store, String salt) {
      return place(store.id(), salt) * 100 < percent;
    }

    /// The first 53 bits of SHA-256 over salt, NUL, id, as a fraction.
    static double place(String id, String salt) {
      byte[] text = (salt + "\0" + id).getBytes(StandardCharsets.UTF_8);
      byte[] hash = HexFormat.of().parseHex(Digest.of(text).hex());
      return (ByteBuffer.wrap(hash).getLong() >>> 11) * 0x1p-53;
    }

    @Override
    public String toString() {
      return percent + "%";
    }
  }

  /// Stores that carry a label.
  record Labelled(String label) implements Ring {

    public Labelled {
      if (!LABEL.matcher(label).matches()) {
        throw new IllegalArgumentException(
            "a label is letters, digits and . _ -, at most 64; got '" + label + "'");
      }
    }

    @Override
    public boolean includes(Store store, String salt) {
      return store.labels().contains(label);
    }

    @Override
    public String toString() {
      return label;
    }
  }

  Pattern LABEL = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,63}");
  Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?) ?%");

  /// Reads a ring as it is written.
  ///
  /// @throws IllegalArgumentException if it is none
  static Ring parse(String text) {
    Matcher share = SHARE.matcher(text);
    if (share.matches()) {
      return new Share(Double.parseDouble(share.group(1)));
    }
    return text.equals("everyone") ? new Everyone() : new Labelled(text);
  }
}
