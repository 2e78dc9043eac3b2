"""Twenty identical calls at once, and a process that dies in the middle of one."""

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import connection, connections
from django.test import Client

from apps.accounts.enums import Role
from apps.catalog.api import editing
from apps.catalog.models import Film
from apps.core.tenancy import studio_context
from tests import database
from tests.people import person

FILMS = "/api/v1/admin/movies"
HOST = "alpha.localhost"
SENDERS = 20


@pytest.fixture
def ana(committed_db):
    with studio_context(database.studio_row("alpha")):
        return person("Ana", Role.OWNER)


def browser(user):
    client = Client(SERVER_NAME=HOST, headers={"host": HOST}, raise_request_exception=False)
    with studio_context(database.studio_row("alpha")):
        client.force_login(user, backend=database.LOGIN_BACKEND)
    return client


def send(client, headers):
    body = json.dumps({"title": "Rain"})
    try:
        return client.post(FILMS, body, content_type="application/json", headers=headers)
    finally:
        connections.close_all()


def all_at_once(user, headers):
    clients = [browser(user) for _ in range(SENDERS)]
    together = Barrier(SENDERS, timeout=20)

    def one(client):
        together.wait()
        return send(client, headers)

    with ThreadPoolExecutor(SENDERS) as threads:
        return list(threads.map(one, clients))


def films():
    with studio_context(database.studio_row("alpha")):
        return Film.objects.count()


def test_twenty_identical_calls_make_one_film(ana):
    answers = all_at_once(ana, {"idempotency-key": "k1"})

    counted = Counter(answer.status_code for answer in answers)
    assert set(counted) <= {201, 409}
    assert films() == 1
    made = {answer.content for answer in answers if answer.status_code == 201}
    assert len(made) == 1
    waiting = [answer for answer in answers if answer.status_code == 409]
    assert {answer.headers["Retry-After"] for answer in waiting} <= {"1"}
    again = send(browser(ana), {"idempotency-key": "k1"})
    assert ({again.content}, again.headers["Idempotency-Replayed"]) == (made, "true")


def test_without_a_key_each_call_makes_a_film(ana):
    """The control; and nobody is refused over an address that nobody asked for."""
    answers = all_at_once(ana, {})

    assert Counter(answer.status_code for answer in answers) == {201: SENDERS}
    assert films() == SENDERS


def test_while_it_runs_the_same_call_is_told_to_wait(ana, monkeypatch):
    begun, go_on = Event(), Event()
    film_for_desk = editing.film_for_desk

    def slow(pk):
        begun.set()
        assert go_on.wait(20)
        return film_for_desk(pk)

    monkeypatch.setattr(editing, "film_for_desk", slow)
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(send, browser(ana), {"idempotency-key": "k1"})
        assert begun.wait(20)
        second = send(browser(ana), {"idempotency-key": "k1"})
        go_on.set()

    assert (second.status_code, second.json()["code"]) == (409, "still_running")
    assert second.headers["Retry-After"] == "1"
    assert first.result().status_code == 201
    assert films() == 1


def test_a_process_that_dies_in_the_middle_leaves_nothing_behind(ana, monkeypatch):
    """Its connection ends, as by kill -9; the database takes work and claim back together."""

    film_for_desk = editing.film_for_desk

    def die(pk):
        connection.connection.close()
        return film_for_desk(pk)

    with monkeypatch.context() as dying:
        dying.setattr(editing, "film_for_desk", die)
        died = send(browser(ana), {"idempotency-key": "k1"})
    assert (died.status_code, died.headers["Retry-After"], films()) == (503, "5", 0)

    again = send(browser(ana), {"idempotency-key": "k1"})

    assert (again.status_code, "Idempotency-Replayed" in again.headers) == (201, False)
    assert films() == 1
