package io.parcook.service.wiring;

import io.parcook.service.learning.OpeningAdmission;
import io.parcook.sync.admission.Admission;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Makes what decides whether a model of the cloud may be run here.
@Dependent
public class AdmissionParts {

  @Produces
  @Singleton
  Admission admission() {
    return new OpeningAdmission();
  }
}
