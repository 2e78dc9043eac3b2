"""`make lint`: every check runs, each says one line, the output of the failed ones follows it."""

import secrets
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from deploy.local import assets, environment
from deploy.local.report import paint
from deploy.local.workspace import ROOT

BIN = environment.VENV / "bin"
MANAGE = (str(environment.PYTHON), "manage.py")
SOURCES = ("apps", "config", "deploy", "manage.py")
OUR_APPS = tuple(path.parent.name for path in sorted(ROOT.glob("apps/*/migrations")))
MIGRATION_LINTER = ("lintmigrations", "--no-cache", "--ignore-initial-migrations", "--include-apps")
LINT_SETTINGS = {"DJANGO_SETTINGS_MODULE": "config.settings.lint"}


@dataclass(frozen=True)
class Check:
    """One program that finds fault, silent unless it does."""

    name: str
    command: Sequence[str]
    environ: Mapping[str, str] = field(default_factory=dict)


def production() -> dict[str, str]:
    """Made-up values for every variable without a default, and the settings that a real site runs."""
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "JWT_SIGNING_KEY": secrets.token_urlsafe(64),
        "MEDIA_URL_SECRET": secrets.token_urlsafe(64),
        "BASE_DOMAIN": "cineradar.example",
    }


def checks() -> list[Check]:
    node = assets.ensure_node()
    return [
        Check("ruff format", [str(BIN / "ruff"), "format", "--check", "."]),
        Check("ruff check", [str(BIN / "ruff"), "check", "."]),
        Check("bandit", [str(BIN / "bandit"), "--quiet", "-c", "pyproject.toml", "-r", *SOURCES]),
        Check("mypy", [str(BIN / "mypy"), "apps", "config", "deploy"]),
        Check("import-linter", [str(BIN / "lint-imports")]),
        Check("djlint", [str(BIN / "djlint"), "--lint", "templates"]),
        Check(
            "manage.py check --deploy",
            [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
            production(),
        ),
        Check("makemigrations --check", [*MANAGE, "makemigrations", "--check", "--dry-run"]),
        Check("migration linter", [*MANAGE, *MIGRATION_LINTER, *OUR_APPS], LINT_SETTINGS),
        Check("tsc", [*map(str, node.npm), "run", "--silent", "typecheck"], node.environ),
    ]


def run_all(environ: Mapping[str, str]) -> int:
    """Run every check; 1 when any failed, else 0."""
    print()
    failed = [check.name for check in checks() if not passes(check, environ)]
    print(
        f"\n{len(failed)} of the checks failed: {', '.join(failed)}."
        if failed
        else "\nAll checks passed."
    )
    return 1 if failed else 0


def passes(check: Check, environ: Mapping[str, str]) -> bool:
    began = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env={**environ, **check.environ},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    verdict = paint("ok  ", "32") if done.returncode == 0 else paint("FAIL", "31")
    print(f" {verdict}  {check.name:<28} {time.monotonic() - began:6.1f} s", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr, flush=True)
    return done.returncode == 0
