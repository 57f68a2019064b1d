package io.parcook.pipeline.ledger;

import java.sql.SQLException;

/// The disk or the database failed while the ledger was read.
public final class UncheckedSqlException extends RuntimeException {

  UncheckedSqlException(String message, SQLException cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
