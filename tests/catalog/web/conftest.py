"""Films on alpha's site, and as many on beta's so that a leak would show."""

from collections.abc import Callable

import pytest

from apps.catalog.models import Film
from apps.catalog.services.films import create_film
from apps.core.tenancy import studio_context
from tests.factories.catalog import published


@pytest.fixture
def on_alpha(alpha, people) -> Callable[..., Film]:
    """Put a film on alpha's site."""

    def put(title: str, **fields) -> Film:
        with studio_context(alpha):
            return published(create_film(title, by=people.ana, **fields))

    return put


@pytest.fixture
def on_beta(beta, people) -> Callable[..., Film]:
    def put(title: str, **fields) -> Film:
        with studio_context(beta):
            return published(create_film(title, by=people.bima, **fields))

    return put


@pytest.fixture
def draft(alpha, people) -> Film:
    with studio_context(alpha):
        return create_film("Salt Road", by=people.ana)


@pytest.fixture
def visitor(client_for, alpha):
    return client_for(alpha)


@pytest.fixture
def citra(client_for, alpha, people):
    return client_for(alpha, people.citra)


@pytest.fixture
def ana(client_for, alpha, people):
    return client_for(alpha, people.ana)
