package io.parcook.models.card;

/// What is wrong with a model's card. [#message] says it in words for whoever exported the model.
public sealed interface CardFault {

  /// A key that every card has is absent.
  record Missing(String key) implements CardFault {}

  /// A `parcook.` key this contract does not have: most likely a misspelt one.
  record UnknownKey(String key) implements CardFault {}

  /// The card speaks a contract version that this store does not.
  record UnknownContract(int contract) implements CardFault {}

  /// A value cannot be read, or is out of bounds.
  record Malformed(String key, String value, String expected) implements CardFault {}

  /// Levels are not strictly ascending.
  record UnsortedQuantiles(double before, double after) implements CardFault {}

  /// A name stands twice in a list.
  record Duplicate(String key, String name) implements CardFault {}

  /// One sentence: what, where, and what to do.
  default String message() {
    return switch (this) {
      case Missing(String key) ->
          "The model's card lacks '" + key + "'; write it into the file's metadata_props.";
      case UnknownKey(String key) ->
          "The model's card has '"
              + key
              + "', which contract "
              + ModelCard.CONTRACT
              + " does not know; free text belongs under '"
              + CardProperties.PROVENANCE
              + "'.";
      case UnknownContract(int contract) ->
          "The model speaks contract "
              + contract
              + ", this store speaks "
              + ModelCard.CONTRACT
              + "; update the store's software before its model.";
      case Malformed(String key, String value, String expected) ->
          "The model's card has '"
              + key
              + "' = "
              + shortened(value)
              + "; expected "
              + expected
              + ".";
      case UnsortedQuantiles(double before, double after) ->
          "The model's card lists quantile "
              + after
              + " after "
              + before
              + "; levels ascend, and so do the columns of its output.";
      case Duplicate(String key, String name) ->
          "The model's card lists '" + name + "' twice in '" + key + "'.";
    };
  }

  private static String shortened(String value) {
    return value.length() <= 80 ? value : value.substring(0, 80) + "…";
  }
}
