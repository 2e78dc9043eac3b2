"""The pieces that come from Debian: what is missing, and how it is installed."""

import ctypes.util
import importlib.util
import os
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.local import commands
from deploy.local.errors import CommandFailed, Stop
from deploy.local.report import Step

OLDEST_POSTGRES = 15
OLDEST_REDIS = 7
DISK_NEEDED_COLD = 2 * 1024**3
DISK_NEEDED_WARM = 256 * 1024**2
POLICY = Path("/usr/sbin/policy-rc.d")
POSTGRES_PARENT = Path("/usr/lib/postgresql")
EXTENSIONS_PARENT = Path("/usr/share/postgresql")


@dataclass(frozen=True)
class Piece:
    """Something of the system that CineRadar cannot do without."""

    name: str
    packages: tuple[str, ...]
    is_present: Callable[[], bool]


@dataclass(frozen=True)
class Server:
    """An installed PostgreSQL server."""

    version: int
    binaries: Path

    @property
    def has_postgis(self) -> bool:
        return (EXTENSIONS_PARENT / str(self.version) / "extension" / "postgis.control").is_file()


def installed_servers(parent: Path = POSTGRES_PARENT) -> list[Server]:
    """PostgreSQL servers that are new enough, newest first. They are never on PATH on Debian."""
    found = [
        Server(int(path.parents[1].name), path.parent)
        for path in parent.glob("*/bin/postgres")
        if path.parents[1].name.isdigit()
    ]
    return sorted((s for s in found if s.version >= OLDEST_POSTGRES), key=lambda s: -s.version)


def postgres_server(version: int | None = None) -> Server:
    """The newest server that has PostGIS, or the one of `version` (that an existing cluster needs)."""
    for server in installed_servers():
        if server.has_postgis and version in {None, server.version}:
            return server
    wanted = f"PostgreSQL {version}" if version else f"PostgreSQL {OLDEST_POSTGRES} or newer"
    raise Stop(
        f"{wanted} with PostGIS is not installed: install it, or start afresh with `make reset`."
    )


def postgis_package() -> str:
    servers = installed_servers()
    return f"postgresql-{servers[0].version}-postgis-3" if servers else "postgresql-postgis"


def has_program(*names: str) -> Callable[[], bool]:
    return lambda: all(commands.find_program(name) for name in names)


def has_library(*names: str) -> Callable[[], bool]:
    return lambda: all(ctypes.util.find_library(name) for name in names)


def has_redis() -> bool:
    program = commands.find_program("redis-server")
    version = re.search(r"v=(\d+)", commands.output_of([program, "--version"])) if program else None
    return version is not None and int(version[1]) >= OLDEST_REDIS


def can_make_environments() -> bool:
    return (
        commands.find_program("uv") is not None or importlib.util.find_spec("ensurepip") is not None
    )


def pieces(*, for_tests: bool = False) -> list[Piece]:
    wanted = [
        Piece(
            "PostgreSQL 15+ with PostGIS",
            (postgis_package(),),
            lambda: any(s.has_postgis for s in installed_servers()),
        ),
        Piece("GDAL and GEOS", ("gdal-bin",), has_library("gdal", "geos_c")),
        Piece("Redis 7+", ("redis-server",), has_redis),
        Piece("ffmpeg", ("ffmpeg",), has_program("ffmpeg", "ffprobe")),
        Piece(
            "Pango",
            ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"),
            has_library("pango-1.0", "pangoft2-1.0", "harfbuzz-subset"),
        ),
        Piece("gettext", ("gettext",), has_program("msgfmt", "xgettext")),
        Piece("nginx", ("nginx",), has_program("nginx")),
        Piece("python3-venv", ("python3-venv",), can_make_environments),
    ]
    if for_tests:
        wanted.append(Piece("Chromium", ("chromium",), has_program("chromium")))
    return wanted


def missing_packages(wanted: Sequence[Piece]) -> list[str]:
    return [package for piece in wanted if not piece.is_present() for package in piece.packages]


def install_command(packages: Sequence[str]) -> str:
    return f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {' '.join(packages)}"


def ensure_pieces(step: Step, *, for_tests: bool) -> None:
    """Install what is missing where we may, else stop with the one command that does it."""
    missing = missing_packages(pieces(for_tests=for_tests))
    if not missing:
        step.note = "all there"
        return
    prefix = privilege()
    if prefix is None or not shutil.which("apt-get"):
        raise Stop(
            f"System packages are missing. Install them and run the command again:\n\n    {install_command(missing)}\n"
        )
    step.say(f"installing {' '.join(missing)}")
    install(missing, prefix)
    still_missing = missing_packages(pieces(for_tests=for_tests))
    if still_missing:
        raise Stop(
            f"apt installed them, yet these are still not usable: {', '.join(still_missing)}."
        )


def privilege() -> list[str] | None:
    """What stands before a command that needs root; None when we cannot become root unasked."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and commands.run_quietly(["sudo", "-n", "true"]):
        return ["sudo", "-n"]
    return None


def install(packages: Sequence[str], prefix: Sequence[str]) -> None:
    # The lock's time-out: another clone may be installing the same at this moment.
    options = ["-q", "-o", "DPkg::Lock::Timeout=300"]
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *options]
    with no_services_started(prefix):
        # A broken third-party source fails the update and need not matter.
        stale = failure_of("apt-get update", [*apt, "update"])
        choice = ["install", "-y", "--no-install-recommends", *packages]
        failure = failure_of("apt-get install", [*apt, *choice])
    if failure and "Unable to locate package" in failure.output and not stale:
        raise Stop(
            f"This system's package sources lack one of {' '.join(packages)}: Debian 12 or 13 is needed."
        )
    if failure:
        raise stale or failure


def failure_of(purpose: str, command: Sequence[str]) -> CommandFailed | None:
    try:
        commands.run(purpose, command, downloads=True)
    except CommandFailed as failure:
        return failure
    return None


@contextmanager
def no_services_started(prefix: Sequence[str]) -> Iterator[None]:
    """Keep apt from starting a system-wide PostgreSQL, Redis and nginx that nobody asked for."""
    if POLICY.exists():
        yield
        return
    commands.run("writing policy-rc.d", [*prefix, "tee", POLICY], stdin="#!/bin/sh\nexit 101\n")
    commands.run("writing policy-rc.d", [*prefix, "chmod", "755", POLICY])
    try:
        yield
    finally:
        commands.run("removing policy-rc.d", [*prefix, "rm", "-f", POLICY])


def ensure_disk_space(directory: Path, *, needed: int) -> None:
    free = shutil.disk_usage(directory).free
    if free < needed:
        raise Stop(
            f"The disk of {directory} has {free // 1024**2} MB free and CineRadar needs {needed // 1024**2} MB:"
            " free some space and run the command again."
        )
