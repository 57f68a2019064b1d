package io.parcook.pipeline.intake;

import io.parcook.pipeline.event.StoreEvent;
import io.parcook.pipeline.intake.Verdict.Accepted;
import io.parcook.pipeline.intake.Verdict.Quarantined;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/// Turns delivered bytes into verdicts. It never throws for what the bytes contain. Safe for use by
/// many threads.
///
/// An event's time stays as its source gave it, to the millisecond, also where that clock runs
/// ahead within [IntakeLimits#future]: what an event counts for must follow from the event alone,
/// so that a second store fed from the same topic reaches the same counts. An event without a time
/// is refused, although CloudEvents makes `time` optional: the time of its arrival would be a
/// guess, and wrong by days after an outage.
public final class Intake {

  private final IntakeLimits limits;
  private final InstantSource clock;
  private final KnownNames names;
  private final EventReader reader;

  public Intake(IntakeLimits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
    this.names = new KnownNames(limits.maxNames());
    this.reader = names.reader();
  }

  /// Tells which names the store has already, as the ledger knows them at start.
  public void know(Collection<String> items, Collection<String> zones) {
    names.know(items, zones);
  }

  /// Distinct items known so far; [IntakeLimits#maxNames] is the bound.
  public int knownItems() {
    return names.items();
  }

  /// Distinct zones known so far; [IntakeLimits#maxNames] is the bound.
  public int knownZones() {
    return names.zones();
  }

  /// Judges one CloudEvent in JSON (structured mode).
  public Verdict read(byte[] event) {
    if (event.length > limits.maxEventBytes()) {
      return tooLarge(
          "The event has "
              + event.length
              + " bytes; at most "
              + limits.maxEventBytes()
              + " are taken. Split it, or leave out what the schema does not name.",
          event);
    }
    StoreEvent read = null;
    try {
      read = reader.read(event);
    } catch (IOException _) {
      // not JSON: explained below
    }
    return read == null ? Refusals.explain(event) : judge(read, event);
  }

  /// Judges a body that is one CloudEvent or a JSON array of them, one verdict an event, in order.
  ///
  /// An array whose structure breaks gives the verdicts of the events before the break, and one
  /// `MALFORMED` for all that follows. An array of more than [IntakeLimits#maxBatch] events is
  /// refused as a whole, with one `TOO_LARGE`, so that the sender can split it.
  public List<Verdict> readBatch(byte[] body) {
    int start = BatchSplit.blank(body, 0);
    if (start == body.length || body[start] != '[') {
      return List.of(read(body));
    }
    BatchSplit split = BatchSplit.of(body, start, limits.maxBatch());
    if (split.elements().size() > limits.maxBatch()) {
      return List.of(
          tooLarge(
              "The body has more than "
                  + limits.maxBatch()
                  + " events; none was taken. Send at"
                  + " most that many in one body.",
              body));
    }
    List<Verdict> verdicts = new ArrayList<>(split.elements().size() + 1);
    for (byte[] element : split.elements()) {
      verdicts.add(read(element));
    }
    if (split.rest() >= 0) {
      byte[] rest = Arrays.copyOfRange(body, split.rest(), body.length);
      verdicts.add(
          new Quarantined(
              QuarantineReason.MALFORMED,
              "The array of events breaks at byte "
                  + split.rest()
                  + ", after "
                  + split.elements().size()
                  + " events. Send what follows again, as JSON.",
              null,
              cut(rest)));
    }
    return verdicts;
  }

  private Verdict judge(StoreEvent event, byte[] raw) {
    Instant now = clock.instant();
    if (event.time().isAfter(now.plus(limits.future()))) {
      String detail =
          "/time: "
              + event.time()
              + " is later than the store's clock, "
              + now
              + ", by more than "
              + limits.future()
              + ". Set the sender's clock, or the store's.";
      return new Quarantined(QuarantineReason.FUTURE, detail, event.id(), raw);
    }
    if (event.time().isBefore(now.minus(limits.past()))) {
      String detail =
          "/time: "
              + event.time()
              + " is more than "
              + limits.past()
              + " before the store's"
              + " clock, "
              + now
              + ". Set the sender's clock; to take events from long ago, raise the store's bound"
              + " (parcook.intake.past) or set its clock back (parcook.clock.start).";
      return new Quarantined(QuarantineReason.TOO_OLD, detail, event.id(), raw);
    }
    if (!names.admit(event)) {
      String detail =
          "The store knows "
              + names.items()
              + " items and "
              + names.zones()
              + " zones, and "
              + limits.maxNames()
              + " of each are its bound; this event names one more. Look for"
              + " a sender that makes up names, or raise the bound.";
      return new Quarantined(QuarantineReason.TOO_MANY_NAMES, detail, event.id(), raw);
    }
    return new Accepted(event, raw);
  }

  private Quarantined tooLarge(String detail, byte[] raw) {
    return new Quarantined(QuarantineReason.TOO_LARGE, detail, null, cut(raw));
  }

  private byte[] cut(byte[] raw) {
    return raw.length <= limits.maxEventBytes() ? raw : Arrays.copyOf(raw, limits.maxEventBytes());
  }
}
