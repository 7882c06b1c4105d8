# What this machine has of what Flow needs.

tell() { printf '%-20s %s\n' "$1" "$2"; }

doctor() {
  local name variable port
  tell machine "$(uname -sm), $(nproc) cores, $(awk '/^MemAvailable/ { printf "%d MB free memory", $2 / 1024 }' /proc/meminfo)"
  tell "data folder" "$DATA, $(df -Pm "$ROOT" | awk 'NR == 2 { print $4 }') MB free"
  tell "settings file" "$([ -f "$FLOW_CONFIG" ] && echo "$FLOW_CONFIG" || echo "none ($FLOW_CONFIG)")"
  tell Maven "$(maven_version | grep . || echo "missing: deploy/flow up installs it as root on Debian or Ubuntu")"
  tell JDK "$(find_jdk && "$JAVA_HOME/bin/java" -version 2>&1 | sed -n '1s/.*"\(.*\)".*/\1/p' | tr '\n' ' ' && echo "in $JAVA_HOME" || echo "no JDK $JDK_AT_LEAST or newer")"
  tell git "$(git --version 2>/dev/null || echo missing)"
  tell "Claude CLI" "$(claude_found)"
  tell "sandbox" "$(sandbox_found)"
  tell "Docker engine" "$(timeout 20 docker version --format '{{.Server.Version}}' 2>/dev/null || echo "none answers: everything but worklets works")"
  tell Slack "$(uses_slack_simulator && echo "simulator" || echo "as set")"
  tell model "$(uses_model_simulator && echo "offline model (no ANTHROPIC_API_KEY, ANTHROPIC_AUTH_TOKEN or CLAUDE_CODE_OAUTH_TOKEN is set)" || echo "as set")"
  tell Flow "$(pid=$(running_process) && echo "runs as process $pid" || echo "is not running")"
  running_process >/dev/null && return 0
  ports | while read -r name variable port; do
    listens "$port" && tell "port $port" "in use by another program; $name wants it ($variable)"
  done
  return 0
}

claude_found() {
  local command
  command=$(setting FLOW_CLAUDE_COMMAND claude_command)
  if [ -z "$command" ]; then
    command=$(command -v claude || echo "$CACHE/claude-$CLAUDE_VERSION/claude")
  fi
  local version
  # shellcheck disable=SC2086 # it may be a command with arguments
  version=$(timeout 30 $command --version 2>/dev/null) && echo "$version ($command)" || echo "missing: deploy/flow up downloads it"
}

sandbox_found() {
  if ! has bwrap; then
    echo "none: bubblewrap is missing, Claude processes run without a sandbox"
  elif timeout 10 bwrap --ro-bind / / --unshare-pid --die-with-parent true 2>/dev/null; then
    echo "$(bwrap --version), works"
  else
    echo "$(bwrap --version) does not work here, Claude processes run without a sandbox"
  fi
}
