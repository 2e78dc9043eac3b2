"""A platform to attack: one of our own, as `make run` makes it, or one that runs somewhere."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from shutil import rmtree

from deploy.attack.visitor import Visitor
from deploy.local import port, procfile, start
from deploy.local.report import Report
from deploy.local.services import Services
from deploy.local.stop import forget_sockets
from deploy.local.supervisor import Supervisor
from deploy.local.workspace import ROOT, Workspace

# Above what `make run` and most people's other programs take.
FIRST_PORT = 18000
# Of each studio: encoding all of them takes longer than the attacks.
FILMS = 3
# As on a real one; tokens live long enough for the longest attack.
SETTINGS = {"DEBUG": "off", "JWT_ACCESS_SECONDS": "86400", "WEB_RELOAD": "off"}


@dataclass
class Arena:
    """Services and demo studios of our own; the processes on them start anew for each setting."""

    workspace: Workspace
    services: Services
    environ: Mapping[str, str]
    number: int
    report: Report = field(default_factory=Report)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.number}"

    @contextmanager
    def processes(self, *, counting: bool) -> Iterator[dict[str, str]]:
        """Everything of the Procfile; ``counting`` switches the limits on. The environment of an
        attack that may also break what the platform stands on."""
        environ = {**self.environ, "LIMITS_ENABLED": "on" if counting else "off"}
        supervisor = Supervisor(self.workspace.logs, environ)
        check = partial(supervisor.check, self.services.children)
        try:
            with self.report.step(f"Processes, limits {environ['LIMITS_ENABLED']}"):
                supervisor.start(procfile.read(ROOT / "Procfile"))
                start.wait_for_answer(self.number, supervisor, check)
            with self.report.step("Demo studios") as step:
                start.load_demo(self.workspace, step, environ, check, f"--films={FILMS}")
            yield environ
            check()
        finally:
            supervisor.stop()


@contextmanager
def own_platform(home: Path) -> Iterator[Arena]:
    """PostgreSQL, Redis, static files and migrations below ``home``, which is gone afterwards
    unless something fails: then its logs are there to be read."""
    workspace, report = Workspace(home=home, durable=False), Report()
    workspace.prepare()
    number = port.next_free(FIRST_PORT)
    with start.start_services(workspace, report) as services:
        environ = {**start.write_environment(workspace, services, number), **SETTINGS}
        start.prepare_data(workspace, report, environ)
        yield Arena(workspace, services, environ, number, report)
    forget_sockets(home)
    rmtree(home)


def is_counting(address: str) -> bool:
    """Whether the limits of the platform at ``address`` are on, as its API tells everybody."""
    return "Ratelimit" in Visitor(address).ask("/api/v1/movies").headers
