"""Nothing leaves a studio by a way that nobody has looked at."""

import pytest

from tests.isolation.suite import snapshot
from tests.isolation.suite.cases import NAMES_NO_ROW, PLATFORM_WORK, SKIPPED
from tests.isolation.suite.exits import Exit, all_exits

NEW = """
These ways out of a studio are new: {exits}.
Look at what each can give away, and whether its kind of case fits (tests/isolation/suite/cases.py);
give it rows behind it in tests/permissions. Then `python -m tests.isolation.suite.snapshot`."""
STALE = """
These ways out of a studio are gone, or are probed otherwise now: {exits}.
`python -m tests.isolation.suite.snapshot` takes them off the list."""


def test_every_exit_is_on_the_list():
    found, listed = snapshot.found(), snapshot.listed()

    assert found - listed == set(), NEW.format(exits=", ".join(sorted(found - listed)))
    assert listed - found == set(), STALE.format(exits=", ".join(sorted(listed - found)))


def test_no_reason_is_stale():
    known = {str(found) for found in all_exits()}
    names = {found.name.split()[1] for found in all_exits() if found.kind == "address"}
    tasks = {found.name.split()[0] for found in all_exits() if found.kind == "task"}

    assert set(SKIPPED) - known == set()
    assert set(NAMES_NO_ROW) - names == set()
    assert set(PLATFORM_WORK) - tasks == set()


@pytest.mark.parametrize("change", ["new", "stale"])
def test_control_a_change_is_noticed(monkeypatch, change):
    exits = all_exits()
    changed = exits[1:] if change == "stale" else [*exits, Exit("letter", "core/email/new")]
    monkeypatch.setattr(snapshot, "all_exits", lambda: changed)

    with pytest.raises(AssertionError, match="are new" if change == "new" else "are gone"):
        test_every_exit_is_on_the_list()
