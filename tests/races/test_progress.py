"""Whoever dies while writing, and however many write at once: nothing is lost, nothing counted twice."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import connection, connections
from django.utils import timezone

from apps.accounts.enums import Role
from apps.accounts.models import Profile
from apps.catalog.adapters.progress import store
from apps.catalog.models import Encode, Play, Progress
from apps.catalog.services import progress
from apps.catalog.services.films import create_film
from apps.catalog.services.progress import flush_progress, record_beat
from apps.core.ids import uuid7
from apps.core.tenancy import studio_context
from tests import database
from tests.factories.catalog import published
from tests.people import person
from tests.races.dying_writer import MOMENTS

HOUR = 3600


@pytest.fixture(autouse=True)
def _keys_of_its_own(settings):
    """What other tests left in Redis is not to be found here."""
    settings.STREAMS_PREFIX = f"{settings.STREAMS_PREFIX}-{uuid7().hex}"


@pytest.fixture
def home(committed_db):
    """A household of three profiles, each with a stream of the same film."""
    alpha = database.studio_row("alpha")
    with studio_context(alpha):
        film = published(create_film("Monsoon Letters", by=person("Ana", Role.OWNER)))
        Encode.objects.filter(pk=film.current_encode_id).update(duration_seconds=HOUR)
        citra = person("Citra", Role.VIEWER)
        made = [Profile(user=citra, position=n, name=f"Citra {n}") for n in (1, 2, 3)]
        profiles = Profile.objects.bulk_create(made)
        plays = [stream(film, profile) for profile in profiles]
        yield SimpleNamespace(alpha=alpha, film=film, plays=plays)


def stream(film, profile):
    return Play.objects.create(
        account=profile.user,
        profile=profile,
        film=film,
        version=1,
        device_id=str(profile.position),
        plan="free",
        cap=480,
        started_at=timezone.now() - timedelta(hours=2),
    )


def beat(play, seq, position):
    record_beat(
        profile_pk=play.profile_id,
        film_pk=play.film_id,
        play_pk=play.pk,
        began_at=play.started_at,
        seq=seq,
        position_seconds=position,
        is_paused=False,
    )


def rows():
    found = Progress.objects.order_by("profile__position")
    return list(found.values_list("position_seconds", "completions"))


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_writer_that_is_killed_has_lost_nothing(home, moment):
    for play in home.plays:
        beat(play, 1, 3300)
    url = database.url_of(settings.DATABASES["default"]["NAME"])
    killed = subprocess.run(
        [sys.executable, "-m", "tests.races.dying_writer", settings.STREAMS_PREFIX, moment],
        env={**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings.test"},
        check=False,
        timeout=120,
        capture_output=True,
    )

    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert len(store.dirty_profiles(10)) == 3
    assert rows() == ([(HOUR, 1)] * 3 if moment == "unconfirmed" else [])
    flush_progress()
    assert rows() == [(HOUR, 1)] * 3
    assert store.dirty_profiles(10) == []


def race(home):
    """Four writers at once, while beats go on."""

    def write(_number):
        with studio_context(home.alpha):
            try:
                for seq in range(2, 8):
                    beat(home.plays[seq % 3], seq, 3300 + seq)
                    flush_progress()
            finally:
                connections.close_all()

    for play in home.plays:
        beat(play, 1, 3290)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, range(4)))
    flush_progress()


def test_writers_side_by_side_count_a_completion_once(home):
    race(home)

    assert rows() == [(HOUR, 1)] * 3


def test_control_without_the_mark_it_would_be_counted_again(home, monkeypatch):
    forgetful = progress.MARK_PLAYS.replace("play.id, found.is_new", "play.id, true")
    monkeypatch.setattr(progress, "MARK_PLAYS", forgetful)

    race(home)

    assert all(completions > 1 for _position, completions in rows())


def test_control_a_writer_that_takes_before_it_writes_loses(home, monkeypatch):
    """The usual way: take out of Redis, then write. Whoever dies between has lost it."""
    beat(home.plays[0], 1, 900)

    def take(_rows):
        store.remove(home.plays[0].profile_id)
        raise ConnectionError

    monkeypatch.setattr(progress, "_write", take)
    with pytest.raises(ConnectionError):
        flush_progress()
    monkeypatch.undo()
    flush_progress()

    assert rows() == []
    assert not connection.in_atomic_block
