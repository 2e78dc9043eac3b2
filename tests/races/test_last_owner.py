"""Two owners remove each other at the same moment: one of them must stay."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from apps.accounts.enums import Role
from apps.accounts.errors import LastOwner, NotYourMember
from apps.accounts.models import User
from apps.accounts.services import team
from apps.core.tenancy import studio_context
from tests import database
from tests.people import person


@pytest.fixture
def owners(committed_db):
    alpha = database.studio_row("alpha")
    with studio_context(alpha):
        pair = person("Ana", Role.OWNER), person("Bayu", Role.OWNER)
    return alpha, pair


def remove_each_other(alpha, pair):
    """What each of the two heard back."""
    together = Barrier(2, timeout=10)

    def remove(by, member):
        with studio_context(alpha):
            together.wait()
            try:
                team.remove_member(member, by=by)
            except (LastOwner, NotYourMember) as refusal:
                return refusal.code
            finally:
                connections.close_all()
        return "removed"

    with ThreadPoolExecutor(2) as threads:
        runs = [threads.submit(remove, pair[0], pair[1]), threads.submit(remove, pair[1], pair[0])]
        return sorted(run.result() for run in runs)


def owners_left(alpha):
    with studio_context(alpha):
        return User.objects.filter(role=Role.OWNER).count()


def test_two_owners_cannot_remove_each_other(owners):
    alpha, pair = owners

    answers = remove_each_other(alpha, pair)

    assert answers == ["not_your_member", "removed"]
    assert owners_left(alpha) == 1


def test_without_the_lock_both_would_win(owners, monkeypatch):
    """The control: the same race, with the rows read but not locked."""
    alpha, pair = owners
    seen = Barrier(2, timeout=10)

    def unlocked(member, by):
        fresh = User.objects.get(pk=member.pk)
        seen.wait()
        return fresh

    monkeypatch.setattr(team, "_managed", unlocked)
    monkeypatch.setattr(team, "_keep_somebody_in_charge", lambda member: None)

    assert remove_each_other(alpha, pair) == ["removed", "removed"]
    assert owners_left(alpha) == 0
