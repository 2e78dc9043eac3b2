import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.catalog.domain.tracks import (
    Sound,
    Words,
    language_of,
    sound_parts,
    sounds_of,
    words_of,
)


def sound(index: int, *, channels: int = 2, language: str = "", title: str = "", **marks) -> dict:
    return {
        "index": index,
        "codec_type": "audio",
        "codec_name": "aac",
        "channels": channels,
        "disposition": marks,
        "tags": {"language": language, "title": title},
    }


def words(index: int, codec: str = "subrip", *, language: str = "", title: str = "", **marks):
    kind = {"codec_type": "subtitle", "codec_name": codec}
    return sound(index, language=language, title=title, **marks) | kind


def test_the_sound_that_is_marked_comes_first_and_no_commentary_does():
    found = sounds_of(
        [
            sound(1, title="Director's commentary", default=1),
            sound(2, language="eng"),
            sound(3, language="tam", default=1),
        ]
    )
    assert [(one.stream, one.language, one.kind) for one in found] == [
        (3, "ta", "main"),
        (2, "en", "main"),
        (1, "und", "commentary"),
    ]


@pytest.mark.parametrize(
    ("stream", "kind"),
    [
        (sound(1), "main"),
        (sound(1, visual_impaired=1), "described"),
        (sound(1, descriptions=1), "described"),
        (sound(1, title="English Audio Description"), "described"),
        (sound(1, title="AD"), "described"),
        (sound(1, title="Adagio"), "main"),
        (sound(1, comment=1), "commentary"),
        (sound(1, title="Commentary by the cast"), "commentary"),
    ],
)
def test_sounds_are_what_their_maker_says(stream, kind):
    assert sounds_of([stream])[0].kind == kind


@pytest.mark.parametrize(
    ("stream", "kind"),
    [
        (words(1), "subtitles"),
        (words(1, hearing_impaired=1), "sdh"),
        (words(1, title="English [SDH]"), "sdh"),
        (words(1, title="CC"), "sdh"),
        (words(1, forced=1), "forced"),
        (words(1, title="Forced"), "forced"),
    ],
)
def test_so_are_subtitles(stream, kind):
    assert words_of([stream]) == [Words(1, "und", stream["tags"]["title"], kind)]


def test_subtitles_drawn_as_pictures_are_left_out():
    assert words_of([words(1, "hdmv_pgs_subtitle"), words(2, "dvd_subtitle")]) == []


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("hin", "hi"),
        ("ger", "de"),
        ("deu", "de"),
        ("pt_BR", "pt-BR"),
        ("kok", "kok"),
        ("EN", "en"),
        ("", "und"),
        ('x"y', "und"),
        ("english please", "und"),
    ],
)
def test_languages_are_told_as_players_know_them(tag, language):
    assert language_of(tag) == language


def test_stereo_of_all_comes_before_what_is_around_and_ten_are_enough():
    parts = sound_parts([Sound(number, 6) for number in range(7)])

    assert [part.folder for part in parts] == [f"a{number}" for number in range(10)]
    assert [part.channels for part in parts] == [2] * 7 + [6] * 3
    assert [part.position for part in parts] == [*range(7), 0, 1, 2]


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_tags_are_printable_and_short(title, language):
    (found,) = sounds_of([sound(1, title=title, language=language)])
    assert len(found.title) <= 60
    assert found.title.isprintable()
    assert found.language == "und" or found.language.replace("-", "").isalnum()
