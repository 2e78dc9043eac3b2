"""`make attack`: every scenario with what was seen, 1 if anything was not as promised.

    make attack                                the attacks that bring their own services
    make attack E=http://127.0.0.1:8000        and those on a platform that runs, with the demo's studios
    make attack ARGS="kill_web lose_broker"    only these

The platform is best started with LIMITS_ENABLED=off, or its limits stop the attacks before its walls.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass

from apps.studio.domain.demo.people import DEMO_PASSWORD
from deploy.attack.scenarios import ON_A_FIELD, ON_A_PLATFORM, SCENARIOS, Scenario
from deploy.local.workspace import ROOT

PERSON = "owner@kush.example"


@dataclass(frozen=True)
class Seen:
    held: bool
    last_words: str
    seconds: float


def main(names: list[str], platform: str) -> int:
    known = {*ON_A_FIELD, *ON_A_PLATFORM}
    if unknown := set(names) - known:
        sys.exit(f"There is no attack {', '.join(sorted(unknown))}; there are {sorted(known)}.")
    chosen = [name for name in (*ON_A_FIELD, *ON_A_PLATFORM) if not names or name in names]
    if not platform:
        chosen = [name for name in chosen if name not in ON_A_PLATFORM]
    seen = {name: run(name, platform) for name in chosen}
    show(SCENARIOS, seen)
    return 0 if all(one.held for one in seen.values()) else 1


def run(name: str, platform: str) -> Seen:
    print(f"{name} …", flush=True)
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", f"deploy.attack.{name}", *arguments_of(name, platform)],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    lines = done.stdout.strip().splitlines()
    if done.returncode:
        print(done.stdout, flush=True)
    return Seen(not done.returncode, lines[-1] if lines else "", time.monotonic() - began)


def arguments_of(name: str, platform: str) -> list[str]:
    return {
        "door": [platform],
        "enumeration": [platform, "--known", PERSON],
        "fuzz_api": [platform, "--email", PERSON, "--password", DEMO_PASSWORD],
    }.get(name, [])


def show(scenarios: Iterable[Scenario], seen: dict[str, Seen]) -> None:
    """One line a scenario; below it what each attack saw, and the tests that look at the same."""
    print()
    for scenario in scenarios:
        print(f"{scenario.number:3}  {verdict(scenario, seen):8}  {scenario.what}")
        for name in scenario.attacks:
            if name in seen:
                print(f"{'':15}{name}, {seen[name].seconds:.0f} s: {seen[name].last_words}")
        for path in scenario.tests:
            print(f"{'':15}{path}")


def verdict(scenario: Scenario, seen: dict[str, Seen]) -> str:
    """``tests`` says that nothing was tried now: `make test` does."""
    tried = [seen[name] for name in scenario.attacks if name in seen]
    if not tried:
        return "tests"
    return "held" if all(one.held for one in tried) else "BROKEN"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:], os.environ.get("E", "")))
