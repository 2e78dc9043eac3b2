"""The list of scenarios names what exists, and an attack that fails fails the whole."""

import pytest

from deploy.attack import __main__ as runner
from deploy.attack.scenarios import ON_A_FIELD, ON_A_PLATFORM, SCENARIOS
from deploy.local.workspace import ROOT

ATTACKS = {*ON_A_FIELD, *ON_A_PLATFORM}


def test_every_scenario_is_listed_once():
    assert [one.number for one in SCENARIOS] == [*range(1, 32), *range(37, 41)]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: str(one.number))
def test_what_shows_it_exists(scenario):
    assert scenario.tests
    for path in scenario.tests:
        assert "def test_" in (ROOT / path).read_text()
    assert set(scenario.attacks) <= ATTACKS


def test_every_attack_is_a_program_and_shows_something():
    for name in ATTACKS:
        assert "__main__" in (ROOT / "deploy" / "attack" / f"{name}.py").read_text()
    assert {name for one in SCENARIOS for name in one.attacks} == ATTACKS


@pytest.mark.parametrize(("held", "code", "said"), [(True, 0, "held"), (False, 1, "BROKEN")])
def test_one_that_fails_is_seen(monkeypatch, capsys, held, code, said):
    monkeypatch.setattr(runner, "run", lambda name, platform: runner.Seen(held, "last words", 1.0))

    assert runner.main(["kill_web"], "") == code
    shown = capsys.readouterr().out
    assert f" 37  {said}" in shown
    assert "  1  tests" in shown


def test_an_unknown_attack_is_refused():
    with pytest.raises(SystemExit, match="kill_all"):
        runner.main(["kill_all"], "")
