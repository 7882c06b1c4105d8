# What the machine has, and how it gets what it lacks.

CLAUDE_VERSION=2.1.330
JDK_AT_LEAST=25
MAVEN_AT_LEAST=3.8.6
INSTALL_LIMIT=900

can_install() { [ "$(id -u)" = 0 ] && has apt-get; }

# at_least FOUND WANTED, both as dotted numbers
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

apt() {
  run_quietly "$INSTALL_LIMIT" "$INSTALL_LOG" env DEBIAN_FRONTEND=noninteractive \
    apt-get -q -y -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@"
}

# The lists of packages are fetched once, and only when something has to be installed.
LISTS_ARE_FRESH=
refresh_lists() {
  [ -z "$LISTS_ARE_FRESH" ] || return 0
  say "fetching the lists of packages"
  LISTS_ARE_FRESH=yes
  apt update
}

install_packages() {
  local attempt
  say "installing $*"
  for attempt in 1 2 3; do
    apt install --no-install-recommends "$@" && return 0
    refresh_lists || true
  done
  show_end "$INSTALL_LOG"
  fail "could not install $* (whole output: $INSTALL_LOG)"
}

# wanted PACKAGE PURPOSE COMMAND...: remembers the package when the command does not succeed.
PACKAGES=()
PURPOSES=()
wanted() {
  local package=$1 purpose=$2
  shift 2
  if ! "$@" >/dev/null 2>&1; then
    PACKAGES+=("$package")
    PURPOSES+=("$purpose")
  fi
}

install_wanted() {
  [ "${#PACKAGES[@]}" -gt 0 ] || return 0
  if can_install; then
    install_packages "${PACKAGES[@]}"
  else
    local i
    for i in "${!PACKAGES[@]}"; do
      printf 'Flow: %s is missing (%s). Install it: sudo apt-get install %s, or what your system calls it.\n' \
        "${PACKAGES[$i]}" "${PURPOSES[$i]}" "${PACKAGES[$i]}" >&2
    done
    exit 1
  fi
  PACKAGES=()
  PURPOSES=()
}

maven_version() { mvn -v 2>/dev/null | sed -n 's/^.*Apache Maven \([0-9.]*\).*/\1/p'; }

prepare_maven() {
  wanted maven "builds Flow" mvn -v
  install_wanted
  local found
  found=$(maven_version)
  at_least "${found:-0}" "$MAVEN_AT_LEAST" ||
    fail "Maven ${found:-of unknown version} is too old: Flow needs $MAVEN_AT_LEAST or newer on the PATH."
}

# is_jdk FOLDER: a whole JDK that is new enough and really runs
is_jdk() {
  local version
  [ -x "$1/bin/javac" ] && [ -f "$1/release" ] || return 1
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${version:-0}" -ge "$JDK_AT_LEAST" ] && "$1/bin/java" -version >/dev/null 2>&1
}

find_jdk() {
  local folder
  for folder in "${JAVA_HOME:-}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$CACHE"/jdk-*; do
    if [ -n "$folder" ] && is_jdk "$folder"; then
      export JAVA_HOME=$folder
      return 0
    fi
  done
  return 1
}

prepare_jdk() {
  find_jdk && return 0
  if can_install; then
    refresh_lists || true
    local package
    package=$(apt-cache pkgnames openjdk- 2>/dev/null | sed -n 's/^openjdk-\([0-9]*\)-jdk-headless$/\1/p' |
      sort -n | awk -v least="$JDK_AT_LEAST" '$1 >= least { print "openjdk-" $1 "-jdk-headless"; exit }')
    if [ -n "$package" ]; then
      install_packages "$package"
      find_jdk && return 0
    fi
  fi
  download_jdk
  find_jdk || fail "there is no JDK $JDK_AT_LEAST or newer. Install one and set JAVA_HOME to its folder."
}

# Where the distribution has no package: a build of Eclipse Temurin, checked against its published sum.
download_jdk() {
  local architecture list link sum archive
  case $(uname -m) in
    x86_64) architecture=x64 ;;
    aarch64) architecture=aarch64 ;;
    *) return 0 ;;
  esac
  if can_install; then
    wanted curl "downloads the JDK" curl --version
    wanted ca-certificates "downloads the JDK" test -f /etc/ssl/certs/ca-certificates.crt
    install_wanted
  fi
  say "downloading a JDK $JDK_AT_LEAST (Temurin)"
  mkdir -p "$CACHE"
  list="https://api.adoptium.net/v3/assets/latest/$JDK_AT_LEAST/hotspot?os=linux&image_type=jdk&vendor=eclipse&architecture=$architecture"
  list=$(curl -fsSL --retry 2 --connect-timeout 15 --max-time 60 "$list" 2>/dev/null | tr -d ' \n') || list=
  link=$(grep -o '"link":"[^"]*\.tar\.gz"' <<<"$list" | head -n 1 | cut -d'"' -f4)
  sum=$(grep -o '"checksum":"[0-9a-f]\{64\}"' <<<"$list" | head -n 1 | cut -d'"' -f4)
  if [ -z "$link" ] || [ -z "$sum" ]; then
    fail "there is no JDK $JDK_AT_LEAST on this machine, no package of it, and the download site cannot be reached. Install one and set JAVA_HOME to its folder."
  fi
  archive=$CACHE/jdk.tar.gz
  run_quietly 600 "$INSTALL_LOG" curl -fsSL --retry 3 --connect-timeout 15 -o "$archive" "$link" ||
    fail "the JDK could not be downloaded from $link. Install one and set JAVA_HOME to its folder."
  if ! echo "$sum  $archive" | sha256sum --check --status; then
    rm -f "$archive"
    fail "the JDK from $link is damaged (its checksum differs). Try again."
  fi
  local unpacked
  unpacked=$(mktemp -d "$CACHE/unpack.XXXXXX")
  tar -xzf "$archive" -C "$unpacked" --strip-components=1
  rm -rf "$CACHE/jdk-temurin"
  mv "$unpacked" "$CACHE/jdk-temurin"
  rm -f "$archive"
}

# The Claude CLI: the operator's own when there is one, else the version Flow is tested with.
prepare_claude() {
  if [ -n "$(setting FLOW_CLAUDE_COMMAND claude_command)" ] || has claude; then
    return 0
  fi
  install_claude
  export FLOW_CLAUDE_COMMAND=$CACHE/claude-$CLAUDE_VERSION/claude
}

install_claude() {
  local folder=$CACHE/claude-$CLAUDE_VERSION architecture unpacked
  [ -x "$folder/claude" ] && return 0
  case $(uname -m) in
    x86_64) architecture=x64 ;;
    aarch64) architecture=arm64 ;;
    *) fail "there is no Claude CLI for $(uname -m). Set FLOW_CLAUDE_COMMAND to one that runs here." ;;
  esac
  wanted npm "fetches the Claude CLI" npm --version
  install_wanted
  mkdir -p "$CACHE"
  check_disk "$CACHE" 1000
  say "downloading the Claude CLI $CLAUDE_VERSION"
  unpacked=$(mktemp -d "$CACHE/unpack.XXXXXX")
  if ! run_quietly 600 "$INSTALL_LOG" npm pack --silent --pack-destination "$unpacked" "@anthropic-ai/claude-code-linux-$architecture@$CLAUDE_VERSION"; then
    rm -rf "$unpacked"
    show_end "$INSTALL_LOG"
    fail "the Claude CLI could not be downloaded. Install it yourself and set FLOW_CLAUDE_COMMAND."
  fi
  tar -xzf "$unpacked"/*.tgz -C "$unpacked" package/claude
  mkdir -p "$folder"
  mv "$unpacked/package/claude" "$folder/claude"
  chmod 755 "$folder/claude"
  rm -rf "$unpacked"
}

prepare_to_run() {
  wanted git "fetches the sources of worklets" git --version
  wanted bubblewrap "puts each Claude process in a sandbox" bwrap --version
  wanted util-linux "ties child processes to Flow" has setpriv
  install_wanted
  prepare_jdk
  prepare_claude
}

prepare_to_test() {
  wanted docker.io "tests worklets" has dockerd
  wanted iptables "lets Docker make networks" iptables --version
  wanted chromium "tests the simulator's page" has "${FLOW_CHROMIUM:-chromium}"
  wanted chromium-driver "tests the simulator's page" has "${FLOW_CHROMEDRIVER:-chromedriver}"
  wanted nodejs "tests the TypeScript client" node --version
  wanted npm "tests the TypeScript client" npm --version
  wanted busybox-static "is the base of test images" test -x /bin/busybox -o -x /usr/bin/busybox
  wanted pgbouncer "tests the KV service behind a pooler" has pgbouncer
  local pooler_is_new=
  has pgbouncer || pooler_is_new=yes
  prepare_to_run
  prepare_maven
  # Its package starts a pooler for the whole machine; the tests run their own.
  if [ -n "$pooler_is_new" ] && has systemctl; then
    systemctl disable --now pgbouncer >/dev/null 2>&1 || true
  fi
}
