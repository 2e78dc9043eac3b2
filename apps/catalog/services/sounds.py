"""What editors say about the sounds of a version: their language, kind and name."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction

from apps.accounts.models import User
from apps.accounts.rules import can_edit_films
from apps.accounts.services import audit
from apps.catalog.domain.languages import own_name
from apps.catalog.domain.tracks import Sound, language_of, sounds_of
from apps.catalog.enums import AudioKind, EncodeState
from apps.catalog.models import AudioTrack, Encode
from apps.core.errors import Forbidden, NotFound

LONGEST_NAME = 80
SAID = ("language", "kind", "name", "is_default")


def describe_sound(
    encode: Encode, position: int, *, language: str, kind: AudioKind, name: str = "", by: User
) -> None:
    """Say what a sound is, in stereo and around alike; without a name it gets its language's own.

    Players are told from their next start on. Raises NotFound when there is no such sound.
    """
    code = language_of(language)
    said = unicodedata.normalize("NFC", name.strip())[:LONGEST_NAME] or own_name(code)
    _change(encode, position, by, language=code, kind=kind, name=said)


def play_by_default(encode: Encode, position: int, *, by: User) -> None:
    """Viewers who chose no sound hear this one. Raises NotFound when there is no such sound."""
    with transaction.atomic():
        Encode.objects.select_for_update(of=("self",), no_key=True).get(pk=encode.pk)
        AudioTrack.objects.filter(encode=encode).update(is_default=False)
        _change(encode, position, by, is_default=True)


def said_before(encode: Encode, sounds: Sequence[Sound]) -> dict[int, dict[str, Any]]:
    """What is said of the sounds of the version before, by position: 2 queries at most.

    It holds for another version whose file says the same of the same sounds, so that editors need
    not say it twice; nothing otherwise.
    """
    earlier = Encode.objects.filter(film=encode.film_id, version__lt=encode.version)
    before = earlier.filter(state=EncodeState.READY).order_by("-version").first()
    if before is None or _as_told(sounds_of(before.probe.get("streams", ()))) != _as_told(sounds):
        return {}
    rows = AudioTrack.objects.filter(encode=before).values("position", *SAID)
    return {row["position"]: {name: row[name] for name in SAID} for row in rows}


def _as_told(sounds: Iterable[Sound]) -> list[Sound]:
    """Wherever they stand in the file."""
    return [replace(sound, stream=0) for sound in sounds]


def _change(encode: Encode, position: int, by: User, **changes: Any) -> None:
    if not can_edit_films(by):
        raise Forbidden
    with transaction.atomic():
        rows = AudioTrack.objects.filter(encode=encode, position=position)
        if not rows.update(**changes):
            raise NotFound
        told = {"sound": position, **{key: str(value) for key, value in changes.items()}}
        audit.record("film.sound_described", by=by, target=encode.film, changes=told)
