"""The steps that come before any service: packages, environment, built files."""

from deploy.local import assets, environment, lock, system
from deploy.local.report import Report
from deploy.local.workspace import Workspace


def prepare(workspace: Workspace, report: Report, *, for_tests: bool = False) -> None:
    """Everything a command needs that outlives it; steps with nothing to do say so."""
    workspace.prepare()
    is_cold = not environment.PYTHON.exists() or not assets.NODE_MODULES.exists()
    system.ensure_disk_space(
        workspace.home, needed=system.DISK_NEEDED_COLD if is_cold else system.DISK_NEEDED_WARM
    )
    # A test run beside a `make run` must not install into the same directories at the same time.
    with lock.waited_for(environment.SHARED_STAMPS / "lock"):
        install_and_build(report, for_tests=for_tests)


def install_and_build(report: Report, *, for_tests: bool) -> None:
    with report.step("System packages") as step:
        system.ensure_pieces(step, for_tests=for_tests)
    with report.step("Python packages") as step:
        environment.ensure_environment(step)
    with report.step("Node packages") as step:
        node = assets.ensure_node_modules(step)
    with report.step("Front end") as step:
        assets.ensure_front_end(step, node)
    with report.step("Message catalogues") as step:
        assets.ensure_catalogues(step)
