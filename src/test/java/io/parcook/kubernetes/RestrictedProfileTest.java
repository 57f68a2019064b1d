package io.parcook.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The profile's own check refuses what the standard forbids, one control at a time.
class RestrictedProfileTest {

  private static final String GOOD =
      """
      metadata: {}
      spec:
        securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
        containers:
          - name: one
            securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
      """;

  @Test
  void aPodThatKeepsAllOfItPasses() {
    assertThat(RestrictedProfile.broken(pod(GOOD))).isEmpty();
  }

  @Test
  void aPodThatSaysNothingBreaksWhatHasToBeSaid() {
    assertThat(RestrictedProfile.broken(pod("spec: {containers: [{name: one}]}")))
        .containsExactly("Capabilities", "Privilege Escalation", "Running as Non-root", "Seccomp");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HostProcess                | /spec/securityContext | windowsOptions: {hostProcess: true}",
        "Host Namespaces            | /spec | hostNetwork: true",
        "Host Namespaces            | /spec | hostPID: true",
        "Host Namespaces            | /spec | hostIPC: true",
        "Privileged Containers      | /spec/containers/0/securityContext | privileged: true",
        "Capabilities               | /spec/containers/0/securityContext | capabilities: {drop: [CHOWN]}",
        "Capabilities               | /spec/containers/0/securityContext | capabilities: {drop: [ALL], add: [SYS_TIME]}",
        "Host Ports                 | /spec/containers/0 | ports: [{containerPort: 1, hostPort: 1}]",
        "AppArmor                   | /spec/securityContext | appArmorProfile: {type: Unconfined}",
        "SELinux type               | /spec/securityContext | seLinuxOptions: {type: spc_t}",
        "SELinux user and role      | /spec/securityContext | seLinuxOptions: {user: me}",
        "/proc Mount Type           | /spec/containers/0/securityContext | procMount: Unmasked",
        "Sysctls                    | /spec/securityContext | sysctls: [{name: kernel.msgmax}]",
        "Volume Types               | /spec | volumes: [{name: a, nfs: {}}]",
        "Privilege Escalation       | /spec/containers/0/securityContext | allowPrivilegeEscalation: true",
        "Running as Non-root        | /spec/containers/0/securityContext | runAsNonRoot: false",
        "Running as Non-root user   | /spec/securityContext | runAsUser: 0",
        "Seccomp                    | /spec/containers/0/securityContext | seccompProfile: {type: Unconfined}",
      })
  void eachControlRefusesItsBreach(String control, String place, String breach) {
    JsonNode pod = pod(GOOD);
    ((ObjectNode) pod.at(place)).setAll((ObjectNode) pod(breach));

    assertThat(RestrictedProfile.broken(pod)).containsExactly(control);
  }

  @Test
  void aPathOfTheHostBreaksTwoControls() {
    JsonNode pod = pod(GOOD);
    ((ObjectNode) pod.at("/spec")).setAll((ObjectNode) pod("volumes: [{name: a, hostPath: {}}]"));

    assertThat(RestrictedProfile.broken(pod)).containsExactly("HostPath Volumes", "Volume Types");
  }

  private static JsonNode pod(String yaml) {
    return Manifests.of(yaml).objects().getFirst();
  }
}
