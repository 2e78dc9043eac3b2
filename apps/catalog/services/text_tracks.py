"""Subtitles of a film: handed in, edited at the desk, offered to viewers.

Each change of the words is a new version, and its files are made anew; viewers keep the version
before until they are ready.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from apps.accounts.models import User
from apps.accounts.rules import can_edit_films
from apps.accounts.services import audit
from apps.catalog.domain.cue_text import tidy
from apps.catalog.domain.languages import own_name
from apps.catalog.domain.subtitles import (
    MOST_CUES,
    MOST_SECONDS,
    Cue,
    in_order,
    known_settings,
    parse_subtitles,
    shifted,
    to_vtt,
)
from apps.catalog.enums import TextKind, TextOrigin
from apps.catalog.errors import CueMalformed, TextTrackChanged, TextTrackExists
from apps.catalog.models import Film, TextTrack
from apps.catalog.selectors.texts import cues_of
from apps.catalog.services.text_packaging import forget_later, queue_packaging
from apps.core.errors import Forbidden

LONGEST_NAME = 80


def add_track(
    film: Film,
    *,
    language: str,
    by: User,
    kind: str = TextKind.SUBTITLES,
    name: str = "",
    data: bytes = b"",
    filename: str = "",
) -> TextTrack:
    """Subtitles from a file, or none yet to be written at the desk when there is no ``data``.

    Raises SubtitlesUnreadable with line numbers, and TextTrackExists: a film has one track of a
    language and kind.
    """
    _require_editor(by)
    cues = parse_subtitles(data, filename) if data else []
    track = TextTrack(
        film=film,
        language=language,
        kind=kind,
        name=named(name, language, kind),
        vtt=to_vtt(cues),
        cues=len(cues),
        origin=TextOrigin.UPLOAD if data else TextOrigin.DESK,
        created_by_pk=by.pk,
    )
    with transaction.atomic():
        _insert(track)
        _note("subtitles_added", track, by)
        _package(track)
    return track


def replace_track(track: TextTrack, *, data: bytes, filename: str, by: User) -> TextTrack:
    """Another file for the same language and kind. Raises SubtitlesUnreadable."""
    _require_editor(by)
    return _rewrite(track, parse_subtitles(data, filename), TextOrigin.UPLOAD, by)


def write_cues(track: TextTrack, cues: Iterable[Cue], *, version: int, by: User) -> TextTrack:
    """What the editor made of version ``version``. Raises CueMalformed, TextTrackChanged.

    Words are tidied as those of a file are, so nothing but WebVTT's own tags gets in.
    """
    _require_editor(by)
    if version != track.version:
        raise TextTrackChanged
    return _rewrite(track, in_order(checked(cues)), TextOrigin.DESK, by)


def shift_track(track: TextTrack, *, seconds: float, by: User) -> TextTrack:
    """Everything earlier or later; what would end before the film begins is left out."""
    _require_editor(by)
    return _rewrite(track, shifted(cues_of(track), seconds), TextOrigin.DESK, by)


def publish_track(track: TextTrack, *, by: User) -> TextTrack:
    """Offer it to viewers, as soon as its files are made."""
    with transaction.atomic():
        offered = _set(track, by, "subtitles_published", is_published=True)
        _package(offered)
    return offered


def withdraw_track(track: TextTrack, *, by: User) -> TextTrack:
    """Viewers no longer find it, and its files are removed; no words are lost.

    Should it be offered again, that is another version with files of its own.
    """
    _require_editor(by)
    off: dict[str, Any] = {"is_published": False, "is_default": False}
    with transaction.atomic():
        played = TextTrack.objects.select_for_update(no_key=True).get(pk=track.pk).packaged_version
        if played:
            off |= {"packaged_version": 0, "version": F("version") + 1}
            # At once: viewers may know the address.
            forget_later(track, played, after=timedelta(0))
        return _set(track, by, "subtitles_withdrawn", **off)


def rename_track(track: TextTrack, *, name: str, by: User) -> TextTrack:
    """What the menu of the player calls it; empty for the language's own name."""
    name = named(name, track.language, track.kind)
    return _set(track, by, "subtitles_renamed", name=name)


def show_by_default(track: TextTrack, *, by: User) -> TextTrack:
    """Shown to viewers who chose nothing; the film's other tracks no longer are."""
    _require_editor(by)
    with transaction.atomic():
        Film.objects.select_for_update(no_key=True).get(pk=track.film_id)
        TextTrack.objects.filter(film=track.film_id, is_default=True).update(is_default=False)
        shown = _set(track, by, "subtitles_shown_by_default", is_default=True, is_published=True)
        _package(shown)
        return shown


def show_only_when_chosen(track: TextTrack, *, by: User) -> TextTrack:
    """No longer shown to viewers who chose nothing."""
    return _set(track, by, "subtitles_no_longer_default", is_default=False)


def delete_track(track: TextTrack, *, by: User) -> None:
    """Erase its words. Players that have its files finish with them; then those go as well."""
    _require_editor(by)
    with transaction.atomic():
        _note("subtitles_deleted", track, by)
        if track.packaged_version:
            forget_later(track, track.packaged_version)
        track.delete()


def cues_sent(rows: Iterable[Any]) -> list[Cue]:
    """Cues from what a page sent: start, end, settings and text of each. Raises CueMalformed."""
    return [_sent(row, number) for number, row in enumerate(rows, start=1)]


def checked(cues: Iterable[Cue]) -> list[Cue]:
    """Cues as the editor sends them, tidied. Raises CueMalformed, naming the first bad one."""
    made = [_checked(cue, number) for number, cue in enumerate(cues, start=1)]
    if len(made) > MOST_CUES:
        raise CueMalformed(cue=MOST_CUES + 1)
    return made


def named(name: str, language: str, kind: str) -> str:
    """The given name, or the language as its speakers call it with what the kind adds."""
    name = unicodedata.normalize("NFC", name.strip())[:LONGEST_NAME]
    additions = {TextKind.SDH: " (SDH)", TextKind.FORCED: " (forced)"}
    return name or own_name(language) + additions.get(TextKind(kind), "")


def _sent(row: Any, number: int) -> Cue:
    try:
        settings, text = str(row.get("settings", "")), str(row["text"])
        return Cue(float(row["start"]), float(row["end"]), settings, text)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise CueMalformed(cue=number) from error


def _checked(cue: Cue, number: int) -> Cue:
    text = tidy(cue.text)
    # Written so that NaN, which compares with nothing, is refused as well.
    if not (text and 0 <= cue.start < cue.end <= MOST_SECONDS):
        raise CueMalformed(cue=number)
    start, end = round(cue.start, 3), round(cue.end, 3)
    if end <= start:
        raise CueMalformed(cue=number)
    return replace(cue, start=start, end=end, text=text, settings=known_settings(cue.settings))


def _rewrite(track: TextTrack, cues: Sequence[Cue], origin: TextOrigin, by: User) -> TextTrack:
    """The next version, unless somebody else has made it: compare and set."""
    with transaction.atomic():
        changed = TextTrack.objects.filter(pk=track.pk, version=track.version).update(
            vtt=to_vtt(cues),
            cues=len(cues),
            origin=origin,
            version=F("version") + 1,
            updated_at=timezone.now(),
        )
        if not changed:
            raise TextTrackChanged
        track.refresh_from_db()
        _note("subtitles_changed", track, by, cues=len(cues))
        _package(track)
    return track


def _set(track: TextTrack, by: User, action: str, **changes: Any) -> TextTrack:
    _require_editor(by)
    with transaction.atomic():
        TextTrack.objects.filter(pk=track.pk).update(**changes, updated_at=timezone.now())
        track.refresh_from_db()
        _note(action, track, by)
    return track


def _insert(track: TextTrack) -> None:
    try:
        with transaction.atomic():
            track.save()
    except IntegrityError as error:
        raise TextTrackExists from error


def _package(track: TextTrack) -> None:
    if track.cues and track.is_published and track.packaged_version < track.version:
        queue_packaging(track)


def _note(action: str, track: TextTrack, by: User, **changes: Any) -> None:
    said = {"language": track.language, "kind": str(track.kind), **changes}
    audit.record(f"film.{action}", by=by, target=track.film, changes=said)


def _require_editor(by: User) -> None:
    if not can_edit_films(by):
        raise Forbidden
