"""A private PostgreSQL cluster: made, recovered, started and stopped, over a Unix socket only."""

import contextlib
import os
import signal
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from deploy.local import children, commands, system
from deploy.local.children import Child
from deploy.local.errors import Stop, explain_full_disk, last_lines
from deploy.local.identity import Identity, identity_for
from deploy.local.stamps import Stamp, digest_of
from deploy.local.workspace import ROOT, Workspace

ADMINISTRATOR = "administrator"
APPLICATION = "cineradar"
OWNER = "cineradar_owner"
SECONDS_TO_START = 30
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    # Dropping or cloning a studio's schema locks every one of its tables at once.
    "max_locks_per_transaction": "256",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# Only for throwaway data: a power cut would corrupt the cluster, tests run three times as fast.
CARELESS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}
SCRIPTS = ROOT / "deploy" / "postgres"
BOOTSTRAP = SCRIPTS / "bootstrap.sql"


class Postgres:
    """The cluster of one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.home = workspace.postgres
        self.data = self.home / "data"
        self.log = workspace.logs / "postgres.log"
        self.identity: Identity = identity_for(self.home)
        self.server = system.postgres_server(version_of(self.data))
        self.is_new = False

    @property
    def socket(self) -> Path:
        return self.workspace.database_socket

    @property
    def url(self) -> str:
        return self.url_of(APPLICATION, APPLICATION)

    @property
    def owner_url(self) -> str:
        """For what changes schemas: migrations, and the worker that opens and erases studios."""
        return self.url_of(OWNER, APPLICATION)

    @property
    def administrator_url(self) -> str:
        """For tests that make and drop databases; the application never gets it."""
        return self.url_of(ADMINISTRATOR, "postgres")

    def url_of(self, role: str, database: str) -> str:
        return f"postgres://{role}@/{database}?host={quote(str(self.socket), safe='')}"

    def start(self) -> Child:
        """Start the cluster, making it first if need be. Raises Stop with a sentence when it does not come up."""
        self.identity.own(self.home)
        self.identity.own(self.socket)
        if not self.made.matches("made"):
            self.initialise()
        end_leftover(self.data)
        child = self.launch()
        try:
            self.wait_until_ready(child)
            self.bootstrap()
        except BaseException:
            child.stop()
            raise
        return child

    def program(self, name: str) -> str:
        return str(self.server.binaries / name)

    @property
    def made(self) -> Stamp:
        return Stamp(self.workspace.stamps, "postgres-made")

    def initialise(self) -> None:
        """Make the cluster from nothing; one that an earlier run left half-made is thrown away."""
        commands.run("clearing a half-made cluster", ["rm", "-rf", self.data])
        for stamp in self.workspace.stamps.glob("database-*"):
            stamp.unlink()
        options = [
            f"--username={ADMINISTRATOR}",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
        ]
        if not self.workspace.durable:
            options.append("--no-sync")
        command = [*self.identity.prefix, self.program("initdb"), *options, f"--pgdata={self.data}"]
        commands.run("initdb", command, env=clean_environ(), cwd=Path("/"))
        self.made.write("made")
        self.is_new = True

    def launch(self) -> Child:
        settings = (
            SETTINGS
            | {"unix_socket_directories": str(self.socket)}
            | ({} if self.workspace.durable else CARELESS)
        )
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return children.spawn(
            "postgres",
            [self.program("postgres"), "-D", str(self.data), *options],
            env=clean_environ(),
            cwd=Path("/"),
            output=self.log,
            identity_prefix=self.identity.prefix,
            end_signal=signal.SIGINT,
            patience=30.0,
        )

    def wait_until_ready(self, child: Child) -> None:
        deadline = time.monotonic() + SECONDS_TO_START
        who = [f"--username={ADMINISTRATOR}", "--dbname=postgres"]
        question = [self.program("pg_isready"), "--quiet", f"--host={self.socket}", *who]
        while not commands.run_quietly(question, env=clean_environ()):
            if not child.is_running or time.monotonic() > deadline:
                raise Stop(explain_failure(self.log))
            time.sleep(0.05)

    def bootstrap(self) -> None:
        """Roles, extensions and the database; skipped when this very text was applied before."""
        stamp, digest = Stamp(self.workspace.stamps, "postgres-bootstrap"), digest_of(SCRIPTS)
        if stamp.matches(digest) and not self.is_new:
            return
        psql = [self.program("psql"), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1"]
        where = [
            f"--host={self.socket}",
            f"--username={ADMINISTRATOR}",
            "--dbname=postgres",
            f"--file={BOOTSTRAP}",
        ]
        environ = clean_environ() | {"PGOPTIONS": "--client-min-messages=warning"}
        commands.run("preparing the database", [*psql, *where], env=environ)
        stamp.write(digest)

    def environ(self) -> Mapping[str, str]:
        return {"DATABASE_URL": self.url, "DATABASE_OWNER_URL": self.owner_url} | (
            {} if self.workspace.durable else {"TEST_DATABASE_ADMIN_URL": self.administrator_url}
        )


def clean_environ() -> dict[str, str]:
    """Ours without PGPORT and its kind: they would send the programs to another server."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


def version_of(data: Path) -> int | None:
    """The major version an existing cluster was made with: no other server can open it."""
    with contextlib.suppress(OSError, ValueError):
        return int((data / "PG_VERSION").read_text())
    return None


def end_leftover(data: Path) -> None:
    """End a server that an earlier run left behind, and forget its pid file.

    The file alone proves nothing: after a crash the number may belong to any process.
    """
    pid_file = data / "postmaster.pid"
    if not pid_file.exists():
        return
    pid = leftover_pid(pid_file.read_text(), data)
    if pid is not None:
        os.kill(pid, signal.SIGINT)
        if not children.wait_until_gone(pid, 30):
            raise Stop(
                f"An earlier PostgreSQL of this clone (process {pid}) does not end: stop it with `kill -9 {pid}`."
            )
    pid_file.unlink(missing_ok=True)


def leftover_pid(pid_file: str, data: Path) -> int | None:
    """The process the pid file names, if it is alive and really is a server of this cluster."""
    first = pid_file.partition("\n")[0].strip()
    if not first.isdigit():
        return None
    pid = int(first)
    is_ours = children.is_alive(pid) and f"-D {data} " in children.command_line(pid) + " "
    return pid if is_ours else None


def explain_failure(log: Path) -> str:
    text = log.read_text(errors="replace") if log.exists() else ""
    recent = "\n".join(text.splitlines()[-8:])
    return explain_full_disk(recent) or (
        "PostgreSQL does not start, and its cluster could not be recovered; its last words are below."
        f" `make reset` starts afresh and loses the local data.\n{last_lines(recent, 8)}\n    ({log})"
    )
