# A Docker engine for the tests: the one that answers, else one of our own for as long as they run.

ENGINE=

engine_answers() { timeout 20 docker version >/dev/null 2>&1; }

start_engine() {
  engine_answers && return 0
  [ "$(id -u)" = 0 ] || fail "no Docker engine answers. Start one, or set DOCKER_HOST."
  [ -z "${DOCKER_HOST:-}" ] || fail "no Docker engine answers at DOCKER_HOST=$DOCKER_HOST."
  say "starting a Docker engine"
  clear_stale_pid /var/run/docker.pid dockerd
  clear_stale_pid /var/run/docker/containerd/containerd.pid containerd
  setsid dockerd 9>&- </dev/null >"$DATA/logs/dockerd.log" 2>&1 &
  ENGINE=$!
  local i
  for i in $(seq 1 90); do
    engine_answers && return 0
    kill -0 "$ENGINE" 2>/dev/null || break
    sleep 1
  done
  show_end "$DATA/logs/dockerd.log"
  stop_engine
  fail "the Docker engine did not start (whole output: $DATA/logs/dockerd.log)"
}

# A file that names a process which is gone, or which is another program by now.
clear_stale_pid() {
  local pid
  pid=$(cat "$1" 2>/dev/null) || return 0
  if [ "$(cat "/proc/$pid/comm" 2>/dev/null)" != "$2" ]; then
    rm -f "$1"
  fi
}

stop_engine() {
  [ -n "$ENGINE" ] || return 0
  say "stopping the Docker engine"
  kill -TERM "$ENGINE" 2>/dev/null
  local i
  for i in $(seq 1 60); do
    kill -0 "$ENGINE" 2>/dev/null || break
    sleep 0.5
  done
  kill -KILL -- "-$ENGINE" 2>/dev/null
  wait "$ENGINE" 2>/dev/null
  ENGINE=
}
