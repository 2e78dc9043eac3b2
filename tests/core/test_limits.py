from concurrent.futures import ThreadPoolExecutor

import pytest

from apps.core.errors import TooManyRequests
from apps.core.limits import spend


@pytest.fixture(autouse=True)
def _switched_on(settings):
    settings.LIMITS_ENABLED = True


def tries(count, *parts):
    """How many of so many tries were let through."""

    def one(_number):
        try:
            spend("5/minute", *parts)
        except TooManyRequests:
            return 0
        return 1

    with ThreadPoolExecutor(20) as threads:
        return sum(threads.map(one, range(count)))


def test_exactly_five_of_sixty_at_the_same_time():
    assert tries(60, "sign-in", "alpha", "203.0.113.9", "ana@people.example") == 5


def test_another_address_account_or_studio_has_its_own_count():
    assert tries(6, "sign-in", "alpha", "203.0.113.9", "ana") == 5
    assert tries(6, "sign-in", "beta", "203.0.113.9", "ana") == 5
    assert tries(6, "sign-in", "alpha", "203.0.113.10", "ana") == 5
    assert tries(6, "sign-in", "alpha", "203.0.113.9", "adi") == 5


def test_the_refusal_says_when_to_come_back():
    for _ in range(5):
        spend("5/minute", "x")

    with pytest.raises(TooManyRequests) as refusal:
        spend("5/minute", "x")

    assert 1 <= refusal.value.context["retry_after"] <= 60


def test_switched_off_nothing_is_counted(settings):
    settings.LIMITS_ENABLED = False

    assert tries(10, "y") == 10
