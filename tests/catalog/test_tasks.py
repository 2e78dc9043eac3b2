"""Messages: each studio's work in its own studio, and one per studio from the clock."""

import pytest

from apps.catalog import tasks
from apps.catalog.models import Film
from apps.catalog.services.films import create_film
from apps.catalog.services.uploads import upload_file
from apps.core.queue import headers_of
from apps.core.tenancy import ref_of, studio_context


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
        for callback in callbacks:
            callback()
        assert not Film.objects.get().is_playable

    with studio_context(alpha):
        assert Film.objects.get().is_playable


def test_a_message_for_another_studios_encode_does_nothing(alpha, beta, uploaded, silent_clip):
    encode = uploaded(silent_clip)

    tasks.transcode_film.apply(
        kwargs={"encode_pk": str(encode.pk)}, headers=headers_of(ref_of(beta))
    )

    encode.refresh_from_db()
    assert (encode.state, encode.attempts) == ("queued", 0)


@pytest.mark.parametrize("task", [tasks.fan_out_orphaned_encodes, tasks.fan_out_stale_uploads])
def test_the_clock_sends_one_message_a_studio(platform, django_capture_on_commit_callbacks, task):
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        task.apply()

    assert len(callbacks) == 2
