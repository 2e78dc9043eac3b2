"""`make audit`: known faults of the packages we stand on, asked of PyPI and of npm.

Needs their advisories, so it is no part of `make lint`, which must give the same answer offline.
"""

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from deploy.local import assets, environment
from deploy.local.report import Report, paint
from deploy.local.workspace import ROOT

PIP_AUDIT = (
    str(environment.VENV / "bin" / "pip-audit"),
    *("--require-hashes", "--disable-pip", "--progress-spinner=off", "--format=json"),
    *("--timeout=10", "--requirement=requirements/dev.txt"),
)
UNASKED = 75  # EX_TEMPFAIL: neither clean nor faulty, ask again


@dataclass(frozen=True)
class Answer:
    """What a registry knows; ``unasked`` says why it, or part of it, could not be asked."""

    source: str
    faults: list[str] = field(default_factory=list)
    unasked: str = ""


def audit() -> int:
    """Print what both registries know: 0 when nothing, 1 when something, 75 when one was not reached."""
    report = Report()
    with report.step("Python packages") as step:
        environment.ensure_environment(step)
    with report.step("Node packages") as step:
        node = assets.ensure_node_modules(step)
    python = of_python(_output(PIP_AUDIT, os.environ))
    script = of_node(_output([*map(str, node.npm), "audit", "--json"], node.environ))
    return tell([python, script])


def tell(answers: Sequence[Answer]) -> int:
    for answer in answers:
        verdict = paint("FAIL", "31") if answer.faults else paint("ok  ", "32")
        print(f" {paint('????', '33') if answer.unasked else verdict}  {answer.source}")
        for line in [*answer.faults, *filter(None, [answer.unasked])]:
            print(f"       {line}")
    if any(answer.faults for answer in answers):
        return 1
    return UNASKED if any(answer.unasked for answer in answers) else 0


def of_python(output: str) -> Answer:
    """What pip-audit found. It passes over packages whose advisories it cannot read."""
    packages = _read(output).get("dependencies", [])
    faults = [
        f"{package['name']} {package['version']}: {fault['id']}, mended in "
        f"{', '.join(fault['fix_versions']) or 'no version'}"
        for package in packages
        for fault in package.get("vulns", [])
    ]
    skipped = sum("skip_reason" in package for package in packages)
    unasked = f"{skipped} of {len(packages)} packages could not be asked about at pypi.org."
    return Answer("pip-audit", faults, unasked if skipped or not packages else "")


def of_node(output: str) -> Answer:
    """What npm found, or that the registry did not answer."""
    answer = _read(output)
    if "vulnerabilities" not in answer:
        said = answer.get("message") or "no answer"
        return Answer("npm audit", unasked=f"registry.npmjs.org was not asked: {said}")
    found = answer["vulnerabilities"].values()
    return Answer("npm audit", [f"{one['name']}: {one['severity']}" for one in found])


def _output(command: Sequence[str], environ: Mapping[str, str]) -> str:
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=dict(environ),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def _read(output: str) -> dict[str, Any]:
    try:
        read = json.loads(output)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}
