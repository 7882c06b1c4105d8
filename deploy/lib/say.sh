# What people read, and commands that can be interrupted.

export FLOW_BEGAN_AT=${FLOW_BEGAN_AT:-$(date +%s)}

say() { printf '[%3d s] %s\n' "$(($(date +%s) - FLOW_BEGAN_AT))" "$*"; }

fail() {
  printf 'Flow: %s\n' "$*" >&2
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# The command that runs right now, in a process group of its own, so that it ends with all it started.
RUNNING=

run() {
  setsid "$@" 9>&- </dev/null &
  RUNNING=$!
  local code=0
  wait "$RUNNING" || code=$?
  RUNNING=
  return "$code"
}

end_running() {
  [ -n "$RUNNING" ] || return 0
  kill -TERM -- "-$RUNNING" 2>/dev/null
  wait "$RUNNING" 2>/dev/null
  RUNNING=
}

# run_quietly LIMIT LOG COMMAND...: like run, with a time limit in seconds and its output in a file.
run_quietly() {
  local limit=$1 log=$2
  shift 2
  run timeout --kill-after=10 "$limit" "$@" >>"$log" 2>&1
}

show_end() {
  printf '  the end of %s:\n' "$1" >&2
  tail -n "${2:-15}" "$1" 2>/dev/null | sed 's/^/  | /' >&2
}
