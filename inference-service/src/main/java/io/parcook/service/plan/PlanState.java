package io.parcook.service.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that a kitchen's screen shows: the plan, the kitchen, and what it rests on.
///
/// @param revision grows with every change of anything else here, also across restarts
/// @param at when it was made, by the store's clock
/// @param basis what most of the plan rests on
/// @param basisWords why it is not the model, in English; absent where it is
/// @param basisWhy the same for a screen that has its own words
/// @param menu where the plan's items come from
/// @param batches what to start, what cooks, and what just became ready
/// @param withdrawn batches that were shown and are not to be cooked after all, of the last minutes
/// @param adjustments the manager's that hold or will
/// @param door absent where nobody counts
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanState(
    long revision,
    Instant at,
    ZoneId zone,
    Basis basis,
    @Nullable String basisWords,
    @Nullable BasisWhy basisWhy,
    MenuJson menu,
    List<String> stations,
    List<Batch> batches,
    List<Withdrawal> withdrawn,
    List<Item> items,
    List<AdjustmentJson> adjustments,
    @Nullable DoorCount door) {

  /// What most of a plan rests on.
  public enum Basis {
    MODEL,
    USUAL,
    PAR
  }

  /// Why a plan does not rest on the model.
  ///
  /// @param figures of `YOUNG_ITEMS`: how many, of how many, sold for less than how many days
  /// @param words in English; `basisWords` says them, too
  public record BasisWhy(Kind kind, List<Integer> figures, @JsonIgnore String words) {

    /// Their names are part of the interface.
    public enum Kind {
      NO_MENU,
      NO_FORECAST,
      YOUNG_ITEMS,
      NO_MODEL
    }
  }

  /// The menu's file.
  public enum MenuStanding {
    /// There is none.
    NONE,
    /// It is in use.
    READY,
    /// It cannot be used as it stands; the one before is in use, or none.
    BROKEN
  }

  /// @param words what is wrong and what to do; absent where nothing is
  /// @param since when the menu in use was read; absent where none is
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record MenuJson(MenuStanding state, @Nullable String words, @Nullable Instant since) {}

  /// Where a batch stands.
  public enum BatchState {
    DUE,
    COOKING,
    READY
  }

  /// @param start when to start it, or when it was started
  /// @param ready when it would be, will be, or became ready
  /// @param basis what its size was decided by; absent where the service no longer knows
  /// @param reason why it is cooked; absent where the service no longer knows
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Batch(
      String id,
      String item,
      String station,
      int portions,
      BatchState state,
      Instant start,
      Instant ready,
      @Nullable String basis,
      @Nullable ReasonJson reason) {}

  /// @param at when it was withdrawn
  public record Withdrawal(
      String id, String item, String station, int portions, Instant at, ReasonJson reason) {}

  /// @param par the par level it is kept at; absent where the forecast decides
  /// @param needed what will be ordered from now on; empty where there is no forecast of it
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Item(
      String item,
      String station,
      int onHand,
      List<Lot> lots,
      int cooking,
      int owed,
      boolean soldOut,
      @Nullable Integer par,
      List<Need> needed) {}

  /// Portions that became ready together.
  public record Lot(int portions, Instant made, Instant expires) {}

  /// @param low the 10 % quantile, whole portions
  /// @param likely the mean
  /// @param high the 90 % quantile
  public record Need(Duration within, long low, long likely, long high) {}

  /// @param people who came in during the last minutes
  /// @param usual how many usually do
  public record DoorCount(int people, int usual, int minutes) {}

  /// A manager's adjustment, as it was said.
  ///
  /// @param kind `slider` or `par`
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record AdjustmentJson(
      String id,
      String kind,
      @Nullable Double factor,
      @Nullable String station,
      @Nullable String item,
      @Nullable Integer portions,
      Instant from,
      Instant until) {}

  /// A store without a menu.
  static PlanState without(ZoneId zone, Instant now, MenuFile.Now menu) {
    return new PlanState(
        0,
        now,
        zone,
        Basis.PAR,
        menu.words(),
        new BasisWhy(BasisWhy.Kind.NO_MENU, List.of(), String.valueOf(menu.words())),
        new MenuJson(menu.standing(), menu.words(), menu.since()),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null);
  }

  /// Whether all but the revision and the time are the same.
  boolean saysTheSameAs(PlanState other) {
    return other.with(revision, at).equals(this);
  }

  PlanState with(long other, Instant moment) {
    return new PlanState(
        other,
        moment,
        zone,
        basis,
        basisWords,
        basisWhy,
        menu,
        stations,
        batches,
        withdrawn,
        items,
        adjustments,
        door);
  }

  /// The batch of a name, where it is shown.
  @Nullable Batch batch(String id) {
    return batches.stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
  }
}
