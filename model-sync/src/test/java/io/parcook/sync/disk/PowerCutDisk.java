package io.parcook.sync.disk;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// A disk in memory that a test can cut the power of. It keeps what [Disk] promises and nothing
/// more: after a cut the bytes of a file that were not forced are there in part, as zeros, or not
/// at all, and of the names that were not forced any may be there and any missing, whatever their
/// order.
public final class PowerCutDisk implements Disk {

  /// The power went.
  public static final class PowerCut extends RuntimeException {
    PowerCut(long operation) {
      super("power cut at operation " + operation);
    }
  }

  /// What a disk forgets to do although it says it did.
  public enum Lie {
    NONE,
    FILES_ARE_NOT_FORCED,
    FOLDERS_ARE_NOT_FORCED
  }

  private static final class Content {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int forced;

    Content(byte[] forced) {
      this.bytes.writeBytes(forced);
      this.forced = forced.length;
    }
  }

  /// Names that one operation gives and takes, at once.
  private record Renaming(Map<String, Content> given, List<String> taken) {
    void to(Map<String, Content> names) {
      taken.forEach(names::remove);
      names.putAll(given);
    }
  }

  private final Map<String, Content> names = new TreeMap<>();
  private final Map<String, Content> forcedNames = new HashMap<>();
  private final Map<String, List<Renaming>> unforced = new HashMap<>();
  private final Lie lie;
  private final Random chance;
  private long operations;
  private long cutAt = Long.MAX_VALUE;
  private long failFrom = Long.MAX_VALUE;
  private long failUntil = Long.MAX_VALUE;

  /// An empty disk that keeps its promises.
  public PowerCutDisk() {
    this(Lie.NONE, new Random(0));
  }

  /// @param chance what decides how much of a write that is cut off arrives
  public PowerCutDisk(Lie lie, Random chance) {
    this.lie = lie;
    this.chance = chance;
  }

  /// How many operations were done that change the disk.
  public long operations() {
    return operations;
  }

  /// The power goes in the middle of this operation, counted from 1, and stays away.
  public void cutAt(long operation) {
    cutAt = operation;
  }

  /// Operations from `first` to before `until` fail as on a full or broken disk.
  public void failFrom(long first, long until) {
    failFrom = first;
    failUntil = until;
  }

  /// Changes a byte of a file, as a bad disk does.
  public void flip(String name, int place) {
    Content content = content(name);
    byte[] bytes = content.bytes.toByteArray();
    bytes[place % bytes.length] ^= 0x40;
    content.bytes.reset();
    content.bytes.writeBytes(bytes);
  }

  /// One of the disks that may be found when the power is back.
  public PowerCutDisk afterTheCut(Random chance) {
    Map<Content, Content> survivors = new HashMap<>();
    Map<String, Content> found = new TreeMap<>(forcedNames);
    int manner = chance.nextInt(4); // nothing more, everything, or any part
    for (List<Renaming> folder : unforced.values()) {
      for (Renaming renaming : folder) {
        if (manner == 1 || (manner > 1 && chance.nextBoolean())) {
          renaming.to(found);
        }
      }
    }
    PowerCutDisk after = new PowerCutDisk(lie, chance);
    found.forEach(
        (name, content) ->
            after.names.put(
                name, survivors.computeIfAbsent(content, c -> survivor(c, manner, chance))));
    after.forcedNames.putAll(after.names);
    return after;
  }

  private static Content survivor(Content content, int manner, Random chance) {
    byte[] bytes = content.bytes.toByteArray();
    int unforced = bytes.length - content.forced;
    int written =
        switch (manner) {
          case 0 -> 0;
          case 1 -> unforced;
          default -> chance.nextInt(unforced + 1);
        };
    int length = content.forced + written;
    if (manner == 3 && chance.nextBoolean()) { // as long as it was, but zeros where none arrived
      length = content.forced + chance.nextInt(written, unforced + 1);
    }
    byte[] left = Arrays.copyOf(bytes, length);
    Arrays.fill(left, Math.min(length, content.forced + written), length, (byte) 0);
    return new Content(left);
  }

  @Override
  public List<String> names(String folder) {
    return names.keySet().stream()
        .filter(name -> folderOf(name).equals(folder))
        .map(name -> name.substring(name.lastIndexOf('/') + 1))
        .toList();
  }

  @Override
  public boolean exists(String name) {
    return names.containsKey(name);
  }

  @Override
  public long size(String name) throws IOException {
    return existing(name).bytes.size();
  }

  @Override
  public InputStream read(String name) throws IOException {
    return new ByteArrayInputStream(existing(name).bytes.toByteArray());
  }

  @Override
  public DiskFile append(String name) throws IOException {
    operation();
    Content content = names.get(name);
    if (content == null) {
      content = new Content(new byte[0]);
      change(folderOf(name), new Renaming(Map.of(name, content), List.of()));
    }
    return new Open(content);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    operation();
    change(folderOf(from), new Renaming(Map.of(to, existing(from)), List.of(from)));
  }

  @Override
  public void delete(String name) throws IOException {
    if (names.containsKey(name)) {
      operation();
      change(folderOf(name), new Renaming(Map.of(), List.of(name)));
    }
  }

  @Override
  public void makeFolder(String folder) {}

  @Override
  public void force(String folder) throws IOException {
    operation();
    if (lie != Lie.FOLDERS_ARE_NOT_FORCED) {
      List<Renaming> changes = unforced.remove(folder);
      if (changes != null) {
        changes.forEach(renaming -> renaming.to(forcedNames));
      }
    }
  }

  private void change(String folder, Renaming renaming) {
    renaming.to(names);
    unforced.computeIfAbsent(folder, _ -> new ArrayList<>()).add(renaming);
  }

  /// @throws PowerCut if the power goes here, or has gone
  private void operation() throws IOException {
    operations++;
    if (operations >= cutAt) {
      throw new PowerCut(operations);
    }
    if (operations >= failFrom && operations < failUntil) {
      throw new IOException("No space left on device");
    }
  }

  private Content existing(String name) throws NoSuchFileException {
    Content content = names.get(name);
    if (content == null) {
      throw new NoSuchFileException(name);
    }
    return content;
  }

  private Content content(String name) {
    Content content = names.get(name);
    if (content == null) {
      throw new IllegalArgumentException("there is no " + name);
    }
    return content;
  }

  private static String folderOf(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }

  private final class Open implements DiskFile {

    private final Content content;

    Open(Content content) {
      this.content = content;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        operation();
      } catch (PowerCut | IOException e) {
        if (operations == cutAt || e instanceof IOException) {
          content.bytes.write(bytes, from, chance.nextInt(length + 1));
        }
        throw e;
      }
      content.bytes.write(bytes, from, length);
    }

    @Override
    public void force() throws IOException {
      operation();
      if (lie != Lie.FILES_ARE_NOT_FORCED) {
        content.forced = content.bytes.size();
      }
    }

    @Override
    public void close() {}
  }
}
