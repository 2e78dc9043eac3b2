import pytest

from apps.accounts.models import AuditEvent
from apps.catalog.enums import AudioKind
from apps.catalog.models import Encode
from apps.catalog.services.sounds import describe_sound, play_by_default
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


def test_strangers_and_unknown_sounds_change_nothing(encode, people):
    before = told(encode)

    with pytest.raises(Forbidden):
        describe_sound(encode, 0, language="en", kind=AudioKind.MAIN, by=people.citra)
    with pytest.raises(Forbidden):
        play_by_default(encode, 1, by=people.citra)
    with pytest.raises(NotFound):
        play_by_default(encode, 7, by=people.ana)

    assert told(encode) == before
