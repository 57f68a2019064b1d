package io.parcook.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The restricted profile of the Pod Security Standards, one method a control, named as the
/// standard names it (<https://kubernetes.io/docs/concepts/security/pod-security-standards/>). It
/// holds the baseline's controls too.
final class RestrictedProfile {

  private static final Set<String> VOLUMES =
      Set.of(
          "configMap",
          "csi",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "persistentVolumeClaim",
          "projected",
          "secret");

  private static final Set<String> SYSCTLS =
      Set.of(
          "kernel.shm_rmid_forced",
          "net.ipv4.ip_local_port_range",
          "net.ipv4.ip_unprivileged_port_start",
          "net.ipv4.tcp_syncookies",
          "net.ipv4.ping_group_range",
          "net.ipv4.ip_local_reserved_ports",
          "net.ipv4.tcp_keepalive_time",
          "net.ipv4.tcp_fin_timeout",
          "net.ipv4.tcp_keepalive_intvl",
          "net.ipv4.tcp_keepalive_probes");

  private static final Set<String> SELINUX =
      Set.of("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t");

  private final JsonNode pod;
  private final List<JsonNode> containers;
  private final List<String> broken = new ArrayList<>();

  private RestrictedProfile(JsonNode pod) {
    this.pod = pod;
    containers = Manifests.containers(pod);
  }

  /// The controls that a pod breaks, by the standard's names.
  static List<String> broken(JsonNode pod) {
    return new RestrictedProfile(pod).check();
  }

  private List<String> check() {
    control("HostProcess", !windows(pod) && none(RestrictedProfile::windows));
    control(
        "Host Namespaces",
        Stream.of("hostNetwork", "hostPID", "hostIPC")
            .noneMatch(name -> pod.at("/spec/" + name).asBoolean()));
    control("Privileged Containers", none(one -> security(one, "privileged").asBoolean()));
    control(
        "Capabilities",
        !containers.isEmpty()
            && containers.stream()
                .allMatch(
                    one ->
                        drops(one)
                            && words(security(one, "capabilities/add"))
                                .allMatch("NET_BIND_SERVICE"::equals)));
    control(
        "HostPath Volumes",
        Manifests.each(pod.at("/spec/volumes")).noneMatch(volume -> volume.has("hostPath")));
    control(
        "Host Ports",
        none(
            one ->
                Manifests.each(one.at("/ports"))
                    .anyMatch(port -> port.at("/hostPort").asInt() != 0)));
    control(
        "AppArmor",
        all("appArmorProfile/type", type -> !type.equals("Unconfined"))
            && annotations("container.apparmor.security.beta.kubernetes.io/")
                .allMatch(value -> !value.equals("unconfined")));
    control("SELinux type", all("seLinuxOptions/type", SELINUX::contains));
    control(
        "SELinux user and role",
        all("seLinuxOptions/user", String::isEmpty) && all("seLinuxOptions/role", String::isEmpty));
    control("/proc Mount Type", all("procMount", type -> type.isEmpty() || type.equals("Default")));
    control(
        "Sysctls",
        Manifests.each(pod.at("/spec/securityContext/sysctls"))
            .allMatch(sysctl -> SYSCTLS.contains(sysctl.at("/name").asText())));
    control(
        "Volume Types",
        Manifests.each(pod.at("/spec/volumes"))
            .allMatch(
                volume ->
                    volume.properties().stream()
                        .map(java.util.Map.Entry::getKey)
                        .filter(name -> !name.equals("name"))
                        .allMatch(VOLUMES::contains)));
    control(
        "Privilege Escalation",
        containers.stream()
            .allMatch(
                one -> {
                  JsonNode may = security(one, "allowPrivilegeEscalation");
                  return may.isBoolean() && !may.asBoolean();
                }));
    control("Running as Non-root", effective("runAsNonRoot", "true"::equals));
    control("Running as Non-root user", all("runAsUser", user -> !user.equals("0")));
    control(
        "Seccomp",
        effective("seccompProfile/type", Set.of("RuntimeDefault", "Localhost")::contains));
    return List.copyOf(broken);
  }

  private void control(String name, boolean holds) {
    if (!holds) {
      broken.add(name);
    }
  }

  private boolean none(Predicate<JsonNode> of) {
    return containers.stream().noneMatch(of);
  }

  /// Whether the field of the pod's own context and of each container's passes; absent is `""`.
  private boolean all(String field, Predicate<String> passes) {
    return passes.test(pod.at("/spec/securityContext/" + field).asText())
        && containers.stream().allMatch(one -> passes.test(security(one, field).asText()));
  }

  /// Whether the field that holds for each container passes: its own, or else the pod's.
  private boolean effective(String field, Predicate<String> passes) {
    String ofPod = pod.at("/spec/securityContext/" + field).asText();
    return containers.stream()
        .map(one -> security(one, field))
        .map(own -> own.isMissingNode() ? ofPod : own.asText())
        .allMatch(passes);
  }

  private Stream<String> annotations(String prefix) {
    return pod.at("/metadata/annotations").properties().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .map(entry -> entry.getValue().asText());
  }

  private static boolean windows(JsonNode holder) {
    return holder.at("/securityContext/windowsOptions/hostProcess").asBoolean()
        || holder.at("/spec/securityContext/windowsOptions/hostProcess").asBoolean();
  }

  private static boolean drops(JsonNode container) {
    return words(security(container, "capabilities/drop")).anyMatch("ALL"::equals);
  }

  private static JsonNode security(JsonNode container, String field) {
    return container.at("/securityContext/" + field);
  }

  private static Stream<String> words(JsonNode array) {
    return Manifests.each(array).map(JsonNode::asText);
  }
}
