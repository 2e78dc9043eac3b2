import pytest
from django.db import transaction

from apps.accounts.models import AuditEvent
from apps.catalog.enums import FilmKind
from apps.catalog.errors import (
    EpisodeNumberTaken,
    ExtraOfExtra,
    FilmHasExtras,
    NotAnEpisode,
    SeasonHasEpisodes,
    SeasonNumberTaken,
    SeriesAddressTaken,
    SeriesHasEpisodes,
    SeriesHasNoEpisodes,
    SeriesIsNotDraft,
    SeriesIsNotPublished,
    SeriesIsPublished,
)
from apps.catalog.models import Film, Season, Series
from apps.catalog.services.films import add_extra, create_film, delete_film
from apps.catalog.services.series import (
    add_episode,
    add_season,
    create_series,
    delete_season,
    delete_series,
    move_episode,
    publish_series,
    update_season,
    update_series,
    withdraw_series,
)
from apps.core.errors import Forbidden
from tests.factories.catalog import published


@pytest.fixture
def harbour(in_alpha, people):
    return create_series("Harbour Lights", by=people.ana, maturity="13", genres=["Drama"])


@pytest.fixture
def first(harbour, people):
    return add_season(harbour, by=people.ana)


def places():
    """Where each episode stands."""
    rows = Film.objects.filter(kind=FilmKind.EPISODE).order_by("season__number", "number")
    return [(film.season.number, film.number, film.title) for film in rows.select_related("season")]


def test_a_series_is_made_described_and_found(harbour, people):
    update_series(harbour, by=people.ana, title="Harbour Nights", tags=["Sea"])

    assert (harbour.slug, harbour.state) == ("harbour-lights", "draft")
    assert [genre.name for genre in harbour.genres.all()] == ["Drama"]
    assert harbour.search_text == "harbour nights drama sea"
    with pytest.raises(SeriesAddressTaken):
        create_series("Another", by=people.ana, slug="harbour-lights")


def test_seasons_and_episodes_get_the_next_number_or_their_own(harbour, people):
    second = add_season(harbour, by=people.ana, number=2)
    third = add_season(harbour, by=people.ana, title="The last one")
    one = add_episode(second, title="Tide", by=people.ana)
    add_episode(second, title="Storm", by=people.ana, number=7)
    add_episode(second, title="Fog", by=people.ana)

    assert [season.number for season in harbour.seasons.all()] == [2, 3]
    assert third.title == "The last one"
    assert places() == [(2, 1, "Tide"), (2, 7, "Storm"), (2, 8, "Fog")]
    assert (one.kind, one.maturity, one.search_text) == ("episode", "13", "tide harbour lights")
    with pytest.raises(SeasonNumberTaken):
        add_season(harbour, by=people.ana, number=2)
    with pytest.raises(EpisodeNumberTaken):
        add_episode(second, title="Again", by=people.ana, number=7)
    with pytest.raises(SeasonNumberTaken):
        update_season(third, by=people.ana, number=2)
    assert Season.objects.get(pk=third.pk).number == 3
    assert Film.objects.count() == 3


def test_an_episode_changes_places_with_the_one_that_stands_there(harbour, first, people):
    tide, fog = (add_episode(first, title=name, by=people.ana) for name in ("Tide", "Fog"))
    second = add_season(harbour, by=people.ana)

    move_episode(tide, season=first, number=2, by=people.ana)
    assert places() == [(1, 1, "Fog"), (1, 2, "Tide")]
    move_episode(fog, season=second, number=5, by=people.ana)
    assert places() == [(1, 2, "Tide"), (2, 5, "Fog")]
    with pytest.raises(NotAnEpisode):
        move_episode(create_film("Kites", by=people.ana), season=first, number=1, by=people.ana)


def test_a_new_name_of_the_series_finds_its_episodes(harbour, first, people):
    episode = add_episode(first, title="Tide", by=people.ana)

    update_series(harbour, by=people.ana, title="Lighthouse")

    assert Film.objects.get(pk=episode.pk).search_text == "tide lighthouse"


def test_a_series_goes_on_the_site_with_its_first_episode(harbour, first, people):
    episode = add_episode(first, title="Tide", by=people.ana)
    with pytest.raises(SeriesHasNoEpisodes):
        publish_series(harbour, by=people.ana)
    published(episode)

    assert publish_series(harbour, by=people.ana).published_at is not None
    with pytest.raises(SeriesIsPublished):
        publish_series(harbour, by=people.ana)
    with pytest.raises(SeriesIsNotDraft):
        delete_series(harbour, by=people.ana)
    assert withdraw_series(harbour, by=people.ana).state == "withdrawn"
    with pytest.raises(SeriesIsNotPublished):
        withdraw_series(harbour, by=people.ana)


def test_what_holds_episodes_is_not_deleted(harbour, first, people):
    episode = add_episode(first, title="Tide", by=people.ana)
    with pytest.raises(SeasonHasEpisodes):
        delete_season(first, by=people.ana)
    with pytest.raises(SeriesHasEpisodes):
        delete_series(harbour, by=people.ana)

    delete_film(episode, by=people.ana)
    delete_season(first, by=people.ana)
    trailer = add_extra("Trailer", kind=FilmKind.TRAILER, of=harbour, by=people.ana)
    with pytest.raises(SeriesHasEpisodes):
        delete_series(harbour, by=people.ana)
    delete_film(trailer, by=people.ana)
    delete_series(harbour, by=people.ana)
    assert not Series.objects.exists()
    assert AuditEvent.objects.filter(action="series.deleted").count() == 1


def test_extras_belong_to_a_title_and_have_none_of_their_own(people, in_alpha):
    kites = create_film("Kites", by=people.ana)
    extra = add_extra("Making of", kind=FilmKind.EXTRA, of=kites, by=people.ana)

    assert (extra.part_of, extra.kind) == (kites, "extra")
    with pytest.raises(ExtraOfExtra):
        add_extra("No", kind=FilmKind.TRAILER, of=extra, by=people.ana)
    with pytest.raises(FilmHasExtras):
        delete_film(kites, by=people.ana)


def test_only_editors_touch_series(harbour, first, people):
    for act in (
        lambda: create_series("No", by=people.citra),
        lambda: update_series(harbour, by=people.citra, title="No"),
        lambda: publish_series(harbour, by=people.citra),
        lambda: withdraw_series(harbour, by=people.citra),
        lambda: delete_series(harbour, by=people.citra),
        lambda: add_season(harbour, by=people.citra),
        lambda: update_season(first, by=people.citra, title="No"),
        lambda: delete_season(first, by=people.citra),
        lambda: add_episode(first, title="No", by=people.citra),
    ):
        with pytest.raises(Forbidden), transaction.atomic():
            act()
    assert list(Series.objects.values_list("title", flat=True)) == ["Harbour Lights"]
    assert Season.objects.count() == 1
