package io.parcook.service.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parcook.plan.cook.Reason;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A reason as interfaces have it: its kind, five words in English, and the figures in them, so
/// that a screen can say it in its own language.
///
/// @param place a name that belongs to the figures; absent but for taken equipment
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReasonJson(Kind kind, String words, List<Double> figures, @Nullable String place) {

  /// The kinds of reasons; their names are part of the interface.
  public enum Kind {
    AT_THE_DOOR,
    ORDERED,
    MORE_THAN_USUAL,
    EXPIRING,
    RUNNING_LOW,
    BELOW_PAR,
    ENOUGH,
    EQUIPMENT_TAKEN,
    NOT_SOLD
  }

  static ReasonJson of(Reason reason) {
    return switch (reason) {
      case Reason.AtTheDoor(int people, int usual) -> of(Kind.AT_THE_DOOR, reason, people, usual);
      case Reason.Ordered(int owed, int onHand) -> of(Kind.ORDERED, reason, owed, onHand);
      case Reason.MoreThanUsual(double expected, double usual) ->
          of(Kind.MORE_THAN_USUAL, reason, expected, usual);
      case Reason.Expiring(int portions, double expected) ->
          of(Kind.EXPIRING, reason, portions, expected);
      case Reason.RunningLow(double expected, int onHand) ->
          of(Kind.RUNNING_LOW, reason, expected, onHand);
      case Reason.BelowPar(int par, int have) -> of(Kind.BELOW_PAR, reason, par, have);
      case Reason.Enough(int onHand, double expected) -> of(Kind.ENOUGH, reason, onHand, expected);
      case Reason.EquipmentTaken(String equipment) ->
          new ReasonJson(Kind.EQUIPMENT_TAKEN, reason.words(), List.of(), equipment);
      case Reason.NotSold() -> of(Kind.NOT_SOLD, reason);
    };
  }

  private static ReasonJson of(Kind kind, Reason reason, double... figures) {
    List<Double> whole =
        Arrays.stream(figures).mapToObj(figure -> (double) Math.round(figure)).toList();
    return new ReasonJson(kind, reason.words(), whole, null);
  }

  /// The reason again, to the whole portions that it was written with.
  ///
  /// @throws IndexOutOfBoundsException where figures are missing
  Reason reason() {
    return switch (kind) {
      case AT_THE_DOOR -> new Reason.AtTheDoor(whole(0), whole(1));
      case ORDERED -> new Reason.Ordered(whole(0), whole(1));
      case MORE_THAN_USUAL -> new Reason.MoreThanUsual(figures.get(0), figures.get(1));
      case EXPIRING -> new Reason.Expiring(whole(0), figures.get(1));
      case RUNNING_LOW -> new Reason.RunningLow(figures.get(0), whole(1));
      case BELOW_PAR -> new Reason.BelowPar(whole(0), whole(1));
      case ENOUGH -> new Reason.Enough(whole(0), figures.get(1));
      case EQUIPMENT_TAKEN -> new Reason.EquipmentTaken(place == null ? "" : place);
      case NOT_SOLD -> new Reason.NotSold();
    };
  }

  private int whole(int i) {
    return (int) Math.round(figures.get(i));
  }
}
