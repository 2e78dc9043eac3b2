"""Refusals about subtitles and markers."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from apps.core.errors import Conflict, Unprocessable


class SubtitleFault(TextChoices):
    """What is wrong in a line of a file with subtitles."""

    TOO_LARGE = "too_large", _("Files with subtitles have at most 5 MB.")
    NOT_TEXT = "not_text", _("This is not a text file.")
    BROKEN_TEXT = (
        "broken_text",
        _("A letter here is damaged. Save the file anew, as UTF-8."),
    )
    NO_SIGNATURE = "no_signature", _("A WebVTT file begins with the word WEBVTT.")
    NO_CUES = "no_cues", _("There are no subtitles in this file.")
    TOO_MANY = "too_many", _("There are more than 20,000 subtitles in this file.")
    BAD_TIMES = "bad_times", _("These times cannot be read.")
    NO_TIMES = "no_times", _("Times are missing: 00:00:01,000 --> 00:00:02,500.")
    ENDS_EARLY = "ends_early", _("This subtitle ends before it starts.")
    TOO_LATE = "too_late", _("This subtitle ends more than a day after the beginning.")


@dataclass(frozen=True)
class FaultyLine:
    """Where a file cannot be read, and why. Lines count from one."""

    line: int
    fault: SubtitleFault

    def __str__(self) -> str:
        words = _("Line %(line)s: %(fault)s")
        return words % {"line": self.line, "fault": self.fault.label}


class SubtitlesUnreadable(Unprocessable):
    """``faults`` says what is wrong in which lines, the first twenty of them."""

    code = "subtitles_unreadable"
    message = _("This file with subtitles cannot be read. Correct it and upload it again.")

    def __init__(self, faults: Sequence[FaultyLine]) -> None:
        super().__init__(faults=[{"line": f.line, "code": f.fault.value} for f in faults])
        self.faults = list(faults)


class TextTrackExists(Conflict):
    code = "text_track_exists"
    message = _("This film has subtitles of this language and kind already. Replace those instead.")


class CueMalformed(Unprocessable):
    code = "cue_malformed"
    message = _("A subtitle needs words, and has to end after it starts.")


class TextTrackChanged(Conflict):
    code = "text_track_changed"
    message = _("Somebody else changed these subtitles in the meantime. Reload and try again.")


class MarkerOutsideFilm(Unprocessable):
    code = "marker_outside_film"
    message = _("A marker starts and ends inside the film, and ends after it starts.")


class MarkersOverlap(Conflict):
    code = "markers_overlap"
    message = _("This marker overlaps another one. Let one end where the other starts.")
