package io.parcook.models.forecast;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.parcook.models.card.CardProperties;
import io.parcook.models.card.ModelCard;
import io.parcook.models.onnx.OnnxGraph;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.FloatBuffer;
import java.util.Optional;

/// An open model: its card, where it runs, and its runs. One caller at a time.
///
/// ```java
/// FloatBuffer in = session.input();     // fill rows × features, row-major
/// FloatBuffer out = session.run(rows);  // read rows × quantiles, before the next run
/// ```
public final class ModelSession implements AutoCloseable {

  private static final Logger LOG = System.getLogger(ModelSession.class.getName());

  private final ModelCard card;
  private final PinnedSession session;
  private final ProviderReport report;

  private ModelSession(ModelCard card, PinnedSession session, ProviderReport report) {
    this.card = card;
    this.session = session;
    this.report = report;
  }

  /// Opens a model on the provider that the settings name. What is not the CPU must give the CPU's
  /// answer on a fixed probe; otherwise the CPU serves, the reason is logged and [#provider] says
  /// it.
  ///
  /// @throws io.parcook.models.card.InvalidCardException if its card breaks the contract
  /// @throws UnusableModelException if ONNX Runtime refuses it, or its graph belies its card
  public static ModelSession open(OnnxGraph graph, SessionSettings settings) {
    ModelCard card = CardProperties.read(graph.metadata());
    byte[] bytes = graph.bytes();
    PinnedSession cpu;
    float[] truth;
    try {
      cpu = open(bytes, card, new ExecutionProvider.Cpu(), settings);
    } catch (OrtException e) {
      throw new UnusableModelException(
          "ONNX Runtime cannot open model '" + card.version() + "': " + e.getMessage(), e);
    }
    try {
      truth = Probe.run(cpu, card);
    } catch (OrtException e) {
      cpu.close();
      throw new UnusableModelException(
          "ONNX Runtime cannot run model '" + card.version() + "': " + e.getMessage(), e);
    }
    if (settings.provider() instanceof ExecutionProvider.Cpu) {
      return new ModelSession(card, cpu, new ProviderReport("cpu", "cpu", Optional.empty(), 0));
    }
    return offload(bytes, card, settings, cpu, truth);
  }

  private static ModelSession offload(
      byte[] bytes, ModelCard card, SessionSettings settings, PinnedSession cpu, float[] truth) {
    String wanted = settings.provider().label();
    String reason;
    try {
      PinnedSession there = open(bytes, card, settings.provider(), settings);
      double difference = Probe.difference(truth, Probe.run(there, card));
      if (difference <= settings.tolerance()) {
        cpu.close();
        LOG.log(Level.INFO, "Model {0} runs on {1}", card.version(), wanted);
        return new ModelSession(
            card, there, new ProviderReport(wanted, wanted, Optional.empty(), difference));
      }
      there.close();
      reason = "its answer to the probe differs from the CPU's by " + difference;
    } catch (OrtException | UnusableModelException e) {
      reason = String.valueOf(e.getMessage());
    }
    LOG.log(
        Level.WARNING,
        "Model {0} runs on the CPU and not on {1}: {2}",
        card.version(),
        wanted,
        reason);
    return new ModelSession(card, cpu, new ProviderReport(wanted, "cpu", Optional.of(reason), 0));
  }

  private static PinnedSession open(
      byte[] bytes, ModelCard card, ExecutionProvider provider, SessionSettings settings)
      throws OrtException {
    try (var options = ProviderSetup.options(provider, settings.threads())) {
      OrtSession session = OnnxRuntime.environment().createSession(bytes, options);
      try {
        GraphShape.check(session, card);
      } catch (OrtException | UnusableModelException e) {
        session.close();
        throw e;
      }
      return new PinnedSession(
          session, card.features().size(), card.quantiles().size(), settings.rowsPerRun());
    }
  }

  public ModelCard card() {
    return card;
  }

  public ProviderReport provider() {
    return report;
  }

  /// Most rows of one run.
  public int mostRows() {
    return session.mostRows();
  }

  /// The input of the next run: `rows × features`, row-major; the same direct buffer at each call,
  /// positioned at its first row.
  public FloatBuffer input() {
    return session.input();
  }

  /// Runs the model on the first `rows` rows of [#input].
  ///
  /// @return `rows × quantiles`, row-major, as the model gave them: neither sorted nor clipped; the
  ///     same direct buffer at each call, valid until the next run
  /// @throws UnusableModelException if ONNX Runtime fails
  public FloatBuffer run(int rows) {
    try {
      return session.run(rows);
    } catch (OrtException e) {
      throw new UnusableModelException(
          "Model '" + card.version() + "' failed on " + rows + " rows: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
