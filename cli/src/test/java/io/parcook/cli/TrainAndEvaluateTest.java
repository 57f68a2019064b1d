package io.parcook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.models.card.CardProperties;
import io.parcook.models.card.ModelCard;
import io.parcook.models.onnx.OnnxGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainAndEvaluateTest {

  @TempDir Path folder;

  @Test
  void aModelIsTrainedOnSimulatedStoresAndScoredBesideTheBaselines() throws IOException {
    Path file = folder.resolve("tiny.onnx");

    Commands.Ran trained =
        Commands.run(
            "train",
            "--simulated",
            2,
            "--hidden",
            "8",
            "--epochs",
            0.2,
            "--batch",
            256,
            "--name",
            "tiny-1",
            "--note",
            "licence=none needed",
            "--out",
            file);
    assertThat(trained.exit()).as(trained.said()).isZero();
    ModelCard card = CardProperties.read(OnnxGraph.read(file, OnnxGraph.MOST_BYTES).metadata());
    assertThat(card.version()).isEqualTo("tiny-1");
    assertThat(card.provenance())
        .containsEntry("licence", "none needed")
        .hasEntrySatisfying(
            "command",
            command -> assertThat(command).startsWith("parcook train --simulated 2 --hidden 8"));

    Commands.Ran scored =
        Commands.run(
            "evaluate",
            "--simulated",
            1,
            "--days",
            2,
            "--items",
            5,
            "--model",
            file,
            "--calibrated");
    assertThat(scored.exit()).as(scored.said()).isZero();
    assertThat(scored.printed())
        .contains(
            "tiny-1",
            "tiny-1, calibrated",
            "same slot, 14 days",
            "same slot, 28 days",
            "same weekday, six weeks");
  }

  @Test
  void aFolderThatIsMissingIsToldBeforeTheTraining() {
    Commands.Ran ran =
        Commands.run("train", "--simulated", 1, "--out", folder.resolve("no/such/base.onnx"));

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.said()).contains("--out cannot be written", "no/such");
  }

  @Test
  void aHistoryOfAnotherFormIsToldWithItsFileAndLine() throws IOException {
    Path file = Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");

    Commands.Ran ran = Commands.run("evaluate", file);

    assertThat(ran.exit()).isEqualTo(Exit.INPUT);
    assertThat(ran.said()).contains("other.csv, line 2").doesNotContain("Exception");
  }

  @Test
  void calibrationWithoutAModelIsRefused() {
    Commands.Ran ran = Commands.run("evaluate", "--simulated", 1, "--calibrated");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.said()).contains("name one with --model");
  }

  @Test
  void aHistoryThatIsNotThereIsToldWithWhatToName() {
    Commands.Ran ran = Commands.run("evaluate", folder.resolve("*.csv.gz"));

    assertThat(ran.exit()).isEqualTo(Exit.INPUT);
    assertThat(ran.said()).contains("no such history", "a directory");
  }

  @Test
  void helpShowsAnExample() {
    assertThat(Commands.run("train", "--help").printed()).contains("Example:", "--simulated 24");
    assertThat(Commands.run("evaluate", "--help").printed()).contains("Examples:", "--mapping");
  }
}
