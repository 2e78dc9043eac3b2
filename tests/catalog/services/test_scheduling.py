from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from apps.accounts.models import AuditEvent
from apps.catalog.errors import FilmIsPublished, ScheduledInThePast, SeriesIsPublished
from apps.catalog.models import Film, Series
from apps.catalog.services.films import create_film, publish_film
from apps.catalog.services.scheduling import publish_due_titles, schedule_title
from apps.catalog.services.series import create_series
from apps.core.errors import Forbidden
from tests.factories.catalog import published, ready_encode

HOUR = timedelta(hours=1)


@pytest.fixture
def kites(in_alpha, people):
    film = create_film("Kites", by=people.ana)
    ready_encode(film)
    return film


def test_a_title_appears_at_its_time_and_once(kites, people):
    at = timezone.now() + HOUR
    schedule_title(kites, at=at, by=people.ana)
    assert publish_due_titles() == 0

    with time_machine.travel(at, tick=False):
        assert [publish_due_titles(), publish_due_titles()] == [1, 0]

    kites.refresh_from_db()
    assert (kites.state, kites.published_at, kites.publish_at) == ("published", at, None)
    assert AuditEvent.objects.get(action="film.published").actor_label == "beat"


def test_a_film_without_video_appears_once_it_has_one(in_alpha, people):
    film = create_film("Salt Road", by=people.ana)
    at = timezone.now() + HOUR
    schedule_title(film, at=at, by=people.ana)

    with time_machine.travel(at):
        assert publish_due_titles() == 0

    film.refresh_from_db()
    assert (film.state, film.publish_at, film.publish_when_ready) == ("draft", None, True)


def test_a_series_appears_at_its_time(in_alpha, people):
    series = create_series("Harbour Lights", by=people.ana)
    at = timezone.now() + HOUR
    schedule_title(series, at=at, by=people.ana)

    with time_machine.travel(at):
        assert publish_due_titles() == 1

    assert Series.objects.get().state == "published"
    with pytest.raises(SeriesIsPublished):
        schedule_title(series, at=at, by=people.ana)


def test_an_appointment_can_be_changed_and_taken_back(kites, people):
    at = timezone.now() + HOUR
    schedule_title(kites, at=at, by=people.ana)
    schedule_title(kites, at=at + HOUR, by=people.ana)
    with time_machine.travel(at):
        assert publish_due_titles() == 0
    schedule_title(kites, at=None, by=people.ana)

    with time_machine.travel(at + 2 * HOUR):
        assert publish_due_titles() == 0
    assert Film.objects.get().publish_at is None


def test_publishing_by_hand_ends_the_appointment(kites, people):
    schedule_title(kites, at=timezone.now() + HOUR, by=people.ana)

    assert publish_film(kites, by=people.ana).publish_at is None


def test_what_cannot_be_scheduled(kites, people):
    with pytest.raises(ScheduledInThePast):
        schedule_title(kites, at=timezone.now() - HOUR, by=people.ana)
    with pytest.raises(Forbidden):
        schedule_title(kites, at=timezone.now() + HOUR, by=people.citra)
    with pytest.raises(FilmIsPublished):
        schedule_title(published(kites), at=timezone.now() + HOUR, by=people.ana)
    assert Film.objects.get().publish_at is None
