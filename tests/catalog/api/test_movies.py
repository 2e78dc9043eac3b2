import pytest

from apps.catalog.models import Film
from apps.catalog.services.films import create_film
from apps.core.tenancy import studio_context
from tests.factories.catalog import published

MOVIES = "/api/v1/movies"
DESK = "/api/v1/admin/movies"


def test_anybody_reads_what_is_on_the_site(alpha, playable, people, client_for):
    create_film("Hidden", by=people.ana)
    body = client_for(alpha).get(MOVIES).json()

    assert [movie["slug"] for movie in body["results"]] == ["monsoon-letters"]
    assert body["results"][0]["poster"] == playable.poster_url
    assert client_for(alpha).get("/api/movies").json()["results"] == body["results"]
    assert client_for(alpha).get(f"{MOVIES}?search=monsoon").json()["results"]
    assert client_for(alpha).get(f"{MOVIES}?search=else").json()["results"] == []


def test_lists_go_on_by_cursor(alpha, playable, people, client_for):
    for title in ("Second", "Third"):
        published(create_film(title, by=people.ana))

    client, found, url = client_for(alpha), [], f"{MOVIES}?page_size=1"
    while url:
        page = client.get(url).json()
        found += [movie["title"] for movie in page["results"]]
        url = page["next"]

    assert found == ["Third", "Second", "Monsoon Letters"]


def test_one_film_by_id_and_by_address(alpha, beta, playable, client_for):
    client = client_for(alpha)
    by_slug = client.get(f"{MOVIES}/monsoon-letters").json()
    assert by_slug["id"] == str(playable.pk)
    assert client.get(f"{MOVIES}/{playable.pk}").json() == by_slug
    elsewhere = client_for(beta).get(f"{MOVIES}/{playable.pk}")
    assert elsewhere.status_code == 404
    assert elsewhere["Content-Type"] == "application/problem+json"
    assert elsewhere.json()["code"] == "not_found"


def test_a_draft_is_nothing_to_viewers(alpha, film, people, client_for):
    assert client_for(alpha).get(f"{MOVIES}/{film.slug}").status_code == 404
    assert client_for(alpha, people.citra).get(f"{MOVIES}/{film.slug}").status_code == 404
    assert client_for(alpha, people.ana).get(f"{MOVIES}/{film.slug}").status_code == 200


def test_editors_make_change_and_erase(alpha, people, client_for):
    client = client_for(alpha, people.ana)
    made = client.post(
        DESK, {"title": "Rain", "genres": ["Drama"], "year": 2024}, content_type="application/json"
    )
    assert made.status_code == 201
    body = made.json()
    assert (body["state"], body["movie"]["slug"], body["encode"]) == ("draft", "rain", None)
    one = f"{DESK}/{body['movie']['id']}"

    changed = client.patch(one, {"synopsis": "It rains."}, content_type="application/json").json()
    assert changed["movie"]["synopsis"] == "It rains."
    assert changed["movie"]["genres"] == [{"slug": "drama", "name": "Drama"}]
    assert client.put(one, {}, content_type="application/json").json()["code"] == "invalid"
    replaced = client.put(one, {"title": "Rains"}, content_type="application/json")
    assert replaced.json()["movie"]["title"] == "Rains"
    assert client.post(f"{one}/publish").json()["code"] == "film_has_no_video"
    assert client.delete(one).status_code == 204
    assert client.get(one).status_code == 404


def test_publish_and_withdraw(alpha, playable, people, client_for):
    client = client_for(alpha, people.adi)
    one = f"{DESK}/{playable.pk}"
    assert client.post(f"{one}/publish").status_code == 409
    assert client.post(f"{one}/withdraw").json()["state"] == "withdrawn"
    assert client.post(f"{one}/publish").json()["state"] == "published"


def test_encodes_are_cancelled_and_tried_again(alpha, uploaded, silent_clip, people, client_for):
    encode = uploaded(silent_clip)
    client = client_for(alpha, people.ana)
    body = client.post(f"/api/v1/admin/encodes/{encode.pk}/cancel").json()
    assert (body["encode"]["state"], body["job"]["state"]) == ("cancelled", "cancelled")
    body = client.post(f"/api/v1/admin/encodes/{encode.pk}/retry").json()
    assert (body["encode"]["state"], body["job"]["state"]) == ("queued", "queued")
    assert client.post(f"/api/v1/admin/encodes/{encode.pk}/retry").status_code == 409


@pytest.mark.parametrize("who", ["nobody", "citra", "bima"])
def test_nobody_else_edits(alpha, beta, film, people, client_for, who):
    studio = beta if who == "bima" else alpha
    client = client_for(studio, None if who == "nobody" else getattr(people, who))
    expected = {"nobody": 401, "citra": 403, "bima": 404}[who]
    one = f"{DESK}/{film.pk}"

    for call in (client.get, client.delete):
        assert call(one).status_code == expected
    for call in (client.put, client.patch):
        answer = call(one, {"title": "Mine"}, content_type="application/json")
        assert answer.status_code == expected
    assert client.post(f"{one}/publish").status_code == expected
    assert client.post(f"{one}/withdraw").status_code == expected

    with studio_context(alpha):
        assert Film.objects.get().title == "Monsoon Letters"


def test_playback_needs_a_viewer(alpha, playable, client_for):
    answer = client_for(alpha).post(
        "/api/v1/playback/sessions", {"film": "monsoon-letters"}, content_type="application/json"
    )
    assert answer.status_code in {401, 403}


def test_artwork_of_a_draft_is_for_its_editors(
    alpha, beta, film, encoded, silent_clip, people, client_for
):
    encoded(silent_clip)
    film.refresh_from_db()
    assert client_for(alpha).get(film.poster_url).status_code == 404
    answer = client_for(alpha, people.ana).get(film.poster_url)
    assert answer["X-Accel-Redirect"] == f"/_media/t/alpha/{film.poster}"
    assert answer["Content-Type"] == "image/jpeg"
    assert client_for(beta, people.bima).get(film.poster_url).status_code == 404
