package io.parcook.cli;

import io.parcook.plan.menu.BadMenuException;
import io.parcook.plan.menu.Menu;
import io.parcook.plan.menu.MenuItem;
import io.parcook.plan.menu.MenuReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Reads a menu and says what is wrong with it, or what it holds.
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Reads a menu: what is wrong, where and what to do, or else what it holds.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:the kitchen can cook from it",
      "2:the command line is wrong",
      "6:it cannot; what is wrong is named"
    },
    footerHeading = "Example:%n",
    footer = "  parcook menu check cli/menus/simulated-menu.json")
final class MenuCheck implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The menu.")
  private @Nullable Path file;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    var commandLine = Objects.requireNonNull(spec, "picocli injects it").commandLine();
    try {
      Menu menu = new MenuReader().read(Objects.requireNonNull(file, "picocli asks for it"));
      print(menu, commandLine.getOut());
      return Exit.OK;
    } catch (NoSuchFileException e) {
      commandLine.getErr().println("There is no file " + e.getMessage() + ".");
      return Exit.INPUT;
    } catch (BadMenuException | IOException e) {
      commandLine.getErr().println(e.getMessage());
      return Exit.INPUT;
    }
  }

  private static void print(Menu menu, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%d items, %d recipes, %d dayparts, %d pieces of equipment%n",
        menu.items().size(),
        menu.orders().size(),
        menu.dayparts().size(),
        menu.equipment().size());
    out.printf(
        Locale.ROOT, "%-12s %-24s %14s %8s %8s%n", "station", "item", "batch", "lead", "hold");
    menu.items().values().stream()
        .sorted(Comparator.comparing(MenuItem::station))
        .forEach(
            item ->
                out.printf(
                    Locale.ROOT,
                    "%-12s %-24s %14s %6d m %6d m%n",
                    item.station(),
                    item.name(),
                    item.batches().minimum() + " to " + item.batches().largest(),
                    item.lead().toMinutes(),
                    item.hold().toMinutes()));
    out.flush();
  }
}
