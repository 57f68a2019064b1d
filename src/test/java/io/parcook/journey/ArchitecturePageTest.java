package io.parcook.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Every type and package that docs/ARCHITECTURE.md names exists.
class ArchitecturePageTest {

  private static final Pattern TYPE = Pattern.compile("`([A-Z][A-Za-z]+)`");
  private static final Pattern PACKAGE =
      Pattern.compile("`((?:pipeline|models|sync|tuning|service|simulator|cli)(?:\\.[a-z]+)*)`");

  @Test
  void everyTypeItNamesExists() {
    Set<String> known =
        new ClassFileImporter()
            .importPaths(Checkout.classes()).stream()
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet());
    assertThat(known).containsAll(named(TYPE));
  }

  @Test
  void everyPackageItNamesExists() {
    Set<String> known =
        new ClassFileImporter()
            .importPaths(Checkout.classes()).stream()
                .map(type -> type.getPackageName().replace("io.parcook.", ""))
                .collect(Collectors.toSet());
    assertThat(known).containsAll(named(PACKAGE));
  }

  private static Set<String> named(Pattern pattern) {
    Set<String> names = new TreeSet<>();
    var matcher = pattern.matcher(Checkout.read("docs/ARCHITECTURE.md"));
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    assertThat(names).isNotEmpty();
    return names;
  }
}
