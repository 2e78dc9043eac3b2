"""Progress reads the same in a file as on a screen, without cursor tricks."""

import pytest

from deploy.local.report import Report


def test_each_step_is_one_numbered_line_with_its_time(capsys):
    report = Report()

    with report.step("Packages") as step:
        step.note = "unchanged"

    line = capsys.readouterr().out
    assert line.startswith("  1  Packages ")
    assert line.endswith(" 0.0 s  unchanged\n")


def test_details_stand_on_lines_of_their_own_without_a_terminal(capsys):
    with Report().step("Demo") as step:
        step.say("one")
        step.say("two")

    lines = capsys.readouterr().out.splitlines()
    assert [line.strip() for line in lines[1:3]] == ["one", "two"]
    assert "\x1b" not in "".join(lines)


def test_details_replace_each_other_on_a_terminal(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)

    with Report().step("Demo") as step:
        step.say("one")
        step.say("two")

    assert "one\r\x1b[K      two\r\x1b[K" in capsys.readouterr().out


def test_a_step_that_fails_says_so_and_raises(capsys):
    with pytest.raises(ValueError, match="broken"), Report().step("Build"):
        raise ValueError("broken")

    assert capsys.readouterr().out.endswith("failed\n")
