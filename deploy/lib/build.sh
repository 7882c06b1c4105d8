# Builds what changed since the last time, and unpacks it for a quick start.

BUILD_LIMIT=1500

modules() {
  printf '%s\n' deploy/local kv-service worklet-service session-service slack-gateway
  uses_slack_simulator && echo deploy/slack-simulator
  uses_model_simulator && echo deploy/model-simulator
  return 0
}

jar_of() {
  case $1 in
    deploy/local) echo deploy/local/target/local.jar ;;
    deploy/*) echo "$1/target/${1#deploy/}-app.jar" ;;
    *) echo "$1/target/$1.jar" ;;
  esac
}

# What a module is made from, as one sum.
sum_of() {
  find pom.xml .mvn "$1/pom.xml" "$1/src/main" common-events/pom.xml common-events/src/main -type f -print0 2>/dev/null |
    LC_ALL=C sort -z | xargs -0 sha1sum | cat - <(sha1sum <"$JAVA_HOME/release") | sha1sum | cut -d' ' -f1
}

is_built() { [ -f "$(jar_of "$1")" ] && [ "$(cat "$1/target/built-from" 2>/dev/null)" = "$(sum_of "$1")" ]; }

build() {
  local module changed=()
  cd "$ROOT" || exit 1
  for module in $(modules); do
    is_built "$module" || changed+=("$module")
  done
  [ "${#changed[@]}" -gt 0 ] || return 0
  check_disk "$ROOT" 1500
  prepare_maven
  make "${changed[@]}"
  say "unpacking"
  for module in "${changed[@]}"; do
    unpack "$module"
  done
}

make() {
  local log=$DATA/logs/build.log attempt
  for attempt in 1 2; do
    : >"$log"
    [ "$#" = 1 ] || say "building ${*##*/}"
    if compile "$log" "$(IFS=,; echo "$*")"; then
      return 0
    fi
    grep -q 'Could not transfer artifact\|Connection reset\|Read timed out' "$log" || break
    say "a download failed; trying again"
  done
  grep -m 20 '^\[ERROR\]' "$log" | sed 's/^/  | /' >&2
  fail "the build failed (whole output: $log)"
}

compile() {
  local log=$1 at= now
  setsid timeout "$BUILD_LIMIT" mvn -B -ntp -T 1C -P launch -DskipTests -pl "$2" -am package 9>&- </dev/null >>"$log" 2>&1 &
  RUNNING=$!
  while kill -0 "$RUNNING" 2>/dev/null; do
    now=$(sed -n 's/^\[INFO\] Building \([a-z-]*\) .*/\1/p' "$log" | tail -n 1)
    if [ -n "$now" ] && [ "$now" != "$at" ]; then
      say "building $now"
      at=$now
    fi
    sleep 0.5
  done
  local code=0
  wait "$RUNNING" || code=$?
  RUNNING=
  return "$code"
}

# Spring Boot starts faster from a folder than from one nested jar.
unpack() {
  local folder=$1/target/app
  # What a JVM learned from an older build is of no use any more.
  rm -rf "$folder" "$1"/target/*.aot
  if [ "$1" != deploy/local ]; then
    unpack_jar "$(jar_of "$1")" "$folder"
  fi
  sum_of "$1" >"$1/target/built-from"
}

unpack_jar() {
  run_quietly 120 "$DATA/logs/build.log" "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -Djarmode=tools \
    -jar "$1" extract --destination "$2" || fail "$1 cannot be unpacked (see $DATA/logs/build.log)"
}
