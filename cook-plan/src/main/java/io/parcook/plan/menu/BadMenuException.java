package io.parcook.plan.menu;

import java.util.List;
import java.util.stream.Collectors;

/// A menu that cannot be used, with everything that is wrong with it.
public final class BadMenuException extends RuntimeException {

  private final transient List<MenuProblem> problems;

  BadMenuException(String file, List<MenuProblem> problems) {
    super(
        problems.stream()
            .map(problem -> "\n  " + problem)
            .collect(
                Collectors.joining(
                    "",
                    file + " is not a menu that can be cooked from:",
                    "\nCorrect what is named; `parcook menu check` reads it again.")));
    this.problems = List.copyOf(problems);
  }

  public List<MenuProblem> problems() {
    return problems;
  }
}
