package io.parcook.plan.cook;

import io.parcook.plan.kitchen.Cooking;
import io.parcook.plan.kitchen.Kitchen;
import io.parcook.plan.menu.Menu;
import io.parcook.plan.menu.MenuItem;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Decides which batches to start now and in the next half hour. For each moment at which batches
/// may be started, soonest first, the batch of each item is the size that costs least: portions
/// missing until the next batch could be ready against portions unsold when this one is waste, the
/// newsvendor's balance with two windows (0122). Where equipment does not hold all of them, those
/// that save most a place come first.
///
/// What a plan shows stays: the next plan keeps its batches, at their portions, until they are
/// started or withdrawn with a reason. One caller at a time; it keeps no state, the plan does.
public final class CookPlanner {

  /// What a name leaves out, so that it is one segment of a path.
  private static final Pattern UNSAFE = Pattern.compile("[^\\p{L}\\p{N}._-]");

  /// Batches of one item that one moment may start.
  private static final int MOST_AT_ONCE = 16;

  private final Menu menu;
  private final PlanSettings settings;

  public CookPlanner(Menu menu, PlanSettings settings) {
    this.menu = menu;
    this.settings = settings;
  }

  /// How far ahead of now the demand must be known so that no batch is thought unsold for want of a
  /// forecast.
  public Duration horizon() {
    return menu.longestLife().plus(settings.lookahead()).plus(settings.review());
  }

  public Plan plan(PlanInput input) {
    return new Making(input).make();
  }

  /// One plan while it is made.
  private final class Making {

    private final PlanInput input;
    private final Kitchen kitchen;
    private final Places places = new Places(menu);
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final List<PlannedBatch> batches = new ArrayList<>();
    private final List<Withdrawn> withdrawn = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final List<Instant> starts;

    Making(PlanInput input) {
      this.input = input.with(Substitution.moved(input.demand(), menu, input.soldOut()));
      this.kitchen = input.kitchen().at(input.now());
      Map<String, List<Cooking>> cooking =
          kitchen.cooking().stream().collect(Collectors.groupingBy(Cooking::item));
      for (MenuItem item : menu.items().values()) {
        lines.put(
            item.name(),
            new Line(
                this.input,
                menu,
                item,
                kitchen.stock(item.name()),
                cooking.getOrDefault(item.name(), List.of()),
                settings.caution()));
      }
      this.starts = starts();
      kitchen.finished().forEach(batch -> names.add(batch.batch()));
      for (Cooking batch : kitchen.cooking()) {
        names.add(batch.batch());
        MenuItem item = menu.items().get(batch.item());
        if (item != null) {
          Instant soonest = input.now().plusSeconds(1);
          places.take(
              item, batch.started(), batch.ready().isAfter(soonest) ? batch.ready() : soonest);
        }
      }
    }

    Plan make() {
      List<PlannedBatch> shown =
          input.before().batches().stream()
              .filter(batch -> !names.contains(batch.id()))
              .sorted(Comparator.comparing(PlannedBatch::start))
              .toList();
      shown.forEach(batch -> names.add(batch.id()));
      shown.forEach(this::keep);
      for (int i = 0; i < starts.size(); i++) {
        Instant next =
            i + 1 < starts.size() ? starts.get(i + 1) : starts.get(i).plus(settings.review());
        fill(starts.get(i), next);
      }
      batches.sort(
          Comparator.comparing(PlannedBatch::start)
              .thenComparing(Comparator.comparingInt(PlannedBatch::portions).reversed())
              .thenComparing(PlannedBatch::id));
      return new Plan(
          input.now(),
          batches,
          withdrawn,
          input.adjustments().stream().filter(one -> one.holdsAt(input.now())).toList());
    }

    /// Keeps a batch that was shown, later where its places are taken, or withdraws it.
    private void keep(PlannedBatch shown) {
      Line line = lines.get(shown.item());
      Instant start = shown.start().isBefore(input.now()) ? input.now() : shown.start();
      if (line == null || !line.isSold(start) || !line.item().batches().allows(shown.portions())) {
        withdrawn.add(new Withdrawn(shown, new Reason.NotSold()));
        return;
      }
      Instant next = after(start);
      Shortfall shortfall = line.shortfall(start, next);
      boolean needed =
          shortfall == null
              ? line.belowPar(start, next) > 0
              : line.isStillWorth(shortfall, shown.portions(), settings.keep());
      if (!needed) {
        withdrawn.add(new Withdrawn(shown, line.whyNot(next)));
        return;
      }
      Instant free = free(line.item(), start);
      if (free == null) {
        String equipment = line.item().place() == null ? "" : line.item().place().equipment();
        withdrawn.add(new Withdrawn(shown, new Reason.EquipmentTaken(equipment)));
        return;
      }
      Instant kept = free.equals(input.now()) ? shown.start() : free;
      add(
          line,
          free,
          new PlannedBatch(
              shown.id(),
              shown.item(),
              line.item().station(),
              shown.portions(),
              kept,
              free.plus(line.item().lead()),
              shown.basis(),
              shown.reason()));
    }

    private @Nullable Instant free(MenuItem item, Instant start) {
      if (places.hold(item, start)) {
        return start;
      }
      for (Instant later : starts) {
        if (later.isAfter(start) && places.hold(item, later)) {
          return later;
        }
      }
      return null;
    }

    /// An item's wish for a moment.
    private record Wish(Line line, int portions, double worth) {}

    private void fill(Instant start, Instant next) {
      var wishes = new ArrayList<Wish>();
      for (Line line : lines.values()) {
        if (line.isSold(start)) {
          wish(line, start, next, wishes);
        }
      }
      while (!wishes.isEmpty()) {
        Wish most = wishes.getFirst();
        for (Wish wish : wishes) {
          most = wish.worth() > most.worth() ? wish : most;
        }
        wishes.remove(most);
        Line line = most.line();
        MenuItem item = line.item();
        if (line.batchesAt(start) >= MOST_AT_ONCE || !places.hold(item, start)) {
          continue;
        }
        Reason why = line.why(start, next);
        add(
            line,
            start,
            new PlannedBatch(
                name(item),
                item.name(),
                item.station(),
                most.portions(),
                start,
                start.plus(item.lead()),
                line.basis(),
                why));
        wish(line, start, next, wishes);
      }
    }

    private void wish(Line line, Instant start, Instant next, List<Wish> wishes) {
      Shortfall shortfall = line.shortfall(start, next);
      int places = line.item().place() == null ? 1 : line.item().place().places();
      if (shortfall == null) {
        int lacking = line.belowPar(start, next);
        if (lacking > 0) {
          int portions = line.item().batches().holding(lacking);
          double worth = line.missingCost() * Math.min(lacking, portions) / places;
          wishes.add(new Wish(line, portions, worth));
        }
        return;
      }
      int portions = line.best(shortfall);
      if (portions > 0) {
        double worth = line.gain(shortfall, portions) / places;
        wishes.add(new Wish(line, portions, worth));
      }
    }

    private void add(Line line, Instant start, PlannedBatch batch) {
      places.take(line.item(), start, start.plus(line.item().lead()));
      line.start(batch.portions(), start);
      names.add(batch.id());
      batches.add(batch);
    }

    /// Named by when it was first shown: an earlier batch for the same moment may be eaten by now.
    private String name(MenuItem item) {
      String safe = UNSAFE.matcher(item.name()).replaceAll("-");
      String stem = safe + "~" + input.now().truncatedTo(ChronoUnit.MILLIS);
      int n = 1;
      while (names.contains(stem + "~" + n)) {
        n++;
      }
      return stem + "~" + n;
    }

    /// Now, and the marks of the clock that the plan looks ahead to.
    private List<Instant> starts() {
      var starts = new ArrayList<Instant>();
      starts.add(input.now());
      Instant end = input.now().plus(settings.lookahead());
      for (Instant mark = after(input.now()); !mark.isAfter(end); mark = after(mark)) {
        starts.add(mark);
      }
      return starts;
    }

    /// The next mark of the clock at which batches may be started.
    private Instant after(Instant moment) {
      long every = settings.review().toMillis();
      return Instant.ofEpochMilli((Math.floorDiv(moment.toEpochMilli(), every) + 1) * every);
    }
  }
}
