"""The attacks notice what they look for: answers that tell, limits that do not hold, odd pages."""

from collections import Counter

import pytest

from deploy.attack import credentials, guessing
from deploy.attack.crash_database import Seen
from deploy.attack.enumeration import KNOWN, UNKNOWN, Measured, stranger
from deploy.attack.visitor import Answer


def answer(status=200, seconds=0.1, body=b""):
    return Answer(status, {}, body, seconds)


def measured(known, unknown):
    found = Measured()
    found.add(KNOWN, known)
    found.add(UNKNOWN, unknown)
    return list(found.faults())


def test_equal_answers_in_equal_time_tell_nothing():
    assert measured(answer(seconds=0.400), answer(seconds=0.410)) == []
    assert measured(answer(seconds=0.0021), answer(seconds=0.0027)) == []


@pytest.mark.parametrize(
    ("known", "unknown"),
    [
        (answer(seconds=0.3), answer(seconds=0.1)),
        (answer(302), answer(200)),
        (answer(429), answer(429)),
    ],
    ids=["time", "status", "not tried"],
)
def test_what_tells_is_found(known, unknown):
    assert measured(known, unknown)


def test_a_stranger_has_as_long_an_address():
    assert len(stranger(like="viewer@kush.example")) == len("viewer@kush.example")


@pytest.mark.parametrize(
    ("statuses", "faults"),
    [
        ({200: 5, 429: 55}, 0),
        ({200: 6, 429: 54}, 1),
        ({200: 4, 429: 56}, 1),
        ({403: 5, 429: 55}, 1),
    ],
)
def test_exactly_as_many_tries_as_are_allowed(statuses, faults):
    answers = [answer(status) for status in Counter(statuses).elements()]

    assert len(list(guessing.counted("guesses", answers))) == faults


@pytest.mark.parametrize(
    ("pages", "failed", "lives", "faults"),
    [
        ([0.0, 9.0], 1, 200, 0),
        ([0.0, 11.0], 1, 200, 1),
        ([0.0, 9.0], 2, 200, 1),
        ([0.0, 9.0], 1, 0, 1),
    ],
    ids=["as promised", "a long outage", "many failures", "does not live"],
)
def test_what_visitors_met_is_held_to_the_promise(pages, failed, lives, faults):
    answers = [answer(200)] * (100 - failed) + [answer(503)] * failed

    assert len(list(Seen(answers, [answer(lives)], pages).faults("a trial", 0.01))) == faults


def test_a_refusal_says_how_long_to_wait():
    said = Answer(429, dict.fromkeys(guessing.TOLD, "1"), b"", 0.1)

    assert list(guessing.lacking([said, answer(200)])) == []
    assert list(guessing.lacking([said, answer(429)]))


def test_pages_are_compared_without_what_is_new_in_each():
    first, second, other = (
        answer(body=f'<meta nonce="{n * 4}" content="{n * 64}"> {n * 32} {who}'.encode())
        for n, who in (("a", "nobody"), ("b", "nobody"), ("c", "Meera"))
    )

    assert credentials.bare(first) == credentials.bare(second) != credentials.bare(other)
