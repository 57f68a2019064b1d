package io.parcook.service.plan;

import static io.parcook.service.plan.PlanStore.batches;
import static io.parcook.service.plan.PlanStore.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.pipeline.event.Adjusted;
import io.parcook.pipeline.event.EventId;
import io.parcook.service.plan.PlanState.BatchState;
import io.parcook.service.plan.PlanState.MenuStanding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LivePlanTest {

  @TempDir Path folder;

  @BeforeEach
  void aMenu() throws Exception {
    PlanStore.writeMenu(folder.resolve("menu.json"), PlanStore.MENU.formatted(5));
  }

  @Test
  void aRestartShowsTheSameBatchesTheSameBookAndTheSameReasons() throws Exception {
    PlanState before;
    try (PlanStore store = new PlanStore(folder)) {
      PlanState first =
          store.await(s -> !batches(s, "fries").isEmpty() && !batches(s, "noodles").isEmpty());
      String fries = batches(first, "fries").getFirst().id();
      String noodles = batches(first, "noodles").getFirst().id();
      store.step(fries, StepAsk.STARTED);
      store.step(noodles, StepAsk.STARTED);
      store.step(noodles, StepAsk.READY);
      store.sell("bowl", 1);
      store.append(
          new Adjusted(
              new EventId("/test", "a"),
              store.now(),
              "lunch",
              new Adjusted.Par("noodles", 9, store.now(), store.now().plusSeconds(7_200))));
      before = store.await(s -> !s.adjustments().isEmpty() && item(s, "noodles").onHand() == 3);
      before = store.await(s -> batches(s, "noodles").size() > 1);
    }

    try (PlanStore store = new PlanStore(folder)) {
      PlanState after = store.await(s -> true);

      assertThat(after.with(0, after.at())).isEqualTo(before.with(0, after.at()));
      assertThat(after.revision()).isGreaterThan(before.revision());
      assertThat(batches(after, "fries"))
          .filteredOn(batch -> batch.state() == BatchState.COOKING)
          .singleElement()
          .satisfies(batch -> assertThat(batch.reason()).isNotNull());
    }
  }

  @Test
  void whatIsSoldInTheWindowOfARestartIsInTheBook() throws Exception {
    try (PlanStore store = new PlanStore(folder)) {
      String id =
          batches(store.await(s -> !batches(s, "fries").isEmpty()), "fries").getFirst().id();
      store.step(id, StepAsk.STARTED);
      store.pass(Duration.ofMinutes(3));
      assertThat(store.step(id, StepAsk.READY)).isInstanceOf(Stepped.Done.class);
      store.sell("fries", 3);
      PlanState sold = store.await(s -> item(s, "fries").onHand() == 5);
      assertThat(item(sold, "fries").lots().getFirst().expires())
          .isEqualTo(store.now().plus(Duration.ofMinutes(20)));

      store.pass(Duration.ofMinutes(21));
      assertThat(item(store.await(s -> item(s, "fries").onHand() == 0), "fries").lots()).isEmpty();
    }
  }

  @Test
  void aChangedMenuIsInUseAndABrokenOneLeavesItSo() throws Exception {
    try (PlanStore store = new PlanStore(folder)) {
      store.await(s -> Integer.valueOf(5).equals(item(s, "noodles").par()));

      PlanStore.writeMenu(store.menu, PlanStore.MENU.formatted(7));
      PlanState changed = store.await(s -> Integer.valueOf(7).equals(item(s, "noodles").par()));
      assertThat(changed.menu().state()).isEqualTo(MenuStanding.READY);

      PlanStore.writeMenu(store.menu, "{\"dayparts\": {}}");
      PlanState broken = store.await(s -> s.menu().state() == MenuStanding.BROKEN);
      assertThat(broken.menu().words()).contains("items").contains("parcook menu check");
      assertThat(item(broken, "noodles").par()).isEqualTo(7);
    }
  }

  @Test
  void aStoreWithoutAMenuSaysSoAndPlansOnceThereIsOne() throws Exception {
    Files.delete(folder.resolve("menu.json"));
    try (PlanStore store = new PlanStore(folder)) {
      PlanState without = store.await(s -> true);
      assertThat(without.menu().state()).isEqualTo(MenuStanding.BROKEN);
      assertThat(without.items()).isEmpty();
      assertThat(store.step("any", StepAsk.STARTED)).isInstanceOf(Stepped.NoMenu.class);
      store.sell("bowl", 1);

      PlanStore.writeMenu(store.menu, PlanStore.MENU.formatted(5));
      PlanState planned = store.await(s -> !s.items().isEmpty());
      assertThat(item(planned, "noodles").owed()).isEqualTo(2);
    }
  }

  @Test
  void aBatchThatWasRecalledOwesAgainWhatOrdersTookOfIt() throws Exception {
    try (PlanStore store = new PlanStore(folder)) {
      String id =
          batches(store.await(s -> !batches(s, "noodles").isEmpty()), "noodles").getFirst().id();
      store.step(id, StepAsk.STARTED);
      store.step(id, StepAsk.READY);
      store.sell("bowl", 1);
      store.await(s -> item(s, "noodles").onHand() == 3);

      store.step(id, StepAsk.UNDONE);
      PlanState recalled = store.await(s -> item(s, "noodles").owed() == 2);
      assertThat(item(recalled, "noodles").onHand()).isZero();
      assertThat(item(recalled, "noodles").cooking()).isGreaterThanOrEqualTo(5);

      assertThat(store.step(id, StepAsk.UNDONE)).isInstanceOf(Stepped.Done.class);
      store.step(id, StepAsk.READY);
      PlanState again = store.await(s -> item(s, "noodles").owed() == 0);
      assertThat(item(again, "noodles").onHand()).isEqualTo(3);
    }
  }
}
