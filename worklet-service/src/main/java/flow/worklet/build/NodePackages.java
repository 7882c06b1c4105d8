package flow.worklet.build;

import flow.worklet.source.Tree;
import tools.jackson.databind.JsonNode;

/// Which program installs a Node program's packages.
enum NodePackages {
  NPM,
  PNPM,
  YARN;

  static NodePackages of(Tree tree, JsonNode json) {
    var wanted = json.path("packageManager").asString("");
    if (wanted.startsWith("pnpm") || (wanted.isEmpty() && tree.has("pnpm-lock.yaml"))) {
      return PNPM;
    }
    if (wanted.startsWith("yarn") || (wanted.isEmpty() && tree.has("yarn.lock"))) {
      return YARN;
    }
    return NPM;
  }

  /// The instructions that install; none when nothing is asked for. They come before the sources
  /// are copied, so that they are repeated only when what is asked for changes.
  String install(Tree tree, JsonNode json) {
    if (json.path("dependencies").isEmpty() && json.path("devDependencies").isEmpty()) {
      return "";
    }
    return switch (this) {
      case NPM ->
          tree.has("package-lock.json")
              ? instructions(" package-lock.json", "npm ci --no-audit --no-fund")
              : instructions("", "npm install --no-audit --no-fund");
      case PNPM ->
          tree.has("pnpm-lock.yaml")
              ? instructions(" pnpm-lock.yaml", "corepack enable && pnpm install --frozen-lockfile")
              : instructions("", "corepack enable && pnpm install");
      case YARN ->
          tree.has("yarn.lock")
              ? instructions(
                  " yarn.lock",
                  "corepack enable && (yarn install --immutable || yarn install --frozen-lockfile)")
              : instructions("", "corepack enable && yarn install");
    };
  }

  String run(String script) {
    return switch (this) {
      case NPM -> "npm run " + script;
      case PNPM -> "corepack enable && pnpm run " + script;
      case YARN -> "corepack enable && yarn run " + script;
    };
  }

  private static String instructions(String lock, String command) {
    return "COPY package.json%s ./\nRUN %s\n".formatted(lock, command);
  }
}
