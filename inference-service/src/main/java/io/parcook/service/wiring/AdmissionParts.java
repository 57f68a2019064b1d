package io.parcook.service.wiring;

import io.parcook.service.settings.ParcookConfig;
import io.parcook.sync.admission.Admission;
import io.parcook.sync.admission.ChildAdmission;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Makes what decides whether a model of the cloud may be run here: a child process, never this
// one.
@Dependent
public class AdmissionParts {

  private static final Admission.Verdict NOBODY =
      new Admission.Verdict.Undecided(
          "Nothing from the cloud is run before a child process has examined it, and the command"
              + " line's jar, which that would run, is not here; name it with parcook.tuning.jar.");

  @Produces
  @Singleton
  Admission admission(ParcookConfig config) {
    StoreChild child = StoreChild.of(config);
    return child
        .jvm()
        .<Admission>map(jvm -> new ChildAdmission(jvm, ChildAdmission.LIMITS, child.arguments()))
        .orElse((_, _) -> NOBODY);
  }
}
