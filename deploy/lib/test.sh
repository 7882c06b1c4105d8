# All tests, with nothing skipped.

test_all() {
  take_data_folder_for_tests
  trap interrupted INT TERM HUP
  INSTALL_LOG=$DATA/logs/install.log
  prepare_to_test
  # The tests drive the version Flow is made for, whatever is on the PATH.
  [ -n "${FLOW_CLAUDE_COMMAND:-}" ] || { install_claude; export FLOW_CLAUDE_COMMAND=$CACHE/claude-$CLAUDE_VERSION/claude; }
  export FLOW_CHROMIUM=${FLOW_CHROMIUM:-$(command -v chromium)} FLOW_CHROMEDRIVER=${FLOW_CHROMEDRIVER:-$(command -v chromedriver)}
  start_engine
  say "testing with $("$JAVA_HOME/bin/java" -version 2>&1 | head -n 1)"
  local code=0
  cd "$ROOT" || exit 1
  # Two modules at a time: tests mostly wait.
  run mvn -B -ntp -T 2 -Dflow.test.complete=true -Dmaven.test.redirectTestOutputToFile=true "$@" verify || code=$?
  stop_engine
  if [ "$code" = 0 ]; then say "all tests passed"; else say "the tests failed"; fi
  return "$code"
}

take_data_folder_for_tests() {
  DATA=$ROOT/target/test-run
  mkdir -p "$DATA/logs" "$DATA/run"
}
