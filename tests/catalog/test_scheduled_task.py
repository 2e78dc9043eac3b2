"""The appointment is kept in each studio by itself."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from apps.catalog.models import Film
from apps.catalog.services.films import create_film
from apps.catalog.services.scheduling import schedule_title
from apps.core.queue import enqueue
from apps.core.tenancy import studio_context
from tests.factories.catalog import ready_encode


def test_one_studios_appointment_touches_no_other(
    alpha, beta, people, django_capture_on_commit_callbacks
):
    at = timezone.now() + timedelta(hours=1)
    for studio, who in ((alpha, people.ana), (beta, people.bima)):
        with studio_context(studio):
            film = create_film("Kites", by=who)
            ready_encode(film)
            schedule_title(film, at=at, by=who)

    with (
        time_machine.travel(at + timedelta(minutes=1), tick=False),
        studio_context(alpha),
        django_capture_on_commit_callbacks(execute=True),
    ):
        enqueue("catalog.publish_due_titles")

    states = {}
    for studio in (alpha, beta):
        with studio_context(studio):
            states[studio.slug] = Film.objects.get().state
    assert states == {"alpha": "published", "beta": "draft"}
