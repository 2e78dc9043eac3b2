"""Where one set of running services keeps its files and its sockets."""

import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from deploy.local.errors import Stop

ROOT = Path(__file__).resolve().parents[2]
# sockaddr_un.sun_path is 108 bytes with the closing NUL.
SOCKET_PATH_LIMIT = 107
LONGEST_SOCKET = "postgres/.s.PGSQL.5432"


@dataclass(frozen=True)
class Workspace:
    """A directory with the files of one PostgreSQL, one Redis and the processes on them."""

    home: Path
    root: Path = ROOT
    # A test run may lose its data in a power cut; a person's studio may not.
    durable: bool = True

    @property
    def sockets(self) -> Path:
        """For our own processes. PostgreSQL's is beside it: under root it is another user's."""
        return socket_directory(self.home) / "app"

    @property
    def database_socket(self) -> Path:
        return socket_directory(self.home) / "postgres"

    @property
    def logs(self) -> Path:
        return self.home / "log"

    @property
    def stamps(self) -> Path:
        return self.home / "stamps"

    @property
    def metrics(self) -> Path:
        return self.home / "metrics"

    @property
    def env_file(self) -> Path:
        return self.home / "local.env"

    @property
    def postgres(self) -> Path:
        return self.home / "postgres"

    @property
    def redis(self) -> Path:
        return self.home / "redis"

    def prepare(self) -> None:
        for directory in (
            self.home,
            self.logs,
            self.stamps,
            self.home / "media",
            self.home / "static",
        ):
            directory.mkdir(parents=True, exist_ok=True)
        own_directory(self.sockets.parent, mode=0o711)
        own_directory(self.sockets, mode=0o700)


def main_workspace(root: Path = ROOT) -> Workspace:
    return Workspace(home=root / "var", root=root)


def socket_directory(home: Path, *, temporary: Path | None = None) -> Path:
    """`home/run`, or a short directory of its own where the path would not fit a Unix socket."""
    wanted = home / "run"
    if fits(wanted):
        return wanted
    name = "cineradar-" + hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    candidates = [temporary or Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp")]  # noqa: S108  # nosec B108  # made private below
    for parent in candidates:
        if fits(parent / name):
            return parent / name
    raise Stop("No temporary directory has a path short enough for Unix sockets: unset TMPDIR.")


def fits(directory: Path) -> bool:
    return len(os.fsencode(directory / LONGEST_SOCKET)) <= SOCKET_PATH_LIMIT


def own_directory(path: Path, *, mode: int) -> None:
    """Make `path` ours alone to write; refuse one that somebody else laid there first."""
    path.mkdir(mode=mode, parents=True, exist_ok=True)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise Stop(f"{path} belongs to another user: remove it and run the command again.")
    path.chmod(mode)
