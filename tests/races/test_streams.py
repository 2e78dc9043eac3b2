"""Ten devices start at once: as many win as the plan has streams, and all others are told who did."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client

from apps.accounts.enums import Role
from apps.accounts.services.tokens import issue_tokens
from apps.catalog.adapters.streams import store
from apps.catalog.models import Play
from apps.catalog.services.films import create_film
from apps.core.tenancy import studio_context
from apps.subscriptions.services.plans import set_plan
from tests import database
from tests.factories.catalog import published
from tests.people import person

HOST = "alpha.localhost"
STARTS = 10
pytestmark = pytest.mark.slow


@pytest.fixture
def viewer(committed_db):
    with studio_context(database.studio_row("alpha")):
        ana, citra = person("Ana", Role.OWNER), person("Citra", Role.VIEWER)
        published(create_film("Rain", by=ana))
        yield citra


def start(bearer, device, barrier, **more):
    client = Client(SERVER_NAME=HOST, headers={"host": HOST})
    body = {"film": "rain", "device_id": f"device-{device}", "device": f"Device {device}", **more}
    try:
        barrier.wait()
        return client.post(
            "/api/v1/playback/sessions",
            body,
            content_type="application/json",
            headers={"authorization": bearer},
        )
    finally:
        connections.close_all()


def ten_at_once(viewer, **more):
    bearer, barrier = f"Bearer {issue_tokens(viewer).access}", threading.Barrier(STARTS)
    with ThreadPoolExecutor(STARTS) as threads:
        return list(
            threads.map(lambda device: start(bearer, device, barrier, **more), range(STARTS))
        )


@pytest.mark.parametrize(("plan", "streams"), [("free", 1), ("basic", 2), ("premium", 4)])
def test_exactly_as_many_win_as_the_plan_has_streams(viewer, plan, streams):
    set_plan(viewer, plan, by="test")

    answers = ten_at_once(viewer)

    assert Counter(a.status_code for a in answers) == {201: streams, 409: STARTS - streams}
    refused = [answer.json() for answer in answers if answer.status_code == 409]
    winners = {f"Device {n}" for n, answer in enumerate(answers) if answer.status_code == 201}
    assert {problem["code"] for problem in refused} == {"too_many_streams"}
    assert all({s["device"] for s in problem["streams"]} <= winners for problem in refused)
    assert {len(problem["streams"]) for problem in refused} == {streams}
    assert Play.objects.count() == streams


def test_a_code_gives_one_place_to_one_of_ten(viewer):
    bearer, alone = f"Bearer {issue_tokens(viewer).access}", threading.Barrier(1)
    assert start(bearer, "tv", alone).status_code == 201
    code = start(bearer, "phone", alone).json()["streams"][0]["takeover"]

    answers = ten_at_once(viewer, takeover=code)

    assert Counter(a.status_code for a in answers) == {201: 1, 409: STARTS - 1}
    ends = Play.objects.order_by("started_at").values_list("end_reason", flat=True)
    assert list(ends) == ["taken_over", ""]
    assert start(bearer, "late", alone, takeover=code).status_code == 409


def test_control_counting_first_and_starting_then_lets_several_pass(in_alpha):
    """What the script is for: the same in two steps has more than one winner."""
    account, barrier = str(uuid4()), threading.Barrier(STARTS)

    def start_in_two_steps(device):
        with studio_context(in_alpha):
            has_room = len(store.streams_of(account)) < 1
            barrier.wait()
            return has_room and store.start(
                str(uuid4()), account=account, device_id=f"d{device}", limit=99, lasts=60, values={}
            )

    with ThreadPoolExecutor(STARTS) as threads:
        winners = sum(map(bool, threads.map(start_in_two_steps, range(STARTS))))

    assert winners > 1
