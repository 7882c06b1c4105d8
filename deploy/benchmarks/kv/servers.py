"""The servers that are compared, each started fresh in a folder of its own and stopped at the end."""

import contextlib
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time
import urllib.request

PACKAGES = {
    "pgbench": "postgresql-15", "redis-server": "redis-server", "webdis": "webdis", "etcd": "etcd-server", "wrk": "wrk",
}
TICKS = os.sysconf("SC_CLK_TCK")
POSTGRES = pathlib.Path("/usr/lib/postgresql/15/bin")


def install():
    missing = [package for program, package in PACKAGES.items() if not shutil.which(program)]
    if missing or not POSTGRES.exists():
        subprocess.run(["apt-get", "update"], check=True, stdout=subprocess.DEVNULL)
        subprocess.run(
            ["apt-get", "install", "--yes", "--no-install-recommends", *missing, "postgresql-15"],
            check=True, stdout=subprocess.DEVNULL)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def await_port(port, seconds=60):
    end = time.monotonic() + seconds
    while True:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        if time.monotonic() > end:
            raise SystemExit(f"nothing listens on port {port} after {seconds} s; see the logs in the work folder")
        time.sleep(0.1)


class Server:
    """One process and its children."""

    def __init__(self, name, command, folder, port, user=None, environment=None):
        self.name, self.port = name, port
        self.log = open(folder / f"{name}.log", "ab")
        self.process = subprocess.Popen(
            command, stdout=self.log, stderr=self.log, cwd=folder, user=user, group=user,
            extra_groups=[] if user else None, env={**os.environ, **(environment or {})}, start_new_session=True)
        await_port(port)

    def processor_seconds(self):
        """Of the process, its children, and those children that have ended."""
        total = 0
        for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                fields = stat.read_text().rsplit(") ", 1)[1].split()
                if int(stat.parent.name) == self.process.pid:
                    total += sum(map(int, fields[11:15]))
                elif int(fields[1]) == self.process.pid:
                    total += sum(map(int, fields[11:13]))
        return total / TICKS

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT if self.name == "postgres" else signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.log.close()


def postgres(folder):
    data, port = folder / "pg", free_port()
    data.mkdir()
    shutil.chown(data, "postgres", "postgres")
    subprocess.run(
        [POSTGRES / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "--no-instructions"],
        check=True, stdout=subprocess.DEVNULL, user="postgres", group="postgres", extra_groups=[], cwd="/")
    settings = {
        "port": port, "listen_addresses": "127.0.0.1", "unix_socket_directories": "", "max_connections": 200,
        "shared_buffers": "1GB", "max_wal_size": "4GB", "fsync": "on", "synchronous_commit": "on",
        "full_page_writes": "on",
    }
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return Server("postgres", [POSTGRES / "postgres", "-D", data, *options], folder, port, user="postgres")


def redis_behind_webdis(folder):
    redis_port, port = free_port(), free_port()
    redis = Server(
        "redis",
        ["redis-server", "--port", str(redis_port), "--bind", "127.0.0.1", "--appendonly", "yes", "--appendfsync",
         "always", "--save", "", "--dir", str(folder)],
        folder, redis_port)
    (folder / "webdis.json").write_text(
        '{"redis_host":"127.0.0.1","redis_port":%d,"http_host":"127.0.0.1","http_port":%d,"threads":2,'
        '"pool_size":20,"daemonize":false,"websockets":false,"database":0,"verbosity":1,"logfile":"webdis.out",'
        '"acl":[{"enabled":["*"]}]}' % (redis_port, port))
    return redis, Server("webdis", ["webdis", "webdis.json"], folder, port)


def etcd(folder):
    port, peers = free_port(), free_port()
    return Server(
        "etcd",
        ["etcd", "--data-dir", str(folder / "etcd"), "--listen-client-urls", f"http://127.0.0.1:{port}",
         "--advertise-client-urls", f"http://127.0.0.1:{port}", "--listen-peer-urls", f"http://127.0.0.1:{peers}",
         "--quota-backend-bytes", str(8 << 30), "--log-level", "error"],
        folder, port)


def kv_service(folder, jar, database, settings=()):
    """The service as it is deployed, with its own defaults but for the allowance of calls."""
    port, management = free_port(), free_port()
    java = pathlib.Path(os.environ["JAVA_HOME"]) / "bin/java" if "JAVA_HOME" in os.environ else "java"
    server = Server(
        "kv-service",
        [str(java), "-Xmx1g", "--enable-native-access=ALL-UNNAMED", "-jar", str(jar), f"--server.port={port}",
         f"--management.server.port={management}", "--flow.kv.access.calls-per-second=1000000",
         "--logging.level.org.apache.kafka=off", *settings],
        folder, port,
        environment={
            "DSN": f"postgres://postgres@127.0.0.1:{database.port}/postgres", "FLOW_API_TOKEN": "benchmark",
            "KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:1",
        })
    await_port(management)
    return server


def call(url, method="GET", body=None, token=None):
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = "Bearer " + token
    asked = urllib.request.Request(url, method=method, data=body, headers=headers)
    with urllib.request.urlopen(asked, timeout=120) as answer:
        return answer.read()
