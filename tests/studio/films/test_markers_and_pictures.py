import io

import pytest
from PIL import Image

from apps.catalog.adapters.files import stills
from apps.catalog.models import Marker
from apps.core.models import Task
from apps.core.storage.contract import media
from apps.core.tenancy import studio_context
from apps.studio.web.films.timecodes import seconds_of, timecode

FRAME = "000001500.jpg"


def told(page):
    return [str(message) for message in page.context["messages"]]


@pytest.fixture
def film(playable):
    return playable("Night rain")


@pytest.fixture
def frame(film, alpha):
    picture = io.BytesIO()
    Image.new("RGB", (1280, 720), "teal").save(picture, "JPEG")
    with studio_context(alpha):
        media().overwrite(stills.stored_name(film.pk, FRAME), picture.getvalue())


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0:01:02.500", 62.5),
        ("1:02:03", 3723.0),
        ("62:03", 3723.0),
        ("7", 7.0),
        ("7,25", 7.25),
        (" 90.1 ", 90.1),
    ],
)
def test_moments_are_read_as_people_write_them(text, seconds):
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["", "soon", "1:2:3:4", "-1", "1.2345", "1e3", "nan", "1:"])
def test_what_is_no_moment(text):
    with pytest.raises(ValueError, match=r".*"):
        seconds_of(text)


def test_moments_are_shown_to_the_thousandth():
    assert [timecode(each) for each in (0, 62.5, 3723.0004)] == [
        "0:00:00.000",
        "0:01:02.500",
        "1:02:03.000",
    ]


def test_a_marker_is_saved_shown_and_removed(edi, film, alpha):
    url = f"/studio/films/{film.pk}/markers/"
    edi.post(url, {"kind": "intro", "intro-starts": "0:00:05.000", "intro-ends": "10"})

    with studio_context(alpha):
        marker = Marker.objects.get()
    assert (marker.kind, marker.starts_seconds, marker.ends_seconds) == ("intro", 5.0, 10.0)
    assert 'value="0:00:10.000"' in edi.get(url).content.decode()

    edi.post(f"{url}intro/remove/")
    with studio_context(alpha):
        assert not Marker.objects.exists()
    assert edi.post(f"{url}intro/remove/").status_code == 404
    assert edi.post(f"{url}chorus/remove/").status_code == 404


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        ({"intro-starts": "soon", "intro-ends": "10"}, 422, "Write a moment as 0:01:02.500."),
        ({"intro-starts": "", "intro-ends": "10"}, 422, "This field is required."),
        ({"intro-starts": "10", "intro-ends": "5"}, 200, "A marker starts and ends inside"),
        ({"intro-starts": "10", "intro-ends": "500"}, 200, "A marker starts and ends inside"),
    ],
)
def test_a_marker_that_cannot_be_is_refused(edi, film, alpha, sent, status, said):
    page = edi.post(f"/studio/films/{film.pk}/markers/", {"kind": "intro", **sent}, follow=True)

    assert page.status_code == status
    assert said in page.content.decode()
    with studio_context(alpha):
        assert not Marker.objects.exists()


def test_an_unknown_kind_of_marker_is_not_found(edi, film):
    url = f"/studio/films/{film.pk}/markers/"
    assert edi.post(url, {"kind": "chorus", "chorus-starts": "1"}).status_code == 404


def test_without_a_video_there_is_nothing_to_preview(edi, draft):
    page = edi.get(f"/studio/films/{draft('Script').pk}/markers/").content.decode()

    assert "nothing to preview" in page
    assert "<video" not in page


@pytest.mark.parametrize(("moment", "milliseconds"), [("0:00:02.500", 2500), ("", None)])
def test_frames_are_asked_for_around_a_moment_or_everywhere(edi, film, alpha, moment, milliseconds):
    page = edi.post(f"/studio/films/{film.pk}/pictures/draw/", {"moment": moment}, follow=True)

    with studio_context(alpha):
        task = Task.objects.for_studio().get(name="catalog.draw_frames")
    assert task.kwargs["milliseconds"] == milliseconds
    assert "data-job-url" in page.content.decode()


def test_no_frames_for_nonsense_or_without_a_video(edi, film, draft, alpha):
    page = edi.post(f"/studio/films/{film.pk}/pictures/draw/", {"moment": "soon"}, follow=True)
    assert told(page) == ["Write a moment as 0:01:02.500."]
    page = edi.post(f"/studio/films/{draft('Script').pk}/pictures/draw/", follow=True)
    assert "no finished video yet" in told(page)[-1]

    with studio_context(alpha):
        assert not Task.objects.for_studio().filter(name="catalog.draw_frames").exists()


def test_a_frame_is_shown_and_becomes_the_backdrop(edi, film, frame, reread):
    url = f"/studio/films/{film.pk}/pictures/"
    page = edi.get(url).content.decode()
    assert f'src="{url}{FRAME}"' in page
    assert "Frame at 0:00:01.500" in page
    shown = edi.get(f"{url}{FRAME}")
    assert shown.headers["X-Accel-Redirect"].endswith(f"/films/{film.pk}/stills/{FRAME}")

    page = edi.post(f"{url}use/", {"name": FRAME, "kind": "backdrop"}, follow=True)
    assert told(page) == ["The picture is replaced."]
    assert reread(film).backdrop.startswith(f"films/{film.pk}/backdrop-")


@pytest.mark.parametrize("name", ["000009999.jpg", "..%2fposter.jpg", "poster.jpg"])
def test_no_other_file_is_shown_or_used(edi, film, frame, reread, name):
    url = f"/studio/films/{film.pk}/pictures/"

    assert edi.get(f"{url}{name}").status_code == 404
    assert edi.post(f"{url}use/", {"name": name, "kind": "poster"}).status_code == 404
    assert reread(film).poster == ""


def test_frames_are_for_those_who_edit_films(citra, mira, film, frame):
    url = f"/studio/films/{film.pk}/pictures/{FRAME}"

    assert [client.get(url).status_code for client in (citra, mira)] == [403, 403]


@pytest.mark.parametrize(("page", "count"), [("markers", 6), ("pictures", 6)])
def test_the_number_of_questions(edi, film, frame, queries, page, count):
    url = f"/studio/films/{film.pk}/{page}/"
    edi.get(url)

    with queries(count):
        edi.get(url)
