"""Eight beats at once: a title appears once, and the log says so once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from types import SimpleNamespace

import pytest
from django.db import connections
from django.utils import timezone

from apps.accounts.enums import Role
from apps.accounts.models import AuditEvent
from apps.catalog.models import Film
from apps.catalog.services import scheduling
from apps.catalog.services.films import create_film
from apps.core.tenancy import studio_context
from tests import database
from tests.factories.catalog import ready_encode
from tests.people import person

AT_ONCE = 8


@pytest.fixture
def due(committed_db):
    """A film of alpha whose time came a minute ago."""
    alpha = database.studio_row("alpha")
    with studio_context(alpha):
        film = create_film("Kites", by=person("Ana", Role.OWNER))
        ready_encode(film)
        Film.objects.update(publish_at=timezone.now() - timedelta(minutes=1))
        film.refresh_from_db()
        yield SimpleNamespace(alpha=alpha, film=film)


def published_by(due, publish):
    together = Barrier(AT_ONCE, timeout=20)

    def run(_number):
        with studio_context(due.alpha):
            try:
                together.wait()
                return publish()
            finally:
                connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return sum(threads.map(run, range(AT_ONCE)))


def test_a_title_appears_once(due):
    assert published_by(due, scheduling.publish_due_titles) == 1
    assert AuditEvent.objects.filter(action="film.published").count() == 1
    due.film.refresh_from_db()
    assert (due.film.is_published, due.film.publish_at) == (True, None)


def test_control_whoever_does_not_compare_publishes_again(due):
    """Set without comparing, as the service must not."""

    def careless():
        film = Film.objects.get(pk=due.film.pk)
        film.state, film.published_at = "published", timezone.now()
        film.save()
        AuditEvent.objects.create(action="film.published", actor_label="beat")
        return 1

    assert published_by(due, careless) == AT_ONCE
