"""`make attack`: every scenario with what was expected and seen, 1 if anything was not as promised.

    make attack                                all, on a platform of our own
    make attack ARGS="kill_web lose_broker"    only these
    make attack E=http://127.0.0.1:8000        on one that runs, with the demo's studios
    CROSSING_SECONDS=600 make attack           longer than two minutes in both studios at once

One that runs is attacked with its limits as they are; what needs them otherwise is not tried.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from apps.studio.domain.demo.people import DEMO_PASSWORD
from deploy.attack.platform import is_counting, own_platform
from deploy.attack.scenarios import ATTACKS, SCENARIOS, Attack, Scenario
from deploy.attack.table import table
from deploy.attack.verdict import BROKEN, HELD, Verdict, heard
from deploy.local.errors import Stop
from deploy.local.report import complain
from deploy.local.workspace import ROOT

LONGEST = 900.0
TESTS = "make test"


@dataclass(frozen=True)
class Seen:
    """How an attack ended, as a whole and by its parts."""

    held: bool
    words: str
    seconds: float
    parts: Mapping[str, Verdict] = field(default_factory=dict)


Run = Callable[[Attack, str, Mapping[str, str]], Seen]


def main(names: list[str], platform: str) -> int:
    known = [attack.name for attack in ATTACKS]
    if unknown := set(names) - set(known):
        sys.exit(f"There is no attack {', '.join(sorted(unknown))}; there are {', '.join(known)}.")
    chosen = [attack for attack in ATTACKS if not names or attack.name in names]
    seen: dict[str, Seen] = {}
    problem = ""
    try:
        # One by one: what was seen before the platform broke down stays.
        seen.update(elsewhere(chosen, platform, run) if platform else at_home(chosen, run))
    except Stop as stop:
        problem = stop.sentence
    print(f"\n{table(rows(SCENARIOS, seen))}\n")
    return conclude(seen, problem)


def conclude(seen: Mapping[str, Seen], problem: str) -> int:
    """Say it all in one line; the exit code. Nothing tried is no success."""
    broken = [name for name, one in seen.items() if not one.held]
    print(f"BROKEN: {', '.join(broken)}" if broken else f"{len(seen)} attacks, all held.")
    if problem:
        complain(problem)
    return 1 if broken or problem or not seen else 0


def elsewhere(chosen: Sequence[Attack], platform: str, run: Run) -> Iterator[tuple[str, Seen]]:
    counting = is_counting(platform)
    for attack in chosen:
        if attack.counting in {None, counting}:
            yield attack.name, run(attack, platform, {})


def at_home(chosen: Sequence[Attack], run: Run) -> Iterator[tuple[str, Seen]]:
    """First those that bring their own, then those on a platform, which is made only for them."""
    for attack in chosen:
        if not attack.arguments:
            yield attack.name, run(attack, "", {})
    guests = [attack for attack in chosen if attack.arguments]
    if not guests:
        return
    with own_platform(ROOT / "var" / "attack" / f"platform-{os.getpid()}") as arena:
        for counting in (False, True):
            invited = [attack for attack in guests if bool(attack.counting) is counting]
            if invited:
                with arena.processes(counting=counting) as environ:
                    for attack in invited:
                        yield attack.name, run(attack, arena.address, environ)


def run(attack: Attack, platform: str, environ: Mapping[str, str]) -> Seen:
    print(f"     {attack.name} …", flush=True)
    began = time.monotonic()
    values = {"base": platform, "password": DEMO_PASSWORD, "seconds": seconds_of_crossing()}
    filled = [one.format(**values) for one in attack.arguments]
    command = [sys.executable, "-m", f"deploy.attack.{attack.name}", *filled]
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, **environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=LONGEST,
        )
    except subprocess.TimeoutExpired:
        return Seen(held=False, words=f"not done after {LONGEST:.0f} s", seconds=LONGEST)
    if done.returncode:
        print(done.stdout, flush=True)
    lines = done.stdout.strip().splitlines() or [f"no word, exit code {done.returncode}"]
    seconds, parts = time.monotonic() - began, heard(done.stdout)
    return Seen(not done.returncode, lines[-1].strip("= "), seconds, parts)


def seconds_of_crossing() -> str:
    return os.environ.get("CROSSING_SECONDS") or "120"


def rows(scenarios: Iterable[Scenario], seen: Mapping[str, Seen]) -> Iterator[tuple[str, ...]]:
    """A row for each attack on a scenario, then one for the tests that look at the same."""
    for scenario in scenarios:
        head = (str(scenario.number), scenario.what, scenario.expected)
        for name in scenario.attacks:
            number, what, expected = head
            yield number, what, name.replace(".", ": "), expected, *observed(name, seen)
            head = ("", "", "")
        number, what, expected = head
        proofs = "\n".join(path.removeprefix("tests/") for path in scenario.tests)
        yield number, what, proofs, expected, "", TESTS


def observed(name: str, seen: Mapping[str, Seen]) -> tuple[str, str]:
    """What was seen of an attack, or of one part of it (``door.sockets``), and the result."""
    attack, _, part = name.partition(".")
    if attack not in seen:
        return "", "not tried"
    one = seen[attack]
    if not part:
        return f"{one.words} ({one.seconds:.0f} s)", HELD if one.held else BROKEN
    if part not in one.parts:
        return one.words, BROKEN
    return one.parts[part].words, HELD if one.parts[part].held else BROKEN


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:], os.environ.get("E", "")))
