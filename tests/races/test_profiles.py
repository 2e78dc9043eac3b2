"""Ten at once: five profiles an account and no more, five wrong PINs and no more."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from types import SimpleNamespace

import pytest
from django.db import connection, connections

from apps.accounts.enums import Role
from apps.accounts.errors import PinLocked, PinWrong, TooManyProfiles
from apps.accounts.models import Profile, User
from apps.accounts.services import pins
from apps.accounts.services.pins import prove_pin
from apps.accounts.services.profiles import Details, create_profile, make_first_profile, set_pin
from apps.core.tenancy import studio_context
from tests import database
from tests.people import person

AT_ONCE = 10


@pytest.fixture
def home(committed_db):
    alpha = database.studio_row("alpha")
    with studio_context(alpha):
        citra = person("Citra", Role.VIEWER)
        first = make_first_profile(citra)
        yield SimpleNamespace(alpha=alpha, citra=citra, first=first)


def at_once(alpha, call):
    together = Barrier(AT_ONCE, timeout=20)

    def run(number):
        with studio_context(alpha):
            try:
                together.wait()
                return call(number)
            except (TooManyProfiles, PinWrong, PinLocked) as refusal:
                return refusal.code
            finally:
                connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return sorted(threads.map(run, range(AT_ONCE)))


def make(home):
    def call(number):
        citra = User.objects.get(pk=home.citra.pk)
        create_profile(citra, Details(f"P{number}"))
        return "made"

    return at_once(home.alpha, call)


def test_four_of_ten_get_a_place(home):
    assert make(home) == ["made"] * 4 + ["too_many_profiles"] * 6
    assert Profile.objects.count() == 5


def test_control_without_the_lock_the_constraint_refuses(home, monkeypatch):
    """And without both there would be more than five."""
    monkeypatch.setattr(User.objects, "select_for_update", lambda **_options: User.objects)

    answers = make(home)

    assert "too_many_profiles" in answers
    assert Profile.objects.count() == 1 + answers.count("made") <= 5


def test_control_without_lock_and_constraint_there_are_more(home, monkeypatch, as_owner):
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE accounts_profile DROP CONSTRAINT accounts_one_profile_per_place"
        )
    monkeypatch.setattr(User.objects, "select_for_update", lambda **_options: User.objects)

    make(home)

    assert Profile.objects.count() > 5


def guess(home):
    def call(_number):
        prove_pin(Profile.objects.get(pk=home.first.pk), "0000")
        return "open"

    return at_once(home.alpha, call)


def test_five_of_ten_guesses_count(home):
    set_pin(home.first, "4711", by=home.citra)

    assert guess(home) == ["pin_locked"] * 6 + ["pin_wrong"] * 4
    home.first.refresh_from_db()
    assert home.first.wrong_pins == 5


def test_control_without_the_lock_guesses_pass_each_other(home, monkeypatch):
    set_pin(home.first, "4711", by=home.citra)
    slow = Barrier(AT_ONCE, timeout=20)
    check = pins.check_password

    def check_together(*arguments):
        slow.wait()
        return check(*arguments)

    monkeypatch.setattr(pins, "check_password", check_together)
    monkeypatch.setattr(Profile.objects, "select_for_update", lambda **_options: Profile.objects)

    assert guess(home) == ["pin_wrong"] * 10
