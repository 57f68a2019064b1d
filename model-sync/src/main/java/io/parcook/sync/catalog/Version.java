package io.parcook.sync.catalog;

/// One entry of this store's catalog.
///
/// @param number given out by this store in order of arrival, from 1, never twice
public record Version(int number, Artifact artifact) {

  /// Short, for messages: `version 7 (base-2026.11.1)`.
  @Override
  public String toString() {
    return "version " + number + " (" + artifact.name() + ")";
  }
}
