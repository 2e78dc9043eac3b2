"""`make run`: from a clone to a running CineRadar, and back to nothing."""

import http.client
import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from deploy.local import assets, environment, local_env, lock, port, procfile, proxy, services
from deploy.local.errors import Stop
from deploy.local.report import Report, Step
from deploy.local.services import Services
from deploy.local.setup import prepare
from deploy.local.stamps import Stamp, digest_of
from deploy.local.supervisor import Supervisor
from deploy.local.workspace import ROOT, Workspace, main_workspace

SECONDS_TO_ANSWER = 120
# What the front door answers while the application behind it is still starting.
NOT_YET = {502, 503, 504}


def run(wanted_port: str) -> None:
    """Bring everything up, say where it is, and stay until interrupted or until a process ends."""
    workspace, number = main_workspace(), port.chosen_port(wanted_port)
    with only_here(workspace, number):
        port.ensure_free(number)
        report = Report()
        prepare(workspace, report)
        with start_services(workspace, report) as running:
            environ = write_environment(workspace, running, number)
            prepare_data(workspace, report, environ)
            serve(workspace, report, running, environ, number)


@contextmanager
def only_here(workspace: Workspace, number: int) -> Iterator[None]:
    try:
        with lock.held(workspace.home / "lock", f"{os.getpid()} {number}"):
            yield
    except lock.Held as other:
        pid, _, taken = other.note.partition(" ")
        raise Stop(
            f"This clone already runs at http://localhost:{taken}/ (process {pid}): use it, or stop it with `make stop`."
        ) from other


@contextmanager
def start_services(workspace: Workspace, report: Report) -> Iterator[Services]:
    with ExitStack() as stack:
        with report.step("PostgreSQL and Redis") as step:
            running = stack.enter_context(services.running(workspace, step))
        yield running


def write_environment(workspace: Workspace, running: Services, number: int) -> dict[str, str]:
    """Write var/local.env for `manage.py` by hand; return the environment of our own processes."""
    sockets = workspace.sockets
    variables = local_env.write(workspace.env_file, {**running.variables, "PORT": str(number)})
    for_processes = {
        "WEB_BIND": f"unix:{sockets / 'web.sock'}",
        "UVICORN_UDS": str(sockets / "realtime.sock"),
        "WORKER_SHUTDOWN_SECONDS": "5",
        "PROMETHEUS_MULTIPROC_DIR": str(empty_metrics(workspace)),
        "NGINX_CONF": str(
            proxy.write_configuration(workspace, port=number, addresses=port.listen_addresses())
        ),
    }
    return services.process_environ(variables, local_env.read(ROOT / ".env")) | for_processes


def empty_metrics(workspace: Workspace) -> Path:
    """Where the processes count together. What those of the last start counted would count twice."""
    shutil.rmtree(workspace.metrics, ignore_errors=True)
    workspace.metrics.mkdir(parents=True)
    return workspace.metrics


def prepare_data(workspace: Workspace, report: Report, environ: Mapping[str, str]) -> None:
    with report.step("Static files") as step:
        assets.ensure_static_files(step, workspace, environ)
    with report.step("Migrations") as step:
        migrate(workspace, step, environ)


def migrate(workspace: Workspace, step: Step, environ: Mapping[str, str]) -> None:
    """Public first, then every studio; skipped when nothing that decides about it changed since."""
    stamp = Stamp(workspace.stamps, "database-migrated")
    digest = digest_of(
        *sorted(ROOT.glob("apps/*/migrations")),
        environment.REQUIREMENTS / "dev.txt",
        ROOT / "config" / "settings",
        environ.get("BASE_DOMAIN", ""),
    )
    if stamp.matches(digest):
        step.note = "unchanged"
        return
    manage = partial(assets.manage, "migrating the database", environ=services.as_owner(environ))
    manage("migrate_schemas", "--shared", "--noinput")
    manage("bootstrap_platform")
    manage("migrate_studios")
    stamp.write(digest)


def serve(
    workspace: Workspace, report: Report, running: Services, environ: Mapping[str, str], number: int
) -> None:
    supervisor = Supervisor(workspace.logs, environ)
    check = partial(supervisor.check, running.children)
    try:
        with report.step("Processes"):
            supervisor.start(procfile.read(ROOT / "Procfile"))
            wait_for_answer(number, supervisor, check)
        print(f"      It answers at http://localhost:{number}/ already; films appear one by one.")
        with report.step("Demo studios") as step:
            load_demo(workspace, step, environ, check)
        print(assets.manage("describing the demo", "demo_summary", environ=environ))
        print(f"CineRadar is up at http://localhost:{number}/ after {report.elapsed:.0f} s.")
        print("Ctrl-C stops everything.\n", flush=True)
        supervisor.watch(check)
    finally:
        print("\nStopping.", flush=True)
        supervisor.stop()


def load_demo(
    workspace: Workspace,
    step: Step,
    environ: Mapping[str, str],
    check: Callable[[], None],
    *options: str,
) -> None:
    """Once a database: a second start changes nothing, not even what somebody deleted on purpose.

    ``options`` are those of the command `load_demo`."""
    stamp = Stamp(workspace.stamps, "database-demo")
    if stamp.matches("loaded"):
        step.note = "unchanged"
        return
    manage = partial(assets.manage, "loading the demo studios", environ=services.as_owner(environ))
    # It opens the studios itself, hence the owner. For films it waits for the workers: without the
    # check it would wait for a dead one for ever.
    manage("load_demo", *options, on_line=step.say, meanwhile=check)
    stamp.write("loaded")


def wait_for_answer(number: int, supervisor: Supervisor, check: Callable[[], None]) -> None:
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while status_of(number) in NOT_YET:
        check()
        if time.monotonic() > deadline:
            raise Stop(
                f"The site does not answer after {SECONDS_TO_ANSWER} s: see {supervisor.log_of('web')}."
            )
        time.sleep(0.2)


def status_of(number: int) -> int:
    """The status of the platform's first page; 503 while nobody listens."""
    connection = http.client.HTTPConnection("127.0.0.1", number, timeout=30)
    try:
        connection.request("GET", "/", headers={"Host": f"localhost:{number}"})
        return connection.getresponse().status
    except OSError:
        return 503
    finally:
        connection.close()
