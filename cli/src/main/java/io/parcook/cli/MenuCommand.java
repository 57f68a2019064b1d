package io.parcook.cli;

import picocli.CommandLine.Command;

/// What one does with a menu file.
@Command(
    name = "menu",
    mixinStandardHelpOptions = true,
    subcommands = MenuCheck.class,
    synopsisSubcommandLabel = "check",
    description = "The file that says what the kitchen cooks, and how.")
final class MenuCommand {}
