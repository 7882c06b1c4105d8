# Where things are and what the operator set. The services check their own settings; what is checked
# here is what would otherwise be noticed only after a long build.

absolute() {
  case $1 in
    /*) printf '%s\n' "$1" ;;
    *) printf '%s/%s\n' "$2" "$1" ;;
  esac
}

# setting VARIABLE KEY: the environment, else config.json.
setting() {
  local value=${!1:-}
  if [ -z "$value" ] && [ -f "$FLOW_CONFIG" ]; then
    value=$(sed -n "s/.*\"$2\"[[:space:]]*:[[:space:]]*\"\{0,1\}\([^\",}]*\)\"\{0,1\}.*/\1/p" "$FLOW_CONFIG" | head -n 1)
  fi
  printf '%s' "$value"
}

find_places() {
  if [ -n "${FLOW_CONFIG:-}" ]; then
    FLOW_CONFIG=$(absolute "$FLOW_CONFIG" "$PWD")
    [ -f "$FLOW_CONFIG" ] || fail "FLOW_CONFIG: there is no file $FLOW_CONFIG"
  else
    FLOW_CONFIG=$ROOT/data/config.json
  fi
  if [ -n "${FLOW_DATA_DIR:-}" ]; then
    DATA=$(absolute "$FLOW_DATA_DIR" "$PWD")
  else
    DATA=$(setting FLOW_DATA_DIR share_dir)
    DATA=$(absolute "${DATA:-data}" "$ROOT")
  fi
  CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/flow
  export FLOW_DATA_DIR=$DATA
  # The services are told of the file only when there is one.
  [ ! -f "$FLOW_CONFIG" ] || export FLOW_CONFIG
}

# name, variable and number of each port that the platform will listen on
ports() {
  local service
  for service in GATEWAY:8080:slack-gateway SESSION:8081:session-service WORKLET:8082:worklet-service KV:8083:kv-service; do
    local variable=FLOW_${service%%:*}_PORT name=${service##*:} standard=${service#*:}
    local port=${!variable:-${standard%%:*}}
    echo "$name $variable $port"
    echo "$name-management $variable $((port + 1000))"
  done
  uses_slack_simulator && echo "slack-simulator FLOW_SIMULATOR_PORT ${FLOW_SIMULATOR_PORT:-8090}"
  uses_model_simulator && echo "model-simulator FLOW_MODEL_PORT ${FLOW_MODEL_PORT:-8091}"
  [ -z "$(setting KAFKA_BOOTSTRAP_SERVERS kafka_bootstrap_servers)" ] && echo "kafka FLOW_KAFKA_PORT ${FLOW_KAFKA_PORT:-9092}"
  [ -z "$(setting DSN dsn)" ] && echo "postgres FLOW_POSTGRES_PORT ${FLOW_POSTGRES_PORT:-5433}"
  return 0
}

uses_slack_simulator() {
  [ "$(setting SLACK_BOT_ENABLED slack_bot_enabled)" != false ] &&
    [ -z "$(setting SLACK_APP_TOKEN slack_app_token)$(setting SLACK_BOT_TOKEN slack_bot_token)" ]
}

uses_model_simulator() {
  [ -z "${ANTHROPIC_API_KEY:-}${ANTHROPIC_AUTH_TOKEN:-}${CLAUDE_CODE_OAUTH_TOKEN:-}${ANTHROPIC_BASE_URL:-}" ]
}

check_settings() {
  local app bot
  app=$(setting SLACK_APP_TOKEN slack_app_token)
  bot=$(setting SLACK_BOT_TOKEN slack_bot_token)
  case $app:$bot in
    xoxb-*:xapp-*) fail "SLACK_APP_TOKEN and SLACK_BOT_TOKEN are mixed up: the app token begins with xapp-, the bot token with xoxb-." ;;
    : | xapp-*:xoxb-*) ;;
    :*) fail "SLACK_BOT_TOKEN is set but SLACK_APP_TOKEN is not: set both, or none for the simulator." ;;
    *:) fail "SLACK_APP_TOKEN is set but SLACK_BOT_TOKEN is not: set both, or none for the simulator." ;;
    xapp-*) fail "SLACK_BOT_TOKEN is not a bot token: it has to begin with xoxb- (OAuth & Permissions in the Slack app's settings)." ;;
    *) fail "SLACK_APP_TOKEN is not an app-level token: it has to begin with xapp- (Basic Information in the Slack app's settings)." ;;
  esac
  case $(setting DSN dsn) in
    '' | postgres://* | postgresql://*) ;;
    sqlite:*) fail "DSN: SQLite is not supported. Set postgres://user:password@host:port/database, or leave it out for the embedded database." ;;
    *) fail "DSN: not understood (accepted: postgres://user:password@host:port/database)." ;;
  esac
}

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

check_ports() {
  local name variable port taken=0 list
  list=$(ports)
  while read -r name variable port; do
    case $port in
      '' | *[!0-9]*) fail "$variable: not a port (accepted: 1 to 65535)." ;;
    esac
    if [ "$port" -lt 1 ] || [ "$port" -gt 65535 ]; then
      fail "$variable: $port is not a port (accepted: 1 to 65535)."
    fi
    if listens "$port"; then
      printf 'Flow: port %s, wanted by %s, is in use by another program. Stop it, or set %s to another port.\n' "$port" "$name" "$variable" >&2
      taken=1
    fi
  done <<<"$list"
  [ "$taken" = 0 ] || exit 1
}

# check_disk FOLDER MEGABYTES
check_disk() {
  local free
  free=$(df -Pm "$1" | awk 'NR == 2 { print $4 }')
  if [ "${free:-0}" -lt "$2" ]; then
    fail "only $free MB are free in $1; Flow needs $2 MB."
  fi
}
