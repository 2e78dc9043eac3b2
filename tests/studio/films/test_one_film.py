import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from apps.catalog.enums import EncodeState, UploadState
from apps.catalog.errors import NotAVideo
from apps.catalog.models import Film, Upload
from apps.catalog.selectors.encodes import job_of
from apps.catalog.services.encodes import fail_encode, start_encode
from apps.core.jobs import begin_job
from apps.core.tenancy import studio_context
from tests.factories.catalog import complete_upload

VALID = {
    "title": "Kites over Kolkata",
    "slug": "kites",
    "genre_names": "Drama, Comedy, Drama, ",
    "year": "2024",
    "maturity": "13",
    "access_level": "basic",
}


def told(page):
    return [str(message) for message in page.context["messages"]]


def picture(width=1200, height=900, kind="PNG"):
    file = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(file, kind)
    return SimpleUploadedFile("poster.png", file.getvalue(), "image/png")


@pytest.fixture
def encoding(alpha, people, draft):
    """A film whose video is being encoded."""
    film = draft("Kites")
    with studio_context(alpha):
        return start_encode(film, upload=complete_upload(film), by=people.ana)


def test_choosing_a_file_makes_a_draft_named_after_it(edi, alpha):
    answer = edi.post("/studio/films/new/", {"title": "My first film"})

    with studio_context(alpha):
        film = Film.objects.get()
    assert (film.title, film.slug, film.state) == ("My first film", "my-first-film", "draft")
    assert answer.json() == {
        "pk": str(film.pk),
        "url": f"/studio/films/{film.pk}/",
        "form_url": f"/studio/films/{film.pk}/details/",
    }


def test_choosing_the_same_file_again_goes_on_with_its_draft(edi, alpha, draft):
    film = draft("Kites")

    answer = edi.post("/studio/films/new/", {"title": "Other", "film": str(film.pk)})

    with studio_context(alpha):
        assert Film.objects.count() == 1
    assert answer.json()["pk"] == str(film.pk)


def test_a_draft_needs_a_title(edi, alpha):
    answer = edi.post("/studio/films/new/", {"title": " "})

    with studio_context(alpha):
        assert not Film.objects.exists()
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["title"])


def test_what_is_said_about_a_film_is_saved(edi, draft, reread, alpha):
    film = draft("Kites")

    answer = edi.post(f"/studio/films/{film.pk}/details/", VALID, headers={"HX-Request": "true"})

    saved = reread(film)
    assert (saved.title, saved.year, saved.maturity, saved.access_level) == (
        "Kites over Kolkata",
        2024,
        "13",
        "basic",
    )
    with studio_context(alpha):
        assert [genre.name for genre in saved.genres.all()] == ["Comedy", "Drama"]
    assert json.loads(answer.headers["HX-Trigger"])["toast"]["text"] == "Saved."


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "title"),
        ({"year": "1200"}, "year"),
        ({"maturity": "99"}, "maturity"),
        ({"slug": "salt-road"}, "slug"),
        ({"genre_names": "a,b,c,d,e,f,g"}, "genre_names"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_saved(edi, draft, reread, change, field):
    draft("Salt Road")
    film = draft("Kites")

    answer = edi.post(f"/studio/films/{film.pk}/details/", {**VALID, **change})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert reread(film).title == "Kites"


def test_publishing_offers_to_take_it_back(edi, playable, reread):
    film = playable("Kites")

    page = edi.post(f"/studio/films/{film.pk}/publish/", follow=True)

    assert reread(film).state == "published"
    [message] = told(page)
    assert "The film is on the site." in message
    assert f'action="/studio/films/{film.pk}/withdraw/"' in message


def test_withdrawing_offers_to_put_it_back(edi, live, reread):
    film = live("Kites")

    page = edi.post(f"/studio/films/{film.pk}/withdraw/", follow=True)

    assert reread(film).state == "withdrawn"
    assert f'action="/studio/films/{film.pk}/publish/"' in told(page)[0]


def test_a_refusal_is_said_on_the_films_own_page(edi, draft, reread):
    film = draft("Kites")

    answer = edi.post(f"/studio/films/{film.pk}/publish/", follow=True)

    assert answer.redirect_chain == [(f"/studio/films/{film.pk}/", 302)]
    assert told(answer) == [
        "This film has no finished video yet. Upload one and wait until it is encoded."
    ]
    assert reread(film).state == "draft"


def test_a_film_may_wait_for_its_video_to_be_published(edi, draft, reread):
    film = draft("Kites")

    edi.post(f"/studio/films/{film.pk}/when-ready/")
    assert reread(film).publish_when_ready is True

    edi.post(f"/studio/films/{film.pk}/when-ready/")
    assert reread(film).publish_when_ready is False


@pytest.mark.parametrize(("typed", "is_left"), [("Kites", False), ("kites", True), ("", True)])
def test_a_draft_is_deleted_only_by_its_name(edi, draft, reread, typed, is_left):
    film = draft("Kites")

    edi.post(f"/studio/films/{film.pk}/delete/", {"typed_name": typed})

    assert (reread(film) is not None) is is_left


def test_a_published_film_cannot_be_deleted(edi, live, reread):
    film = live("Kites")

    page = edi.post(f"/studio/films/{film.pk}/delete/", {"typed_name": "Kites"}, follow=True)

    assert told(page) == ["Only a draft can be deleted. Withdraw this film instead."]
    assert reread(film) is not None


def test_a_picture_is_drawn_anew_in_its_shape(edi, draft, reread):
    film = draft("Kites")

    edi.post(f"/studio/films/{film.pk}/artwork/poster/", {"picture": picture()})

    saved = reread(film)
    assert saved.poster.startswith(f"films/{film.pk}/poster-")
    answer = edi.get(f"/artwork/{film.pk}/poster/{saved.poster.rpartition('/')[2]}")
    assert answer.headers["X-Accel-Redirect"] == f"/_media/t/alpha/{saved.poster}"


def test_what_is_no_picture_is_refused(edi, draft, reread):
    film = draft("Kites")
    fake = SimpleUploadedFile("poster.png", b"<svg onload=alert(1)>", "image/png")

    page = edi.post(f"/studio/films/{film.pk}/artwork/poster/", {"picture": fake}, follow=True)

    assert "SVG pictures are refused." in told(page)[0]
    assert reread(film).poster == ""


def test_pictures_are_posters_or_backdrops(edi, draft):
    film = draft("Kites")

    answer = edi.post(f"/studio/films/{film.pk}/artwork/banner/", {"picture": picture()})

    assert answer.status_code == 404


def test_the_page_follows_the_work_and_can_cancel_it(edi, encoding):
    page = edi.get(f"/studio/films/{encoding.film_id}/")

    assert [(step["key"], step["state"]) for step in page.context["work"].steps] == [
        ("uploaded", "done"),
        ("probe", "current"),
        ("low", "todo"),
        ("high", "todo"),
        ("audio", "todo"),
        ("subtitles", "todo"),
        ("trickplay", "todo"),
        ("ready", "todo"),
    ]
    assert f'data-job-socket="/ws/jobs/{page.context["work"].token}/"' in page.content.decode()

    edi.post(f"/studio/films/{encoding.film_id}/cancel/")
    page = edi.get(f"/studio/films/{encoding.film_id}/")
    assert (page.context["work"].was_cancelled, page.context["work"].may_retry) == (True, True)


def test_a_failed_video_says_why_and_can_be_tried_again(edi, alpha, encoding):
    with studio_context(alpha):
        begin_job(job_of(encoding))
        fail_encode(encoding, NotAVideo())

    page = edi.get(f"/studio/films/{encoding.film_id}/").content.decode()
    edi.post(f"/studio/films/{encoding.film_id}/retry/")

    assert "This file is not a video we can read." in page
    with studio_context(alpha):
        encoding.refresh_from_db()
    assert encoding.state == EncodeState.QUEUED


def test_an_interrupted_upload_says_how_to_go_on(edi, alpha, draft):
    film = draft("Kites")
    with studio_context(alpha):
        later = complete_upload(film)
        Upload.objects.filter(pk=later.pk).update(
            received=4, state=UploadState.RECEIVING, expires_at="2999-01-01T00:00Z"
        )

    page = edi.get(f"/studio/films/{film.pk}/").content.decode()

    assert "An upload was interrupted" in page
    assert "40 % of rain.mp4 arrived." in page


def test_a_file_that_is_another_films_video_is_told_of(edi, alpha, encoding, draft):
    page = f"/studio/films/{encoding.film_id}/"
    other = draft("Rain <Again>")
    with studio_context(alpha):
        Upload.objects.filter(pk=encoding.upload_id).update(sha256="a" * 64)
        twin = complete_upload(other)
        assert "You have this file already" not in edi.get(page).content.decode()
        Upload.objects.filter(pk=twin.pk).update(sha256="a" * 64)

    text = edi.get(page).content.decode()

    assert "You have this file already" in text
    assert "also the video of “Rain &lt;Again&gt;”" in text
