"""PostgreSQL and Redis of a workspace, up for as long as a block of code runs."""

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from deploy.local import commands, environment
from deploy.local.children import Child
from deploy.local.postgres import Postgres
from deploy.local.redis import Redis
from deploy.local.report import Step
from deploy.local.workspace import Workspace

# Whose values always come from the services we started: a DATABASE_URL left in
# somebody's shell must never have its tables migrated by us.
OURS = {
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "TEST_DATABASE_ADMIN_URL",
    "BROKER_URL",
    "CACHE_URL",
    "CHANNELS_URL",
    "STATIC_ROOT",
    "MEDIA_ROOT",
    "UPLOAD_ROOT",
    "PORT",
}


@dataclass(frozen=True)
class Services:
    """What runs, and the variables that lead to it."""

    children: tuple[Child, ...]
    variables: Mapping[str, str]
    is_new: bool


@contextmanager
def running(workspace: Workspace, step: Step) -> Iterator[Services]:
    """Start both, stop both at the end: Redis first, as nothing of PostgreSQL's depends on it."""
    with ExitStack() as stack:
        postgres = Postgres(workspace)
        database = postgres.start()
        stack.callback(database.stop)
        redis = Redis(workspace)
        queue = redis.start()
        stack.callback(queue.stop)
        step.note = f"PostgreSQL {postgres.server.version}" + (
            ", new cluster" if postgres.is_new else ""
        )
        yield Services(
            (database, queue),
            {**postgres.environ(), **redis.environ(), **places(workspace)},
            postgres.is_new,
        )


def places(workspace: Workspace) -> dict[str, str]:
    return {
        "STATIC_ROOT": str(workspace.home / "static"),
        "MEDIA_ROOT": str(workspace.home / "media"),
        "UPLOAD_ROOT": str(workspace.home / "uploads"),
    }


def as_owner(environ: Mapping[str, str]) -> dict[str, str]:
    """The same environment for a process that changes schemas."""
    return {**environ, "DATABASE_URL": environ["DATABASE_OWNER_URL"]}


def process_environ(variables: Mapping[str, str], configured: Mapping[str, str]) -> dict[str, str]:
    """The environment of a child: `variables`, save where the shell or .env (`configured`) says otherwise."""
    ours = {
        name: value
        for name, value in variables.items()
        if name in OURS or name not in {*os.environ, *configured}
    }
    path = os.pathsep.join(
        [
            str(environment.VENV / "bin"),
            os.environ.get("PATH", os.defpath),
            *commands.SYSTEM_BINARIES,
        ]
    )
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name not in {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV"} and not name.startswith("PG")
    }
    return inherited | {"PATH": path, "PYTHONUNBUFFERED": "1"} | ours
