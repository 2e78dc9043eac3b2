"""Streams of an account in a real Redis: places, whose they are, and how they get free."""

from uuid import uuid4

import pytest

from apps.catalog.adapters.streams import store
from apps.catalog.enums import PlayEnd
from apps.core.tenancy import studio_context
from tests.private_redis import own_redis  # noqa: F401


@pytest.fixture
def account():
    return str(uuid4())


def start(account, device, *, limit=1, sid=None, **more):
    sid = sid or str(uuid4())
    begun = store.start(
        sid, account=account, device_id=device, limit=limit, lasts=3600, values={}, **more
    )
    return sid, begun


def passes(seconds, sid, account):
    """As if so much time had passed since the stream was last heard of: its clock is Redis's."""
    with store._asking() as redis:
        redis.zincrby(store._account_key(account), -1000 * seconds, sid)
        redis.hincrby(store._prefix() + sid, "heard", -1000 * seconds)


@pytest.mark.parametrize("limit", [1, 2, 4])
def test_there_are_so_many_places_and_no_more(in_alpha, account, limit):
    taken = [start(account, f"device-{n}", limit=limit)[0] for n in range(limit)]

    _sid, refused = start(account, "one-more", limit=limit)

    assert not refused.has_begun
    assert sorted(refused.taken) == sorted(taken)
    assert sorted(store.streams_of(account)) == sorted(taken)


def test_another_account_has_places_of_its_own(in_alpha, account):
    start(account, "tv")

    assert start(str(uuid4()), "tv")[1].has_begun


def test_the_same_device_gives_its_own_place_up(in_alpha, account):
    first, _ = start(account, "tv")
    second, begun = start(account, "tv")

    assert (begun.has_begun, begun.ended) == (True, [first])
    assert store.streams_of(account) == [second]
    assert store.beat(first, account=account, limit=1, is_playing=True) == PlayEnd.REPLACED


def test_a_takeover_ends_that_stream_and_no_other(in_alpha, account):
    first, _ = start(account, "tv", limit=2)
    other, _ = start(account, "phone", limit=2)

    third, begun = start(account, "laptop", limit=2, taking_over=first)

    assert (begun.has_begun, begun.ended) == (True, [first])
    assert sorted(store.streams_of(account)) == sorted([other, third])
    assert store.beat(first, account=account, limit=2, is_playing=True) == PlayEnd.TAKEN_OVER
    assert store.stream(first).end_reason == PlayEnd.TAKEN_OVER


def test_a_takeover_of_anothers_stream_frees_nothing(in_alpha, account):
    theirs, _ = start(str(uuid4()), "tv")
    start(account, "tv")

    assert not start(account, "phone", taking_over=theirs)[1].has_begun
    assert store.stream(theirs).is_alive


def test_who_leaves_frees_the_place_and_keeps_the_first_reason(in_alpha, account):
    first, _ = start(account, "tv")
    store.end(first, account=account, reason=PlayEnd.LEFT)
    store.end(first, account=account, reason=PlayEnd.REVOKED)

    assert start(account, "phone")[1].has_begun
    assert store.stream(first).end_reason == PlayEnd.LEFT


def test_a_silent_stream_loses_its_place(in_alpha, account):
    first, _ = start(account, "tv")
    passes(store.SILENT_AFTER - 30, first, account)
    assert not start(account, "phone")[1].has_begun
    passes(30, first, account)

    second, begun = start(account, "phone")

    assert begun.has_begun
    assert store.stream(first).end_reason == PlayEnd.SILENT
    assert store.beat(first, account=account, limit=1, is_playing=True) == PlayEnd.SILENT
    assert store.streams_of(account) == [second]


def test_a_beat_keeps_the_place(in_alpha, account):
    first, _ = start(account, "tv")
    for _ in range(4):
        passes(store.SILENT_AFTER - 30, first, account)
        assert store.beat(first, account=account, limit=1, is_playing=True) is None

    assert not start(account, "phone")[1].has_begun


def test_who_wakes_up_goes_on_where_there_is_room(in_alpha, account):
    first, _ = start(account, "tv")
    passes(store.SILENT_AFTER, first, account)

    assert store.beat(first, account=account, limit=1, is_playing=True) is None
    assert store.streams_of(account) == [first]


def test_with_fewer_places_the_latest_end_at_their_next_beat(in_alpha, account):
    sids = [start(account, f"device-{n}", limit=4)[0] for n in range(4)]

    answers = [store.beat(sid, account=account, limit=2, is_playing=True) for sid in sids]

    assert answers == [None, None, PlayEnd.REVOKED, PlayEnd.REVOKED]
    assert sorted(store.streams_of(account)) == sorted(sids[:2])


def test_time_counts_while_the_picture_moves(in_alpha, account):
    sid, _ = start(account, "tv")
    passes(20, sid, account)
    store.beat(sid, account=account, limit=1, is_playing=True)
    watched = store.stream(sid).watched_seconds
    # And what the test itself took.
    assert 20 <= watched < 50
    passes(20, sid, account)
    store.beat(sid, account=account, limit=1, is_playing=False)

    assert store.stream(sid).watched_seconds == watched


def test_a_stream_of_one_studio_is_none_of_another(in_alpha, account, beta):
    sid, _ = start(account, "tv")

    with studio_context(beta):
        assert store.stream(sid) is None
        assert store.streams_of(account) == []
        assert store.beat(sid, account=account, limit=1, is_playing=True) == PlayEnd.SILENT
        store.end(sid, account=account, reason=PlayEnd.LEFT)
        assert start(account, "phone")[1].has_begun
    assert store.stream(sid).is_alive


def test_without_redis_nobody_knows(in_alpha, account, own_redis, settings, monkeypatch):  # noqa: F811
    settings.STREAMS_URL = own_redis.url
    monkeypatch.setattr(store, "REST", 60.0)
    sid, _ = start(account, "tv")
    own_redis.kill()

    with pytest.raises(store.StreamsAway):
        store.stream(sid)
    # Nor is it asked again for a while.
    monkeypatch.setattr(store, "_client", lambda url: pytest.fail("asked"))
    with pytest.raises(store.StreamsAway):
        start(account, "tv")
    store.resting.until = 0.0
