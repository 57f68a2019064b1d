package io.parcook.tuning.tune;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Keeps where a night stands in a file for each part of it, so that a night that was killed goes
/// on. A file of another night, of other rows or damaged is left aside: its part begins anew.
public final class Checkpoints {

  private static final Logger LOG = System.getLogger(Checkpoints.class.getName());

  /// Most parts of a night: what finds how many steps to make, and each week that judges.
  static final int PARTS = 1 + NightDays.MOST_JUDGED;

  private final @Nullable Path file;
  private final String night;

  private Checkpoints(@Nullable Path file, String night) {
    this.file = file;
    this.night = night;
  }

  /// Keeps nothing.
  public static Checkpoints none() {
    return new Checkpoints(null, "");
  }

  /// Keeps a night in a file.
  public static Checkpoints in(Path file) {
    return new Checkpoints(file, "");
  }

  /// The same file for a certain night.
  ///
  /// @param identity differs where anything differs that the steps depend on
  Checkpoints of(String identity) {
    return new Checkpoints(file, identity);
  }

  /// The file of a part of the night.
  ///
  /// @param number counted from 0, below [#PARTS]
  Checkpoints part(int number) {
    return file == null
        ? this
        : new Checkpoints(file.resolveSibling(file.getFileName() + "." + number), night);
  }

  /// Where this part of the night stood, its values put into the learner; empty if it was not
  /// begun.
  Optional<Checkpoint> find(Learner learner) {
    if (file == null) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Files.readAllBytes(file);
      var in = new DataInputStream(new ByteArrayInputStream(bytes));
      long sum = in.readLong();
      var whole = new CRC32();
      whole.update(bytes, Long.BYTES, bytes.length - Long.BYTES);
      if (whole.getValue() != sum || !in.readUTF().equals(night)) {
        return Optional.empty();
      }
      return Optional.of(Checkpoint.read(in, learner));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.log(
          Level.WARNING, "The night begins anew: {0} cannot be read: {1}", file, e.getMessage());
      return Optional.empty();
    }
  }

  /// Keeps where the night stands. A disk that is full costs the checkpoint, not the night.
  void keep(Checkpoint state, Learner learner) {
    if (file == null) {
      return;
    }
    try {
      byte[] body = body(state, learner);
      var sum = new CRC32();
      sum.update(body);
      Path part = file.resolveSibling(file.getFileName() + ".part");
      try (var out = new DataOutputStream(Files.newOutputStream(part))) {
        out.writeLong(sum.getValue());
        out.write(body);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "{0} cannot be written: {1}", file, e.getMessage());
    }
  }

  /// Forgets the night, which is over.
  void forget() {
    try {
      for (int part = 0; file != null && part < PARTS; part++) {
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + "." + part));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] body(Checkpoint state, Learner learner) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeUTF(night);
      state.write(out, learner);
    }
    return bytes.toByteArray();
  }
}
