"""PostgreSQL's own programs: pg_dump, pg_restore and psql, as the role of this connection."""

import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from django.db import connection

from apps.core.errors import PermanentError

PACKAGE = "the Debian package postgresql-client (of the server's version or newer)"


class ProgramMissing(PermanentError):
    """Says which package brings it."""


class ProgramFailed(PermanentError):
    """With the program's last words."""


def dump_schema(schema: str, path: Path, *, snapshot: str) -> None:
    """Write the schema, as ``snapshot`` sees it, in PostgreSQL's custom format."""
    arguments = ["--format=custom", "--no-owner", "--no-privileges", f"--schema={schema}"]
    command = [_program("pg_dump"), *arguments, f"--snapshot={snapshot}", f"--file={path}"]
    done = subprocess.run(command, env=_environment(), capture_output=True, check=False)
    if done.returncode:
        raise ProgramFailed(_last_words(done.stderr))


def load_schema(path: Path, change: Callable[[Iterable[bytes]], Iterator[bytes]]) -> None:
    """Run the dump's script, passed through ``change``, as one transaction."""
    write = [_program("pg_restore"), "--no-owner", "--no-privileges", "--file=-", str(path)]
    run = [_program("psql"), "-X", "-q", "--single-transaction", "-v", "ON_ERROR_STOP=1"]
    with (
        subprocess.Popen(write, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as writer,
        subprocess.Popen(
            run,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=_environment(),
        ) as runner,
    ):
        words = {runner: _Words(runner.stderr), writer: _Words(writer.stderr)}
        _pass_on(change(writer.stdout or ()), runner)
        if writer.stdout:
            writer.stdout.close()
        said = {process: each.all() for process, each in words.items()}
    for process, last in said.items():
        if process.returncode:
            raise ProgramFailed(_last_words(last))


def _pass_on(lines: Iterator[bytes], runner: Any) -> None:
    """psql may stop early: what it said then is the reason, not the broken pipe."""
    with suppress(BrokenPipeError):
        for line in lines:
            runner.stdin.write(line)
    with suppress(BrokenPipeError):
        runner.stdin.close()


class _Words:
    """Reads what a program says while it works, so that a full pipe never stops it."""

    def __init__(self, stream: IO[bytes] | None) -> None:
        self._said: list[bytes] = []
        self._thread = threading.Thread(target=self._listen, args=(stream,), daemon=True)
        self._thread.start()

    def _listen(self, stream: IO[bytes] | None) -> None:
        self._said.extend(stream or ())

    def all(self) -> bytes:
        self._thread.join()
        return b"".join(self._said)


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise ProgramMissing(f"{name} is not installed: it comes with {PACKAGE}.")
    return found


def _environment() -> dict[str, str]:
    """The database and the role that this process works as."""
    values = connection.settings_dict
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        role = cursor.fetchone()[0]
    told = {
        "PGHOST": values["HOST"],
        "PGPORT": str(values["PORT"] or ""),
        "PGUSER": values["USER"],
        "PGPASSWORD": values["PASSWORD"],
        "PGDATABASE": values["NAME"],
        "PGSSLMODE": str(values["OPTIONS"].get("sslmode", "")),
        "PGOPTIONS": f"-c role={role}",
    }
    return {**os.environ, **{name: value for name, value in told.items() if value}}


def _last_words(said: bytes) -> str:
    lines = said.decode(errors="replace").strip().splitlines()
    return " / ".join(lines[-3:]) or "It failed without a word."
