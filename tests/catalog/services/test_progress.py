"""Beats of any devices, in any order, become one place in the film, written and counted once."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from apps.accounts.models import Profile
from apps.catalog.adapters.progress import store
from apps.catalog.models import Encode, Marker, Play, Progress
from apps.catalog.selectors.progress import resume_position, seen_by
from apps.catalog.services.progress import (
    flush_progress,
    record_beat,
    remove_from_history,
    write_waiting,
)
from apps.core.ids import uuid7

EVENING = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
HOUR = 3600


@pytest.fixture(autouse=True)
def _keys_of_its_own(settings):
    """What other tests left in Redis is not to be found here."""
    settings.STREAMS_PREFIX = f"{settings.STREAMS_PREFIX}-{uuid7().hex}"


@pytest.fixture
def film(playable):
    """An hour long."""
    Encode.objects.filter(pk=playable.current_encode_id).update(duration_seconds=HOUR)
    return playable


@pytest.fixture
def profile(people):
    return Profile.objects.create(user=people.citra, position=1, name="Citra")


@pytest.fixture
def play(film, profile):
    """A stream that began so many seconds after the evening did."""

    def begin(after: float = 0) -> Play:
        return Play.objects.create(
            account=profile.user,
            profile=profile,
            film=film,
            version=1,
            device_id=uuid4().hex,
            plan="free",
            cap=480,
            started_at=EVENING + timedelta(seconds=after),
        )

    return begin


def beat(play: Play, seq: int, position: float, *, after: float | None = None, paused=False):
    """A beat ``after`` so many seconds; of a film that plays on, as many as it has moved."""
    moment = EVENING + timedelta(seconds=position if after is None else after)
    return record_beat(
        profile_pk=play.profile_id,
        film_pk=play.film_id,
        play_pk=play.pk,
        began_at=play.started_at,
        seq=seq,
        position_seconds=position,
        is_paused=paused,
        client_at=moment,
    )


def stored(film) -> tuple:
    flush_progress()
    row = Progress.objects.get(film=film)
    return row.position_seconds, row.seq, row.is_paused, row.completions


def test_a_beat_is_read_before_and_after_it_is_written(film, profile, play):
    beat(play(), 1, 600)

    before = resume_position(profile, film.pk)
    assert Progress.objects.count() == 0
    flush_progress()

    assert before == resume_position(profile, film.pk) == 600
    assert store.waiting_of([profile.pk]) == {profile.pk: []}
    assert store.dirty_profiles(10) == []


def test_a_replay_changes_nothing(film, play):
    stream = play()
    assert beat(stream, 5, 600)

    again = [beat(stream, 5, 600), beat(stream, 4, 570), beat(stream, 5, 600)]

    assert again == [False, False, False]
    assert stored(film) == (600, 5, False, 0)


def test_a_paused_player_never_overwrites_one_that_played_later(film, play):
    tv, phone = play(), play(after=700)
    beat(tv, 1, 600, after=600)
    beat(phone, 1, 900, after=1000)

    beat(tv, 2, 600, after=2000, paused=True)

    assert stored(film) == (900, 1, False, 0)


def test_a_pause_of_the_stream_that_counts_is_kept(film, play):
    stream = play()
    beat(stream, 1, 600)

    beat(stream, 2, 615, after=700, paused=True)

    assert stored(film) == (615, 2, True, 0)


def test_a_player_that_plays_on_counts_again(film, play):
    tv, phone = play(), play(after=700)
    beat(tv, 1, 600, after=600)
    beat(phone, 1, 900, after=1000)

    beat(tv, 2, 630, after=2000)

    assert stored(film) == (630, 2, False, 0)


def test_the_beginning_is_nothing_to_come_back_to(film, profile, play):
    beat(play(), 1, 179)

    flush_progress()

    assert Progress.objects.count() == 0
    assert resume_position(profile, film.pk) == 0
    assert store.dirty_profiles(10) == []


def test_from_a_twentieth_on_it_is(film, play):
    beat(play(), 1, 180)

    assert stored(film) == (180, 1, False, 0)


@pytest.mark.parametrize(("position", "completions"), [(3239, 0), (3240, 1), (3600, 1), (9999, 1)])
def test_the_last_tenth_completes_once(film, play, position, completions):
    stream = play()
    beat(stream, 1, position)
    flush_progress()
    beat(stream, 2, position + 0.5)

    assert stored(film)[3] == completions


def test_the_end_credits_complete_too(film, play):
    Marker.objects.create(film=film, kind="credits", starts_seconds=3000, ends_seconds=3600)
    beat(play(), 1, 3000)

    assert stored(film) == (HOUR, 1, False, 1)


def test_credits_in_the_first_half_are_no_end(film, play):
    Marker.objects.create(film=film, kind="credits", starts_seconds=300, ends_seconds=400)
    beat(play(), 1, 600)

    assert stored(film) == (600, 1, False, 0)


def test_who_watches_again_begins_again_and_completes_twice(film, profile, play):
    beat(play(), 1, 3500, after=3500)
    flush_progress()
    assert resume_position(profile, film.pk) == 0
    again = play(after=7200)
    beat(again, 1, 900, after=9000)
    assert resume_position(profile, film.pk) == 900
    beat(again, 2, 3300, after=12_000)

    assert stored(film) == (HOUR, 2, False, 2)


def test_a_short_film_is_not_resumed(film, profile, play):
    Encode.objects.filter(pk=film.current_encode_id).update(duration_seconds=299)
    beat(play(), 1, 150)

    assert stored(film) == (150, 1, False, 0)
    assert resume_position(profile, film.pk) == 0


def test_a_stream_is_counted_once(film, play):
    stream = play()
    beat(stream, 1, 29)
    flush_progress()
    stream.refresh_from_db()
    assert stream.counted_at is None

    beat(stream, 2, 30)
    flush_progress()
    stream.refresh_from_db()
    counted = stream.counted_at
    beat(stream, 3, 600)
    flush_progress()

    stream.refresh_from_db()
    assert counted is not None
    assert stream.counted_at == counted


def test_a_late_beat_of_an_old_stream_does_not_turn_back_what_is_written(film, play):
    old, new = play(), play(after=2000)
    beat(new, 1, 1200, after=3000)
    flush_progress()

    beat(old, 9, 900, after=1900)

    assert stored(film) == (1200, 1, False, 0)


def test_what_redis_forgot_does_not_turn_back_what_is_written(film, profile, play):
    stream = play()
    beat(stream, 9, 1200)
    flush_progress()
    store._client(store.settings.STREAMS_URL).delete(
        store._key("tracks", f"{profile.pk}:{film.pk}")
    )

    beat(stream, 8, 1170)

    assert stored(film) == (1200, 9, False, 0)


def test_a_beat_between_reading_and_confirming_stays(film, profile, play, monkeypatch):
    stream = play()
    beat(stream, 1, 600)
    confirm = store.confirm

    def beat_first(pk, written):
        beat(stream, 2, 630)
        confirm(pk, written)

    monkeypatch.setattr(store, "confirm", beat_first)
    write_waiting([profile.pk])
    monkeypatch.undo()

    assert store.dirty_profiles(10) == [profile.pk]
    assert stored(film) == (630, 2, False, 0)


def test_what_is_removed_stays_away(film, profile, play):
    stream = play()
    beat(stream, 1, 600)
    flush_progress()
    beat(stream, 2, 630)

    assert remove_from_history(profile, [film.pk]) == 1
    late = beat(stream, 3, 660)
    flush_progress()

    assert late is False
    assert Progress.objects.count() == 0
    assert seen_by(profile) == {}


def test_removing_everything_forgets_every_film_and_no_other_profile(film, profile, people, play):
    other = Profile.objects.create(user=people.citra, position=2, name="Sari")
    theirs = play()
    Play.objects.filter(pk=theirs.pk).update(profile=other)
    theirs.refresh_from_db()
    beat(theirs, 1, 900)
    beat(play(), 1, 600)

    assert remove_from_history(profile) == 1
    flush_progress()

    assert [(row.profile, row.position_seconds) for row in Progress.objects.all()] == [(other, 900)]


def test_who_watches_after_removing_is_remembered_again(film, profile, play):
    beat(play(), 1, 600)
    remove_from_history(profile)
    stream = play()

    assert record_beat(
        profile_pk=profile.pk,
        film_pk=film.pk,
        play_pk=stream.pk,
        began_at=stream.started_at,
        seq=1,
        position_seconds=700,
        is_paused=False,
    )


def test_a_profile_that_is_gone_is_forgotten(film, profile, play):
    beat(play(), 1, 600)
    Profile.objects.filter(pk=profile.pk).delete()

    flush_progress()

    assert Progress.objects.count() == 0
    assert store.dirty_profiles(10) == []


def test_a_film_that_is_gone_is_forgotten(film, profile, play):
    stream = play()
    store.join(
        profile_pk=profile.pk,
        film_pk=uuid7(),
        play=str(stream.pk),
        track=store.Track(counts_from=1.0, seq=1, position=600.0),
        happened_at=1.0,
        duration=3600,
    )

    flush_progress()

    assert Progress.objects.count() == 0
    assert store.dirty_profiles(10) == []


def test_a_clock_that_runs_wrong_does_not_matter_to_who_says_when_it_sent(film, profile, play):
    stream = play()
    wrong = datetime(2020, 1, 1, tzinfo=UTC)
    record_beat(
        profile_pk=profile.pk,
        film_pk=film.pk,
        play_pk=stream.pk,
        began_at=stream.started_at,
        seq=1,
        position_seconds=700,
        is_paused=False,
        client_at=wrong - timedelta(seconds=30),
        sent_at=wrong,
    )

    age = datetime.now(UTC) - seen_by(profile)[film.pk].happened_at

    assert timedelta(seconds=30) <= age < timedelta(seconds=60)
