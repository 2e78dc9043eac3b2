"""The list of scenarios names what exists: tests, attacks, and the parts that attacks tell of."""

import pytest

from deploy.attack import browser, door, enumeration
from deploy.attack.scenarios import ATTACKS, BROWSER, SCENARIOS
from deploy.local.workspace import ROOT

NAMED = {name for one in SCENARIOS for name in one.attacks}
PARTS = {
    "browser": set(BROWSER),
    "credentials": {"sessions", "sockets", "tokens", "refresh"},
    "crossing": {"caches", "pages", "files", "sockets"},
    "door": {part.__name__ for part in door.PARTS},
    "enumeration": set(enumeration.DOORS),
    "guessing": {"calls", "account", "address"},
}


def test_every_scenario_is_listed_once():
    assert [one.number for one in SCENARIOS] == [*range(1, 32), *range(37, 41)]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: str(one.number))
def test_what_shows_it_exists(scenario):
    assert scenario.expected
    assert scenario.tests
    for path in scenario.tests:
        assert "def test_" in (ROOT / path).read_text()


def test_every_attack_is_a_program_and_shows_something():
    for attack in ATTACKS:
        assert "__main__" in attack.file.read_text()
    assert {name.partition(".")[0] for name in NAMED} == {attack.name for attack in ATTACKS}


@pytest.mark.parametrize("name", PARTS)
def test_every_part_shows_something(name):
    shown = {part for attack, _, part in (one.partition(".") for one in NAMED) if attack == name}

    assert shown == PARTS[name]
    for part in shown - set(enumeration.DOORS) - PARTS["door"]:
        assert f'"{part}"' in (ROOT / "deploy" / "attack" / f"{name}.py").read_text()


def test_the_browser_has_every_part_that_is_named():
    assert set(BROWSER) <= set(vars(browser))
