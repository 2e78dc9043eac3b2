"""Nobody learns from an answer, or from the work it took, whether an address has an account.

Work is counted, not timed: passwords hashed and statements sent. deploy.attack.enumeration takes
the time on a running platform.
"""

import re
import time
from collections import Counter

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test.utils import CaptureQueriesContext

KNOWN, UNKNOWN = "citra@people.example", "rosita@people.example"
SENTENCE = "a sentence to remember"
# What differs from one answer to the next by itself.
PASSING = re.compile(
    rb'nonce="[^"]+"|csrf[^>]+value="[^"]+"|[0-9a-f]{32}|content="[A-Za-z0-9]{64}"'
)
JSON = "application/json"


def page(path, **body):
    return lambda client, email: client.post(path, {**body, "email": email, "login": email})


def call(path, **body):
    return lambda client, email: client.post(path, {**body, "email": email}, content_type=JSON)


DOORS = {
    "sign-in page": page("/accounts/login/", password="wrong password"),
    "sign-in API": call("/api/v1/auth/login", password="wrong password"),
    "sign-up page": page("/accounts/signup/", name="Rosita", password1=SENTENCE),
    "sign-up API": call("/api/v1/auth/register", name="Rosita", password=SENTENCE),
    "reset page": page("/accounts/password/reset/"),
}


@pytest.fixture
def hashed(monkeypatch):
    """How many passwords have been hashed."""
    count = Counter()
    encode = MD5PasswordHasher.encode

    def counted(self, *args, **kwargs):
        count["passwords"] += 1
        return encode(self, *args, **kwargs)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return count


@pytest.fixture
def tried(client_for, alpha, people, hashed, django_capture_on_commit_callbacks):
    def ask(door, email):
        client = client_for(alpha)
        client.get("/accounts/login/")
        before = hashed["passwords"]
        with (
            CaptureQueriesContext(connection) as sent,
            django_capture_on_commit_callbacks(execute=True),
        ):
            answer = DOORS[door](client, email)
        return answer, hashed["passwords"] - before, [query["sql"] for query in sent]

    return ask


def told(answer, email):
    """All that a caller sees, without his own address and what is random."""
    body = PASSING.sub(b"", answer.content).replace(email.encode(), b"<address>")
    headers = {name: value for name, value in answer.items() if name not in PASSING_HEADERS}
    return answer.status_code, headers, body, sorted(answer.cookies)


PASSING_HEADERS = {"X-Request-ID", "Expires", "Content-Security-Policy", "Content-Length", "ETag"}


@pytest.mark.parametrize("door", DOORS)
def test_the_answer_is_the_same(tried, door):
    (known, *_), (unknown, *_) = tried(door, KNOWN), tried(door, UNKNOWN)

    (status, headers, body, cookies), others = told(known, KNOWN), told(unknown, UNKNOWN)
    assert (status, headers, cookies) == (others[0], others[1], others[3])
    assert body.decode().splitlines() == others[2].decode().splitlines()


@pytest.mark.parametrize("door", DOORS)
def test_as_many_passwords_are_hashed(tried, door):
    (_, known, _), (_, unknown, _) = tried(door, KNOWN), tried(door, UNKNOWN)

    assert known == unknown == (0 if door == "reset page" else 1)


@pytest.mark.parametrize("door", DOORS)
def test_a_letter_goes_out_in_either_case_or_in_none(tried, door, mailoutbox):
    tried(door, KNOWN)
    known = len(mailoutbox)
    tried(door, UNKNOWN)

    assert (known, len(mailoutbox) - known) == ((0, 0) if "sign-in" in door else (1, 1))


@pytest.mark.parametrize(
    ("door", "most"), [("sign-in page", 1), ("sign-in API", 1), ("reset page", 3)]
)
def test_about_as_many_statements_are_sent(tried, door, most):
    (_, _, known), (_, _, unknown) = tried(door, KNOWN), tried(door, UNKNOWN)

    assert abs(len(known) - len(unknown)) <= most, "\n".join([*known, "---", *unknown])


@pytest.mark.parametrize("door", ["sign-up page", "sign-up API", "reset page"])
def test_an_answer_that_would_come_sooner_waits(tried, settings, door):
    settings.UNTOLD_SECONDS = 0.4
    began = time.monotonic()

    tried(door, UNKNOWN)

    assert time.monotonic() - began >= 0.4
