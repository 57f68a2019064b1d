package io.parcook.cli;

import io.parcook.pipeline.history.HolidayCalendar;
import io.parcook.pipeline.ledger.LedgerRefusedException;
import io.parcook.pipeline.ledger.LedgerSnapshot;
import io.parcook.sync.admission.AdmissionLine;
import io.parcook.sync.admission.Caps;
import io.parcook.sync.admission.Examination;
import io.parcook.sync.admission.Findings;
import io.parcook.sync.admission.RecentDays;
import io.parcook.sync.disk.Digest;
import io.parcook.tuning.dataset.LedgerPast;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// Whether a model may run in a store.
@Command(
    name = "admit",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Examines a model as a store does before it runs it: its bytes, its operators, its card, its"
          + " answers, whether the tuner agrees with them, its level on the store's last days, and"
          + " its speed on this machine. Says what is wrong and what to do.",
      "",
      "A store runs this command in a process of its own with a memory limit; by hand it has none.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  parcook admit exported.onnx",
      "  parcook admit exported.onnx --ledger data/ledger.db --zone Europe/Berlin",
      "",
      "Exit codes: 0 it may run, 5 it may not, 6 it could not be examined."
    })
final class Admit implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The model, one ONNX file.")
  private @Nullable Path file;

  @Option(
      names = "--digest",
      paramLabel = "DIGEST",
      converter = DigestReader.class,
      description = "The digest that the file must have, such as sha256:90ab…")
  private @Nullable Digest digest;

  @Option(
      names = "--ledger",
      paramLabel = "FILE",
      description = "A store's ledger.db, to hold the model to its last days (default: none).")
  private @Nullable Path ledger;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Time zone of the ledger's store (default: ${DEFAULT-VALUE}).")
  private ZoneId zone = ZoneId.systemDefault();

  @Option(
      names = "--holidays",
      paramLabel = "REGION",
      description = "Public holidays of the ledger's store, such as DE-BY (default: none).")
  private String holidays = "none";

  @Option(
      names = "--now",
      paramLabel = "INSTANT",
      description = "The last days are those before this one's (default: now).")
  private @Nullable Instant now;

  @Option(
      names = "--ahead",
      paramLabel = "TIME",
      converter = Spans.Length.class,
      description = "How far the store's service looks within a day (default: 6h).")
  private Duration ahead = Duration.ofHours(6);

  @Option(names = "--lines", description = "Say what is found in lines of JSON.")
  private boolean lines;

  @Option(
      names = "--attended",
      hidden = true,
      description = "End when standard input does: whoever started this is gone.")
  private boolean attended;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (attended) {
      Attendance.watch();
    }
    try {
      Path model = Objects.requireNonNull(file, "picocli requires it");
      var examination =
          new Examination(
              Caps.DEFAULT, new TunerOpinion(), stage -> say(new AdmissionLine.Reached(stage)));
      Findings found = examination.examine(model, Optional.ofNullable(digest), days());
      say(AdmissionLine.of(found));
      return found instanceof Findings.Passed ? Exit.OK : Exit.REFUSED;
    } catch (LedgerRefusedException | IOException | UncheckedIOException e) {
      say(new AdmissionLine.Wrong(String.valueOf(e.getMessage())));
      return Exit.INPUT;
    }
  }

  private Optional<RecentDays> days() {
    if (ledger == null) {
      return Optional.empty();
    }
    Instant moment = now == null ? InstantSource.system().instant() : now;
    return LedgerPast.read(
            "store",
            LedgerSnapshot.of(ledger, InstantSource.fixed(moment)),
            zone,
            HolidayCalendar.ofRegion(holidays),
            moment)
        .map(past -> new RecentDays(past.history(), past.last(), ahead));
  }

  private void say(AdmissionLine line) {
    PrintWriter out = command().commandLine().getOut();
    if (lines) {
      out.println(line.json());
      out.flush();
      return;
    }
    switch (line) {
      case AdmissionLine.Reached _ -> {}
      case AdmissionLine.Passed passed -> {
        out.println("It may run here.");
        passed.remarks().forEach(out::println);
        out.println(passed.figures());
      }
      case AdmissionLine.Failed failed -> {
        out.println("It may not run here (" + failed.kind() + ").");
        out.println(failed.reason());
      }
      case AdmissionLine.Wrong(String reason) -> command().commandLine().getErr().println(reason);
    }
    out.flush();
  }

  private CommandSpec command() {
    return Objects.requireNonNull(spec, "picocli injects the specification");
  }

  /// Reads a digest as registries write it.
  private static final class DigestReader implements ITypeConverter<Digest> {
    @Override
    public Digest convert(String text) {
      try {
        return Digest.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
