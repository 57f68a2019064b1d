package io.parcook.pipeline.ledger;

import io.parcook.pipeline.ledger.LedgerRefusedException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

/// Brings a ledger's tables forward, one numbered resource after the other. `PRAGMA user_version`
/// is the number of the last one applied; there is no way back.
final class Migrations {

  /// The last resource of `/ledger`.
  static final int LATEST = 1;

  private Migrations() {}

  static void apply(Connection writer) throws SQLException {
    long version = Sqlite.number(writer, "PRAGMA user_version");
    long application = Sqlite.number(writer, "PRAGMA application_id");
    boolean empty = Sqlite.number(writer, "SELECT count(*) FROM sqlite_schema") == 0;
    if (application != Sqlite.APPLICATION && !empty) {
      throw new LedgerRefusedException(
          Reason.FOREIGN,
          "The file is a database, but no Parcook ledger. Point the ledger at another file.",
          null);
    }
    if (version > LATEST) {
      throw new LedgerRefusedException(
          Reason.NEWER,
          "The ledger was written by a newer version of Parcook (tables of version %d; this one knows %d). Run that version, or restore the ledger from before the update."
              .formatted(version, LATEST),
          null);
    }
    for (int next = (int) version + 1; next <= LATEST; next++) {
      Sqlite.execute(writer, "BEGIN IMMEDIATE");
      Sqlite.script(writer, resource(next));
      Sqlite.execute(writer, "PRAGMA application_id = " + Sqlite.APPLICATION);
      Sqlite.execute(writer, "PRAGMA user_version = " + next);
      Sqlite.execute(writer, "COMMIT");
    }
  }

  private static String resource(int number) {
    String name = "/ledger/%04d.sql".formatted(number);
    try (InputStream in = Migrations.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The resource " + name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
