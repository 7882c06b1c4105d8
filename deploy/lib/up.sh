# Running the platform: one run per data folder, known by its lock and its process file.

STOP_LIMIT=120

start_time() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }

# The process that runs the platform on this data folder, while it builds, too.
running_process() {
  local pid began
  read -r pid began 2>/dev/null <"$DATA/run/process" || return 1
  [ -n "$began" ] && [ "$(start_time "$pid")" = "$began" ] || return 1
  ! grep -q '^State:.Z' "/proc/$pid/status" || return 1
  echo "$pid"
}

take_data_folder() {
  mkdir -p "$DATA" "$DATA/logs" "$DATA/run" 2>/dev/null || fail "the data folder $DATA cannot be made. Set FLOW_DATA_DIR to another."
  [ -w "$DATA" ] || fail "the data folder $DATA cannot be written. Set FLOW_DATA_DIR to another."
  chmod 700 "$DATA/logs" "$DATA/run"
  exec 9>"$DATA/run/lock"
  if ! flock -n 9; then
    fail "it runs on $DATA already (process $(running_process || echo unknown)). Stop it with: deploy/flow down"
  fi
  echo "$$ $(start_time $$)" >"$DATA/run/process"
  : >"$DATA/run/processes"
}

keep_token() {
  [ -z "$(setting FLOW_API_TOKEN api_token)" ] || return 0
  if [ ! -s "$DATA/api-token" ]; then
    (umask 077 && od -An -N32 -tx1 /dev/urandom | tr -d ' \n' >"$DATA/api-token.new")
    mv "$DATA/api-token.new" "$DATA/api-token"
  fi
  FLOW_API_TOKEN=$(cat "$DATA/api-token")
  export FLOW_API_TOKEN
}

interrupted() {
  trap '' INT TERM HUP
  end_running
  stop_engine
  say "stopped"
  exit 130
}

up() {
  take_data_folder
  trap interrupted INT TERM HUP
  INSTALL_LOG=$DATA/logs/install.log
  check_settings
  check_ports
  check_disk "$DATA" 500
  prepare_to_run
  build
  keep_token
  check_ports
  say "starting"
  # The supervisor takes this process's place, and with it the lock and the signals.
  exec "$JAVA_HOME/bin/java" -Xms16m -Xmx48m -Xss512k -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
    -XX:ReservedCodeCacheSize=16m -jar "$ROOT/deploy/local/target/local.jar" "$ROOT"
}

down() {
  local pid waited=0
  pid=$(running_process) || { echo "Flow is not running."; return 0; }
  kill -TERM "$pid" 2>/dev/null
  while [ "$(running_process)" = "$pid" ]; do
    if [ "$waited" -ge "$((STOP_LIMIT * 5))" ]; then
      kill -KILL "$pid" 2>/dev/null
      fail "it did not stop within $STOP_LIMIT s and was killed."
    fi
    sleep 0.2
    waited=$((waited + 1))
  done
  echo "Flow is stopped. Its data is kept in $DATA."
}

status() {
  local pid name process port state restarts
  pid=$(running_process) || { echo "Flow is not running."; return 3; }
  echo "Flow runs as process $pid on $DATA."
  [ -s "$DATA/run/processes" ] || { echo "It is being prepared and built."; return 0; }
  printf '%-18s %8s %6s  %-10s %8s  %s\n' process id port state restarts memory
  while IFS=$'\t' read -r name process port state restarts; do
    printf '%-18s %8s %6s  %-10s %8s  %s\n' "$name" "$process" "$port" "$state" "$restarts" "$(memory_of "$process")"
  done <"$DATA/run/processes"
}

memory_of() {
  awk '/^Pss:/ { kilobytes += $2 } END { if (kilobytes) printf "%d MB", kilobytes / 1024 }' "/proc/$1/smaps_rollup" 2>/dev/null
}

logs() {
  local files=("$DATA"/logs/*.log)
  if [ -n "${1:-}" ]; then
    files=("$DATA/logs/$1.log")
    [ -f "${files[0]}" ] || fail "there is no log of $1. There are: $(cd "$DATA/logs" 2>/dev/null && ls -- *.log 2>/dev/null | sed 's/\.log$//' | tr '\n' ' ')"
  fi
  [ -f "${files[0]}" ] || fail "there are no logs yet in $DATA/logs."
  exec tail -n 100 -F "${files[@]}"
}

reset() {
  local answer
  ! running_process >/dev/null || fail "it is running. Stop it first: deploy/flow down"
  [ -d "$DATA/run" ] || { echo "There is no data in $DATA."; return 0; }
  if [ "${1:-}" != --yes ]; then
    printf 'Delete all sessions, worklets, databases and logs in %s? Type yes: ' "$DATA"
    read -r answer || answer=
    [ "$answer" = yes ] || fail "nothing was deleted."
  fi
  # What the operator wrote stays.
  find "$DATA" -mindepth 1 -maxdepth 1 ! -name config.json -exec rm -rf {} +
  echo "The data in $DATA is deleted."
}
