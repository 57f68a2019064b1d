package io.parcook.sync.admission;

import java.util.Locale;

/// Why a model may not run here. Nothing of it is kept; what served goes on.
public sealed interface Refusal {

  /// The file is larger than the store takes.
  record TooLarge(long bytes, long most) implements Refusal {}

  /// The file is not the one that was announced.
  record OtherDigest(String expected, String found) implements Refusal {}

  /// The bytes are not a model, or none that can be read to the end.
  record NotOnnx(String detail) implements Refusal {}

  /// The file has a field that this reader does not know: another reader may, and would see
  /// another model.
  record UnknownField(String message, int number) implements Refusal {}

  /// The file has more of something than a model needs.
  record TooMany(String what, long found, long most) implements Refusal {}

  /// The file has something that no forecast needs and that runs, loads or grows.
  record Forbidden(String what, String why) implements Refusal {}

  /// A tensor claims another count of values than it holds.
  record Liar(String tensor, long claimed, long held) implements Refusal {}

  /// A weight is infinite or not a number.
  record NotFiniteWeight(String tensor) implements Refusal {}

  /// An operator that is not on the list.
  record Operator(String name, String node) implements Refusal {}

  /// How large a node's output is would depend on the values of the features, so that no probe
  /// shows what a day will bring.
  record Growth(String operator, String node) implements Refusal {}

  /// A tree ensemble whose trees are none, or read past their features.
  record BadTrees(String node, String detail) implements Refusal {}

  /// The file has no seal.
  record NotSealed() implements Refusal {}

  /// The file is not what was sealed.
  record BrokenSeal(String stated, String found) implements Refusal {}

  /// The card is incomplete, or speaks of what this store does not know.
  record Card(String detail) implements Refusal {}

  /// ONNX Runtime does not open or run it.
  record Unusable(String detail) implements Refusal {}

  /// It gives what is not a number for features that are.
  record NotFinite(String when) implements Refusal {}

  /// The tuner computes something else than ONNX Runtime.
  record EnginesDiffer(double difference, double most) implements Refusal {}

  /// It was not made for the intervals of this store, or looks less far ahead than asked.
  record Misfit(String detail) implements Refusal {}

  /// Its level on this store's last days is far from what was sold.
  ///
  /// @param of an item, or all of them
  record AbsurdLevel(String of, double forecast, double sold) implements Refusal {}

  /// A row's forecast depends on which other rows it is computed with.
  record RowsMix(double difference) implements Refusal {}

  /// A run of a whole store's rows takes too long on this machine.
  record TooSlow(double milliseconds, double most) implements Refusal {}

  /// It took down, or would have taken down, the process that looked at it.
  record Harmful(String how) implements Refusal {}

  /// A short name for a metric or a record.
  default String kind() {
    return getClass().getSimpleName().replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /// What is wrong, and what to do.
  default String message() {
    return switch (this) {
      case TooLarge(long bytes, long most) ->
          "The model file has %d bytes; at most %d are taken. Train a smaller one."
              .formatted(bytes, most);
      case OtherDigest(String expected, String found) ->
          "The file is %s and should be %s. Fetch it again.".formatted(found, expected);
      case NotOnnx(String detail) ->
          "The file is not an ONNX model: %s. Export it again.".formatted(detail);
      case UnknownField(String message, int number) ->
          "The model's %s has field %d, which is not read here. Export it for an older version."
              .formatted(message, number);
      case TooMany(String what, long found, long most) ->
          "The model has %d %s; at most %d are taken. Export a simpler one."
              .formatted(found, what, most);
      case Forbidden(String what, String why) ->
          "The model has %s, which %s. Export it without.".formatted(what, why);
      case Liar(String tensor, long claimed, long held) ->
          "Tensor '%s' claims %d values and holds %d. Export the model again."
              .formatted(tensor, claimed, held);
      case NotFiniteWeight(String tensor) ->
          "Tensor '%s' has a value that is not a finite number. Train the model again."
              .formatted(tensor);
      case Operator(String name, String node) ->
          "Operator %s (node '%s') is not on the list of those that run here. Export without it."
              .formatted(name, node);
      case Growth(String operator, String node) ->
          "The size of what %s (node '%s') makes depends on the features' values. Make it a"
                  .formatted(operator, node)
              + " constant, or a matter of shapes.";
      case BadTrees(String node, String detail) ->
          "The trees of node '%s' are broken: %s. Export the model again.".formatted(node, detail);
      case NotSealed() ->
          "The model has no seal, so damage before it was pushed would go unseen. Run 'parcook"
              + " seal' on it where it was made, and push it again.";
      case BrokenSeal(String stated, String found) ->
          "The model states seal %s and its bytes give %s: it was changed after it was sealed."
                  .formatted(stated, found)
              + " Export and seal it again.";
      case Card(String detail) -> detail;
      case Unusable(String detail) -> detail;
      case NotFinite(String when) ->
          "The model gives what is not a number %s. Train it again.".formatted(when);
      case EnginesDiffer(double difference, double most) ->
          String.format(
              Locale.ROOT,
              "ONNX Runtime and the tuner differ by %.2g on this model; at most %.2g is allowed."
                  + " Export it with operators that both know, and report it.",
              difference,
              most);
      case Misfit(String detail) -> detail;
      case AbsurdLevel(String of, double forecast, double sold) ->
          String.format(
              Locale.ROOT,
              "On this store's last days the model expects %.1f portions of %s where %.1f were"
                  + " sold. Train it on stores such as this one.",
              forecast,
              of,
              sold);
      case RowsMix(double difference) ->
          String.format(
              Locale.ROOT,
              "A row's forecast changes by %.2g with the rows beside it. Export the model in"
                  + " evaluation mode, with nothing computed across rows.",
              difference);
      case TooSlow(double milliseconds, double most) ->
          String.format(
              Locale.ROOT,
              "A run of a whole store's rows takes %.0f ms here; at most %.0f ms are allowed. Train"
                  + " a smaller model.",
              milliseconds,
              most);
      case Harmful(String how) ->
          "The model %s. It is not run again; look at where it came from.".formatted(how);
    };
  }
}
