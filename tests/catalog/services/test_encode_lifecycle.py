"""Cancel, retry, dead workers, and two workers at once."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as django_settings
from django.db import connection, connections
from django.utils import timezone

from apps.accounts.models import AuditEvent
from apps.catalog.adapters.files import sources
from apps.catalog.enums import EncodeState
from apps.catalog.errors import EncodeNotRunning, EncodeRunning
from apps.catalog.models import Encode, Film
from apps.catalog.selectors.encodes import job_of
from apps.catalog.services.encodes import (
    cancel_encode,
    forget_replaced_encodes,
    retry_encode,
    start_encode,
)
from apps.catalog.services.films import create_film
from apps.catalog.services.stages import claim
from apps.catalog.services.uploads import upload_file
from apps.core.enums import JobState
from apps.core.jobs import topic_of
from apps.core.models import Job
from apps.core.tenancy import studio_context
from tests.catalog.disk import film_directory, version_directory
from tests.catalog.encoding import attempts_of, run_encode
from tests.database import studio_row, url_of
from tests.people import make_cast
from tests.topics import published_in

PATIENCE = 30


def test_running_twice_is_running_once(encoded, silent_clip):
    encode = encoded(silent_clip)
    before = sorted(film_directory(encode.film_id).rglob("*"))

    run_encode(encode)

    assert Encode.objects.get().attempts == 1
    assert sorted(film_directory(encode.film_id).rglob("*")) == before


def test_a_film_has_one_unfinished_encode(uploaded, silent_clip, film, people):
    encode = uploaded(silent_clip)

    with pytest.raises(EncodeRunning):
        start_encode(film, upload=encode.upload, by=people.ana)

    assert Encode.objects.count() == 1
    assert Job.objects.for_studio().count() == 1


def test_a_second_video_replaces_the_first_by_a_flip(
    film, encoded, silent_clip, django_capture_on_commit_callbacks
):
    first = encoded(silent_clip)
    second = encoded(silent_clip)

    film.refresh_from_db()
    assert film.current_encode == second
    assert (first.version, second.version) == (1, 2)
    assert version_directory(first).exists()
    assert forget_replaced_encodes() == 0

    later = timezone.now() + timedelta(hours=8)
    with time_machine.travel(later), django_capture_on_commit_callbacks(execute=True):
        assert forget_replaced_encodes() == 1
    assert list(film.encodes.all()) == [second]
    assert not version_directory(first).exists()
    assert version_directory(second).exists()
    assert not sources.path_of(first.upload_id).exists()


def test_a_waiting_encode_is_cancelled_and_tried_again(uploaded, silent_clip, people):
    encode = uploaded(silent_clip)

    cancel_encode(encode, by=people.ana)
    run_encode(encode)
    with pytest.raises(EncodeNotRunning):
        cancel_encode(encode, by=people.ana)

    assert Encode.objects.get().state == EncodeState.CANCELLED
    run_encode(retry_encode(encode, by=people.ana))
    encode.refresh_from_db()
    assert (encode.state, encode.version, encode.attempts) == (EncodeState.READY, 1, 1)
    assert set(AuditEvent.objects.values_list("action", flat=True)) >= {
        "encode.cancelled",
        "encode.retried",
    }


def test_progress_only_grows(uploaded, silent_clip, django_capture_on_commit_callbacks):
    encode = uploaded(silent_clip)

    with django_capture_on_commit_callbacks(execute=True):
        run_encode(encode)

    frames = published_in(topic_of(job_of(encode)))
    percents = [frame["percent"] for frame in frames]
    assert percents == sorted(percents)
    assert (percents[0], percents[-1]) == (0, 100)
    assert [step for step in dict.fromkeys(f["step"] for f in frames) if step] == [
        "probe",
        "low",
        "trickplay",
    ]


def test_an_encode_whose_worker_died_is_begun_anew(uploaded, silent_clip):
    encode = uploaded(silent_clip)
    run_encode(encode, until="low")
    claim(encode, "low")

    run_encode(encode)

    encode.refresh_from_db()
    assert (encode.state, encode.attempts) == (EncodeState.READY, 2)
    assert attempts_of(encode) == {"probe": 1, "low": 2, "trickplay": 1}


def test_a_cancelled_orphan_ends(uploaded, silent_clip):
    encode = uploaded(silent_clip)
    Encode.objects.update(state=EncodeState.ENCODING, attempts=1)
    Job.objects.for_studio().filter(pk=encode.job_pk).update(state=JobState.CANCELLING)

    run_encode(encode)

    encode.refresh_from_db()
    assert encode.state == EncodeState.CANCELLED
    assert job_of(encode).state == JobState.CANCELLED


@pytest.fixture
def long_encode(committed_db, clip):
    """A committed encode that takes some seconds, in alpha."""
    arguments = ["-f", "lavfi", "-i", "testsrc2=size=640x360:rate=30:duration=60"]
    path = clip("long.mp4", *arguments, "-preset", "ultrafast")
    people = make_cast(studio_row("alpha"), studio_row("beta"))
    with studio_context(studio_row("alpha")):
        film = create_film("A Long One", by=people.ana)
        with_no_worker = django_settings.CELERY_TASK_ALWAYS_EAGER
        assert with_no_worker
        yield people.ana, queued(path, film, people.ana)


def queued(path: Path, film: Film, by) -> Encode:
    """The upload's rows and file, with nobody working on the encode yet."""
    connection.set_autocommit(False)
    try:
        upload_file(path, film=film, by=by)
        connection.run_on_commit = []
    finally:
        connection.commit()
        connection.set_autocommit(True)
    return film.encodes.get()


def wait_until(reached) -> None:
    deadline = time.monotonic() + PATIENCE
    pause = threading.Event()
    while not reached():
        assert time.monotonic() < deadline, "waited too long"
        pause.wait(0.05)


def is_encoding(encode: Encode) -> bool:
    return job_of(encode).percent > 6


@pytest.mark.slow
def test_cancelling_half_way_leaves_nothing(long_encode):
    ana, encode = long_encode

    def work() -> None:
        with studio_context(studio_row("alpha")):
            run_encode(Encode.objects.get(pk=encode.pk))
        connections.close_all()

    worker = threading.Thread(target=work)
    worker.start()
    wait_until(lambda: is_encoding(encode))
    cancel_encode(encode, by=ana)
    worker.join(PATIENCE)

    encode.refresh_from_db()
    assert encode.state == EncodeState.CANCELLED
    assert job_of(encode).state == JobState.CANCELLED
    assert not film_directory(encode.film_id).exists()


WORKER = """
import django; django.setup()
from django.conf import settings
from apps.core.tenancy import studio_context
from apps.catalog.models import Encode
from tests.catalog.encoding import attempts_of, run_encode
from tests.catalog.disk import film_directory, version_directory
from tests.database import studio_row
with studio_context(studio_row("alpha")):
    run_encode(Encode.objects.get())
"""


def start_worker() -> subprocess.Popen:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "DATABASE_URL": url_of(connection.settings_dict["NAME"]),
        "MEDIA_ROOT": django_settings.MEDIA_ROOT,
        "UPLOAD_ROOT": django_settings.UPLOAD_ROOT,
        "FFMPEG_PRESET": "ultrafast",
        "PYTHONPATH": str(django_settings.BASE_DIR),
    }
    return subprocess.Popen([sys.executable, "-c", WORKER], env=environment)


def encoders_of(encode: Encode) -> list[str]:
    mine = f".work-{encode.pk}"
    return [
        line.parent.name
        for line in Path("/proc").glob("[0-9]*/cmdline")
        if mine in (line.read_text(errors="replace") if line.exists() else "")
    ]


@pytest.mark.slow
def test_a_killed_worker_takes_ffmpeg_along_and_the_next_one_finishes(long_encode):
    _ana, encode = long_encode
    worker = start_worker()
    wait_until(lambda: is_encoding(encode))
    assert encoders_of(encode)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    wait_until(lambda: not encoders_of(encode))
    assert Film.objects.get().current_encode is None

    run_encode(Encode.objects.get())

    encode.refresh_from_db()
    assert (encode.state, encode.attempts) == (EncodeState.READY, 2)
    home = film_directory(encode.film_id)
    assert sorted(entry.name for entry in home.iterdir() if entry.is_dir()) == [encode.folder]
