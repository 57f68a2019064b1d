package io.parcook.pipeline.intake;

import io.parcook.pipeline.event.Adjusted;
import io.parcook.pipeline.event.BatchStep;
import io.parcook.pipeline.event.Context;
import io.parcook.pipeline.event.ContextFact;
import io.parcook.pipeline.event.Cook;
import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.event.Presence;
import io.parcook.pipeline.event.Sale;
import io.parcook.pipeline.event.SaleLine;
import io.parcook.pipeline.event.Stock;
import io.parcook.pipeline.event.StoreEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Events of every type, with names that need care.
public final class RandomEvents {

  private static final List<String> ITEMS =
      List.of("burger", "fries", "Käsespätzle", "日替わり", "🍔 double", "a\"b\\c/d", "half ½");

  private static final List<BatchStep.Step> STEPS = List.of(BatchStep.Step.values());

  private final RandomGenerator random;
  private int next;

  public RandomEvents(RandomGenerator random) {
    this.random = random;
  }

  /// An event at `time`, with an identity that no other from here has.
  public StoreEvent at(Instant time) {
    EventId id = new EventId("/till/" + random.nextInt(3), "e" + next++);
    return switch (random.nextInt(12)) {
      case 0 -> new Presence(id, time, "door", random.nextInt(9), random.nextInt(9), occupancy());
      case 1 -> new Stock(id, time, item(), random.nextBoolean());
      case 2 -> new Cook(id, time, item(), random.nextInt(20), random.nextInt(3), counted());
      case 3 -> new Context(id, time, fact(time));
      case 4 ->
          new BatchStep(id, time, "b" + random.nextInt(9), item(), 1 + random.nextInt(20), step());
      case 5 -> new Adjusted(id, time, "a" + random.nextInt(9), terms(time));
      default -> new Sale(id, time, lines());
    };
  }

  private @Nullable Integer counted() {
    return random.nextBoolean() ? null : random.nextInt(30);
  }

  private BatchStep.Step step() {
    return STEPS.get(random.nextInt(STEPS.size()));
  }

  private Adjusted.Terms terms(Instant time) {
    Instant until = time.plusSeconds(1 + random.nextInt(90_000));
    return switch (random.nextInt(3)) {
      case 0 ->
          new Adjusted.Slider(
              0.25 + random.nextInt(15) / 4.0,
              random.nextBoolean() ? null : "grill",
              random.nextBoolean() ? null : item(),
              time,
              until);
      case 1 -> new Adjusted.Par(item(), random.nextInt(40), time, until);
      default -> new Adjusted.Ended();
    };
  }

  private @Nullable Integer occupancy() {
    return random.nextBoolean() ? null : random.nextInt(60);
  }

  private String item() {
    return ITEMS.get(random.nextInt(ITEMS.size()));
  }

  private List<SaleLine> lines() {
    return IntStream.rangeClosed(0, random.nextInt(4))
        .mapToObj(
            _ ->
                new SaleLine(
                    item(),
                    1 + random.nextInt(5),
                    random.nextInt(6) == 0,
                    random.nextBoolean() ? "counter" : null))
        .toList();
  }

  private ContextFact fact(Instant time) {
    Instant until = time.plusSeconds(1 + random.nextInt(90_000));
    return switch (random.nextInt(3)) {
      case 0 ->
          new ContextFact.Promotion(
              random.nextBoolean() ? null : item(), time, until, random.nextInt(5) / 4.0);
      case 1 -> new ContextFact.Weather(time, until, random.nextInt(-20, 40), random.nextInt(9));
      default ->
          new ContextFact.OpeningHours(
              LocalDate.of(2026, 1 + random.nextInt(12), 1 + random.nextInt(28)),
              LocalTime.of(random.nextInt(24), random.nextInt(60)),
              LocalTime.of(random.nextInt(24), random.nextInt(60)));
    };
  }
}
