package io.parcook.sync.catalog;

/// The life of a version. A step that is not legal does not compile: it has no method.
///
/// ```
/// Fetched ─► Verified ─► Admitted ─► Shadow ─► Live ◄─► Retired
///    └──────────┴───────────┴──────────┴─► Refused ◄┘ (rolled back)
/// ```
///
/// A state is a value. Its methods say what to change; [Catalog#record] makes it so.
public sealed interface VersionState {

  Version version();

  /// The decision that brought it here.
  Decision since();

  /// On its way: it has not served and may yet. Never pruned.
  sealed interface Candidate extends VersionState {

    /// It will never serve.
    default Transition<Refused> refused(Why why) {
      return new Transition<>(this, why, Refused::new);
    }
  }

  /// The file is here, and is the one that was announced.
  record Fetched(Version version, Decision since) implements Candidate {

    /// Signature, age and release are in order; for an adapter, this store made it itself.
    public Transition<Verified> verified(Why why) {
      return new Transition<>(this, why, Verified::new);
    }
  }

  /// It comes from whom it should.
  record Verified(Version version, Decision since) implements Candidate {

    /// It may be run here: harmless, understood, fast enough, sane.
    public Transition<Admitted> admitted(Why why) {
      return new Transition<>(this, why, Admitted::new);
    }
  }

  /// It may be run here.
  record Admitted(Version version, Decision since) implements Candidate {

    /// It forecasts unseen beside the live one.
    public Transition<Shadow> shadow(Why why) {
      return new Transition<>(this, why, Shadow::new);
    }
  }

  /// It forecasts unseen, and is scored on what sells.
  record Shadow(Version version, Decision since) implements Candidate {

    /// It serves; what served before is retired by the same decision.
    public Transition<Live> live(Why why) {
      return new Transition<>(this, why, Live::new);
    }
  }

  /// It serves. At most one does. [Catalog#rollBack] takes it back.
  record Live(Version version, Decision since) implements VersionState {}

  /// It served until another took its place, and can take it again.
  record Retired(Version version, Decision since) implements VersionState {}

  /// It will never serve (again). It is remembered after its file is gone, so that the same content
  /// is not fetched and tried anew.
  record Refused(Version version, Decision since) implements VersionState {}

  /// The states by the names they are written with, in the order of a life.
  enum Name {
    FETCHED,
    VERIFIED,
    ADMITTED,
    SHADOW,
    LIVE,
    RETIRED,
    REFUSED;

    VersionState of(Version version, Decision since) {
      return switch (this) {
        case FETCHED -> new Fetched(version, since);
        case VERIFIED -> new Verified(version, since);
        case ADMITTED -> new Admitted(version, since);
        case SHADOW -> new Shadow(version, since);
        case LIVE -> new Live(version, since);
        case RETIRED -> new Retired(version, since);
        case REFUSED -> new Refused(version, since);
      };
    }
  }

  /// What it is called.
  default Name name() {
    return switch (this) {
      case Fetched _ -> Name.FETCHED;
      case Verified _ -> Name.VERIFIED;
      case Admitted _ -> Name.ADMITTED;
      case Shadow _ -> Name.SHADOW;
      case Live _ -> Name.LIVE;
      case Retired _ -> Name.RETIRED;
      case Refused _ -> Name.REFUSED;
    };
  }
}
