"""The page on which sounds get a language, a kind and a name."""

import pytest

from apps.catalog.models import AudioTrack
from apps.catalog.selectors.packages import manifest_of
from apps.core.tenancy import studio_context
from tests.factories.catalog import sound


@pytest.fixture
def film(playable, alpha):
    """Two sounds, the first of them in 5.1 as well."""
    film = playable("Night rain")
    with studio_context(alpha):
        for place, channels in ((0, 2), (1, 2), (0, 6)):
            sound(
                film.current_encode,
                place,
                channels=channels,
                language=("en", "xx-desk")[place],
                name=("English", "Track 2")[place],
                is_default=place == 0,
            )
    return film


@pytest.fixture
def page(film):
    return f"/studio/films/{film.pk}/sounds/"


def sent(place, language="ta", kind="described", name=""):
    fields = {"language": language, "kind": kind, "name": name}
    return {"sound": place, **{f"sound-{place}-{key}": value for key, value in fields.items()}}


def told(film, alpha):
    with studio_context(alpha):
        rows = AudioTrack.objects.filter(encode=film.current_encode).order_by("folder")
        return list(rows.values_list("folder", "language", "kind", "name", "is_default"))


def test_every_sound_is_shown_once_with_what_its_file_calls_it(edi, page):
    shown = edi.get(page)

    sounds = [form.sound for form in shown.context["sounds"]]
    assert [(one.track.name, one.is_around) for one in sounds] == [
        ("English", True),
        ("Track 2", False),
    ]
    assert sounds[1].languages[0] == ("xx-desk", "xx-desk")
    assert "English" in shown.content.decode()


def test_a_sound_is_renamed_for_players_from_their_next_start_on(edi, alpha, film, page):
    answer = edi.post(page, sent(0))

    assert (answer.status_code, answer["Location"]) == (302, page)
    assert told(film, alpha) == [
        ("a0", "ta", "described", "தமிழ்", True),
        ("a1", "xx-desk", "main", "Track 2", False),
        ("a2", "ta", "described", "தமிழ்", True),
    ]
    with studio_context(alpha):
        playlist = manifest_of(film.current_encode)
    assert 'NAME="தமிழ்",LANGUAGE="ta"' in playlist
    assert 'CHARACTERISTICS="public.accessibility.describes-video"' in playlist
    assert "English" not in playlist


def test_another_sound_is_played_by_default(edi, alpha, film, page):
    edi.post(f"{page}1/default/")

    assert [row[4] for row in told(film, alpha)] == [False, True, False]
    assert edi.post(f"{page}7/default/").status_code == 404


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (sent(0, language="tlh"), 422),
        (sent(0, kind="loud"), 422),
        (sent(0, name="x" * 81), 422),
        (sent(9), 404),
        ({}, 404),
    ],
)
def test_what_cannot_be_said_of_a_sound(edi, alpha, film, page, body, status):
    before = told(film, alpha)

    answer = edi.post(page, body)

    assert answer.status_code == status
    assert told(film, alpha) == before
    if status == 422:
        assert [bool(form.errors) for form in answer.context["sounds"]] == [True, False]


def test_a_film_without_sounds_says_why(edi, playable, draft):
    assert (
        "This video has no sound"
        in edi.get(f"/studio/films/{playable('Silent').pk}/sounds/").content.decode()
    )
    assert "No sounds yet" in edi.get(f"/studio/films/{draft('Draft').pk}/sounds/").content.decode()


def test_sounds_of_another_studio(client_for, beta, people, page):
    bima = client_for(beta, people.bima)
    assert [bima.get(page).status_code, bima.post(page, sent(0)).status_code] == [404, 404]
