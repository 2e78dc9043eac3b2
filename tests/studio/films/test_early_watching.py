import pytest

from apps.catalog.models import Film
from apps.catalog.services.encodes import start_encode
from apps.core.tenancy import studio_context
from tests.factories.catalog import complete_upload

EARLY = "It can be watched already, in its small qualities."


@pytest.fixture
def encode(alpha, people, draft):
    film = draft("Kites")
    with studio_context(alpha):
        return start_encode(film, upload=complete_upload(film), by=people.ana)


@pytest.mark.parametrize("is_watchable", [False, True])
def test_the_page_tells_when_the_small_qualities_can_be_watched(edi, alpha, encode, is_watchable):
    if is_watchable:
        with studio_context(alpha):
            Film.objects.update(current_encode=encode)

    page = edi.get(f"/studio/films/{encode.film_id}/").content.decode()

    assert (EARLY in page) is is_watchable
    assert ('href="/watch/kites/"' in page) is is_watchable
