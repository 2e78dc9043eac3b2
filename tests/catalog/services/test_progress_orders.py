"""Whatever the network does to two devices' beats, the database ends the same."""

from datetime import timedelta
from functools import reduce
from random import Random
from types import SimpleNamespace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.accounts.models import Profile
from apps.catalog.adapters.progress import store
from apps.catalog.domain.progress import Beat, Length, joined, read, winner
from apps.catalog.models import Encode, Play, Progress
from apps.catalog.services.progress import flush_progress, record_beat, remove_from_history
from apps.core.ids import uuid7
from tests.catalog.services.test_progress import EVENING, HOUR

DEVICES = ("tv", "phone")
# Which device, number, position, seconds into the evening, whether it plays.
beats = st.lists(
    st.tuples(
        st.sampled_from(DEVICES),
        st.integers(0, 6),
        st.integers(0, HOUR + 100),
        st.integers(0, 9000),
        st.booleans(),
    ),
    min_size=1,
    max_size=10,
)


@pytest.fixture(autouse=True)
def _keys_of_its_own(settings):
    """What other tests left in Redis is not to be found here."""
    settings.STREAMS_PREFIX = f"{settings.STREAMS_PREFIX}-{uuid7().hex}"


@pytest.fixture
def home(playable, people):
    """A film of an hour, a profile, and a stream on each of two devices."""
    Encode.objects.filter(pk=playable.current_encode_id).update(duration_seconds=HOUR)
    profile = Profile.objects.create(user=people.citra, position=1, name="Citra")
    return SimpleNamespace(film=playable, profile=profile)


def streams(home) -> dict[str, Play]:
    """New ones, so that no try meets what an earlier one left in Redis."""
    store._client(store.settings.STREAMS_URL).delete(
        store._key("tracks", f"{home.profile.pk}:{home.film.pk}"),
        store._key("removed", home.profile.pk),
    )
    return {
        device: Play.objects.create(
            pk=uuid7(),
            account=home.profile.user,
            profile=home.profile,
            film=home.film,
            version=1,
            device_id=device,
            plan="free",
            cap=480,
            started_at=EVENING + timedelta(seconds=100 * number),
        )
        for number, device in enumerate(DEVICES)
    }


def send(play: Play, seq: int, position: int, after: int, playing: bool) -> None:
    record_beat(
        profile_pk=play.profile_id,
        film_pk=play.film_id,
        play_pk=play.pk,
        began_at=play.started_at,
        seq=seq,
        position_seconds=position,
        is_paused=not playing,
        client_at=EVENING + timedelta(seconds=after),
    )


def outcome(home, plays: dict[str, Play]) -> tuple:
    """What the database says, the streams by their device."""
    names = {play.pk: device for device, play in plays.items()}
    columns = ("position_seconds", "play_pk", "seq", "is_paused", "happened_at", "completed_at")
    row = Progress.objects.filter(film=home.film).values_list(*columns, "completions").first()
    counted = {
        device: (found.counted_at is not None, found.completed_at)
        for device, found in (
            (device, Play.objects.get(pk=play.pk)) for device, play in plays.items()
        )
    }
    return (row and (row[0], names[row[1]], *row[2:])), counted


def sent_in(order: list[tuple], home, *, flush_after: set[int]) -> tuple:
    """The end of one try, undone afterwards."""
    with transaction.atomic():
        plays = streams(home)
        for number, (device, *said) in enumerate(order):
            send(plays[device], *said)
            if number in flush_after:
                flush_progress()
        flush_progress()
        found = outcome(home, plays)
        transaction.set_rollback(True)
    return found


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(beats, st.integers(0, 2**32), st.sets(st.integers(0, 14), max_size=4))
def test_shuffled_repeated_and_late_beats_end_the_same(home, said, seed, flush_after):
    chance = Random(seed)
    again = said + chance.choices(said, k=5)
    chance.shuffle(again)

    straight = sent_in(said, home, flush_after=set())

    assert sent_in(again, home, flush_after=flush_after) == straight
    assert straight == expected(said)


def expected(said: list[tuple]) -> tuple:
    """By the pure rules alone. Streams have keys that sort by time: the phone's is the later."""
    length, began = Length(HOUR), {"tv": 0.0, "phone": 100.0}
    tracks = {}
    for device in DEVICES:
        own = [
            read(Beat(device, seq, position, after, began[device], playing), length).track
            for name, seq, position, after, playing in said
            if name == device
        ]
        if own:
            tracks[device] = reduce(joined, own)
    keys = {"tv": "1", "phone": "2"}
    best = winner({keys[device]: track for device, track in tracks.items()})
    row = None
    if best:
        device = {key: device for device, key in keys.items()}[best]
        track = tracks[device]
        ends = [one.completed_at for one in tracks.values() if one.completed_at is not None]
        row = (
            track.position,
            device,
            track.seq,
            track.is_paused,
            moment(track.counts_from),
            moment(max(ends, default=None)),
            len(ends),
        )
    counted = {
        device: (
            device in tracks and tracks[device].was_watched,
            moment(tracks[device].completed_at) if device in tracks else None,
        )
        for device in DEVICES
    }
    return row, counted


def moment(seconds):
    return None if seconds is None else EVENING + timedelta(seconds=seconds)


def test_removing_is_no_order_of_beats(home):
    """The control of the comparison: what differs is seen to differ."""
    said = [("tv", 1, 600, 600, True)]
    plays = streams(home)
    send(plays["tv"], *said[0][1:])
    remove_from_history(home.profile)
    flush_progress()

    assert outcome(home, plays) != expected(said)
