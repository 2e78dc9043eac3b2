import pytest

from apps.accounts.models import AuditEvent
from apps.catalog.enums import MarkerKind
from apps.catalog.errors import MarkerOutsideFilm, MarkersOverlap
from apps.catalog.models import Marker
from apps.catalog.services.films import create_film
from apps.catalog.services.markers import remove_marker, set_marker
from apps.core.errors import Forbidden, NotFound
from tests.factories.catalog import ready_encode

INTRO, RECAP, CREDITS = MarkerKind.INTRO, MarkerKind.RECAP, MarkerKind.CREDITS


@pytest.fixture
def film(in_alpha, people):
    """A film of one minute."""
    film = create_film("Night rain", by=people.ana)
    ready_encode(film)
    return film


@pytest.fixture
def set_by_ana(film, people):
    def set_it(kind, starts, ends):
        return set_marker(film, kind=kind, starts_seconds=starts, ends_seconds=ends, by=people.ana)

    return set_it


def markers():
    return list(Marker.objects.values_list("kind", "starts_seconds", "ends_seconds"))


def test_a_marker_is_set_and_set_again(set_by_ana):
    set_by_ana(INTRO, 5, 10.1234)
    set_by_ana(INTRO, 4, 9)

    assert markers() == [("intro", 4.0, 9.0)]
    changes = AuditEvent.objects.filter(action="film.marker_set").first().changes
    assert changes == {"kind": "intro", "from": 4, "until": 9}


def test_markers_may_touch_but_not_overlap(set_by_ana):
    set_by_ana(RECAP, 0, 5)
    set_by_ana(INTRO, 5, 10)

    with pytest.raises(MarkersOverlap):
        set_by_ana(CREDITS, 9.9, 60)
    assert markers() == [("recap", 0.0, 5.0), ("intro", 5.0, 10.0)]


@pytest.mark.parametrize(
    ("starts", "ends"),
    [(-1, 5), (5, 5), (6, 5), (50, 61.5), (float("nan"), 5), (1, float("nan")), (1, float("inf"))],
)
def test_a_marker_lies_inside_the_film(set_by_ana, starts, ends):
    with pytest.raises(MarkerOutsideFilm):
        set_by_ana(CREDITS, starts, ends)
    assert markers() == []


def test_the_last_marker_may_reach_the_rounded_end(set_by_ana):
    assert set_by_ana(CREDITS, 50, 60.9).ends_seconds == 60.9


def test_a_film_without_a_video_has_no_markers(in_alpha, people):
    film = create_film("Script", by=people.ana)

    with pytest.raises(MarkerOutsideFilm):
        set_marker(film, kind=INTRO, starts_seconds=0, ends_seconds=5, by=people.ana)


def test_a_marker_is_removed(set_by_ana, film, people):
    set_by_ana(INTRO, 0, 5)
    remove_marker(film, kind=INTRO, by=people.ana)

    assert markers() == []
    with pytest.raises(NotFound):
        remove_marker(film, kind=INTRO, by=people.ana)


def test_viewers_set_no_markers(film, people):
    with pytest.raises(Forbidden):
        set_marker(film, kind=INTRO, starts_seconds=0, ends_seconds=5, by=people.citra)
    with pytest.raises(Forbidden):
        remove_marker(film, kind=INTRO, by=people.citra)
    assert markers() == []
