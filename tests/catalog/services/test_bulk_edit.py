import pytest

from apps.accounts.models import AuditEvent
from apps.catalog.models import Film, Genre
from apps.catalog.services.films import bulk_edit, create_film
from apps.core.errors import Forbidden


@pytest.fixture
def three(in_alpha, people):
    return [create_film(f"Kites {n}", by=people.ana, genres=["Drama"]) for n in range(3)]


def test_many_films_change_alike(three, people):
    changed = bulk_edit(
        [three[0].pk, str(three[1].pk)],
        {"access_level": "premium", "add_tags": ["Rain"], "remove_genres": ["Drama"]},
        by=people.ana,
    )

    assert {film.pk for film in changed} == {three[0].pk, three[1].pk}
    told = {
        film.title: (film.access_level, [*film.genres.all()], [str(tag) for tag in film.tags.all()])
        for film in Film.objects.all()
    }
    assert told == {
        "Kites 0": ("premium", [], ["Rain"]),
        "Kites 1": ("premium", [], ["Rain"]),
        "Kites 2": ("free", [Genre.objects.get()], []),
    }
    assert Film.objects.get(title="Kites 0").search_text == "kites 0 rain"
    assert AuditEvent.objects.filter(action="film.changed").count() == 2


def test_what_a_film_has_already_is_not_added_twice(three, people):
    bulk_edit([film.pk for film in three], {"add_genres": ["Drama", "Sea"]}, by=people.ana)

    assert [genre.name for genre in Film.objects.first().genres.all()] == ["Drama", "Sea"]


def test_what_may_not_be_changed_in_bulk(three, people):
    with pytest.raises(TypeError):
        bulk_edit([three[0].pk], {"state": "published"}, by=people.ana)
    with pytest.raises(Forbidden):
        bulk_edit([three[0].pk], {"maturity": "18"}, by=people.citra)
    assert set(Film.objects.values_list("state", "maturity")) == {("draft", "all")}
