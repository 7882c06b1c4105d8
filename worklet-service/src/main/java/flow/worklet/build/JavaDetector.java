package flow.worklet.build;

import flow.worklet.source.Tree;
import java.util.Optional;

/// A Java program built by Maven or Gradle.
final class JavaDetector implements Detector {

  private static final String RUN =
      "[\"java\", \"-XX:MaxRAMPercentage=70\", \"-jar\", \"/app/app.jar\"]";

  private final BuildSettings settings;

  JavaDetector(BuildSettings settings) {
    this.settings = settings;
  }

  @Override
  public Stack stack() {
    return Stack.JAVA;
  }

  @Override
  public String signs() {
    return "pom.xml, build.gradle, build.gradle.kts";
  }

  @Override
  public Optional<String> dockerfile(Tree tree, FlowYaml wishes) {
    if (tree.has("pom.xml")) {
      var maven = tree.has("mvnw") ? "sh ./mvnw" : "mvn";
      return Optional.of(
          dockerfile(settings.mavenImage(), maven + " -B -DskipTests package", "target", wishes));
    }
    if (tree.has("build.gradle") || tree.has("build.gradle.kts")) {
      var gradle = tree.has("gradlew") ? "sh ./gradlew" : "gradle";
      return Optional.of(
          dockerfile(
              settings.gradleImage(), gradle + " --no-daemon assemble", "build/libs", wishes));
    }
    return Optional.empty();
  }

  /// The largest archive is the one that can be run: a program with its libraries inside.
  private String dockerfile(String image, String command, String folder, FlowYaml wishes) {
    return """
    FROM %s AS build
    WORKDIR /src
    COPY . .
    RUN %s
    RUN mkdir -p /app && jar=$(ls -S %s/*.jar | grep -v -e '-sources.jar' -e '-javadoc.jar' -e '-plain.jar' | head -n 1) && cp "$jar" /app/app.jar
    FROM %s
    COPY --from=build /app /app
    WORKDIR /app
    CMD %s
    """
        .formatted(
            image,
            wishes.build() != null ? wishes.build() : command,
            folder,
            settings.javaImage(),
            wishes.start() != null ? StartCommand.json(wishes.start()) : RUN);
  }
}
