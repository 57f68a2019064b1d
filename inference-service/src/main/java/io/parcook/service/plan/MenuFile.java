package io.parcook.service.plan;

import io.parcook.plan.menu.BadMenuException;
import io.parcook.plan.menu.Menu;
import io.parcook.plan.menu.MenuReader;
import io.parcook.service.plan.PlanState.MenuStanding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The menu's file, read again when it changes. One that cannot be used leaves the menu before it
/// in use, and says what is wrong. Used by one thread; [#now] by any.
public final class MenuFile {

  private static final Logger LOG = Logger.getLogger(MenuFile.class);
  private static final int MOST_WORDS = 1_000;

  /// The menu as it stands.
  ///
  /// @param menu the one in use; null where none is
  /// @param standing the file's
  /// @param words what is wrong and what to do; null where nothing is
  /// @param since when the one in use was read
  /// @param broken files found that could not be used, since the start
  public record Now(
      @Nullable Menu menu,
      MenuStanding standing,
      @Nullable String words,
      @Nullable Instant since,
      long broken) {}

  private final @Nullable Path path;
  private final InstantSource clock;
  private final MenuReader reader = new MenuReader();
  private volatile Now now;
  private @Nullable Object seen;

  /// @param path null where the store has no menu
  public MenuFile(@Nullable Path path, InstantSource clock) {
    this.path = path;
    this.clock = clock;
    now =
        new Now(
            null,
            MenuStanding.NONE,
            "No menu is set. Name its file with parcook.menu.path; ./parcook menu check reads it.",
            null,
            0);
    look();
  }

  public Now now() {
    return now;
  }

  /// Reads the file if it is another than when it was last looked at.
  ///
  /// @return whether anything is different now
  boolean look() {
    Path file = path;
    if (file == null) {
      return false;
    }
    try {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      Object stamp = is.lastModifiedTime() + " " + is.size() + " " + is.fileKey();
      if (stamp.equals(seen)) {
        return false;
      }
      seen = stamp;
      Menu menu = reader.read(file);
      now = new Now(menu, MenuStanding.READY, null, clock.instant(), now.broken());
      LOG.infof("Menu %s: %d items", file, menu.items().size());
      return true;
    } catch (BadMenuException bad) {
      return broken(String.valueOf(bad.getMessage()));
    } catch (IOException unreadable) {
      return broken("The menu " + file + " cannot be read: " + unreadable + ".");
    }
  }

  private boolean broken(String words) {
    String told = words.length() > MOST_WORDS ? words.substring(0, MOST_WORDS) + " …" : words;
    if (told.equals(now.words())) {
      return false;
    }
    LOG.warn(words);
    now = new Now(now.menu(), MenuStanding.BROKEN, told, now.since(), now.broken() + 1);
    return true;
  }
}
