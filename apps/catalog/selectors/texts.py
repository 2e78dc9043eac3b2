"""Subtitles as the desk lists and edits them."""

from dataclasses import asdict, dataclass
from typing import Any

from apps.catalog.domain.languages import LANGUAGES, RIGHT_TO_LEFT
from apps.catalog.domain.reading import FASTEST_FOR_CHILDREN, Guideline, hard_to_read
from apps.catalog.domain.subtitles import Cue, parse_subtitles
from apps.catalog.models import Film, TextTrack


@dataclass(frozen=True)
class DeskText:
    """A track, and how many of its cues are hard to read."""

    track: TextTrack
    hard: int

    @property
    def is_waiting(self) -> bool:
        """It is offered to viewers, and its newest version has no files yet."""
        track = self.track
        return bool(track.cues) and track.is_published and track.packaged_version < track.version


def texts_for_desk(film: Film) -> list[DeskText]:
    """All tracks of the film, offered to viewers or not: 1 query."""
    rule = Guideline()
    return [DeskText(track, hard_to_read(cues_of(track), rule)) for track in film.texts.all()]


def cues_of(track: TextTrack) -> list[Cue]:
    """The cues as they are now; none of a track that is still to be written."""
    return parse_subtitles(track.vtt.encode(), "stored.vtt") if track.cues else []


def cue_rows(track: TextTrack) -> list[dict[str, Any]]:
    """The cues as the editor's page takes them."""
    return [asdict(cue) for cue in cues_of(track)]


def reading_limits() -> dict[str, Any]:
    """What the editor measures by; children read slower, and the editor may choose them."""
    return {**asdict(Guideline()), "fastest_for_children": FASTEST_FOR_CHILDREN}


def text_languages() -> list[tuple[str, str]]:
    """Codes and own names of the languages subtitles may be in."""
    return sorted(LANGUAGES.items(), key=lambda pair: pair[1].casefold())


def text_direction(language: str) -> str:
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"
