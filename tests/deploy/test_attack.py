"""`make attack`: what it runs and where, what its table says, and when it ends with 1."""

import sys

import pytest

from deploy.attack import __main__ as runner
from deploy.attack import scenarios
from deploy.attack.scenarios import ATTACKS, Attack, Scenario
from deploy.attack.table import table
from deploy.attack.verdict import heard, judged, tell
from deploy.local.errors import Stop

OWN = Attack("own")
GUEST = Attack("guest", ("{base}",))
UNCOUNTED = Attack("uncounted", ("{base}",), counting=False)
COUNTED = Attack("counted", ("{base}",), counting=True)
LISTED = (
    Scenario(1, "first", "nothing", ("tests/deploy/test_attack.py",), ("own", "guest.door")),
    Scenario(2, "second", "nothing", ("tests/deploy/test_attack.py",)),
)


def seen(held=True, words="last words", parts=None):
    return runner.Seen(held, words, 1.0, parts or {})


@pytest.fixture
def listed(monkeypatch):
    monkeypatch.setattr(runner, "SCENARIOS", LISTED)
    monkeypatch.setattr(runner, "ATTACKS", (OWN, GUEST))


def rows_of(seen_of):
    return [row[-2:] for row in runner.rows(LISTED, seen_of)]


def test_the_table_has_a_row_for_each_attack_and_each_proof():
    door = heard("held door: shut")
    shown = list(runner.rows(LISTED, {"own": seen(), "guest": seen(parts=door)}))

    assert shown[0] == ("1", "first", "own", "nothing", "last words (1 s)", "held")
    assert shown[1][2:] == ("guest: door", "", "shut", "held")
    assert shown[3] == ("2", "second", "deploy/test_attack.py", "nothing", "", "make test")


def test_what_was_not_tried_and_what_is_broken_is_said():
    assert rows_of({})[0] == ("", "not tried")
    assert rows_of({"own": seen(held=False)})[0] == ("last words (1 s)", "BROKEN")
    assert rows_of({"guest": seen(parts=heard("BROKEN door: open"))})[1] == ("open", "BROKEN")


def test_an_attack_that_says_nothing_of_a_part_has_not_held():
    assert rows_of({"guest": seen(held=False, words="Killed")})[1] == ("Killed", "BROKEN")
    assert rows_of({"guest": seen(held=True)})[1][1] == "BROKEN"


@pytest.mark.parametrize(("held", "code", "said"), [(True, 0, "held"), (False, 1, "BROKEN")])
def test_one_that_fails_fails_the_whole(listed, monkeypatch, capsys, held, code, said):
    monkeypatch.setattr(runner, "run", lambda *asked: seen(held=held))

    assert runner.main(["own"], "") == code
    assert said in capsys.readouterr().out


def test_nothing_tried_is_no_success(listed, monkeypatch, capsys):
    monkeypatch.setattr(runner, "is_counting", lambda platform: True)
    monkeypatch.setattr(runner, "ATTACKS", (UNCOUNTED,))

    assert runner.main([], "http://127.0.0.1:9") == 1


def test_a_platform_that_does_not_come_up_fails_the_whole(listed, monkeypatch, capsys):
    def nowhere(home):
        raise Stop("The disk is full.")

    monkeypatch.setattr(runner, "own_platform", nowhere)
    monkeypatch.setattr(runner, "run", lambda *asked: seen())

    assert runner.main([], "") == 1
    told = capsys.readouterr()
    assert "held" in told.out
    assert "The disk is full." in told.err


def test_an_unknown_attack_is_refused():
    with pytest.raises(SystemExit, match="kill_all"):
        runner.main(["kill_all"], "")


def test_a_module_that_is_not_there_is_broken():
    outcome = runner.run(Attack("not_there"), "", {})

    assert not outcome.held
    assert "No module named deploy.attack.not_there" in outcome.words


def test_what_takes_too_long_is_broken(monkeypatch):
    monkeypatch.setattr(runner, "LONGEST", 0.01)

    assert not runner.run(Attack("door", ("http://127.0.0.1:9",)), "", {}).held


def test_arguments_are_filled_in(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "executable", "/bin/echo")

    outcome = runner.run(Attack("x", ("{base}", "{password}")), "http://a", {})

    assert outcome.words == f"-m deploy.attack.x http://a {runner.DEMO_PASSWORD}"


@pytest.mark.parametrize(("counting", "ran"), [(False, UNCOUNTED), (True, COUNTED)])
def test_a_platform_elsewhere_keeps_its_limits(monkeypatch, counting, ran):
    monkeypatch.setattr(runner, "is_counting", lambda platform: counting)
    found = dict(
        runner.elsewhere([OWN, GUEST, UNCOUNTED, COUNTED], "http://a", lambda *asked: seen())
    )

    assert set(found) == {"own", "guest", ran.name}


def test_at_home_the_limits_follow_what_is_attacked(monkeypatch):
    asked = []

    class Arena:
        address = "http://own"

        def __enter__(self):
            return self

        def __exit__(self, *error):
            return None

        def processes(self, *, counting):
            asked.append(counting)
            return self

    monkeypatch.setattr(runner, "own_platform", lambda home: Arena())
    found = dict(runner.at_home([OWN, GUEST, UNCOUNTED, COUNTED], lambda *asked: seen()))

    assert list(found) == ["own", "guest", "uncounted", "counted"]
    assert asked == [False, True]
    assert dict(runner.at_home([OWN], lambda *asked: seen())).keys() == {"own"}
    assert asked == [False, True]


def test_verdicts_are_heard_as_they_were_told(capsys):
    told = [judged("door", [], held="shut"), judged("files", ["one\nline", "two"], held="kept")]

    assert tell(told) == 1
    assert list(heard("noise\n" + capsys.readouterr().out).values()) == [
        told[0],
        judged("files", ["one line", "two"], held=""),
    ]
    assert tell(told[:1]) == 0


def test_long_texts_go_on_below_in_their_own_column():
    lines = table([("1", "a b " * 20, "x", "y", "z", "held")], width=80).splitlines()

    assert lines[0].startswith("#    what")
    assert lines[2].endswith("held")
    assert len(lines) > 3
    assert set(lines[3].split()) == {"a", "b"}
    assert max(map(len, lines)) <= 80


def test_every_attack_of_the_list_exists():
    assert all(attack.file.is_file() for attack in ATTACKS)
    assert scenarios.OWNER[0] == "{base}"
