"""What editors say about the sounds of a version: their language, kind and name."""

import unicodedata
from typing import Any

from django.db import transaction

from apps.accounts.models import User
from apps.accounts.rules import can_edit_films
from apps.accounts.services import audit
from apps.catalog.domain.languages import own_name
from apps.catalog.domain.tracks import language_of
from apps.catalog.enums import AudioKind
from apps.catalog.models import AudioTrack, Encode
from apps.core.errors import Forbidden, NotFound

LONGEST_NAME = 80


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


def _change(encode: Encode, position: int, by: User, **changes: Any) -> None:
    if not can_edit_films(by):
        raise Forbidden
    with transaction.atomic():
        rows = AudioTrack.objects.filter(encode=encode, position=position)
        if not rows.update(**changes):
            raise NotFound
        told = {"sound": position, **{key: str(value) for key, value in changes.items()}}
        audit.record("film.sound_described", by=by, target=encode.film, changes=told)
