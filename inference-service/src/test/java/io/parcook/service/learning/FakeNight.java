package io.parcook.service.learning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Stands in for the command line in a night's process: it does what comes after `--fake`, step by
/// step. `say:FILE` prints it, `copy:FILE` leaves it as the adapter, `hang` says nothing any more,
/// `eat` takes all memory.
public final class FakeNight {

  private FakeNight() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> all = Arrays.asList(arguments);
    Path adapter = Path.of(all.get(all.indexOf("--out") + 1));
    for (String step : all.get(all.indexOf("--fake") + 1).split(",", -1)) {
      String[] words = step.split(":", 2);
      switch (words[0]) {
        case "say" -> System.out.println(Files.readString(Path.of(words[1])));
        case "copy" -> Files.copy(Path.of(words[1]), adapter);
        case "hang" -> Thread.sleep(60_000);
        case "eat" -> System.out.println(eaten());
        default -> throw new IllegalArgumentException(step);
      }
    }
  }

  private static int eaten() {
    List<byte[]> all = new ArrayList<>();
    while (all.size() < 10_000) {
      all.add(new byte[1 << 20]);
    }
    return all.size();
  }
}
