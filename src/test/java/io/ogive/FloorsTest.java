package io.ogive;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Keeps the floors: a package knows only what lies under it, a library shows only where it belongs,
 * and nothing that shapes a model computes with what may differ from one machine to the next.
 */
class FloorsTest {
  private static final String ROOT = "io.ogive";
  private static final String FIXTURE = "io.ogive.floorsfixture";

  /** What each package may know, from the ground up; a package that is not here has no floor. */
  private static final Map<String, List<String>> KNOWS = new LinkedHashMap<>();

  static {
    KNOWS.put("math", List.of());
    KNOWS.put("data", List.of("math"));
    KNOWS.put("health", List.of("math"));
    KNOWS.put("model", List.of("math", "data"));
    KNOWS.put("objective", List.of("math", "data", "health", "model"));
    KNOWS.put("solver", List.of("math", "data", "health", "model", "objective"));
    KNOWS.put("reference", List.of("data", "model"));
    List<String> upToFour =
        List.of("math", "data", "health", "model", "objective", "solver", "reference");
    KNOWS.put("spark", upToFour);
    KNOWS.put("report", List.of("health", "model"));
    List<String> upToFive = new ArrayList<>(upToFour);
    upToFive.addAll(List.of("spark", "report"));
    KNOWS.put("ml", upToFive);
    KNOWS.put("bench", upToFive);
    KNOWS.put(
        "theory", List.of("math", "data", "health", "model", "objective", "solver", "report"));
    List<String> upToSix = new ArrayList<>(upToFive);
    upToSix.addAll(List.of("bench", "theory"));
    KNOWS.put("job", upToSix);
  }

  private static final List<String> SHAPES_THE_MODEL =
      List.of("math", "data", "model", "objective", "solver");

  /** The JDK lets these differ by an ulp between machines; io.ogive.math has its own. */
  private static final String LOOSE_FUNCTIONS =
      "exp|expm1|log|log10|log1p|pow|cbrt|hypot|sinh?|cosh?|tanh?|asin|acos|atan2?|random";

  @TestFactory
  Stream<DynamicTest> theHouseStands() {
    JavaClasses house =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);
    return rules(ROOT).stream()
        .map(rule -> dynamicTest(rule.getDescription(), () -> rule.check(house)));
  }

  @Test
  void aClimberBreaksEachRuleThatItShould() {
    JavaClasses fixture = new ClassFileImporter().importPackages(FIXTURE);
    List<String> broken =
        rules(FIXTURE).stream()
            .filter(rule -> rule.evaluate(fixture).hasViolation())
            .map(ArchRule::getDescription)
            .toList();
    assertThat(broken)
        .containsExactly(
            "every class has a floor",
            "math knows nothing of the house",
            "Spark stays in spark, ml, bench, job",
            "loose functions stay out of what shapes the model",
            "random numbers are keyed in what shapes the model");
  }

  private static List<ArchRule> rules(String root) {
    List<ArchRule> rules = new ArrayList<>();
    rules.add(
        classes()
            .should()
            .resideInAnyPackage(packages(root, KNOWS.keySet()))
            .as("every class has a floor"));
    KNOWS.forEach((name, known) -> rules.add(knowsOnly(root, name, known)));
    rules.add(
        staysIn(
            root,
            "Spark",
            List.of("spark", "ml", "bench", "job"),
            "org.apache.spark..",
            "org.apache.hadoop..",
            "scala..",
            "breeze.."));
    rules.add(staysIn(root, "SIMD", List.of("math"), "jdk.incubator.."));
    rules.add(
        noClasses()
            .that()
            .resideInAnyPackage(packages(root, SHAPES_THE_MODEL))
            .should()
            .accessTargetWhere(
                target(owner(equivalentTo(Math.class))).and(target(nameMatching(LOOSE_FUNCTIONS))))
            .as("loose functions stay out of what shapes the model"));
    rules.add(
        noClasses()
            .that()
            .resideInAnyPackage(packages(root, SHAPES_THE_MODEL))
            .should()
            .dependOnClassesThat(
                nameMatching("java\\.util\\..*Random")
                    .or(nameMatching("java\\.util\\.random\\..*")))
            .as("random numbers are keyed in what shapes the model"));
    return rules.stream().map(rule -> rule.allowEmptyShould(true)).toList();
  }

  private static ArchRule knowsOnly(String root, String name, List<String> known) {
    List<String> allowed = new ArrayList<>(known);
    allowed.add(name);
    return noClasses()
        .that()
        .resideInAPackage(root + "." + name + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage(root + "..").and(not(resideInAnyPackage(packages(root, allowed)))))
        .as(
            known.isEmpty()
                ? name + " knows nothing of the house"
                : name + " knows only " + String.join(", ", known));
  }

  private static ArchRule staysIn(
      String root, String library, List<String> homes, String... libraryPackages) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(packages(root, homes))
        .should()
        .dependOnClassesThat(resideInAnyPackage(libraryPackages))
        .as(library + " stays in " + String.join(", ", homes));
  }

  private static String[] packages(String root, Collection<String> names) {
    return names.stream().map(name -> root + "." + name + "..").toArray(String[]::new);
  }
}
