"""Who may open and do what on the desk's pages of films."""

from uuid import uuid4

import pytest

from apps.catalog.services.films import create_film
from apps.core.tenancy import studio_context

PAGES = ["", "films.csv", "new/", "{pk}/", "{pk}/details/"]
ACTIONS = [
    ("new/", {"title": "Intruder"}),
    ("bulk/", {"action": "withdraw", "films": ["{pk}"]}),
    ("{pk}/details/", {"title": "Intruder", "slug": "intruder"}),
    ("{pk}/publish/", {}),
    ("{pk}/withdraw/", {}),
    ("{pk}/when-ready/", {}),
    ("{pk}/delete/", {"typed_name": "Kites"}),
    ("{pk}/cancel/", {}),
    ("{pk}/retry/", {}),
    ("{pk}/artwork/poster/", {}),
]


def url(path, film):
    return "/studio/films/" + path.format(pk=film.pk)


@pytest.mark.parametrize("path", PAGES)
def test_strangers_sign_in_first(client_for, alpha, live, path):
    film = live("Kites")

    answer = client_for(alpha).get(url(path, film))

    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/?next=/studio/films/")


@pytest.mark.parametrize("who", ["citra", "mira"])
@pytest.mark.parametrize("path", PAGES)
def test_who_may_not_edit_films_sees_none_of_it(request, live, path, who):
    film = live("Kites")

    assert request.getfixturevalue(who).get(url(path, film)).status_code == 403


@pytest.mark.parametrize("who", ["citra", "mira"])
@pytest.mark.parametrize(("path", "data"), ACTIONS)
def test_who_may_not_edit_films_changes_nothing(request, live, reread, path, data, who):
    film = live("Kites")
    before = reread(film).updated_at

    answer = request.getfixturevalue(who).post(url(path, film), data)

    after = reread(film)
    assert answer.status_code == 403
    assert (after.title, after.state, after.updated_at) == ("Kites", "published", before)


@pytest.mark.parametrize("path", ["{pk}/", "{pk}/details/"])
def test_another_studios_film_is_not_found(edi, live, beta, people, path):
    live("Kites")
    with studio_context(beta):
        foreign = create_film("Leaked 5f3a91", by=people.bima)

    assert edi.get(url(path, foreign)).status_code == 404


@pytest.mark.parametrize(("path", "data"), ACTIONS[2:])
def test_another_studios_film_cannot_be_touched(edi, beta, people, path, data):
    with studio_context(beta):
        foreign = create_film("Kites", by=people.bima)

    answer = edi.post(url(path, foreign), data)

    with studio_context(beta):
        foreign.refresh_from_db()
    assert answer.status_code == 404
    assert (foreign.title, foreign.state, foreign.publish_when_ready) == ("Kites", "draft", False)


def test_a_film_that_never_was_is_not_found(edi):
    assert edi.get(f"/studio/films/{uuid4()}/").status_code == 404


@pytest.mark.parametrize(("path", "data"), ACTIONS[3:])
def test_nothing_is_done_by_following_a_link(edi, live, path, data):
    assert edi.get(url(path, live("Kites"))).status_code == 405
