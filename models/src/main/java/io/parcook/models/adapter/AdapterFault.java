package io.parcook.models.adapter;

import java.util.List;

/// Why an adapter is refused. [#message] says it in words for whoever has to act.
public sealed interface AdapterFault {

  /// The file is larger than the store takes.
  record TooLarge(long bytes, long mostBytes) implements AdapterFault {}

  /// The bytes are not a safetensors file, or break its rules.
  record NotSafetensors(String detail) implements AdapterFault {}

  /// The file is not what its writer wrote: its digest is another.
  record Corrupt(String stated, String found) implements AdapterFault {}

  /// A property that every adapter has is absent.
  record Missing(String key) implements AdapterFault {}

  /// A `parcook.` property that this version does not know.
  record UnknownKey(String key) implements AdapterFault {}

  /// A property cannot be read, or is out of bounds.
  record Malformed(String key, String value, String expected) implements AdapterFault {}

  /// A tensor is not of 32-bit floats.
  record NotFloats(String tensor, String type) implements AdapterFault {}

  /// A weight is infinite or not a number.
  record NotFinite(String tensor) implements AdapterFault {}

  /// The factors of a low-rank change are not a pair of matrices with one inner length, or stand
  /// beside a whole override of the same weights.
  record BadFactors(String initializer) implements AdapterFault {}

  /// The adapter was tuned on another base model.
  record OtherBase(String base, String given) implements AdapterFault {}

  /// The base has no float weights of that name.
  record UnknownWeights(String name) implements AdapterFault {}

  /// The base's weights of that name have another shape.
  record OtherShape(String name, List<Long> adapter, List<Long> base) implements AdapterFault {}

  /// One sentence: what, where, and what to do.
  default String message() {
    return switch (this) {
      case TooLarge(long bytes, long mostBytes) ->
          "The adapter has " + bytes + " bytes; at most " + mostBytes + " are accepted.";
      case NotSafetensors(String detail) ->
          "The adapter is not a sound safetensors file: " + detail + ".";
      case Corrupt(String stated, String found) ->
          "The adapter is damaged: it states "
              + stated
              + " and its bytes give "
              + found
              + "; fetch or tune it again.";
      case Missing(String key) -> "The adapter's metadata lack '" + key + "'.";
      case UnknownKey(String key) ->
          "The adapter's metadata have '" + key + "', which this version does not know.";
      case Malformed(String key, String value, String expected) ->
          "The adapter's metadata have '" + key + "' = " + value + "; expected " + expected + ".";
      case NotFloats(String tensor, String type) ->
          "The adapter's tensor '" + tensor + "' is of " + type + "; adapters hold F32.";
      case NotFinite(String tensor) ->
          "The adapter's weights '" + tensor + "' are not all finite numbers; tune again.";
      case BadFactors(String initializer) ->
          "The adapter changes '"
              + initializer
              + "' by something other than one whole tensor, or one pair of matrices '"
              + initializer
              + WeightOverride.FIRST
              + "' and '"
              + initializer
              + WeightOverride.SECOND
              + "'.";
      case OtherBase(String base, String given) ->
          "The adapter belongs to base " + base + ", not to " + given + "; tune on this base.";
      case UnknownWeights(String name) ->
          "The base model has no float weights '" + name + "', which the adapter replaces.";
      case OtherShape(String name, List<Long> adapter, List<Long> base) ->
          "The adapter has '" + name + "' as " + adapter + ", the base model as " + base + ".";
    };
  }
}
