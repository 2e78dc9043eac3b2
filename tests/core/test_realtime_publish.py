"""What a publisher does: after commit, numbered, bounded, and never in anybody's way."""

import time
from datetime import datetime

import pytest
from django.db import transaction

from apps.core.realtime import publisher as module
from apps.core.realtime.frames import Position
from apps.core.realtime.groups import group_of, key_of
from apps.core.realtime.log import READ, read_arguments, read_result
from apps.core.realtime.publish import publish
from apps.core.realtime.publisher import Publisher
from apps.core.tenancy import StudioUnset, studio_context
from tests.private_redis import own_redis
from tests.topics import _logs_are_empty, log_of, published_in, redis

__all__ = ["_logs_are_empty", "own_redis"]
GROUP = "t.alpha.films"


def read(server, since: Position | None):
    with server.client() as client:
        answer = client.eval(READ, 1, key_of(GROUP), *read_arguments(since))
    return read_result(GROUP, answer)


def wait_until(condition) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.fixture
def ours(own_redis):
    return Publisher(own_redis.url, patience=0.2, pause=0.3)


def test_nothing_is_said_before_commit_nor_after_a_rollback(in_alpha, transactional_hooks):
    with transactional_hooks(execute=True), transaction.atomic():
        publish("films", {"n": 1})
        assert published_in("films") == []
    assert published_in("films") == [{"n": 1}]

    def publish_and_fail():
        with transaction.atomic():
            publish("films", {"n": 2})
            raise ZeroDivisionError

    with transactional_hooks(execute=True), pytest.raises(ZeroDivisionError):
        publish_and_fail()
    assert published_in("films") == [{"n": 1}]


@pytest.fixture
def transactional_hooks(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


def test_frames_are_numbered_and_of_one_studio(alpha, beta, transactional_hooks):
    with transactional_hooks(execute=True):
        for studio in (alpha, beta, alpha):
            with studio_context(studio):
                publish("films", {"of": studio.slug})
    with studio_context(alpha):
        log = log_of("films", log_of("films").position)
        assert (log.position.seq, log.missing) == (2, [])
        assert published_in("films") == [{"of": "alpha"}] * 2
        since = Position(log.position.epoch, 1)
        missed = log_of("films", since).missing
    expected = f'{{"topic":"films","epoch":"{since.epoch}","seq":2,"payload":{{"of":"alpha"}}}}'
    assert [frame.text for frame in missed] == [expected]
    with studio_context(beta):
        assert published_in("films") == [{"of": "beta"}]


def test_a_log_remembers_so_many_frames_for_so_long(in_alpha, settings, transactional_hooks):
    settings.REALTIME_LOG_FRAMES, settings.REALTIME_LOG_SECONDS = 3, 77
    with transactional_hooks(execute=True):
        for n in range(5):
            publish("films", {"n": n})
    assert published_in("films") == [{"n": 2}, {"n": 3}, {"n": 4}]
    with redis() as client:
        assert 70 < client.ttl(key_of(group_of("films"))) <= 77


def test_without_a_studio_nothing_is_published():
    with pytest.raises(StudioUnset):
        publish("films", {})


@pytest.mark.parametrize("topic", ["", "a b", "a\n", "films*", "x" * 121, "naïve", 'a"b'])
def test_a_topic_has_plain_letters(in_alpha, topic):
    with pytest.raises(ValueError, match="no topic"):
        publish(topic, {})


@pytest.mark.parametrize(
    ("payload", "error"),
    [
        ({"at": datetime(2026, 1, 1)}, TypeError),  # noqa: DTZ001
        ({"n": float("nan")}, ValueError),
        ({"text": "x" * 65_536}, ValueError),
    ],
)
def test_a_bad_payload_fails_at_the_call(in_alpha, payload, error):
    with pytest.raises(error):
        publish("films", payload)


def test_a_server_that_is_gone_holds_nobody_up(ours, own_redis, caplog):
    own_redis.kill()
    began = time.monotonic()
    assert [ours.send(GROUP, "{}") for _ in range(1000)] == [False] * 1000
    assert time.monotonic() - began < 1
    assert caplog.text.count("were not told about t.alpha.films") == 1


def test_a_server_that_swallows_everything_costs_one_wait(ours, own_redis):
    assert ours.send(GROUP, "{}")
    own_redis.freeze()
    began = time.monotonic()
    assert [ours.send(GROUP, "{}") for _ in range(1000)] == [False] * 1000
    assert 0.2 <= time.monotonic() - began < 1
    own_redis.thaw()


def test_what_could_not_be_said_is_made_good(ours, own_redis):
    ours.send(GROUP, '{"n":1}')
    known = read(own_redis, None).position
    own_redis.kill()
    assert not ours.send(GROUP, '{"n":2}')
    own_redis.start()

    with own_redis.client() as client:
        wait_until(lambda: not client.exists(key_of(GROUP)))
    assert read(own_redis, known).missing is None
    assert ours.send(GROUP, '{"n":3}')
    assert read(own_redis, known).missing is None


def test_no_number_is_given_twice_by_a_server_that_was_restarted(ours, own_redis):
    """Its disk may lack the last second: the same numbers would name other frames."""
    for _ in range(3):
        ours.send(GROUP, "{}")
    before = read(own_redis, None).position
    own_redis.kill()
    own_redis.start()

    assert read(own_redis, before).missing is None
    with own_redis.client() as client:
        assert client.xlen(key_of(GROUP)) == 3  # it had kept them, this time
    assert ours.send(GROUP, "{}")
    after = read(own_redis, None).position
    assert (after.seq, after.epoch != before.epoch) == (1, True)


@pytest.mark.parametrize(
    ("since", "missing"),
    [(0, None), (1, None), (2, [3, 4, 5]), (3, [4, 5]), (5, []), (6, None)],
)
def test_what_a_log_of_three_to_five_reaches(in_alpha, settings, since, missing):
    settings.REALTIME_LOG_FRAMES = 3
    ours = Publisher(settings.CHANNELS_URL)
    for n in range(1, 6):
        ours.send(GROUP, f'{{"n":{n}}}')
    log = log_of("films", Position(log_of("films").position.epoch, since))
    assert log.position.seq == 5
    assert (log.missing and [frame.position.seq for frame in log.missing]) == missing


def test_no_more_groups_are_remembered_than_memory_bears(ours, own_redis, monkeypatch):
    monkeypatch.setattr(module, "MOST_MISSED", 10)
    own_redis.kill()
    for n in range(50):
        ours.send(f"t.alpha.{n}", "{}")
    assert len(ours._missed) == 10
    own_redis.start()
    wait_until(lambda: ours._mender is None)
