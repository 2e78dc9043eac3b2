"""A hundred and fifty calls at once: a hundred are answered, fifty are told when to come back."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client

from apps.accounts.enums import Role
from apps.accounts.services.tokens import issue_tokens
from apps.core.tenancy import studio_context
from tests import database
from tests.people import person

HOST = "alpha.localhost"


@pytest.fixture
def bearer(committed_db, settings):
    settings.LIMITS_ENABLED = True
    with studio_context(database.studio_row("alpha")):
        return f"Bearer {issue_tokens(person('Ana', Role.OWNER)).access}"


def call(path, **headers):
    client = Client(SERVER_NAME=HOST, headers={"host": HOST})
    try:
        return client.get(path, headers=headers)
    finally:
        connections.close_all()


def all_of(count, path, **headers):
    with ThreadPoolExecutor(25) as threads:
        return list(threads.map(lambda _number: call(path, **headers), range(count)))


@pytest.mark.parametrize("path", ["/api/v1/me", "/api/me"])
def test_exactly_a_hundred_of_a_hundred_and_fifty(bearer, path):
    answers = all_of(150, path, authorization=bearer)

    assert Counter(answer.status_code for answer in answers) == {200: 100, 429: 50}
    refused = [answer for answer in answers if answer.status_code == 429]
    assert {answer.json()["code"] for answer in refused} == {"too_many_requests"}
    assert all(1 <= int(answer.headers["Retry-After"]) <= 60 for answer in refused)
    assert {answer.headers["RateLimit-Policy"] for answer in answers} == {'"api";q=100;w=60'}
    assert refused[-1].headers["RateLimit"].startswith('"api";r=0;t=')


def test_refused_strangers_use_up_their_address(bearer):
    answers = all_of(110, "/api/v1/me")

    assert Counter(answer.status_code for answer in answers) == {401: 100, 429: 10}
    assert call("/api/v1/me", authorization=bearer).status_code == 200
