"""Films on alpha's site, and as many on beta's so that a leak would show."""

from collections.abc import Callable

import pytest

from apps.accounts.models import Profile
from apps.accounts.selectors.profiles import SESSION_KEY, mark_of
from apps.catalog.models import Film, Series
from apps.catalog.services.films import create_film
from apps.catalog.services.series import add_episode, add_season, create_series, publish_series
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


@pytest.fixture
def harbour(alpha, people) -> Series:
    """A series on alpha's site: two seasons, the first with two episodes, the second with one."""
    with studio_context(alpha):
        series = create_series("Harbour Lights", by=people.ana, maturity="13", genres=["Drama"])
        for number, titles in ((1, ("Tide", "Fog")), (2, ("Storm",))):
            season = add_season(series, by=people.ana, number=number)
            for title in titles:
                published(add_episode(season, title=title, by=people.ana))
        return publish_series(series, by=people.ana)


@pytest.fixture
def child(client_for, alpha, people):
    """Citra's browser, in the hands of a child of seven."""
    with studio_context(alpha):
        adult = {"name": "Citra", "max_age": 18}
        Profile.objects.get_or_create(user=people.citra, position=1, defaults=adult)
        kiran = Profile.objects.create(
            user=people.citra, position=2, name="Kiran", max_age=7, is_kids=True
        )
        client = client_for(alpha, people.citra)
        session = client.session
        session[SESSION_KEY] = {"pk": str(kiran.pk), "mark": mark_of(kiran)}
        session.save()
    return client
