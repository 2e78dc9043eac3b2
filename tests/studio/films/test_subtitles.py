import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.catalog.models import TextTrack
from apps.catalog.selectors.texts import cues_of
from apps.catalog.services.text_tracks import add_track
from apps.core.tenancy import studio_context

SRT = b"1\n00:00:01,000 --> 00:00:02,000\nRain\n"


def file(data=SRT, name="rain.srt"):
    return SimpleUploadedFile(name, data, "application/x-subrip")


def told(page):
    return [str(message) for message in page.context["messages"]]


@pytest.fixture
def film(draft):
    return draft("Night rain")


@pytest.fixture
def track(film, alpha, people):
    with studio_context(alpha):
        return add_track(film, language="ta", data=SRT, by=people.ana)


@pytest.fixture
def url(film, track):
    return f"/studio/films/{film.pk}/subtitles/{track.pk}/"


@pytest.fixture
def words(alpha, track):
    def read():
        with studio_context(alpha):
            return [(cue.start, cue.text) for cue in cues_of(TextTrack.objects.get(pk=track.pk))]

    return read


def test_a_film_without_subtitles_says_what_to_do(edi, film):
    assert "No subtitles yet" in edi.get(f"/studio/films/{film.pk}/subtitles/").content.decode()


def test_a_file_is_added_and_its_editor_opened(edi, film, alpha):
    body = {"language": "hi", "kind": "sdh", "name": "", "file": file()}
    answer = edi.post(f"/studio/films/{film.pk}/subtitles/", body)

    with studio_context(alpha):
        track = film.texts.get()
    assert (track.language, track.kind, track.name, track.cues) == ("hi", "sdh", "हिन्दी (SDH)", 1)
    assert answer.headers["Location"] == f"/studio/films/{film.pk}/subtitles/{track.pk}/"


def test_a_broken_file_is_refused_with_the_numbers_of_its_lines(edi, film, alpha):
    broken = SRT + b"\n2\n00:00:0x,000 --> 00:00:04,000\nNight\n\nlast\nx --> y\n"
    body = {"language": "hi", "kind": "subtitles", "file": file(broken)}
    page = edi.post(f"/studio/films/{film.pk}/subtitles/", body)

    text = page.content.decode()
    assert page.status_code == 422
    assert "Line 6: These times cannot be read." in text
    assert "Line 10: These times cannot be read." in text
    with studio_context(alpha):
        assert not film.texts.exists()


def test_a_language_is_added_once(edi, film, track):
    body = {"language": "ta", "kind": "subtitles", "file": file()}
    page = edi.post(f"/studio/films/{film.pk}/subtitles/", body)

    assert page.status_code == 422
    assert "has subtitles of this language and kind already" in page.content.decode()


def test_the_editor_gets_the_cues_as_data_that_no_word_escapes_from(edi, film, alpha, people):
    with studio_context(alpha):
        track = add_track(
            film,
            language="id",
            data=b"WEBVTT\n\n00:01.000 --> 00:02.000\n&lt;/script&gt;<b>x\n",
            by=people.ana,
        )
    page = edi.get(f"/studio/films/{film.pk}/subtitles/{track.pk}/").content.decode()

    data = page.partition('id="cues-data" type="application/json">')[2].partition("</script>")[0]
    assert json.loads(data) == [
        {"start": 1.0, "end": 2.0, "settings": "", "text": "&lt;/script&gt;<b>x</b>"}
    ]
    assert "<b>x" not in data


def test_cues_are_saved_with_their_version(edi, url, words):
    cues = [{"start": 3, "end": 4, "settings": "", "text": "<script>x</script>Night"}]
    body = json.dumps({"version": 1, "cues": cues})
    answer = edi.post(url, body, content_type="application/json")

    assert answer.json() == {
        "version": 2,
        "cues": [{"start": 3.0, "end": 4.0, "settings": "", "text": "xNight"}],
        "said": "Saved 1 subtitle.",
    }
    assert words() == [(3.0, "xNight")]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"version": 7, "cues": []}, 409, "text_track_changed"),
        ({"version": 1, "cues": [{"start": 2, "end": 1, "text": "x"}]}, 422, "cue_malformed"),
        ({"version": 1, "cues": [{"start": "now", "end": 1, "text": "x"}]}, 422, "cue_malformed"),
        ({"version": 1, "cues": [None]}, 422, "cue_malformed"),
        ({"version": 1, "cues": [{"start": 1e400, "end": 1, "text": "x"}]}, 422, "cue_malformed"),
    ],
)
def test_what_cannot_be_saved_is_refused_as_a_problem(edi, url, words, body, status, code):
    answer = edi.post(
        url,
        json.dumps(body),
        content_type="application/json",
        headers={"accept": "application/json"},
    )

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert words() == [(1.0, "Rain")]


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"version": "x", "cues": []}', '{"version": 1, "cues": 4}']
)
def test_nonsense_is_a_bad_request(edi, url, words, body):
    assert edi.post(url, body, content_type="application/json").status_code == 400
    assert words() == [(1.0, "Rain")]


def test_the_whole_text_is_edited_without_scripts(edi, url, words):
    page = edi.post(
        f"{url}words/", {"words": "WEBVTT\r\n\r\n00:05.000 --> 00:06.000\r\nNight\r\n"}, follow=True
    )

    assert (told(page), words()) == (["Saved."], [(5.0, "Night")])


def test_a_fault_in_the_text_keeps_what_was_written(edi, url, words):
    page = edi.post(f"{url}words/", {"words": "WEBVTT\n\n00:05.000 -> 00:06.000\nNight\n"})

    assert page.status_code == 422
    assert "Line 3: " in page.content.decode()
    assert "00:05.000 -&gt; 00:06.000" in page.content.decode()
    assert words() == [(1.0, "Rain")]


def test_another_file_takes_the_place_of_the_words(edi, url, words):
    edi.post(f"{url}replace/", {"file": file(SRT.replace(b"Rain", b"Night"))})
    assert words() == [(1.0, "Night")]

    page = edi.post(f"{url}replace/", {}, follow=True)
    assert told(page)[-1] == "Choose a file first."
    assert words() == [(1.0, "Night")]


@pytest.mark.parametrize(
    ("text", "start"),
    [("1.5", 2.5), ("+0:01", 2.0), ("-0.75", 0.25), ("−0.5", 0.5), ("soon", 1.0), ("", 1.0)],
)
def test_all_are_shifted_by_what_was_written(edi, url, words, text, start):
    edi.post(f"{url}shift/", {"seconds": text})

    assert words() == [(start, "Rain")]


def test_the_file_is_downloaded(edi, url):
    answer = edi.get(f"{url}file/")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="night-rain.ta.vtt"'
    assert answer.content.decode() == "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nRain\n"


def test_a_track_is_offered_withdrawn_named_and_deleted(edi, url, alpha, track):
    def row():
        with studio_context(alpha):
            return (
                TextTrack.objects.filter(pk=track.pk)
                .values_list("is_published", "is_default", "name")
                .first()
            )

    edi.post(f"{url}default/")
    assert row() == (True, True, "தமிழ்")
    edi.post(f"{url}chosen/")
    edi.post(f"{url}withdraw/")
    assert row() == (False, False, "தமிழ்")
    edi.post(f"{url}publish/")
    edi.post(f"{url}rename/", {"name": "Tamil"})
    assert row() == (True, False, "Tamil")
    edi.post(f"{url}delete/")
    assert row() is None


def test_a_track_of_another_film_is_not_found(edi, draft, track):
    other = draft("Kites")
    for page in ("", "file/"):
        assert edi.get(f"/studio/films/{other.pk}/subtitles/{track.pk}/{page}").status_code == 404


def test_the_list_asks_as_much_for_three_as_for_one(edi, film, track, alpha, people, queries):
    url = f"/studio/films/{film.pk}/subtitles/"
    edi.get(url)
    with queries(5):
        edi.get(url)
    with studio_context(alpha):
        for language in ("hi", "id"):
            add_track(film, language=language, data=SRT, by=people.ana)
    with queries(5):
        edi.get(url)
