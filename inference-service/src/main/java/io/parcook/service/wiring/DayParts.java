package io.parcook.service.wiring;

import io.parcook.pipeline.history.StoreCalendar;
import io.parcook.pipeline.ledger.Ledger;
import io.parcook.service.day.DayJson;
import io.parcook.service.day.Days;
import io.parcook.service.day.ForecastBook;
import io.parcook.service.forecast.LiveForecast;
import io.parcook.service.learning.NightRecord;
import io.parcook.service.learning.Nights;
import io.parcook.service.learning.StoreLearning;
import io.parcook.service.learning.StoreModels;
import io.parcook.service.plan.LivePlan;
import io.parcook.service.settings.ParcookConfig;
import io.parcook.service.settings.StoreClock;
import io.parcook.sync.catalog.Change;
import io.parcook.sync.catalog.VersionState;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Makes what tells of a day.
@Dependent
public class DayParts {

  @Produces
  @Singleton
  @Startup
  ForecastBook book(ParcookConfig config, StoreCalendar calendar, LiveForecast live) {
    ForecastBook book = new ForecastBook(config.data().directory().resolve("forecasts"), calendar);
    live.onMade(book::onMade);
    return book;
  }

  void close(@Disposes ForecastBook book) {
    book.close();
  }

  @Produces
  @Singleton
  Days days(
      Ledger ledger,
      StoreCalendar calendar,
      ForecastBook book,
      LiveForecast live,
      LivePlan plan,
      StoreModels models,
      StoreLearning learning,
      StoreClock clock) {
    return new Days(
        ledger.queries(),
        calendar,
        book,
        live,
        () -> plan.menu().menu(),
        (from, until) -> news(models, learning, from, until),
        clock);
  }

  private static List<DayJson.Event> news(
      StoreModels models, StoreLearning learning, Instant from, Instant until) {
    var news = new ArrayList<DayJson.Event>();
    switch (models) {
      case StoreModels.Kept(var life) ->
          life.catalog().state().history().stream()
              .filter(change -> isLive(change) && isIn(change.decision().at(), from, until))
              .forEach(
                  change ->
                      news.add(
                          new DayJson.Event(
                              change.decision().at(),
                              isRollback(change) ? "rollback" : "promotion",
                              Map.of(),
                              change.decision().why().reason())));
      case StoreModels.Unkept _ -> {
        // Nothing is decided that could be told of.
      }
    }
    switch (learning) {
      case StoreLearning.On(_, Nights nights) -> {
        for (NightRecord night : nights.nights()) {
          if (isIn(night.began(), from, until)) {
            news.add(
                new DayJson.Event(
                    night.began(),
                    "night",
                    Map.of("result", night.result().name()),
                    night.result() + ": " + night.reason()));
          }
        }
      }
      case StoreLearning.Off _ -> {
        // Nor are there nights.
      }
    }
    return news;
  }

  private static boolean isLive(Change change) {
    return change.states().stream().anyMatch(state -> state.name() == VersionState.Name.LIVE);
  }

  private static boolean isRollback(Change change) {
    return change.states().stream().anyMatch(state -> state.name() == VersionState.Name.REFUSED);
  }

  private static boolean isIn(Instant moment, Instant from, Instant until) {
    return !moment.isBefore(from) && moment.isBefore(until);
  }
}
