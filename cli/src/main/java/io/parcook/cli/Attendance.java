package io.parcook.cli;

import java.io.IOException;

/// Ends this process when whoever started it is gone, however it went: then standard input ends.
final class Attendance {

  private static final int UNATTENDED = 7;

  private Attendance() {}

  static void watch() {
    Thread.ofPlatform().name("attendance").daemon().start(Attendance::await);
  }

  private static void await() {
    try {
      while (System.in.read() >= 0) {
        // nothing is asked for that way
      }
    } catch (IOException _) {
      // it is gone too
    }
    Runtime.getRuntime().halt(UNATTENDED);
  }
}
