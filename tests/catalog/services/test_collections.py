import pytest

from apps.catalog.errors import CollectionAddressTaken
from apps.catalog.models import Collection, CollectionEntry
from apps.catalog.services.collections import (
    create_collection,
    delete_collection,
    set_entries,
    update_collection,
)
from apps.catalog.services.films import create_film
from apps.catalog.services.series import create_series
from apps.core.errors import Forbidden


def test_a_collection_holds_titles_in_its_own_order(in_alpha, people):
    rain = create_collection("Rain", by=people.ana)
    film, series = create_film("Kites", by=people.ana), create_series("Harbour", by=people.ana)

    set_entries(rain, [series, film, series], by=people.ana)
    assert [str(entry) for entry in rain.entries.all()] == ["Harbour", "Kites"]
    set_entries(rain, [film], by=people.ana)
    assert [str(entry) for entry in rain.entries.all()] == ["Kites"]


def test_it_is_described_and_shown(in_alpha, people):
    rain = create_collection("Rain", by=people.ana)
    assert (rain.slug, rain.is_published) == ("rain", False)

    update_collection(rain, by=people.ana, is_published=True, position=3)

    assert Collection.objects.get().is_published
    with pytest.raises(CollectionAddressTaken):
        create_collection("Other", by=people.ana, slug="rain")


def test_it_goes_and_its_titles_stay(film, people):
    rain = create_collection("Rain", by=people.ana)
    set_entries(rain, [film], by=people.ana)

    delete_collection(rain, by=people.ana)

    assert not CollectionEntry.objects.exists()
    film.refresh_from_db()


def test_only_editors_collect(film, people):
    rain = create_collection("Rain", by=people.ana)
    for act in (
        lambda: create_collection("No", by=people.citra),
        lambda: update_collection(rain, by=people.citra, title="No"),
        lambda: set_entries(rain, [film], by=people.citra),
        lambda: delete_collection(rain, by=people.citra),
    ):
        with pytest.raises(Forbidden):
            act()
    assert not CollectionEntry.objects.exists()
