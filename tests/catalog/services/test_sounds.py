from dataclasses import replace

import pytest

from apps.accounts.models import AuditEvent
from apps.catalog.domain.tracks import Sound
from apps.catalog.enums import AudioKind
from apps.catalog.models import Encode
from apps.catalog.services.sounds import describe_sound, play_by_default, said_before
from apps.core.errors import Forbidden, NotFound
from tests.factories.catalog import ready_encode, sound


@pytest.fixture
def encode(film) -> Encode:
    """Two sounds, the first of them around as well."""
    made = ready_encode(film)
    for position, channels in ((0, 2), (1, 2), (0, 6)):
        sound(made, position, channels=channels, is_default=position == 0)
    return made


def told(encode: Encode) -> list[tuple]:
    rows = encode.audio_tracks.order_by("folder")
    return list(rows.values_list("folder", "language", "kind", "name", "is_default"))


def test_a_sound_is_described_in_stereo_and_around(encode, people):
    describe_sound(encode, 0, language="tam", kind=AudioKind.DESCRIBED, by=people.ana)
    describe_sound(encode, 1, language="en", kind=AudioKind.MAIN, name=" Dub ", by=people.ana)

    assert told(encode) == [
        ("a0", "ta", "described", "தமிழ்", True),
        ("a1", "en", "main", "Dub", False),
        ("a2", "ta", "described", "தமிழ்", True),
    ]
    assert AuditEvent.objects.filter(action="film.sound_described").count() == 2


def test_one_sound_is_played_by_default(encode, people):
    play_by_default(encode, 1, by=people.ana)

    assert [row[4] for row in told(encode)] == [False, True, False]


HEARD = [Sound(stream=1, channels=2), Sound(stream=2, channels=2, language="en")]


def stream_of(sound: Sound) -> dict:
    tags = {} if sound.language == "und" else {"language": sound.language}
    told = {"codec_type": "audio", "codec_name": "aac", "channels": sound.channels}
    return {"index": sound.stream, "tags": tags, **told}


@pytest.mark.parametrize(
    ("sounds", "is_known"),
    [
        (HEARD, True),
        ([replace(one, stream=one.stream + 4) for one in HEARD], True),
        ([HEARD[0], replace(HEARD[1], language="ta")], False),
        (HEARD[:1], False),
    ],
)
def test_what_was_said_holds_for_the_next_version_with_the_same_sounds(
    encode, people, film, sounds, is_known
):
    encode.probe = {"streams": [stream_of(one) for one in HEARD]}
    encode.save()
    describe_sound(encode, 0, language="hi", kind=AudioKind.MAIN, name="Dub", by=people.ana)
    play_by_default(encode, 1, by=people.ana)

    known = said_before(ready_encode(film), sounds)

    dub = {"language": "hi", "kind": "main", "name": "Dub", "is_default": False}
    assert known.get(0) == (dub if is_known else None)
    assert [one["is_default"] for one in known.values()] == ([False, True] if is_known else [])


def test_the_first_version_has_none_before(encode):
    assert said_before(encode, HEARD) == {}


def test_strangers_and_unknown_sounds_change_nothing(encode, people):
    before = told(encode)

    with pytest.raises(Forbidden):
        describe_sound(encode, 0, language="en", kind=AudioKind.MAIN, by=people.citra)
    with pytest.raises(Forbidden):
        play_by_default(encode, 1, by=people.citra)
    with pytest.raises(NotFound):
        play_by_default(encode, 7, by=people.ana)

    assert told(encode) == before
