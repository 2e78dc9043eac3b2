"""People, their portraits, and titles' pictures, set by a program of the studio's own."""

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from apps.catalog.models import Contributor, Film, Series
from apps.catalog.services.contributors import Named, create_contributor, set_credits
from apps.catalog.services.series import create_series
from tests.catalog.conftest import queries
from tests.pictures import picture

PEOPLE = "/api/v1/admin/people"
PICTURE = picture().getvalue()


@pytest.fixture
def ana(client_for, alpha, people):
    return client_for(alpha, people.ana)


@pytest.fixture
def meera(in_alpha, people):
    return create_contributor("Meera Iyer", by=people.ana)


def sent(client, method, path, body):
    return getattr(client, method)(path, body, content_type="application/json")


def test_somebody_from_the_first_word_to_the_last(ana, in_alpha):
    made = sent(ana, "post", PEOPLE, {"name": "Meera  Iyer", "biography": "Waits."})
    meera = made.json()
    assert (made.status_code, meera["name"], meera["slug"]) == (201, "Meera Iyer", "meera-iyer")
    home = f"{PEOPLE}/{meera['id']}"

    changed = sent(ana, "patch", home, {"biography": ""}).json()
    assert changed == ana.get(home).json() == {**meera, "biography": ""}
    other = sent(ana, "post", PEOPLE, {"name": "Meera Iyer"}).json()
    assert other["slug"] == "meera-iyer-2"
    taken = sent(ana, "patch", home, {"slug": "meera-iyer-2"})
    assert (taken.status_code, taken.json()["code"]) == (409, "contributor_address_taken")
    assert ana.delete(home).status_code == 204
    assert ana.get(home).status_code == 404
    assert [one.slug for one in Contributor.objects.all()] == ["meera-iyer-2"]


def test_people_are_listed_by_name_page_after_page(ana, in_alpha, people):
    for name in ("Cyrus", "Anil", "Bela"):
        create_contributor(name, by=people.ana)

    first = ana.get(f"{PEOPLE}?page_size=2").json()
    assert [one["name"] for one in first["results"]] == ["Anil", "Bela"]
    assert [one["name"] for one in ana.get(first["next"]).json()["results"]] == ["Cyrus"]
    assert [one["name"] for one in ana.get(f"{PEOPLE}?search=BEL").json()["results"]] == ["Bela"]


def test_a_list_of_people_costs_the_same_however_long(ana, in_alpha, people):
    for number in range(12):
        create_contributor(f"Number {number}", by=people.ana)
    assert ana.get(PEOPLE).status_code == 200
    # Who asks, and the people.
    with queries(2):
        assert len(ana.get(PEOPLE).json()["results"]) == 12


def test_a_portrait_is_shown_to_viewers_with_the_credits(
    ana, client_for, alpha, playable, meera, people
):
    set_credits(playable, [Named(meera, "director")], by=people.ana)
    answer = ana.put(f"{PEOPLE}/{meera.pk}/portrait", PICTURE, content_type="image/png")
    assert answer.status_code == 204

    told = client_for(alpha).get(f"/api/v1/movies/{playable.slug}").json()
    address = told["credits"][0]["contributor"]["portrait"]
    assert address.startswith(f"/portraits/{meera.pk}/portrait-")
    shown = client_for(alpha).get(address)
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    meera.refresh_from_db()
    with default_storage.open(meera.portrait) as file, Image.open(file) as stored:
        assert (stored.format, stored.size) == ("JPEG", (600, 600))


def test_posters_and_backdrops_of_films_and_series(ana, film, people):
    series = create_series("Harbour", by=people.ana)
    homes = [f"/api/v1/admin/movies/{film.pk}", f"/api/v1/admin/series/{series.pk}"]
    for home in homes:
        for kind in ("poster", "backdrop"):
            path = f"{home}/artwork/{kind}"
            assert ana.put(path, PICTURE, content_type="image/jpeg").status_code == 204
        unknown = ana.put(f"{home}/artwork/banner", PICTURE, content_type="image/png")
        assert unknown.status_code == 404
    for title in (Film.objects.get(), Series.objects.get()):
        assert "/poster-" in title.poster
        assert "/backdrop-" in title.backdrop


@pytest.mark.parametrize(
    ("body", "kind", "status", "code"),
    [
        (b"", "image/png", 422, "artwork_refused"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml", 422, "artwork_refused"),
        (b"GIF89a" + bytes(20), "image/png", 422, "artwork_refused"),
        (PICTURE[:60], "image/png", 422, "artwork_refused"),
        (b'{"portrait": ""}', "application/json", 415, "unsupported_media_type"),
    ],
)
def test_what_is_no_picture_is_refused(ana, meera, body, kind, status, code):
    answer = ana.put(f"{PEOPLE}/{meera.pk}/portrait", body, content_type=kind)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    meera.refresh_from_db()
    assert meera.portrait == ""


def test_only_who_edits_films_sees_and_changes_people(client_for, alpha, people, meera):
    citra = client_for(alpha, people.citra)
    assert citra.get(PEOPLE).status_code == 403
    path = f"{PEOPLE}/{meera.pk}/portrait"
    assert citra.put(path, PICTURE, content_type="image/png").status_code == 403


def test_somebody_of_another_studio_is_nobody_here(client_for, beta, people, meera):
    bima = client_for(beta, people.bima)
    home = f"{PEOPLE}/{meera.pk}"
    assert [bima.get(home).status_code, bima.delete(home).status_code] == [404, 404]
    assert bima.put(f"{home}/portrait", PICTURE, content_type="image/png").status_code == 404
    assert bima.get(PEOPLE).json()["results"] == []
