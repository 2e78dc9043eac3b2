"""Websocket groups are global: two studios' topics of one name must not meet."""

import json

import pytest

from apps.core.realtime import publish as publishing
from apps.core.realtime.publish import publish
from apps.core.tenancy import studio_context
from tests.database import studio_row

TOPIC = "job.01"


@pytest.fixture
def heard(db, monkeypatch):
    """What the process that serves sockets would get: group and payload of every frame."""
    frames = []

    class Ear:
        def send(self, group, body):
            frames.append((group, json.loads(body)))

    monkeypatch.setattr(publishing, "publisher", lambda url: Ear())
    monkeypatch.setattr(publishing.transaction, "on_commit", lambda do, **more: do())
    return frames


def publish_in_both():
    for slug in ("alpha", "beta"):
        with studio_context(studio_row(slug)):
            publish(TOPIC, {"secret": slug})


def test_a_group_hears_one_studio(heard):
    publish_in_both()
    assert heard == [
        (f"t.alpha.{TOPIC}", {"secret": "alpha"}),
        (f"t.beta.{TOPIC}", {"secret": "beta"}),
    ]


def test_control_without_the_studio_in_its_name_a_group_hears_both(heard, monkeypatch):
    monkeypatch.setattr(publishing, "group_of", lambda topic: topic)
    publish_in_both()
    assert {group for group, _ in heard} == {TOPIC}
    assert [payload["secret"] for _, payload in heard] == ["alpha", "beta"]
