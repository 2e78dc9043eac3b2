import io

import pytest
from django.db import IntegrityError, transaction
from PIL import Image

from apps.accounts.enums import Role
from apps.accounts.models import AuditEvent
from apps.catalog.adapters.files import sources
from apps.catalog.enums import Artwork, FilmState
from apps.catalog.errors import (
    ArtworkRefused,
    FilmAddressTaken,
    FilmHasNoVideo,
    FilmIsNotDraft,
    FilmIsNotPublished,
    FilmIsPublished,
)
from apps.catalog.models import Film
from apps.catalog.selectors.films import film_for_viewer, with_latest_encode
from apps.catalog.selectors.titles import Wanted, films_found, for_cards
from apps.catalog.services.artwork import set_artwork
from apps.catalog.services.films import (
    create_film,
    delete_film,
    publish_film,
    update_film,
    withdraw_film,
)
from apps.core.errors import Forbidden, NotFound
from apps.core.storage.names import studio_path
from tests.catalog.conftest import queries
from tests.catalog.disk import film_directory
from tests.factories.catalog import published, viewing
from tests.people import person


def test_a_draft_gets_an_address_of_its_own(in_alpha, people):
    first = create_film("Monsoon Letters", by=people.ana, genres=["Drama", "Romance"])
    second = create_film("Monsoon  Letters", by=people.ana, genres=["drama"])
    hindi = create_film("मानसून", by=people.ana)

    assert (first.slug, second.slug) == ("monsoon-letters", "monsoon-letters-2")
    assert hindi.slug == f"film-{str(hindi.pk)[-8:]}"
    assert [genre.name for genre in second.genres.all()] == ["Drama"]
    assert AuditEvent.objects.filter(action="film.created", actor_pk=people.ana.pk).count() == 3


def test_an_address_is_used_once(in_alpha, people, film):
    other = create_film("Another", by=people.ana)
    with pytest.raises(FilmAddressTaken):
        update_film(other, by=people.ana, slug=film.slug)
    with pytest.raises(FilmAddressTaken):
        create_film("Third", by=people.ana, slug=film.slug)
    assert Film.objects.count() == 2


def test_changes_are_noted(film, people):
    update_film(film, by=people.ana, title="Monsoon Mail", year=2025)

    event = AuditEvent.objects.get(action="film.changed")
    assert event.changes == {"title": ["Monsoon Letters", "Monsoon Mail"], "year": [None, 2025]}
    with pytest.raises(TypeError):
        update_film(film, by=people.ana, state="published")


def test_only_editors_edit_and_publish(film, people):
    for who in (people.citra, person("Lia", Role.ANALYST)):
        with pytest.raises(Forbidden):
            create_film("No", by=who)
        with pytest.raises(Forbidden):
            update_film(film, by=who, title="No")
        for act in (publish_film, withdraw_film, delete_film):
            with pytest.raises(Forbidden):
                act(film, by=who)
    assert list(Film.objects.values_list("title", "state")) == [("Monsoon Letters", "draft")]


def test_nothing_is_published_without_a_video(film, people):
    with pytest.raises(FilmHasNoVideo):
        publish_film(film, by=people.ana)
    with (
        pytest.raises(IntegrityError, match="catalog_published_film_can_be_played"),
        transaction.atomic(),
    ):
        Film.objects.update(state=FilmState.PUBLISHED)


def test_withdraw_and_publish_again(playable, people):
    with pytest.raises(FilmIsPublished):
        publish_film(playable, by=people.ana)
    withdraw_film(playable, by=people.ana)
    with pytest.raises(FilmIsNotPublished):
        withdraw_film(playable, by=people.ana)
    assert playable.state == FilmState.WITHDRAWN
    with pytest.raises(FilmIsNotDraft):
        delete_film(playable, by=people.ana)
    assert publish_film(playable, by=people.ana).is_published


def test_deleting_a_draft_leaves_nothing(
    film, encoded, silent_clip, people, django_capture_on_commit_callbacks
):
    upload = encoded(silent_clip).upload
    film.refresh_from_db()
    home = film_directory(film.pk)
    assert home.exists()

    with django_capture_on_commit_callbacks(execute=True):
        delete_film(film, by=people.ana)

    assert not Film.objects.exists()
    assert not home.exists()
    assert not sources.path_of(upload.pk).exists()


def picture(size=(400, 300), form="PNG") -> io.BytesIO:
    target = io.BytesIO()
    Image.new("RGB", size, "teal").save(target, form)
    target.seek(0)
    return target


def test_artwork_is_written_anew_in_its_shape(film, people, settings):
    set_artwork(film, kind=Artwork.POSTER, picture=picture(), by=people.ana)

    path = f"{settings.MEDIA_ROOT}/{studio_path(film.poster)}"
    with Image.open(path) as kept:
        assert (kept.format, kept.size) == ("JPEG", (600, 900))
    assert film.poster_url == f"/artwork/{film.pk}/poster/{film.poster.rpartition('/')[2]}"


@pytest.mark.parametrize(
    "content",
    [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a<script>alert(1)</script>"],
)
def test_other_files_are_no_pictures(film, people, content):
    with pytest.raises(ArtworkRefused):
        set_artwork(film, kind=Artwork.POSTER, picture=io.BytesIO(content), by=people.ana)
    assert film.poster == ""


def test_a_picture_of_too_many_pixels_is_refused(film, people):
    target = io.BytesIO()
    Image.new("1", (9000, 9000)).save(target, "PNG")
    target.seek(0)
    with pytest.raises(ArtworkRefused):
        set_artwork(film, kind=Artwork.BACKDROP, picture=target, by=people.ana)


def test_search_finds_by_every_word_without_accents(playable, people):
    update_film(
        playable, by=people.ana, director="Zoë Müller", cast="Anil Kumar", genres=["Thriller"]
    )

    for query in ("monsoon", "LETTERS mons", "zoe muller", "anil thriller", "  "):
        assert list(films_found(viewing(), Wanted(search=query))) == [playable], query
    for query in ("monsoon nobody", "%", "mon_oon"):
        assert list(films_found(viewing(), Wanted(search=query))) == [], query
    assert list(films_found(viewing(), Wanted(genre="thriller"))) == [playable]
    assert list(films_found(viewing(), Wanted(genre="drama"))) == []


def test_lists_cost_the_same_for_one_film_and_three(playable, people):
    def read() -> None:
        with queries(4):
            found = for_cards(films_found(viewing()), viewing())
            assert [(list(film.genres.all()), list(film.windows.all())) for film in found]
        films = list(Film.objects.all())
        with queries(2):
            assert all(desk.job for desk in with_latest_encode(films))

    read()
    for title in ("Second", "Third"):
        published(create_film(title, by=people.ana, genres=["Drama"]))
    assert films_found(viewing()).count() == 3
    read()


def test_viewers_see_drafts_as_nothing(film, people):
    with pytest.raises(NotFound):
        film_for_viewer(film.slug, viewing(people.citra))
    assert film_for_viewer(film.slug, viewing(people.ana)) == film
    assert film_for_viewer(film.pk, viewing(people.ana)) == film
