"""Messages: each studio's work in its own studio, and one per studio from the clock."""

from django.utils import timezone

from apps.catalog.enums import EncodeState
from apps.catalog.models import Encode, Film
from apps.catalog.selectors.encodes import job_of
from apps.catalog.services.encodes import give_encode_up
from apps.catalog.services.films import create_film
from apps.catalog.services.uploads import upload_file
from apps.core.enums import JobState
from apps.core.jobs import begin_job
from apps.core.models import Job, Task
from apps.core.outbox import beat
from apps.core.outbox.relay import take_from_the_silent
from apps.core.queue import enqueue
from apps.core.tenancy import platform_context, studio_context


def test_the_worker_encodes_in_the_studio_of_the_message(
    alpha, beta, people, silent_clip, django_capture_on_commit_callbacks
):
    films = {}
    for studio, owner in ((alpha, people.ana), (beta, people.bima)):
        with studio_context(studio):
            films[studio.slug] = create_film("Same Title", by=owner)
    with studio_context(alpha), django_capture_on_commit_callbacks() as callbacks:
        upload_file(silent_clip, film=films["alpha"], by=people.ana)

    with studio_context(beta):  # the worker is elsewhere when the message comes
        with django_capture_on_commit_callbacks(execute=True):
            for callback in callbacks:
                callback()
        assert not Film.objects.get().is_playable

    with studio_context(alpha):
        assert Film.objects.get().is_playable


def test_a_message_for_another_studios_encode_does_nothing(
    alpha, beta, uploaded, silent_clip, django_capture_on_commit_callbacks
):
    encode = uploaded(silent_clip)

    with studio_context(beta), django_capture_on_commit_callbacks(execute=True):
        enqueue("catalog.transcode_film", encode_pk=str(encode.pk))

    encode.refresh_from_db()
    assert (encode.state, encode.attempts) == ("queued", 0)


def test_an_encode_that_no_worker_survives_is_given_up(
    alpha, uploaded, silent_clip, django_capture_on_commit_callbacks
):
    encode = uploaded(silent_clip)
    Encode.objects.update(state=EncodeState.ENCODING, attempts=3)
    begin_job(job_of(encode))
    with platform_context():
        Task.everywhere.update(state="running", attempts=3, lease_until=timezone.now())

    with platform_context(), django_capture_on_commit_callbacks(execute=True):
        take_from_the_silent()

    encode.refresh_from_db()
    assert (encode.state, encode.error_code) == (EncodeState.FAILED, "encode_given_up")
    assert job_of(encode).state == JobState.FAILED


def test_one_that_was_to_be_cancelled_is_cancelled(alpha, uploaded, silent_clip):
    encode = uploaded(silent_clip)
    Encode.objects.update(state=EncodeState.ENCODING)
    Job.objects.for_studio().update(state=JobState.CANCELLING)

    give_encode_up(encode)

    encode.refresh_from_db()
    assert encode.state == EncodeState.CANCELLED
    assert job_of(encode).state == JobState.CANCELLED


def test_the_clock_asks_for_one_task_a_studio(platform):
    (entry,) = [one for one in beat.entries() if one.task == "catalog.forget_stale_files"]
    beat.queue_once(entry, entry.tick(timezone.now()))

    tasks = Task.everywhere.filter(name=entry.task)
    assert set(tasks.values_list("studio_schema", flat=True)) == {"alpha", "beta"}
