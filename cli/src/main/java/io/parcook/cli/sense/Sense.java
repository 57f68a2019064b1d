package io.parcook.cli.sense;

import picocli.CommandLine.Command;

/// Hears presence sensors and tells the store: the brokers that Akri starts beside what it found.
@Command(
    name = "sense",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {OnvifSense.class, OpcUaSense.class, SerialSense.class},
    description = {
      "Hears a presence sensor and tells the store. Runs until it is ended.",
      "Sensors that count are told of by what they counted since the last time; while the store or"
          + " the sensor is away nothing is lost that the sensor itself keeps counting."
    },
    synopsisSubcommandLabel = "(onvif | opcua | serial)")
public final class Sense {}
