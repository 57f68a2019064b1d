package io.parcook.service.learning;

import io.parcook.models.adapter.Adapter;
import io.parcook.models.adapter.InvalidAdapterException;
import io.parcook.service.forecast.ServedModel;
import io.parcook.sync.catalog.Actor;
import io.parcook.sync.catalog.Added;
import io.parcook.sync.catalog.Artifact;
import io.parcook.sync.catalog.Catalog;
import io.parcook.sync.catalog.NotRecordedException;
import io.parcook.sync.catalog.VersionState.Fetched;
import io.parcook.sync.catalog.VersionState.Shadow;
import io.parcook.sync.catalog.VersionState.Verified;
import io.parcook.sync.catalog.Why;
import io.parcook.sync.disk.Digest;
import java.io.ByteArrayInputStream;

/// What became of an adapter that a night found.
public sealed interface Candidacy {

  /// One sentence for a record and a person.
  String sentence();

  /// It is tried beside the live model.
  record OnTrial(Shadow shadow) implements Candidacy {

    @Override
    public String sentence() {
      return shadow.version() + " is tried beside the live model.";
    }
  }

  /// It was not taken.
  record Declined(String sentence) implements Candidacy {}

  /// Takes an adapter into the catalog, up to its trial.
  ///
  /// @param gate what the night's gate found of it
  static Candidacy of(ModelLife life, byte[] file, Why gate) {
    try {
      Adapter adapter = Adapter.parse(file);
      Catalog catalog = life.catalog();
      Added added =
          catalog.add(
              new Artifact.Adapter(
                  adapter.card().version(),
                  release(catalog, Digest.parse(adapter.card().base())),
                  Digest.of(file),
                  file.length,
                  Digest.parse(adapter.card().base())),
              new ByteArrayInputStream(file),
              new Why(Actor.TUNER, "A night's tuning found it."));
      return switch (added) {
        case Added.New(Fetched fetched) -> tried(life, fetched, gate);
        // The service went away in the middle of the first time.
        case Added.Known(Fetched fetched) -> tried(life, fetched, gate);
        case Added.Known(Shadow shadow) -> new OnTrial(shadow);
        case Added.Known _,
            Added.OtherContent _,
            Added.NoBase _,
            Added.Withdrawn _,
            Added.NoRoom _,
            Added.TooMany _ ->
            new Declined(added.message());
      };
    } catch (InvalidAdapterException | NotRecordedException refused) {
      return new Declined(String.valueOf(refused.getMessage()));
    }
  }

  private static Candidacy tried(ModelLife life, Fetched fetched, Why gate) {
    Catalog catalog = life.catalog();
    Verified verified =
        catalog.record(fetched.verified(new Why(Actor.TUNER, "This store made it itself.")));
    ServedModel model = life.open(verified);
    model.forecaster().close();
    return switch (model) {
      case ServedModel.Absent(_, String reason) -> {
        life.refuse(verified, new Why(Actor.AUTOMATIC, reason));
        yield new Declined(reason);
      }
      case ServedModel.Open _ -> {
        String opens = "It fits its base, opens, and answers.";
        var admitted = catalog.record(verified.admitted(new Why(Actor.AUTOMATIC, opens)));
        yield new OnTrial(catalog.record(admitted.shadow(gate)));
      }
    };
  }

  /// An adapter has its base's release; of a base that is not here the catalog says so itself.
  private static long release(Catalog catalog, Digest base) {
    return catalog
        .state()
        .withContent(base)
        .map(state -> state.version().artifact().release())
        .orElse(Artifact.SHIPPED);
  }
}
