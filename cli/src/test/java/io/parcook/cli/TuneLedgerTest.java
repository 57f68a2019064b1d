package io.parcook.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.models.forecast.BaseModel;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.HistoryLimits;
import io.parcook.pipeline.history.HolidayCalendar;
import io.parcook.pipeline.history.IntervalChange;
import io.parcook.pipeline.history.IntervalChange.Sold;
import io.parcook.pipeline.history.StoreCalendar;
import io.parcook.pipeline.intake.Intake;
import io.parcook.pipeline.intake.IntakeLimits;
import io.parcook.pipeline.intake.Verdict;
import io.parcook.pipeline.ledger.Ledger;
import io.parcook.pipeline.ledger.LedgerOptions;
import io.parcook.tuning.dataset.StoreHistory;
import io.parcook.tuning.tune.Checkpoints;
import io.parcook.tuning.tune.Night;
import io.parcook.tuning.tune.NightResult;
import io.parcook.tuning.tune.NightWatch;
import io.parcook.tuning.tune.TuningPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A night from a store's own ledger, from the till's events on.
class TuneLedgerTest {

  private static final List<String> MENU = List.of("burger", "fries", "cola", "wrap");
  private static final LocalDate FIRST = LocalDate.parse("2026-09-01");
  private static final int DAYS = 60;
  private static final Instant NOW = FIRST.plusDays(DAYS).atTime(3, 0).toInstant(ZoneOffset.UTC);
  private static final int STEPS = 20;

  @TempDir Path folder;

  @Test
  void aNightFromTheLedgerFindsWhatANightFromTheSameSalesFinds() throws Exception {
    List<Sold> sales = sales();
    Path adapter = folder.resolve("adapter.safetensors");
    Commands.Ran ran;
    Duration interval;
    // Its service goes on writing while the night reads.
    try (Ledger ledger =
        Ledger.open(folder.resolve("ledger.db"), LedgerOptions.DEFAULT, InstantSource.fixed(NOW))) {
      interval = LedgerOptions.DEFAULT.interval();
      ring(ledger, sales);
      ran =
          Commands.run(
              "tune",
              "--ledger",
              folder.resolve("ledger.db"),
              "--zone",
              "UTC",
              "--now",
              NOW,
              "--steps",
              STEPS,
              "--out",
              adapter);
    }
    assertThat(ran.exit()).as(ran.said()).isZero();

    NightResult directly = night(sales, interval);
    assertThat(directly).isInstanceOf(NightResult.Judged.class);
    if (directly instanceof NightResult.Judged judged) {
      assertThat(ran.printed()).contains(judged.gate().sentence(), judged.figures().toString());
      assertThat(Files.exists(adapter))
          .isEqualTo(judged.gate().verdict() == io.parcook.models.evaluate.Verdict.BETTER);
    }
  }

  /// The same night, of a past that no ledger has seen.
  private static NightResult night(List<Sold> sales, Duration interval) throws Exception {
    DemandHistory history =
        new DemandHistory(
            new StoreCalendar(ZoneOffset.UTC, interval),
            new HistoryLimits(128, 500, 16),
            HolidayCalendar.ofRegion("none"));
    history.apply(List.<IntervalChange>copyOf(sales));
    StoreHistory past = new StoreHistory("store", history, FIRST, FIRST.plusDays(DAYS - 1));
    return new Night(
            BaseModel.read().orElseThrow(),
            TuningPlan.DEFAULT.withSteps(STEPS),
            Duration.ofHours(6),
            InstantSource.fixed(NOW))
        .run(past, null, NightWatch.NOBODY, Checkpoints.none());
  }

  /// What a small kitchen sells an hour from ten to ten: more at noon, and more of some items.
  private static List<Sold> sales() {
    var random = new Random(4);
    List<Sold> sales = new ArrayList<>();
    for (int day = 0; day < DAYS; day++) {
      for (int hour = 10; hour < 22; hour++) {
        Instant time = FIRST.plusDays(day).atTime(hour, 7).toInstant(ZoneOffset.UTC);
        for (int item = 0; item < MENU.size(); item++) {
          double usual = (hour == 12 || hour == 18 ? 9.0 : 3.0) / (item + 1);
          int sold = (int) Math.round(usual * (0.5 + random.nextDouble()));
          if (sold > 0) {
            sales.add(new Sold(time, MENU.get(item), sold));
          }
        }
      }
    }
    return sales;
  }

  private static void ring(Ledger ledger, List<Sold> sales) {
    var limits =
        new IntakeLimits(64 * 1024, 1_000, 500, Duration.ofMinutes(10), Duration.ofDays(999));
    var intake = new Intake(limits, InstantSource.fixed(NOW));
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < sales.size(); i++) {
      Sold sale = sales.get(i);
      String event =
          """
          {"specversion":"1.0","id":"%d","source":"/till/1","type":"parcook.sale.v1",\
          "time":"%s","data":{"lines":[{"item":"%s","quantity":%d}]}}"""
              .formatted(i, sale.time(), sale.item(), sale.delta());
      verdicts.add(intake.read(event.getBytes(UTF_8)));
    }
    assertThat(verdicts).hasOnlyElementsOfType(Verdict.Accepted.class);
    for (int from = 0; from < verdicts.size(); from += 500) {
      ledger
          .append(verdicts.subList(from, Math.min(from + 500, verdicts.size())), List.of())
          .join();
    }
  }
}
