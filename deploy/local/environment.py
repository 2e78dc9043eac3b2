"""The virtual environment `.venv`, made by uv from the hashed requirements."""

import platform
import sys
from pathlib import Path

from deploy.local import commands
from deploy.local.report import Step
from deploy.local.stamps import Stamp, digest_of
from deploy.local.workspace import ROOT

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
TOOLS = ROOT / "var" / "tools"
REQUIREMENTS = ROOT / "requirements"
SHARED_STAMPS = ROOT / "var" / "stamps"


def ensure_environment(step: Step) -> None:
    """Bring `.venv` to exactly what requirements/dev.txt says."""
    requirements = REQUIREMENTS / "dev.txt"
    stamp = Stamp(SHARED_STAMPS, "environment")
    digest = digest_of(requirements, platform.python_version())
    if stamp.matches(digest) and PYTHON.exists():
        step.note = "unchanged"
        return
    stamp.clear()
    uv = ensure_uv()
    if not has_interpreter():
        commands.run(
            "making .venv",
            [uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, VENV],
            env=uv_environ(),
        )
    sync(uv, PYTHON, requirements)
    stamp.write(digest)


def has_interpreter() -> bool:
    """Whether `.venv` has a Python of the version we run under; one left by another version is replaced."""
    question = "import sys; print('.'.join(map(str, sys.version_info[:2])))"
    return commands.output_of([PYTHON, "-c", question]) == ".".join(
        platform.python_version_tuple()[:2]
    )


def sync(uv: Path, python: Path, requirements: Path) -> None:
    commands.run(
        "installing the Python packages",
        [uv, "pip", "sync", "--quiet", "--require-hashes", "--python", python, requirements],
        env=uv_environ(),
        downloads=True,
    )


def ensure_uv() -> Path:
    """The system's uv, or a pinned one in an environment of its own."""
    found = commands.find_program("uv")
    if found and commands.output_of([found, "--version"]):
        return found
    uv = TOOLS / "bin" / "uv"
    if not commands.output_of([uv, "--version"]):
        commands.run(
            "making the environment of uv", [sys.executable, "-m", "venv", "--clear", TOOLS]
        )
        pip: commands.Command = [
            TOOLS / "bin" / "python",
            "-m",
            "pip",
            "install",
            "--quiet",
            "--require-hashes",
        ]
        commands.run("installing uv", [*pip, "-r", REQUIREMENTS / "uv.txt"], downloads=True)
    return uv


def uv_environ() -> dict[str, str]:
    # An activated environment of another project must not be the one that is changed.
    foreign = {"VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME"}
    environ = commands.download_environ()
    return {key: value for key, value in environ.items() if key not in foreign}


def compile_requirements() -> None:
    """Write requirements/*.txt anew from the *.in files (newest versions that fit)."""
    uv = ensure_uv()
    for name in ("base", "dev", "uv", "node"):
        options = [
            "--quiet",
            "--upgrade",
            "--universal",
            "--generate-hashes",
            "--python-version=3.11",
        ]
        files = [f"requirements/{name}.in", f"--output-file=requirements/{name}.txt"]
        commands.run(
            f"compiling requirements/{name}.in",
            [uv, "pip", "compile", *options, *files],
            env=uv_environ() | {"UV_CUSTOM_COMPILE_COMMAND": "make requirements"},
            downloads=True,
        )
        print(f"requirements/{name}.txt")
