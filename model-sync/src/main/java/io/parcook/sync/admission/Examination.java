package io.parcook.sync.admission;

import io.parcook.models.card.CardProperties;
import io.parcook.models.card.InvalidCardException;
import io.parcook.models.card.ModelCard;
import io.parcook.models.forecast.ModelSession;
import io.parcook.models.forecast.OnnxForecaster;
import io.parcook.models.forecast.SessionSettings;
import io.parcook.models.forecast.UnusableModelException;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.models.onnx.Seal;
import io.parcook.models.onnx.UnacceptableGraphException;
import io.parcook.pipeline.feature.FeatureTable;
import io.parcook.pipeline.feature.UnknownFeatureException;
import io.parcook.sync.disk.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Examines a model's file, in an order in which each step is safe once those before it passed. It
/// runs in a child process: from [Stage#RUN] on the model may do what it likes to the process.
public final class Examination {

  private final Caps caps;
  private final SecondEngine second;
  private final Consumer<Stage> reached;

  /// @param second asked last, once ONNX Runtime has given finite answers
  /// @param reached hears of each stage before it begins
  public Examination(Caps caps, SecondEngine second, Consumer<Stage> reached) {
    this.caps = caps;
    this.second = second;
    this.reached = reached;
  }

  /// Reads no more of a file than may be taken, and examines it.
  ///
  /// @param announced the digest that it must have, if one was announced
  /// @param days this store's last ones; empty for a store that has not sold anything yet
  public Findings examine(Path file, Optional<Digest> announced, Optional<RecentDays> days)
      throws IOException {
    long size = Files.size(file);
    if (size > caps.bytes()) {
      return new Findings.Failed(new Refusal.TooLarge(size, caps.bytes()), Map.of());
    }
    try (var in = Files.newInputStream(file)) {
      return examine(in.readNBytes(Math.toIntExact(caps.bytes() + 1)), announced, days);
    }
  }

  /// Examines a file's bytes.
  public Findings examine(byte[] file, Optional<Digest> announced, Optional<RecentDays> days) {
    Map<String, Double> figures = new TreeMap<>();
    List<String> remarks = new ArrayList<>();
    try {
      reached.accept(Stage.FILE);
      Parsed parsed = parse(file, announced);
      days.ifPresentOrElse(
          recent -> recent.checkFit(parsed.card),
          () -> remarks.add("This store has sold nothing yet that the model could be held to."));
      reached.accept(Stage.RUN);
      run(parsed.graph, figures, remarks);
      if (days.isPresent()) {
        reached.accept(Stage.DAYS);
        try (var model = OnnxForecaster.open(parsed.graph, SessionSettings.DEFAULT)) {
          days.get().check(model, figures);
        }
      }
      return new Findings.Passed(remarks, figures);
    } catch (RefusedModelException e) {
      return new Findings.Failed(e.refusal(), figures);
    } catch (UnusableModelException e) {
      return new Findings.Failed(new Refusal.Unusable(message(e)), figures);
    }
  }

  private record Parsed(OnnxGraph graph, ModelCard card) {}

  /// All that can be known without running anything of the model.
  private Parsed parse(byte[] file, Optional<Digest> announced) {
    if (file.length > caps.bytes()) {
      throw refused(new Refusal.TooLarge(file.length, caps.bytes()));
    }
    Digest digest = Digest.of(file);
    if (announced.isPresent() && !announced.get().equals(digest)) {
      throw refused(new Refusal.OtherDigest(announced.get().toString(), digest.toString()));
    }
    MessageWalk.check(file, caps);
    try {
      OnnxGraph graph = OnnxGraph.parse(file, caps.bytes());
      checkSeal(file, graph);
      ModelCard card = CardProperties.read(graph.metadata());
      new FeatureTable(card.features());
      GraphRules.check(graph.proto().getGraph(), caps, card.features().size());
      return new Parsed(graph, card);
    } catch (UnacceptableGraphException e) {
      throw refused(new Refusal.NotOnnx(message(e)));
    } catch (InvalidCardException | UnknownFeatureException e) {
      throw refused(new Refusal.Card(message(e)));
    }
  }

  private static void checkSeal(byte[] file, OnnxGraph graph) {
    String stated = Seal.stated(graph).orElseThrow(() -> refused(new Refusal.NotSealed()));
    String found = Seal.found(file);
    if (!found.equals(stated)) {
      throw refused(new Refusal.BrokenSeal(stated, found));
    }
  }

  private void run(OnnxGraph graph, Map<String, Double> figures, List<String> remarks) {
    try (ModelSession session = ModelSession.open(graph, SessionSettings.DEFAULT)) {
      var trials = new Trials(session);
      float[] rows = trials.features();
      float[] served = trials.run(rows);
      trials.time(caps, figures);
      reached.accept(Stage.ENGINE);
      switch (second.ask(graph, rows, Trials.rows())) {
        case SecondEngine.Opinion.ServeOnly(String why) -> remarks.add(why);
        case SecondEngine.Opinion.Computed(float[] computed) -> {
          double apart = Trials.difference(served, computed);
          figures.put("engines.differ", apart);
          if (!(apart <= Trials.ALLOWED)) {
            throw refused(new Refusal.EnginesDiffer(apart, Trials.ALLOWED));
          }
        }
      }
    }
  }

  private static String message(Exception e) {
    return String.valueOf(e.getMessage());
  }

  private static RefusedModelException refused(Refusal refusal) {
    return new RefusedModelException(refusal);
  }
}
