package flow.worklet.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flow.worklet.testing.MapTree;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PlannerTest {

  static final BuildSettings SETTINGS =
      new Binder(new MapConfigurationPropertySource(Map.of()))
          .bindOrCreate("flow.build", BuildSettings.class);

  final Planner planner = new Planner(SETTINGS);

  Plan plan(String... pathsAndTexts) {
    var files = new HashMap<String, String>();
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      files.put(pathsAndTexts[i], pathsAndTexts[i + 1]);
    }
    return planner.plan(new MapTree(files));
  }

  @Test
  void prefersTheRepositorysOwnDockerfile() {
    var plan =
        plan(
            "Dockerfile",
            "FROM busybox\nEXPOSE 3000\n",
            "package.json",
            "{}",
            "flow.yaml",
            "health: /up\n");

    assertThat(plan)
        .isEqualTo(
            new Plan(Stack.DOCKERFILE, "", "FROM busybox\nEXPOSE 3000\n", 3000, "/up", null));
  }

  @Test
  void installsNodesPackagesBeforeItCopiesTheSources() {
    var plan =
        plan(
            "package.json",
            "{\"dependencies\":{\"express\":\"5\"},\"scripts\":{\"start\":\"node server.js\"}}",
            "package-lock.json",
            "{}");

    assertThat(plan.stack()).isEqualTo(Stack.NODE);
    assertThat(plan.dockerfile())
        .containsSubsequence(
            "COPY package.json package-lock.json ./",
            "RUN npm ci",
            "COPY . .",
            "CMD [\"sh\",\"-c\",\"exec node server.js\"]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pnpm-lock.yaml:pnpm install --frozen-lockfile",
        "yarn.lock:yarn install --immutable"
      })
  void heedsTheLockFile(String lockAndCommand) {
    var parts = lockAndCommand.split(":");

    assertThat(
            plan(
                    "package.json",
                    "{\"devDependencies\":{\"a\":\"1\"},\"main\":\"x.js\"}",
                    "x.js",
                    "",
                    parts[0],
                    "")
                .dockerfile())
        .contains(parts[1], "node x.js");
  }

  @Test
  void servesASiteThatNodeBuilds() {
    var plan =
        plan(
            "package.json",
            "{\"scripts\":{\"build\":\"tsc && vite build\",\"start\":\"vite\"},\"devDependencies\":{\"vite\":\"7\"}}",
            "index.html",
            "");

    assertThat(plan.dockerfile())
        .contains("RUN npm run build", "cp -r \"$folder\" /site", "busybox httpd");
  }

  @Test
  void startsAnAsgiApplicationWithItsServer() {
    var plan =
        plan(
            "requirements.txt",
            "fastapi\n",
            "main.py",
            "from fastapi import FastAPI\napi = FastAPI()\n");

    assertThat(plan.stack()).isEqualTo(Stack.PYTHON);
    assertThat(plan.dockerfile())
        .contains(
            "pip install -r requirements.txt",
            "pip install uvicorn",
            "uvicorn main:api --host 0.0.0.0 --port $PORT");
  }

  @Test
  void startsAWsgiApplicationWithItsServer() {
    assertThat(
            plan("requirements.txt", "Flask\ngunicorn\n", "app.py", "app = Flask(__name__)\n")
                .dockerfile())
        .contains("gunicorn --bind 0.0.0.0:$PORT --worker-tmp-dir /tmp app:app")
        .doesNotContain("pip install gunicorn");
  }

  @Test
  void startsDjango() {
    assertThat(plan("requirements.txt", "django", "manage.py", "", "shop/wsgi.py", "").dockerfile())
        .contains("shop.wsgi");
  }

  @Test
  void startsAPythonScript() {
    assertThat(plan("server.py", "print(1)").dockerfile()).contains("exec python3 server.py");
  }

  @Test
  void findsGosOnlyMainPackage() {
    assertThat(
            plan(
                    "go.mod",
                    "module x",
                    "cmd/web/main.go",
                    "package main\n",
                    "lib/lib.go",
                    "package lib\n")
                .dockerfile())
        .contains("go build -trimpath -o /out/app ./cmd/web");
  }

  @Test
  void asksWhichOfSeveralMainPackagesIsMeant() {
    assertThatThrownBy(() ->
            plan(
                "go.mod", "module x", "a/main.go", "package main\n", "b/main.go", "package main\n"))
        .hasMessage("The Go module has several main packages: ./a, ./b.");
  }

  @Test
  void buildsJavaWithItsWrapper() {
    assertThat(plan("pom.xml", "", "mvnw", "").dockerfile())
        .contains("RUN sh ./mvnw -B -DskipTests package", "target/*.jar");
    assertThat(plan("build.gradle.kts", "").dockerfile())
        .contains("gradle --no-daemon assemble", "build/libs/*.jar");
  }

  @Test
  void servesAStaticSite() {
    assertThat(plan("public/index.html", "").dockerfile()).contains("COPY [\"public\", \"/site\"]");
    assertThat(plan("index.html", "").stack()).isEqualTo(Stack.STATIC);
  }

  @Test
  void heedsFlowYaml() {
    var plan =
        plan(
            "flow.yaml",
            "root: app\nstack: node\nstart: deno run x && echo\nport: 3000\nhealth: /health\n",
            "app/package.json",
            "{}",
            "index.html",
            "");

    assertThat(plan.root()).isEqualTo("app");
    assertThat(plan.port()).isEqualTo(3000);
    assertThat(plan.dockerfile()).contains("CMD [\"sh\",\"-c\",\"deno run x && echo\"]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "root: ../x",
        "root: /etc",
        "root: a/../../b",
        "dockerfile: ../Dockerfile",
        "publish: -x",
        "publish: ../..",
        "dockerfile: /etc/passwd",
        "port: 70000",
        "port: http",
        "health: http://x/",
        "stack: cobol",
        "strat: x",
        "start: [a, b]",
        "- a",
        "a: &a [*a]",
        "start: \"a\\nUSER root\"",
        ": :"
      })
  void refusesABadFlowYaml(String yaml) {
    assertThatThrownBy(() -> plan("flow.yaml", yaml, "index.html", ""))
        .isInstanceOf(Unbuildable.class)
        .hasMessageStartingWith("flow.yaml: ");
  }

  @Test
  void namesWhatItLookedFor() {
    assertThatThrownBy(() -> plan("README.md", ""))
        .isInstanceOf(Unbuildable.class)
        .hasMessageContaining(
            "Dockerfile, go.mod (go), pom.xml, build.gradle, build.gradle.kts (java), requirements.txt");
    assertThatThrownBy(() -> plan("package.json", "{}")).hasMessageContaining("no start command");
    assertThatThrownBy(() -> plan("package.json", "{")).hasMessageContaining("not JSON");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ADD http://169.254.169.254/latest /x",
        "ADD [\"https://a/b\", \"/x\"]",
        "ADD $URL /x",
        "ADD --chown=1 git@a:b /x",
        "ONBUILD ADD http://a /b",
        "COPY --from=10.0.0.1:5000/x /a /b",
        "ADD \\\n  http://a /b",
        "FROM localhost:5000/x",
        "FROM --platform=linux/amd64 127.0.0.1/x",
        "FROM registry.internal/x",
        "FROM $HOST/x",
        "FROM registry:5000/x"
      })
  void refusesThatTheEngineFetchesFromPrivatePlaces(String instruction) {
    assertThatThrownBy(() -> plan("Dockerfile", "FROM busybox\n" + instruction))
        .isInstanceOf(Unbuildable.class);
  }

  @Test
  void refusesThatWithAnotherEscapeCharacterToo() {
    assertThatThrownBy(() -> plan("Dockerfile", "# escape=`\nFROM busybox\nADD `\n http://a /b"))
        .isInstanceOf(Unbuildable.class);
  }

  @Test
  void labelsEveryStage() {
    assertThat(Dockerfiles.labelled("FROM a AS b\nRUN x\nfrom \\\n  c\nCMD y", Map.of("k", "v")))
        .isEqualTo("FROM a AS b\nLABEL k=\"v\"\nRUN x\nfrom \\\n  c\nLABEL k=\"v\"\nCMD y");
  }
}
