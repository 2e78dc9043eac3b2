"""What tests of the desk share."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.accounts.enums import Role
from apps.catalog.models import Film
from apps.catalog.services.films import create_film
from apps.core.tenancy import studio_context
from tests.factories.catalog import published, ready_encode
from tests.people import person


@pytest.fixture
def queries():
    """``with queries(4):`` exactly so many questions; naming the schema before each is none."""

    @contextmanager
    def exactly(count: int) -> Iterator[None]:
        with CaptureQueriesContext(connection) as captured:
            yield
        asked = [row["sql"] for row in captured if not row["sql"].startswith("SET search_path")]
        assert len(asked) == count, "\n".join(asked)

    return exactly


@pytest.fixture
def draft(alpha, people) -> Callable[..., Film]:
    def make(title: str, **fields) -> Film:
        with studio_context(alpha):
            return create_film(title, by=people.ana, **fields)

    return make


@pytest.fixture
def playable(alpha, draft) -> Callable[..., Film]:
    def make(title: str, **fields) -> Film:
        film = draft(title, **fields)
        with studio_context(alpha):
            ready_encode(film)
        return film

    return make


@pytest.fixture
def live(alpha, draft) -> Callable[..., Film]:
    def make(title: str, **fields) -> Film:
        film = draft(title, **fields)
        with studio_context(alpha):
            return published(film)

    return make


@pytest.fixture
def edi(client_for, alpha, people):
    with studio_context(alpha):
        editor = person("Edi", Role.EDITOR)
    return client_for(alpha, editor)


@pytest.fixture
def reread(alpha) -> Callable[[Film], Film | None]:
    """The film as the database has it now; None when it is gone."""

    def read(film: Film) -> Film | None:
        with studio_context(alpha):
            return Film.objects.filter(pk=film.pk).first()

    return read
